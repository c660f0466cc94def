//! The routes of drafts.

use std::sync::Arc;

use axum::http::{HeaderName, Method, StatusCode, header};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::client::{Answer, Api, assert_holds, path};

const CREATE: &str = "/drafts";
const GET: &str = "/drafts/{slug}";
const REPLACE: &str = "/drafts/{slug}";
const DELETE: &str = "/drafts/{slug}";

/// What the tests send: `item` fills the path and `body` is sent.
fn fixture(name: &str) -> Value {
    let text = include_str!("fixtures/drafts.json");
    let mut fixtures: Value = serde_json::from_str(text).expect("the fixtures are JSON");
    fixtures[name].take()
}

/// Stores a draft and returns it.
async fn create(api: &Api, name: &str) -> Value {
    let new = fixture(name);
    let path = path(CREATE, &new["item"]);
    let answer = api.send(Method::POST, &path, Some(&new["body"])).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    assert_holds(&answer.body, &new["visible"]);
    assert!(answer.headers.contains_key(header::LOCATION));
    answer.body
}

#[tokio::test]
async fn what_is_created_is_answered() {
    let api = Api::start().await;
    create(&api, "original").await;
}

/// Stores a draft, by a request with a key that is always the same.
async fn create_once(api: Arc<Api>, name: &str) -> Answer {
    let new = fixture(name);
    let path = path(CREATE, &new["item"]);
    let key = (HeaderName::from_static("idempotency-key"), "a-key");
    api.send_if(Method::POST, &path, Some(&new["body"]), key)
        .await
}

#[tokio::test]
async fn a_request_that_is_sent_again_creates_nothing_more() {
    const LIST: &str = "/drafts";
    let api = Arc::new(Api::start().await);
    let mut requests = JoinSet::new();
    for _ in 0..20 {
        requests.spawn(create_once(Arc::clone(&api), "original"));
    }
    let answers = requests.join_all().await;
    for answer in &answers {
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        assert_eq!(answer.body, answers[0].body);
        assert_eq!(answer.headers, answers[0].headers);
    }
    let path = path(LIST, &answers[0].body);
    let page = api.send(Method::GET, &path, None).await;
    assert_eq!(page.body["items"], json!([answers[0].body]));
    let answer = create_once(api, "second").await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn an_unknown_attribute_is_refused() {
    let api = Api::start().await;
    let mut new = fixture("original");
    new["body"]["no such attribute"] = json!(1);
    let path = path(CREATE, &new["item"]);
    let answer = api.send(Method::POST, &path, Some(&new["body"])).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
    assert_eq!(answer.body["errors"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_is_created_is_read() {
    let api = Api::start().await;
    let item = create(&api, "original").await;
    let path = path(GET, &item);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body, item);
}

#[tokio::test]
async fn what_is_replaced_has_the_new_values() {
    let api = Api::start().await;
    let item = create(&api, "original").await;
    let replacement = fixture("replacement");
    let path = path(REPLACE, &item);
    let answer = api
        .send(Method::PUT, &path, Some(&replacement["body"]))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_holds(&answer.body, &replacement["visible"]);
}

#[tokio::test]
async fn an_item_can_be_put_as_it_was_read() {
    let api = Api::start().await;
    let item = create(&api, "original").await;
    let path = path(REPLACE, &item);
    let answer = api.send(Method::PUT, &path, Some(&item)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

#[tokio::test]
async fn what_is_deleted_is_gone() {
    let api = Api::start().await;
    let item = create(&api, "original").await;
    let path = path(DELETE, &item);
    let answer = api.send(Method::DELETE, &path, None).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.body);
    let answer = api.send(Method::DELETE, &path, None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
}

/// Asserts that a list of two items comes in two pages of one.
async fn assert_comes_in_pages(api: &Api, path: &str) {
    let first = format!("{path}?limit=1");
    let answer = api.send(Method::GET, &first, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body["items"].as_array().map(Vec::len), Some(1));
    let cursor = answer.body["next_cursor"].as_str();
    let second = format!("{first}&cursor={}", cursor.expect("there is another page"));
    let answer = api.send(Method::GET, &second, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(answer.body["next_cursor"], Value::Null);
}

#[tokio::test]
async fn list_drafts_comes_in_pages() {
    const PATH: &str = "/drafts";
    let api = Api::start().await;
    let first = create(&api, "original").await;
    create(&api, "second").await;
    assert_comes_in_pages(&api, &path(PATH, &first)).await;
}

#[tokio::test]
async fn an_upsert_may_ask_for_a_new_item() {
    const PATH: &str = "/drafts/{slug}";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let sent = fixture("replacement");
    for status in [StatusCode::CREATED, StatusCode::PRECONDITION_FAILED] {
        let condition = (header::IF_NONE_MATCH, "*");
        let answer = api
            .send_if(Method::PUT, &path, Some(&sent["body"]), condition)
            .await;
        assert_eq!(answer.status, status, "{}", answer.body);
    }
}

#[tokio::test]
async fn two_upserts_of_one_key_at_once_both_succeed() {
    const PATH: &str = "/drafts/{slug}";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let sent = fixture("replacement");
    let send = || api.send(Method::PUT, &path, Some(&sent["body"]));
    let (first, second) = tokio::join!(send(), send());
    for answer in [first, second] {
        assert!(answer.status.is_success(), "{}", answer.body);
    }
}

#[tokio::test]
async fn list_drafts_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/drafts";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body, json!({ "items": [] }));
}

#[tokio::test]
async fn get_draft_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/drafts/{slug}";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
}

#[tokio::test]
async fn replace_draft_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/drafts/{slug}";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let sent = fixture("replacement");
    let answer = api.send(Method::PUT, &path, Some(&sent["body"])).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
}

#[tokio::test]
async fn delete_draft_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/drafts/{slug}";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::DELETE, &path, None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
}

#[tokio::test]
async fn delete_draft_by_owner_id_and_slug_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/users/{owner_id}/drafts/{slug}";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::DELETE, &path, None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
}

#[tokio::test]
async fn delete_draft_by_owner_id_and_slug_is_refused_outside_its_groups() {
    const PATH: &str = "/users/{owner_id}/drafts/{slug}";
    let api = Api::start().await.for_other_user();
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::DELETE, &path, None).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
}

#[tokio::test]
async fn what_is_created_is_nobody_elses() {
    const PAGE: &str = "/drafts";
    let ada = Api::start().await;
    let bob = ada.for_other_user();
    let item = create(&ada, "original").await;
    for (method, path, body) in [
        (Method::GET, path(GET, &item), None),
        (Method::DELETE, path(DELETE, &item), None),
    ] {
        let answer = bob.send(method, &path, body).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
    }
    let answer = bob.send(Method::GET, &path(PAGE, &item), None).await;
    assert_eq!(answer.body, json!({ "items": [] }));
    let answer = ada.send(Method::GET, &path(GET, &item), None).await;
    assert_eq!(answer.body, item);
}
