//! The routes of settings.

use axum::http::{Method, StatusCode, header};
use serde_json::Value;

use super::client::{Api, path};

/// What the tests send: `item` fills the path and `body` is sent.
fn fixture(name: &str) -> Value {
    let text = include_str!("fixtures/settings.json");
    let mut fixtures: Value = serde_json::from_str(text).expect("the fixtures are JSON");
    fixtures[name].take()
}

#[tokio::test]
async fn an_upsert_may_ask_for_a_new_item() {
    const PATH: &str = "/settings";
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
    const PATH: &str = "/settings";
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
async fn get_settings_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/settings";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
}

#[tokio::test]
async fn replace_settings_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/settings";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let sent = fixture("replacement");
    let answer = api.send(Method::PUT, &path, Some(&sent["body"])).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
}

#[tokio::test]
async fn update_settings_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/settings";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let sent = fixture("patch");
    let answer = api.send(Method::PATCH, &path, Some(&sent["body"])).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
}

#[tokio::test]
async fn what_is_created_is_nobody_elses() {
    const PATH: &str = "/settings";
    let ada = Api::start().await;
    let bob = ada.for_other_user();
    let path = path(PATH, &fixture("original")["item"]);
    let sent = fixture("replacement");
    let answer = ada.send(Method::PUT, &path, Some(&sent["body"])).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let answer = bob.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
}
