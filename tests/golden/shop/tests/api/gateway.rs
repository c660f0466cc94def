//! API Gateway in this process: it makes an event of each request, for the service that runs in Lambda.

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, patch, post, put};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::event::{event, response};
use super::function::Function;

/// How many bytes of a body API Gateway takes.
const MAX_BODY: usize = 10 << 20;

/// Who has a key of the API. Here a client's name is its key, and the key's ID, too.
const CLIENTS: [&str; 2] = ["back-office", "partner"];

/// The path of a request as the client sent it.
#[derive(Clone)]
struct Sent(Uri);

/// The API behind its gateway.
#[derive(Clone)]
pub struct Gateway(Router);

impl Gateway {
    pub fn before(function: Function) -> Self {
        let resources = resources()
            .fallback(open)
            .method_not_allowed_fallback(open)
            .with_state(function);
        Self(resources)
    }

    /// Answers a request as the deployed API does.
    pub async fn answer(&self, mut request: Request) -> Response {
        let sent = request.uri().clone();
        // A slash at the end leads to the same resource.
        let path = sent.path().strip_suffix('/').unwrap_or(sent.path());
        let path = if path.is_empty() { "/" } else { path };
        *request.uri_mut() = path.parse().expect("a path is a URI");
        request.extensions_mut().insert(Sent(sent));
        let Ok(response) = self.0.clone().oneshot(request).await;
        response
    }
}

fn resources() -> Router<Function> {
    Router::new()
        .route("/products", get(open))
        .route("/products/{sku}", get(open))
        .route("/products/{sku}", put(api_key))
        .route("/products/{sku}", patch(api_key))
        .route("/products/{sku}", delete(api_key))
        .route("/brands/{brand}/products", get(open))
        .route("/products/{sku}/reviews", get(open))
        .route("/products/{sku}/reviews", post(api_key))
        .route("/products/{sku}/reviews/{review_id}", get(open))
        .route("/products/{sku}/reviews/{review_id}", patch(api_key))
        .route("/products/{sku}/reviews/{review_id}", delete(api_key))
}

/// What needs no credentials, and what no route takes.
async fn open(State(function): State<Function>, request: Request) -> Response {
    invoke(function, request, json!({})).await
}

/// The key is the name of a client.
async fn api_key(State(function): State<Function>, request: Request) -> Response {
    let given = request.headers().get("x-api-key");
    let is_given = |client: &&str| given.is_some_and(|key| key.as_bytes() == client.as_bytes());
    let Some(client) = CLIENTS.into_iter().find(is_given) else {
        let detail = "The x-api-key header is missing or holds no valid key.";
        return refuse(StatusCode::FORBIDDEN, detail);
    };
    let caller = json!({ "identity": { "apiKey": client, "apiKeyId": client } });
    invoke(function, request, caller).await
}

/// Calls the function with the event of a request.
async fn invoke(function: Function, request: Request, caller: Value) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large.");
    };
    let sent = parts.extensions.remove::<Sent>();
    let Sent(sent) = sent.expect("the gateway puts it there");
    let Some(event) = event(&mut parts, &sent, &body, caller).await else {
        let detail = "the query string is not UTF-8, or has a % too many";
        return refuse(StatusCode::BAD_REQUEST, detail);
    };
    // In a task of its own, a panic ends no more than this request.
    match tokio::spawn(function(event)).await {
        Ok(answer) => response(&answer),
        Err(_) => refuse(StatusCode::BAD_GATEWAY, "The request failed."),
    }
}

/// What API Gateway answers itself.
fn refuse(status: StatusCode, detail: &str) -> Response {
    let body = json!({
        "type": "about:blank",
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "detail": detail,
    });
    let origin = "*";
    let headers = [
        (header::CONTENT_TYPE, "application/problem+json"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, origin),
    ];
    (status, headers, body.to_string()).into_response()
}
