//! A POST with an `Idempotency-Key` creates once, whatever happens to it on its way.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::api::{Answer, Api};
use crate::dynamodb;
use crate::proxy::Fault;

const CALL: &str = "TransactWriteItems";
const RECORDS: &str = "depot-idempotency-local";

fn part(id: &str) -> Value {
    json!({ "id": id, "kind": "wheel" })
}

/// Sends a body with a key.
async fn post(api: &Api, key: &str, path: &str, body: &Value) -> Answer {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", key)
        .body(Body::from(body.to_string()));
    api.answer(request.expect("the request is valid")).await
}

async fn delete(api: &Api, path: &str) {
    let answer = api.send(Method::DELETE, path, &Value::Null).await;
    assert_eq!(answer.status, 204, "{}", answer.body);
}

/// The items of all parts.
async fn parts(api: &Api) -> Vec<Value> {
    let answer = api
        .send(Method::GET, "/parts?limit=100", &Value::Null)
        .await;
    let page: Value = serde_json::from_str(&answer.body).expect("a page");
    page["items"].as_array().expect("a list").clone()
}

/// Asserts that the part was created, once, and is answered as it was.
async fn assert_created(api: &Api, answer: &Answer) {
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(answer.headers[header::LOCATION], "parts/a");
    assert_eq!(answer.headers[header::ETAG], "\"1\"");
    let item: Value = serde_json::from_str(&answer.body).expect("an item");
    assert_eq!(parts(api).await, [item]);
}

#[tokio::test]
async fn a_hundred_equal_requests_at_once_make_one_item_and_have_one_answer() {
    let api = Arc::new(Api::start().await);
    let mut requests = JoinSet::new();
    for _ in 0..100 {
        let api = Arc::clone(&api);
        requests.spawn(async move { post(&api, "k", "/parts", &part("a")).await });
    }
    let answers = requests.join_all().await;
    assert_eq!(answers.len(), 100);
    for answer in &answers {
        assert_created(&api, answer).await;
        assert_eq!(answer.body, answers[0].body);
    }
}

#[tokio::test]
async fn a_key_is_of_one_body_and_one_path_and_each_route_has_its_own() {
    let api = Api::start().await;
    assert_created(&api, &post(&api, "k", "/parts", &part("a")).await).await;
    let other = post(&api, "k", "/parts", &part("b")).await;
    assert_eq!(other.status, 422, "{}", other.body);
    let detail = "this Idempotency-Key came with another body or path";
    assert!(other.body.contains(detail), "{}", other.body);
    assert_eq!(parts(&api).await.len(), 1);
    let slot = json!({ "at": "2026-01-31T12:00:00Z" });
    for (path, status) in [("/rooms/1/slots", 201), ("/rooms/2/slots", 422)] {
        let answer = post(&api, "k", path, &slot).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
    }
}

#[tokio::test]
async fn an_answer_stays_the_same_when_its_item_changes_or_goes() {
    let api = Api::start().await;
    let first = post(&api, "k", "/parts", &part("a")).await;
    let change = json!({ "count": 9 });
    let changed = api.send(Method::PATCH, "/parts/a", &change).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert_eq!(post(&api, "k", "/parts", &part("a")).await.body, first.body);
    delete(&api, "/parts/a").await;
    assert_eq!(post(&api, "k", "/parts", &part("a")).await.body, first.body);
    assert!(parts(&api).await.is_empty());
}

#[tokio::test]
async fn a_key_is_free_again_once_its_time_is_over() {
    let api = Api::start().await;
    assert_eq!(post(&api, "k", "/parts", &part("a")).await.status, 201);
    let client = dynamodb::client(&api.proxy.url()).await;
    let records = client.scan().table_name(RECORDS).send().await;
    let mut records = records.expect("the records").items.expect("a list");
    let mut record = records.pop().expect("a record");
    assert!(records.is_empty());
    let expiry = record["expires_at"].as_n().expect("epoch seconds");
    let expiry: i64 = expiry.parse().expect("a number");
    let past = AttributeValue::N((expiry - 61).to_string());
    record.insert("expires_at".to_owned(), past);
    let put = client.put_item().table_name(RECORDS);
    let put = put.set_item(Some(record)).send().await;
    put.expect("the record is stored");
    assert_eq!(post(&api, "k", "/parts", &part("b")).await.status, 201);
    assert_eq!(post(&api, "k", "/parts", &part("b")).await.status, 201);
    assert_eq!(parts(&api).await.len(), 2);
}

#[tokio::test]
async fn only_what_was_created_is_remembered() {
    let api = Api::start().await;
    assert_eq!(
        api.send(Method::POST, "/parts", &part("a")).await.status,
        201
    );
    for _ in 0..2 {
        let taken = post(&api, "k", "/parts", &part("a")).await;
        assert_eq!(taken.status, 409, "{}", taken.body);
    }
    delete(&api, "/parts/a").await;
    let answer = post(&api, "k", "/parts", &part("a")).await;
    assert_created(&api, &answer).await;
}

#[tokio::test]
async fn an_answer_that_was_lost_is_given_by_the_next_attempt() {
    for times in [1, 2] {
        let api = Api::start().await;
        api.proxy.fail(CALL, Fault::Lost, times);
        let answer = post(&api, "k", "/parts", &part("a")).await;
        assert_created(&api, &answer).await;
    }
    let api = Api::start().await;
    api.proxy.fail(CALL, Fault::Lost, 3);
    let answer = post(&api, "k", "/parts", &part("a")).await;
    assert_eq!(answer.status, 503, "the SDK has given up: {}", answer.body);
    let answer = post(&api, "k", "/parts", &part("a")).await;
    assert_created(&api, &answer).await;
}

#[tokio::test]
async fn a_table_that_hangs_or_refuses_is_asked_again() {
    let refusal = |status, code| Fault::Refusal { status, code };
    let faults = [
        Fault::Conflict,
        Fault::Silence,
        Fault::Reset,
        Fault::Half,
        refusal(400, "ProvisionedThroughputExceededException"),
        refusal(400, "TransactionInProgressException"),
        refusal(500, "InternalServerError"),
    ];
    for fault in faults {
        let api = Api::with_timeout(Duration::from_millis(500)).await;
        api.proxy.fail(CALL, fault, 2);
        let answer = post(&api, "k", "/parts", &part("a")).await;
        assert_created(&api, &answer).await;
    }
}

#[tokio::test]
async fn what_does_not_pass_in_time_is_a_503_and_writes_nothing() {
    let lasting = [
        Fault::Conflict,
        Fault::Refusal {
            status: 400,
            code: "TransactionInProgressException",
        },
    ];
    for fault in lasting {
        let api = Api::start().await;
        api.proxy.fail(CALL, fault, usize::MAX);
        let answer = post(&api, "k", "/parts", &part("a")).await;
        assert_eq!(answer.status, 503, "{}", answer.body);
        assert_eq!(answer.headers[header::RETRY_AFTER], "1");
        assert!(parts(&api).await.is_empty());
        api.proxy.fail(CALL, fault, 0);
        let answer = post(&api, "k", "/parts", &part("a")).await;
        assert_created(&api, &answer).await;
    }
}
