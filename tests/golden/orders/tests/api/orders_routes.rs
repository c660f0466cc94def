//! The routes of orders.

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use super::client::{Api, assert_holds, path};

const CREATE: &str = "/customers/{customer}/orders";
const GET: &str = "/customers/{customer}/orders/{order_id}";
const REPLACE: &str = "/customers/{customer}/orders/{order_id}";
const UPDATE: &str = "/customers/{customer}/orders/{order_id}";
const DELETE: &str = "/customers/{customer}/orders/{order_id}";

/// What the tests send: `item` fills the path and `body` is sent.
fn fixture(name: &str) -> Value {
    let text = include_str!("fixtures/orders.json");
    let mut fixtures: Value = serde_json::from_str(text).expect("the fixtures are JSON");
    fixtures[name].take()
}

/// Stores an order and returns it.
async fn create(api: &Api, name: &str) -> Value {
    let new = fixture(name);
    let path = path(CREATE, &new["item"]);
    let answer = api.send(Method::POST, &path, Some(&new["body"])).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    assert_holds(&answer.body, &new["visible"]);
    assert!(answer.headers.contains_key(header::LOCATION));
    assert_eq!(answer.headers[header::ETAG], "\"1\"");
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
async fn a_patch_changes_what_it_names_and_nothing_else() {
    let api = Api::start().await;
    let item = create(&api, "original").await;
    let patch = fixture("patch");
    let path = path(UPDATE, &item);
    let answer = api.send(Method::PATCH, &path, Some(&patch["body"])).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_holds(&answer.body, &patch["visible"]);
    assert_holds(&answer.body, &patch["kept"]);
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

#[tokio::test]
async fn a_write_to_another_version_is_refused() {
    let api = Api::start().await;
    let item = create(&api, "original").await;
    let path = path(UPDATE, &item);
    let sent = fixture("patch");
    let body = Some(&sent["body"]);
    let method = Method::PATCH;
    let condition = (header::IF_MATCH, "\"7\"");
    let answer = api.send_if(method.clone(), &path, body, condition).await;
    assert_eq!(
        answer.status,
        StatusCode::PRECONDITION_FAILED,
        "{}",
        answer.body
    );
    let condition = (header::IF_MATCH, "\"1\"");
    let answer = api.send_if(method, &path, body, condition).await;
    assert!(answer.status.is_success(), "{}", answer.body);
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
async fn list_orders_comes_in_pages() {
    const PATH: &str = "/orders";
    let api = Api::start().await;
    let first = create(&api, "original").await;
    create(&api, "second").await;
    assert_comes_in_pages(&api, &path(PATH, &first)).await;
}

#[tokio::test]
async fn query_orders_comes_in_pages() {
    const PATH: &str = "/customers/{customer}/orders";
    let api = Api::start().await;
    let first = create(&api, "original").await;
    create(&api, "second").await;
    assert_comes_in_pages(&api, &path(PATH, &first)).await;
}

#[tokio::test]
async fn query_orders_by_state_comes_in_pages() {
    const PATH: &str = "/states/{state}/orders";
    let api = Api::start().await;
    let first = create(&api, "original").await;
    create(&api, "second").await;
    assert_comes_in_pages(&api, &path(PATH, &first)).await;
}

#[tokio::test]
async fn query_orders_by_state_and_placed_at_finds_what_is_created() {
    const PATH: &str = "/states/{state}/orders/{placed_at}";
    let api = Api::start().await;
    let item = create(&api, "original").await;
    let path = path(PATH, &item);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(answer.body["next_cursor"], Value::Null);
}

#[tokio::test]
async fn query_orders_by_total_comes_in_pages() {
    const PATH: &str = "/customers/{customer}/totals";
    let api = Api::start().await;
    let first = create(&api, "original").await;
    create(&api, "second").await;
    assert_comes_in_pages(&api, &path(PATH, &first)).await;
}

#[tokio::test]
async fn a_put_makes_no_new_item() {
    const PATH: &str = "/customers/{customer}/orders/{order_id}";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let sent = fixture("replacement");
    let condition = (header::IF_NONE_MATCH, "*");
    let answer = api
        .send_if(Method::PUT, &path, Some(&sent["body"]), condition)
        .await;
    assert_eq!(
        answer.status,
        StatusCode::PRECONDITION_FAILED,
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn list_orders_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/orders";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body, json!({ "items": [] }));
}

#[tokio::test]
async fn query_orders_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/customers/{customer}/orders";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body, json!({ "items": [] }));
}

#[tokio::test]
async fn get_order_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/customers/{customer}/orders/{order_id}";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
}

#[tokio::test]
async fn replace_order_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/customers/{customer}/orders/{order_id}";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let sent = fixture("replacement");
    let answer = api.send(Method::PUT, &path, Some(&sent["body"])).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
}

#[tokio::test]
async fn update_order_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/customers/{customer}/orders/{order_id}";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let sent = fixture("patch");
    let answer = api.send(Method::PATCH, &path, Some(&sent["body"])).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
}

#[tokio::test]
async fn delete_order_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/customers/{customer}/orders/{order_id}";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::DELETE, &path, None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
}

#[tokio::test]
async fn query_orders_by_state_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/states/{state}/orders";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body, json!({ "items": [] }));
}

#[tokio::test]
async fn query_orders_by_state_and_placed_at_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/states/{state}/orders/{placed_at}";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body, json!({ "items": [] }));
}

#[tokio::test]
async fn query_orders_by_total_finds_nothing_in_an_empty_table() {
    const PATH: &str = "/customers/{customer}/totals";
    let api = Api::start().await;
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body, json!({ "items": [] }));
}

#[tokio::test]
async fn list_orders_is_refused_outside_its_groups() {
    const PATH: &str = "/orders";
    let api = Api::start().await.for_other_user();
    let path = path(PATH, &fixture("original")["item"]);
    let answer = api.send(Method::GET, &path, None).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
}
