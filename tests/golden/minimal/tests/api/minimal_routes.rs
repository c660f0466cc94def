//! The routes of minimal.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::client::{Api, assert_holds, path};

const CREATE: &str = "/notes";

/// What the tests send: `item` fills the path and `body` is sent.
fn fixture(name: &str) -> Value {
    let text = include_str!("fixtures/minimal.json");
    let mut fixtures: Value = serde_json::from_str(text).expect("the fixtures are JSON");
    fixtures[name].take()
}

/// Stores a minimal and returns it.
async fn create(api: &Api, name: &str) -> Value {
    let new = fixture(name);
    let path = path(CREATE, &new["item"]);
    let answer = api.send(Method::POST, &path, Some(&new["body"])).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    assert_holds(&answer.body, &new["visible"]);
    answer.body
}

#[tokio::test]
async fn what_is_created_is_answered() {
    let api = Api::start().await;
    create(&api, "original").await;
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
async fn list_minimal_comes_in_pages() {
    const PATH: &str = "/notes";
    let api = Api::start().await;
    let first = create(&api, "original").await;
    create(&api, "second").await;
    assert_comes_in_pages(&api, &path(PATH, &first)).await;
}

#[tokio::test]
async fn list_minimal_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/notes";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body, json!({ "items": [] }));
}
