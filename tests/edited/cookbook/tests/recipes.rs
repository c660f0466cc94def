//! What each recipe of README.md does: one of these tests runs on each, as hooks.rs.

#[path = "api/dynamodb.rs"]
mod dynamodb;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use lambda_http::aws_lambda_events::apigw::ApiGatewayProxyRequestContext;
use lambda_http::request::RequestContext;
use serde_json::Value;
use tower::ServiceExt;

const ITEM: &str = r#"{ "name": "A book", "price": 12.5 }"#;

async fn api() -> Router {
    cookbook::http::init_log(|line| print!("{line}"));
    let (client, _) = dynamodb::start(None).await;
    cookbook::router(dynamodb::app(&client))
}

fn request(method: Method, path: &str) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path);
    request.header(header::CONTENT_TYPE, "application/json")
}

async fn send(api: &Router, request: Request<Body>) -> (StatusCode, String) {
    let response = api.clone().oneshot(request).await.expect("the API answers");
    let status = response.status();
    let body = response.into_body().collect().await;
    let body = body.expect("the body arrives").to_bytes();
    (
        status,
        String::from_utf8(body.to_vec()).expect("it is text"),
    )
}

async fn create(api: &Router, more: impl FnOnce(&mut Request<Body>)) -> (StatusCode, String) {
    let mut request = request(Method::POST, "/items")
        .body(Body::from(ITEM))
        .expect("the request is valid");
    more(&mut request);
    send(api, request).await
}

#[tokio::test]
async fn refuse_a_write() {
    let api = api().await;
    let (status, body) = create(&api, |_| ()).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(body.contains("say for which tenant"), "{body}");
    let tenant = |request: &mut Request<Body>| {
        let headers = request.headers_mut();
        headers.insert("x-tenant", "a".parse().expect("it is a header"));
    };
    assert_eq!(create(&api, tenant).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn know_the_caller() {
    let api = api().await;
    let caller = |request: &mut Request<Body>| {
        let mut context = ApiGatewayProxyRequestContext::default();
        context.identity.source_ip = Some("192.0.2.1".to_owned());
        let context = RequestContext::ApiGatewayV1(context);
        request.extensions_mut().insert(context);
    };
    assert_eq!(create(&api, caller).await.0, StatusCode::CREATED);
    assert_eq!(create(&api, |_| ()).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn keep_something_between_requests() {
    let api = api().await;
    let (status, body) = create(&api, |_| ()).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{body}");
    assert!(!body.contains("read-only"), "{body}");
}

#[tokio::test]
async fn say_more_in_the_log() {
    let api = api().await;
    let agent = |request: &mut Request<Body>| {
        let headers = request.headers_mut();
        headers.insert(header::USER_AGENT, "curl".parse().expect("it is a header"));
    };
    assert_eq!(create(&api, agent).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn serve_a_route_of_your_own() {
    let api = api().await;
    let health = request(Method::GET, "/health").body(Body::empty());
    let health = health.expect("the request is valid");
    let (status, body) = send(&api, health).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "ok"));
}

#[tokio::test]
async fn read_the_table() {
    let api = api().await;
    let (_, item) = create(&api, |_| ()).await;
    let item: Value = serde_json::from_str(&item).expect("the body is JSON");
    let id = item["id"].as_str().expect("an item has an ID");
    let other = "0190a5c4-7d1e-7b3a-9c2f-5e8d1a4b6c70";
    let rows = [
        (id, StatusCode::NO_CONTENT),
        (other, StatusCode::NOT_FOUND),
        ("x", StatusCode::BAD_REQUEST),
    ];
    for (id, expected) in rows {
        let check = request(Method::POST, &format!("/items/{id}/check"));
        let check = check.body(Body::empty()).expect("the request is valid");
        assert_eq!(send(&api, check).await.0, expected, "{id}");
    }
}
