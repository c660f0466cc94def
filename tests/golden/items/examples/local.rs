//! Serves the API at <http://localhost:3000> and plays API Gateway: `cargo run --example local`.
//!
//! DynamoDB is in the same process and starts empty; `AWS_ENDPOINT_URL` points to another one.

use std::env;
use std::error::Error;

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;

#[path = "../tests/api/dynamodb.rs"]
mod dynamodb;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    items::http::init_log();
    let client = match env::var("AWS_ENDPOINT_URL") {
        Ok(endpoint) => {
            let client = dynamodb::client(&endpoint).await;
            dynamodb::create_tables(&client).await;
            client
        }
        Err(_) => dynamodb::start().await,
    };
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("Serving http://localhost:{port}");
    let router = items::router(dynamodb::app(&client));
    axum::serve(listener, router.layer(middleware::from_fn(authorize))).await?;
    Ok(())
}

/// Refuses requests that API Gateway would not let through.
async fn authorize(request: Request, next: Next) -> Response {
    let is_route = request.extensions().get::<MatchedPath>().is_some();
    if !is_route || request.method() == Method::OPTIONS {
        return next.run(request).await;
    }
    match api_key(&request) {
        Some(refusal) => refusal,
        None => next.run(request).await,
    }
}

fn api_key(request: &Request) -> Option<Response> {
    let expected = env::var("API_KEY").unwrap_or_else(|_| "local".to_owned());
    let given = request.headers().get("x-api-key");
    let is_valid = given.is_some_and(|key| key.as_bytes() == expected.as_bytes());
    let detail = "The x-api-key header is missing or holds no valid key.";
    (!is_valid).then(|| refuse(StatusCode::FORBIDDEN, detail))
}

fn refuse(status: StatusCode, detail: &str) -> Response {
    let body = serde_json::json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or_default(),
        "status": status.as_u16(),
        "detail": detail,
    });
    let content_type = [(header::CONTENT_TYPE, "application/problem+json")];
    (status, content_type, body.to_string()).into_response()
}
