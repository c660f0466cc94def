//! The shop's own rule, in src/hooks.rs, holds for every way to write an item.

#[path = "api/client.rs"]
mod client;
#[path = "api/dynamodb.rs"]
mod dynamodb;
#[path = "api/event.rs"]
mod event;
#[path = "api/function.rs"]
mod function;
#[path = "api/gateway.rs"]
mod gateway;

use axum::http::{Method, StatusCode};
use client::Api;
use serde_json::json;

#[tokio::test]
async fn what_a_hook_refuses_is_not_created() {
    let api = Api::start().await;
    let cursed = json!({ "name": "Cursed amulet", "price": 1 });
    let answer = api.send(Method::POST, "/wares", Some(&cursed)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(answer.body["detail"], "nothing cursed is sold here");
    let list = api.send(Method::GET, "/wares", None).await;
    assert_eq!(list.body["items"], json!([]));
}

#[tokio::test]
async fn what_a_hook_refuses_is_not_changed() {
    let api = Api::start().await;
    let amulet = json!({ "name": "Amulet", "price": 1 });
    let item = api.send(Method::POST, "/wares", Some(&amulet)).await.body;
    let path = client::path("/wares/{id}", &item);
    let cursed = json!({ "name": "Cursed amulet", "price": 1 });
    for method in [Method::PUT, Method::PATCH] {
        let answer = api.send(method, &path, Some(&cursed)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(api.send(Method::GET, &path, None).await.body, item);
}
