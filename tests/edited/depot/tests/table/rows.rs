//! Items that the function did not write, or wrote before the spec changed.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use axum::http::Method;
use serde_json::{Value, json};

use crate::api::Api;
use crate::{dynamodb, log};

const TABLE: &str = "depot-parts-local";

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

fn number(value: i64) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// Stores a part as another program might.
async fn store(client: &Client, id: &str, attributes: &[(&str, AttributeValue)]) {
    let mut put = client.put_item().table_name(TABLE).item("id", text(id));
    for (name, value) in attributes {
        put = put.item(*name, value.clone());
    }
    put.send().await.expect("the table takes any item");
}

async fn api() -> (Api, Client) {
    let api = Api::start().await;
    let client = dynamodb::client(&api.proxy.url()).await;
    (api, client)
}

/// The IDs of the parts that a list or query shows.
async fn ids(api: &Api, path: &str) -> Vec<String> {
    let answer = api.send(Method::GET, path, &Value::Null).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    let page: Value = serde_json::from_str(&answer.body).expect("the body is JSON");
    let items = page["items"].as_array().expect("a page has items");
    let mut ids: Vec<String> = items.iter().map(|item| item["id"].to_string()).collect();
    ids.sort();
    ids
}

#[tokio::test]
async fn a_list_leaves_out_what_it_can_not_read_and_logs_its_key() {
    let (api, client) = api().await;
    store(
        &client,
        "good",
        &[("kind", text("wheel")), ("revision", number(1))],
    )
    .await;
    store(
        &client,
        "bad",
        &[("kind", text("wheel")), ("revision", text("1"))],
    )
    .await;
    log::take();
    for path in ["/parts", "/parts?kind=wheel", "/kinds/wheel/parts"] {
        assert_eq!(ids(&api, path).await, [r#""good""#], "{path}");
        let lines = log::take();
        let [line] = &lines[..] else {
            panic!("one line is logged: {lines:?}")
        };
        assert_eq!(line["fields"]["key"], r#"[["S","bad"]]"#);
        let cause = line["fields"]["cause"].to_string();
        assert!(cause.contains("`revision`"), "{cause}");
    }
}

#[tokio::test]
async fn an_item_that_can_not_be_read_is_a_500_and_keeps_its_key() {
    let (api, client) = api().await;
    let bad = [
        ("kind", text("wheel")),
        ("note", number(5)),
        ("revision", number(1)),
    ];
    store(&client, "bad", &bad).await;
    log::take();
    let read = api.send(Method::GET, "/parts/bad", &Value::Null).await;
    assert_eq!(read.status, 500);
    let lines = log::take();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0]["fields"]["message"].to_string().contains("`note`"));
    let taken = json!({ "id": "bad", "kind": "wheel" });
    assert_eq!(api.send(Method::POST, "/parts", &taken).await.status, 409);
}

#[tokio::test]
async fn an_item_without_an_attribute_is_found_by_its_default() {
    let (api, client) = api().await;
    let old = [("kind", text("wheel")), ("revision", number(1))];
    store(&client, "old", &old).await;
    let new = json!({ "id": "new", "kind": "wheel", "grade": 5 });
    assert_eq!(api.send(Method::POST, "/parts", &new).await.status, 201);
    let (both, old, new): (&[_], &[_], &[_]) =
        (&[r#""new""#, r#""old""#], &[r#""old""#], &[r#""new""#]);
    let rows = [
        ("grade=3", old),
        ("grade=5", new),
        ("grade.ne=3", new),
        ("grade.ne=5", old),
        ("grade.gte=3", both),
        ("grade.gt=3", new),
        ("grade.lt=4", old),
        ("grade.in=3&grade.in=5", both),
        ("grade.gte=3&grade.lte=4", old),
        ("grade=3&kind=wheel", old),
    ];
    for (filter, expected) in rows {
        assert_eq!(
            ids(&api, &format!("/parts?{filter}")).await,
            expected,
            "{filter}"
        );
    }
    assert!(ids(&api, "/parts?grade=4").await.is_empty());
}

#[tokio::test]
async fn what_the_spec_does_not_know_survives_each_write() {
    let (api, client) = api().await;
    let attributes = [
        ("kind", text("wheel")),
        ("revision", number(1)),
        ("color", text("red")),
    ];
    store(&client, "a", &attributes).await;
    let put = json!({ "kind": "axle" });
    assert_eq!(api.send(Method::PUT, "/parts/a", &put).await.status, 200);
    let patch = json!({ "count": 2 });
    assert_eq!(
        api.send(Method::PATCH, "/parts/a", &patch).await.status,
        200
    );
    let read = client.get_item().table_name(TABLE).key("id", text("a"));
    let item = read.send().await.expect("an answer").item.expect("an item");
    assert_eq!(item["color"], text("red"));
    assert_eq!(item["revision"], number(3));
}

#[tokio::test]
async fn a_time_of_another_program_is_found_wherever_it_is_shown() {
    let (api, client) = api().await;
    let put = client.put_item().table_name("depot-slots-local");
    let put = put
        .item("room", text("a"))
        .item("at", text("2015-09-15T19:58:22.947Z"));
    put.item("until", number(1_442_347_102_947))
        .send()
        .await
        .expect("the table takes any item");
    let slot = json!({
        "room": "a",
        "at": "2015-09-15T19:58:22.947Z",
        "until": "2015-09-15T19:58:22.947Z",
    });
    let at = "2015-09-15T21:58:22.947%2B02:00";
    let path = format!("/rooms/a/slots/{at}");
    let read = api.send(Method::GET, &path, &Value::Null).await;
    assert_eq!(read.status, 200, "{}", read.body);
    assert_eq!(serde_json::from_str(&read.body).ok(), Some(slot.clone()));
    let queries = [
        "",
        &format!("?at={at}"),
        &format!("?at.gte={at}&at.lt=2016-01-01T00:00:00Z"),
        &format!("?until={at}"),
        "?until.in=2015-09-15T19:58:22.947Z",
    ];
    for query in queries {
        let path = format!("/rooms/a/slots{query}");
        let list = api.send(Method::GET, &path, &Value::Null).await;
        let page: Value = serde_json::from_str(&list.body).expect("the body is JSON");
        assert_eq!(page["items"], json!([slot]), "{query}");
    }
    let again = api.send(Method::POST, "/rooms/a/slots", &slot).await;
    assert_eq!(again.status, 409);
    let patch = json!({ "title": "b", "until": "2015-09-15T19:58:22.5Z" });
    assert_eq!(api.send(Method::PATCH, &path, &patch).await.status, 200);
    let finer = json!({ "until": "2015-09-15T19:58:22.9471Z" });
    assert_eq!(api.send(Method::PATCH, &path, &finer).await.status, 422);
    let finer = "/rooms/a/slots/2015-09-15T19:58:22.9471Z";
    assert_eq!(api.send(Method::GET, finer, &Value::Null).await.status, 400);
}

#[tokio::test]
async fn a_time_in_another_form_is_not_shown() {
    let (api, client) = api().await;
    log::take();
    let forms = ["2015-09-15T19:58:22Z", "2015-09-15T19:58:22.000000000Z"];
    for form in forms {
        let put = client.put_item().table_name("depot-slots-local");
        let put = put.item("room", text("a")).item("at", text(form));
        put.send().await.expect("the table takes any item");
    }
    let list = api.send(Method::GET, "/rooms/a/slots", &Value::Null).await;
    assert_eq!(list.body, r#"{"items":[]}"#);
    assert_eq!(log::take().len(), 2);
    let path = "/rooms/a/slots/2015-09-15T19:58:22Z";
    assert_eq!(api.send(Method::GET, path, &Value::Null).await.status, 404);
}
