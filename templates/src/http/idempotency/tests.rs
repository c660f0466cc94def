use std::sync::mpsc;

use axum::Router;
use axum::body::Body;
use axum::extract::FromRequest as _;
use axum::http::Request;
use axum::routing::post;
use lambda_http::request::RequestContext;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{Idempotent, KnownRequest};
use crate::http::tests::{told, wait};
use crate::http::{FromJson, Input, Problem, Problems};

struct Any(Value);

impl FromJson for Any {
    fn from_json(value: Value) -> Result<Self, Problem> {
        Ok(Self(value))
    }
}

impl Input for Any {
    fn check(&self, _problems: &mut Problems) {}
}

const BODY: &str = r#"{"a":1}"#;

/// Sends a request to a route, with keys, as a user.
fn send(
    path: &str,
    keys: &[&[u8]],
    user: Option<&str>,
    body: &str,
) -> Result<Option<KnownRequest>, String> {
    let mut request = Request::post(path);
    for key in keys {
        request = request.header("idempotency-key", *key);
    }
    if let Some(user) = user {
        let context =
            json!({ "identity": { "sourceIp": "", "userArn": user }, "httpMethod": "POST" });
        let context = serde_json::from_value(context).expect("a context of a REST API");
        request = request.extension(RequestContext::ApiGatewayV1(context));
    }
    let request = request
        .body(Body::from(body.to_owned()))
        .expect("a request");
    let (sender, receiver) = mpsc::channel();
    let handler = |request: axum::extract::Request| async move {
        let read = Idempotent::<Any>::from_request(request, &()).await;
        let read = read.map(|Idempotent(known, Any(body))| {
            assert_eq!(body, json!({ "a": 1 }));
            known
        });
        sender.send(told(read)).expect("the test waits for it");
    };
    let router = Router::new()
        .route("/a/{b}", post(handler.clone()))
        .route("/c", post(handler));
    let Ok(_) = wait(router.oneshot(request));
    receiver.recv().expect("the route was called")
}

fn known(path: &str, key: &str, user: Option<&str>, body: &str) -> KnownRequest {
    let sent = send(path, &[key.as_bytes()], user, body);
    sent.expect("the key is right").expect("there is one")
}

#[test]
fn the_same_request_has_the_same_key() {
    let first = known("/a/1", "k", Some("ada"), BODY);
    assert_eq!(known("/a/1", "k", Some("ada"), BODY), first);
    assert_eq!([first.id.len(), first.content.len()], [43, 43]);
}

#[test]
fn each_route_and_caller_has_keys_of_its_own() {
    let first = known("/a/1", "k", None, BODY);
    let others = [
        known("/c", "k", None, BODY),
        known("/a/1", "kk", None, BODY),
        known("/a/1", "k", Some("ada"), BODY),
    ];
    for other in others {
        assert_ne!(other.id, first.id);
    }
}

#[test]
fn a_key_is_of_one_path_and_body() {
    let first = known("/a/1", "k", None, BODY);
    for (path, body) in [("/a/2", BODY), ("/a/1", r#"{"a": 1}"#)] {
        let other = known(path, "k", None, body);
        assert_eq!(other.id, first.id);
        assert_ne!(other.content, first.content);
    }
}

#[test]
fn a_request_without_a_key_has_none() {
    assert_eq!(send("/c", &[], Some("ada"), BODY), Ok(None));
}

#[test]
fn a_key_is_visible_short_and_alone() {
    let longest = "k".repeat(255);
    assert!(send("/c", &[longest.as_bytes()], None, BODY).is_ok());
    let longer = "k".repeat(256);
    let refused: [&[&[u8]]; 6] = [
        &[b""],
        &[b"a b"],
        &[b"a\tb"],
        &[b"\xe9"],
        &[longer.as_bytes()],
        &[b"a", b"a"],
    ];
    for keys in refused {
        assert_eq!(
            send("/c", keys, None, BODY),
            Err("400 Idempotency-Key: must be 1 to 255 visible characters, once".to_owned()),
        );
    }
}
