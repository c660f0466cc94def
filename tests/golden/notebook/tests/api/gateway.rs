//! API Gateway in this process: it makes an event of each request, for the service that runs in Lambda.

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, patch, post, put};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tower::ServiceExt;
use uuid::Uuid;

use super::event::{event, response};
use super::function::Function;

/// How many bytes of a body API Gateway takes.
const MAX_BODY: usize = 10 << 20;

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
        .route("/notes", post(cognito))
        .route("/notes", get(cognito))
        .route("/notes/newest", get(cognito))
        .route("/notes/colors/{color}", get(cognito))
        .route("/notes/{note_id}", get(cognito))
        .route("/notes/{note_id}", put(cognito))
        .route("/notes/{note_id}", patch(cognito))
        .route("/notes/{note_id}", delete(cognito))
        .route("/users/{owner_id}/notes", get(cognito))
        .route("/drafts", get(cognito))
        .route("/drafts", post(cognito))
        .route("/drafts/{slug}", get(cognito))
        .route("/drafts/{slug}", put(cognito))
        .route("/drafts/{slug}", delete(cognito))
        .route("/users/{owner_id}/drafts/{slug}", delete(cognito))
        .route("/settings", get(cognito))
        .route("/settings", put(cognito))
        .route("/settings", patch(cognito))
}

/// What needs no credentials, and what no route takes.
async fn open(State(function): State<Function>, request: Request) -> Response {
    invoke(function, request, json!({})).await
}

/// A token, whose signature is not verified, or else `x-user` and `x-groups`.
async fn cognito(State(function): State<Function>, request: Request) -> Response {
    let headers = request.headers();
    let given = headers.get_all(header::AUTHORIZATION);
    let Some(claims) = given.iter().find_map(claims).or_else(|| user(headers)) else {
        let detail = "The Authorization header is missing or holds no valid token.";
        let challenge = [(header::WWW_AUTHENTICATE, "Bearer")];
        return (challenge, refuse(StatusCode::UNAUTHORIZED, detail)).into_response();
    };
    let caller = json!({ "authorizer": { "claims": claims } });
    invoke(function, request, caller).await
}

fn claims(token: &HeaderValue) -> Option<Value> {
    let token = token.to_str().ok()?.trim_start_matches("Bearer ");
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    let mut claims: Value = serde_json::from_slice(&payload).ok()?;
    // API Gateway hands a list over as one text.
    if let Some(groups) = claims.get_mut("cognito:groups") {
        let names = groups.as_array().into_iter().flatten();
        let names: Vec<&str> = names.filter_map(Value::as_str).collect();
        *groups = json!(names.join(","));
    }
    Some(claims)
}

/// The claims of the user whom the headers name.
fn user(headers: &HeaderMap) -> Option<Value> {
    let user = headers.get("x-user")?.to_str().ok()?;
    let groups = headers.get("x-groups").and_then(|it| it.to_str().ok());
    Some(json!({ "sub": uuid(user), "cognito:groups": groups }))
}

/// The UUID of a user: the text itself, if it is one, or else its bytes.
fn uuid(user: &str) -> String {
    let id = Uuid::try_parse(user).unwrap_or_else(|_| Uuid::from_bytes(bytes(user)));
    id.to_string()
}

fn bytes(user: &str) -> [u8; 16] {
    let mut bytes = [0; 16];
    for (byte, of_user) in bytes.iter_mut().zip(user.bytes()) {
        *byte = of_user;
    }
    bytes
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
    let headers = [(header::CONTENT_TYPE, "application/problem+json")];
    (status, headers, body.to_string()).into_response()
}
