//! Serves the API at <http://localhost:3000> and plays API Gateway: `cargo run --example local`.
//!
//! DynamoDB is in the same process and starts empty; `AWS_ENDPOINT_URL` points to another one.

use std::env;
use std::error::Error;

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lambda_http::aws_lambda_events::apigw::ApiGatewayProxyRequestContext;
use lambda_http::request::RequestContext;
use tokio::net::TcpListener;

#[path = "../tests/api/dynamodb.rs"]
mod dynamodb;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    bookings::http::init_log();
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
    let router = bookings::router(dynamodb::app(&client));
    axum::serve(listener, router.layer(middleware::from_fn(authorize))).await?;
    Ok(())
}

/// Refuses requests that API Gateway would not let through.
async fn authorize(mut request: Request, next: Next) -> Response {
    let is_route = request.extensions().get::<MatchedPath>().is_some();
    if !is_route || request.method() == Method::OPTIONS {
        return next.run(request).await;
    }
    match cognito(&request) {
        Some(refusal) => refusal,
        None => {
            if let Some(context) = claims(&request) {
                request.extensions_mut().insert(context);
            }
            next.run(request).await
        }
    }
}

fn cognito(request: &Request) -> Option<Response> {
    let has_claims = claims(request).is_some();
    let detail = "The Authorization header is missing or holds no valid token.";
    (!has_claims).then(|| refuse(StatusCode::UNAUTHORIZED, detail))
}

/// The claims of a token, where API Gateway puts them. Its signature is not verified.
fn claims(request: &Request) -> Option<RequestContext> {
    let token = authorization(request).trim_start_matches("Bearer ");
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    let claims = serde_json::from_slice(&payload).ok()?;
    let mut context = ApiGatewayProxyRequestContext::default();
    let fields = &mut context.authorizer.fields;
    fields.insert("claims".to_owned(), claims);
    Some(RequestContext::ApiGatewayV1(context))
}

fn authorization(request: &Request) -> &str {
    let value = request.headers().get(header::AUTHORIZATION);
    value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
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
