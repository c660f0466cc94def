//! The routes of env.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::client::{Api, path};

/// What the tests send: `item` fills the path and `body` is sent.
fn fixture(name: &str) -> Value {
    let text = include_str!("fixtures/env.json");
    let mut fixtures: Value = serde_json::from_str(text).expect("the fixtures are JSON");
    fixtures[name].take()
}

#[tokio::test]
async fn list_env_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/env";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body, json!({ "items": [] }));
}
