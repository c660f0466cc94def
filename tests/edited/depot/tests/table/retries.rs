//! A write whose answer got lost is sent again. It has happened then, and the client is told so.

use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};

use crate::api::{Answer, Api};
use crate::proxy::Fault;

/// Sends a request while the answers of a call get lost this often.
async fn losing(
    api: &Api,
    (call, times): (&'static str, usize),
    method: Method,
    path: &str,
    body: Value,
    if_match: Option<&str>,
) -> Answer {
    api.proxy.fail(call, Fault::Lost, times);
    api.proxy.calls();
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(tag) = if_match {
        request = request.header(header::IF_MATCH, tag);
    }
    let request = request.body(Body::from(body.to_string()));
    let answer = api.answer(request.expect("the request is valid")).await;
    let calls = api.proxy.calls().into_iter().filter(|made| made == call);
    assert!(calls.count() > times, "{call} is made again");
    answer
}

async fn stored(api: &Api, path: &str) -> Value {
    let answer = api.send(Method::GET, path, &Value::Null).await;
    assert_eq!(answer.status, 200, "{path}");
    serde_json::from_str(&answer.body).expect("the body is JSON")
}

fn part() -> Value {
    json!({ "id": "a", "kind": "wheel", "count": 3 })
}

#[tokio::test]
async fn a_create_that_was_sent_twice_made_one_item() {
    for times in [1, 2] {
        let api = Api::start().await;
        let answer = losing(
            &api,
            ("PutItem", times),
            Method::POST,
            "/parts",
            part(),
            None,
        )
        .await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        assert_eq!(stored(&api, "/parts/a").await["revision"], 1);
    }
}

#[tokio::test]
async fn a_create_of_a_key_that_is_taken_is_refused_however_often_it_was_sent() {
    let api = Api::start().await;
    let taken = json!({ "id": "a", "kind": "axle" });
    assert_eq!(api.send(Method::POST, "/parts", &taken).await.status, 201);
    let answer = losing(&api, ("PutItem", 1), Method::POST, "/parts", part(), None).await;
    assert_eq!(answer.status, 409, "{}", answer.body);
    assert_eq!(stored(&api, "/parts/a").await["kind"], "axle");
}

#[tokio::test]
async fn an_equal_item_is_still_another_client_s_after_one_attempt() {
    let api = Api::start().await;
    assert_eq!(api.send(Method::POST, "/parts", &part()).await.status, 201);
    assert_eq!(api.send(Method::POST, "/parts", &part()).await.status, 409);
}

#[tokio::test]
async fn a_write_of_a_version_that_was_sent_twice_happened_once() {
    for (method, body) in [
        (Method::PUT, json!({ "kind": "axle", "count": 4 })),
        (Method::PATCH, json!({ "kind": "axle", "note": "new" })),
        (Method::PATCH, json!({ "count": null })),
        (Method::PUT, json!({ "kind": "axle", "revision": 1 })),
    ] {
        let api = Api::start().await;
        assert_eq!(api.send(Method::POST, "/parts", &part()).await.status, 201);
        let tag = (body["revision"] != 1).then_some("\"1\"");
        let call = ("UpdateItem", 1);
        let answer = losing(&api, call, method.clone(), "/parts/a", body.clone(), tag).await;
        assert_eq!(answer.status, 200, "{method} {body}: {}", answer.body);
        assert_eq!(answer.headers[header::ETAG], "\"2\"", "{method} {body}");
        let stored = stored(&api, "/parts/a").await;
        let told: Value = serde_json::from_str(&answer.body).expect("the body is JSON");
        assert_eq!(stored, told, "{method} {body}");
    }
}

#[tokio::test]
async fn a_write_of_another_version_is_refused_however_often_it_was_sent() {
    let api = Api::start().await;
    assert_eq!(api.send(Method::POST, "/parts", &part()).await.status, 201);
    for body in [
        json!({ "kind": "wheel", "count": 3 }),
        json!({ "kind": "axle" }),
    ] {
        let call = ("UpdateItem", 1);
        let answer = losing(&api, call, Method::PUT, "/parts/a", body, Some("\"7\"")).await;
        assert_eq!(answer.status, 412, "{}", answer.body);
    }
    assert_eq!(stored(&api, "/parts/a").await["count"], 3);
}

#[tokio::test]
async fn a_delete_that_was_sent_twice_deleted_the_item() {
    for tag in [None, Some("\"1\""), Some("*")] {
        let api = Api::start().await;
        assert_eq!(api.send(Method::POST, "/parts", &part()).await.status, 201);
        let call = ("DeleteItem", 1);
        let answer = losing(&api, call, Method::DELETE, "/parts/a", Value::Null, tag).await;
        assert_eq!(answer.status, 204, "{tag:?}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_put_that_creates_says_so_after_a_second_attempt_too() {
    let api = Api::start().await;
    let body = json!({ "notes": [1, 2.50, { "a": null }] });
    let answer = losing(
        &api,
        ("PutItem", 1),
        Method::PUT,
        "/boxes/a",
        body.clone(),
        None,
    )
    .await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let answer = losing(&api, ("UpdateItem", 1), Method::PUT, "/boxes/a", body, None).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[tokio::test]
async fn a_patch_that_reaches_into_a_value_happens_once() {
    let api = Api::start().await;
    let made = json!({ "size": { "width": 1 } });
    assert_eq!(api.send(Method::PUT, "/boxes/a", &made).await.status, 201);
    let body = json!({ "size": { "height": 2 } });
    let answer = losing(
        &api,
        ("UpdateItem", 1),
        Method::PATCH,
        "/boxes/a",
        body,
        None,
    )
    .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(
        stored(&api, "/boxes/a").await["size"],
        json!({ "width": 1, "height": 2 })
    );
}
