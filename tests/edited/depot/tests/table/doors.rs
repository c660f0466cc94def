//! Two doors to the same service: the gateway of this machine, and the real binary, which takes events.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, header};
use serde_json::{Map, Value, json};

use crate::api::Api;
use crate::event::event;
use crate::function::function;
use crate::gateway::Gateway;
use crate::runtime::run;

/// A method, a path with its query, headers, and a body.
type Sent = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [u8],
);

const JSON: (&str, &str) = ("content-type", "application/json");

/// Requests that change nothing, so that both doors find the same table.
const REQUESTS: &[Sent] = &[
    ("GET", "/parts", &[], b""),
    ("GET", "/parts/", &[], b""),
    ("GET", "/parts//", &[], b""),
    ("GET", "//parts", &[], b""),
    ("GET", "/", &[], b""),
    ("GET", "/nothing", &[], b""),
    ("GET", "/dev/parts", &[], b""),
    ("GET", "/parts/a%2Fb", &[], b""),
    ("GET", "/parts/a%2fb/", &[], b""),
    ("GET", "/parts/a/b", &[], b""),
    ("GET", "/parts/a%20b", &[], b""),
    ("GET", "/parts/a+b", &[], b""),
    ("GET", "/parts/a%2Bb", &[], b""),
    ("GET", "/parts/%2e%2e", &[], b""),
    ("GET", "/parts/../parts", &[], b""),
    ("GET", "/parts/%25", &[], b""),
    ("GET", "/parts/%zz", &[], b""),
    ("GET", "/parts/%ff", &[], b""),
    ("GET", "/parts/%C3%A9", &[], b""),
    ("GET", "/parts/\u{e9}", &[], b""),
    ("GET", "/parts/[a]|^'\\", &[], b""),
    ("GET", "/kinds/x%26y%3D1/parts", &[], b""),
    ("GET", "/kinds//parts", &[], b""),
    ("GET", "/parts?limit=1", &[], b""),
    ("GET", "/parts?limit=1&limit=2", &[], b""),
    ("GET", "/parts?limit=0", &[], b""),
    ("GET", "/parts?limit", &[], b""),
    ("GET", "/parts?limit=", &[], b""),
    ("GET", "/parts?", &[], b""),
    ("GET", "/parts?&&", &[], b""),
    ("GET", "/parts?=1", &[], b""),
    ("GET", "/parts?kind=a+b%2Bc", &[], b""),
    ("GET", "/parts?kind.in=x%26y%3D1&kind.in=b", &[], b""),
    ("GET", "/parts?kind=%C3%A9%00", &[], b""),
    ("GET", "/parts?nothing=%3Cb%3E", &[], b""),
    ("HEAD", "/parts", &[], b""),
    ("OPTIONS", "/parts", &[], b""),
    ("DELETE", "/parts", &[], b""),
    ("TRACE", "/parts", &[], b""),
    ("POST", "/parts", &[], b""),
    ("POST", "/parts", &[JSON], b"{"),
    ("POST", "/parts", &[JSON], b"{\"\xff\":1}"),
    (
        "POST",
        "/parts",
        &[JSON],
        b"{\"id\":\"a/b\",\"kind\":\"k\"}",
    ),
    ("POST", "/parts", &[JSON], b"{\"id\":\"x\",\"id\":\"y\"}"),
    ("POST", "/parts", &[JSON, ("idempotency-key", "a b")], b"{}"),
    (
        "POST",
        "/parts",
        &[JSON, ("idempotency-key", "a"), ("idempotency-key", "a")],
        b"{}",
    ),
    ("POST", "/parts", &[("content-type", "text/plain")], b"{}"),
    (
        "POST",
        "/parts",
        &[JSON, ("content-type", "text/plain")],
        b"{}",
    ),
    (
        "PATCH",
        "/parts/a%2Fb",
        &[JSON, ("if-match", "\"7\"")],
        b"{}",
    ),
    ("PATCH", "/parts/a%2Fb", &[JSON, ("if-match", "7")], b"{}"),
    (
        "PATCH",
        "/parts/a%2Fb",
        &[JSON, ("if-match", "\"1\""), ("if-match", "\"7\"")],
        b"{}",
    ),
    (
        "PUT",
        "/parts/a%2Fb",
        &[JSON, ("if-none-match", "*")],
        b"{}",
    ),
    ("DELETE", "/parts/nothing/", &[], b""),
];

fn request((method, path, headers, body): &Sent) -> Request<Body> {
    let request = Request::builder().method(*method).uri(*path);
    let request = headers.iter().fold(request, |request, (name, value)| {
        request.header(*name, *value)
    });
    request.body(Body::from(*body)).expect("a request")
}

/// An answer as Lambda gives it, but for what API Gateway does not send on.
fn told(answer: &Value) -> Value {
    let headers = answer["multiValueHeaders"].as_object();
    let headers: Map<_, _> = headers.cloned().unwrap_or_default();
    json!([
        answer["statusCode"],
        headers,
        answer["body"].as_str().unwrap_or_default()
    ])
}

#[tokio::test]
async fn both_doors_answer_alike() {
    let api = Api::start().await;
    for id in ["a/b", "a b", "a+b", "%", "\u{e9}"] {
        let part = json!({ "id": id, "kind": "x&y=1" });
        let answer = api.send(Method::POST, "/parts", &part).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
    }
    let gateway = Gateway::before(function(api.app.clone()));
    let mut events = Vec::new();
    let mut answers = Vec::new();
    for sent in REQUESTS {
        let (mut parts, _) = request(sent).into_parts();
        let uri = parts.uri.clone();
        let event = event(&mut parts, &uri, sent.3, json!({})).await;
        events.push((event.unwrap_or_default(), 3000));
        let (parts, body) = gateway.answer(request(sent)).await.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        let mut headers = Map::new();
        for (name, value) in &parts.headers {
            let values = headers.entry(name.as_str()).or_insert_with(|| json!([]));
            let values = values.as_array_mut().expect("a list");
            values.push(json!(value.to_str().expect("a text")));
        }
        let body = String::from_utf8(body.into()).expect("a text");
        answers.push(json!([parts.status.as_u16(), headers, body]));
    }
    let (from_binary, _) = run(&api, &[("LOG_LEVEL", "ERROR")], events).await;
    for ((sent, answer), from_binary) in REQUESTS.iter().zip(answers).zip(from_binary) {
        let (method, path, ..) = sent;
        assert_eq!(answer, told(&from_binary), "{method} {path}");
    }
}

/// The gateway itself refuses what no event can say.
#[tokio::test]
async fn a_query_that_is_no_text_is_refused() {
    let api = Api::start().await;
    let gateway = Gateway::before(function(api.app.clone()));
    for path in ["/parts?kind=%ff", "/parts?%ff=1"] {
        let response = gateway.answer(request(&("GET", path, &[], b""))).await;
        assert_eq!(response.status(), 400, "{path}");
        let content_type = &response.headers()[header::CONTENT_TYPE];
        assert_eq!(content_type, "application/problem+json");
    }
}
