//! The function as Lambda runs it: the real binary asks a runtime API on this machine for events, and logs.

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};

use crate::api::Api;
use crate::proxy::Fault;

const INVOCATION: &str = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
const TRACE: &str = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700";

/// What Lambda has for the function, and what it has got from it.
#[derive(Default)]
struct Lambda {
    /// The events that are left, the last of which comes next, and how many milliseconds each may take.
    events: Mutex<Vec<(Value, u64)>>,
    answers: Mutex<Vec<Value>>,
}

async fn next(State(lambda): State<Arc<Lambda>>) -> Response {
    let event = lambda.events.lock().expect("no test failed").pop();
    let Some((event, time)) = event else {
        return std::future::pending().await;
    };
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let deadline = now.expect("a clock that is right") + Duration::from_millis(time);
    let arn = "arn:aws:lambda:eu-west-1:123456789012:function:depot";
    let headers = [
        ("lambda-runtime-aws-request-id", INVOCATION.to_owned()),
        (
            "lambda-runtime-deadline-ms",
            deadline.as_millis().to_string(),
        ),
        ("lambda-runtime-invoked-function-arn", arn.to_owned()),
        ("lambda-runtime-trace-id", TRACE.to_owned()),
    ];
    (headers, event.to_string()).into_response()
}

async fn answered(State(lambda): State<Arc<Lambda>>, body: String) -> StatusCode {
    let answer = serde_json::from_str(&body).expect("an answer is JSON");
    lambda.answers.lock().expect("no test failed").push(answer);
    StatusCode::ACCEPTED
}

/// An event of a REST API.
pub fn event(method: &str, path: &str, body: Value) -> Value {
    let body = (!body.is_null()).then(|| body.to_string());
    json!({
        "resource": path,
        "path": path,
        "httpMethod": method,
        "headers": { "Content-Type": "application/json" },
        "multiValueHeaders": { "Content-Type": ["application/json"] },
        "queryStringParameters": null,
        "multiValueQueryStringParameters": null,
        "pathParameters": null,
        "stageVariables": null,
        "requestContext": {
            "resourcePath": path,
            "httpMethod": method,
            "path": format!("/dev{path}"),
            "stage": "dev",
            "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            "identity": { "sourceIp": "192.0.2.1" },
            "accountId": "123456789012",
            "apiId": "example",
        },
        "body": body,
        "isBase64Encoded": false,
    })
}

/// Runs the function on events, with more variables than each stage sets, and gives its answers, and the lines of its log.
pub async fn run(
    api: &Api,
    settings: &[(&str, &str)],
    mut events: Vec<(Value, u64)>,
) -> (Vec<Value>, Vec<Value>) {
    let count = events.len();
    events.reverse();
    let lambda = Arc::new(Lambda {
        events: Mutex::new(events),
        ..Lambda::default()
    });
    let runtime = "/2018-06-01/runtime/invocation";
    let routes = Router::new()
        .route(&format!("{runtime}/next"), get(next))
        .route(&format!("{runtime}/{{id}}/response"), post(answered))
        .with_state(Arc::clone(&lambda));
    let listener = TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address");
    tokio::spawn(async { axum::serve(listener, routes).await });
    let mut function = Command::new(env!("CARGO_BIN_EXE_depot"))
        .env_clear()
        .env("AWS_LAMBDA_RUNTIME_API", address.to_string())
        .env("AWS_LAMBDA_FUNCTION_NAME", "depot-dev")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "7")
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
        .env("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/depot-dev")
        .env("AWS_LAMBDA_LOG_STREAM_NAME", "stream")
        .env("AWS_LAMBDA_LOG_FORMAT", "JSON")
        .envs(settings.iter().copied())
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ACCESS_KEY_ID", "local")
        .env("AWS_SECRET_ACCESS_KEY", "a secret of nobody's")
        .env("AWS_ENDPOINT_URL", api.proxy.url())
        .env("TABLE_PARTS", "depot-parts-local")
        .env("TABLE_BOXES", "depot-boxes-local")
        .env("TABLE_ROWS", "depot-rows-local")
        .env("TABLE_SLOTS", "depot-slots-local")
        .env("IDEMPOTENCY_TABLE", "depot-idempotency-local")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the function starts");
    let all = async {
        while lambda.answers.lock().expect("no test failed").len() < count {
            sleep(Duration::from_millis(5)).await;
        }
    };
    let all = timeout(Duration::from_secs(30), all).await;
    function.kill().expect("the function can be ended");
    function.wait().expect("the function ends");
    let mut log = String::new();
    let mut output = function.stdout.take().expect("the log is read");
    output.read_to_string(&mut log).expect("the log is text");
    assert!(!log.contains("a secret of nobody's"));
    all.expect("the function answers each event");
    let answers = lambda.answers.lock().expect("no test failed").clone();
    let lines = log.lines().map(serde_json::from_str);
    let lines = lines.collect::<Result<_, _>>();
    (answers, lines.expect("each line is JSON"))
}

pub fn is_request(line: &&Value) -> bool {
    line["message"] == "request"
}

#[tokio::test]
async fn each_request_has_a_line_and_each_line_a_time_and_a_level() {
    let api = Api::start().await;
    let events = vec![
        (
            event("POST", "/parts", json!({ "id": "a", "kind": "wheel" })),
            3000,
        ),
        (event("GET", "/parts/a", Value::Null), 3000),
        (event("GET", "/parts/b", Value::Null), 3000),
        (event("GET", "/nothing", Value::Null), 3000),
    ];
    let (answers, lines) = run(&api, &[("LOG_LEVEL", "INFO")], events).await;
    let statuses: Vec<&Value> = answers.iter().map(|answer| &answer["statusCode"]).collect();
    assert_eq!(statuses, [201, 200, 404, 404]);
    for line in &lines {
        let text = |name: &str| line[name].as_str().unwrap_or_default();
        assert!(text("timestamp").ends_with('Z'), "{line}");
        assert!(["ERROR", "WARN", "INFO"].contains(&text("level")), "{line}");
    }
    let requests: Vec<&Value> = lines.iter().filter(is_request).collect();
    let told = |name: &str| -> Vec<&Value> { requests.iter().map(|line| &line[name]).collect() };
    assert_eq!(told("status"), [201, 200, 404, 404]);
    assert_eq!(
        told("route"),
        [
            "POST /parts",
            "GET /parts/{id}",
            "GET /parts/{id}",
            "GET unknown"
        ]
    );
    assert_eq!(told("cold_start"), [true, false, false, false]);
    assert_eq!(told("request_id"), [INVOCATION; 4]);
    assert_eq!(told("trace_id"), [TRACE; 4]);
    assert_eq!(
        requests[0]["capacity_units"], 2.0,
        "an index is written, too"
    );
    assert_eq!(requests[1]["capacity_units"], 1.0);
    assert_eq!(requests[3]["capacity_units"], Value::Null);
    let is_time = |line: &Value| {
        line["duration_ms"]
            .as_f64()
            .is_some_and(|time| (0.0..3000.0).contains(&time))
    };
    assert!(requests.iter().all(|line| is_time(line)));
}

#[tokio::test]
async fn the_connection_is_open_before_the_first_event() {
    let api = Api::start().await;
    api.proxy.calls();
    run(&api, &[("LOG_LEVEL", "INFO")], Vec::new()).await;
    // No event came, so the function is ended once it has asked for one.
    let calls = api.proxy.calls();
    assert!(calls.is_empty() || calls == ["GetItem"], "{calls:?}");
    let events = vec![(event("DELETE", "/parts/a", Value::Null), 3000)];
    run(&api, &[("LOG_LEVEL", "INFO")], events).await;
    assert_eq!(api.proxy.calls(), ["GetItem", "DeleteItem"]);
}

#[tokio::test]
async fn a_table_that_does_not_answer_does_not_keep_the_function_from_starting() {
    let api = Api::start().await;
    api.proxy.fail("GetItem", Fault::Silence, 1);
    let events = vec![(event("GET", "/parts/a", Value::Null), 3000)];
    let (answers, lines) = run(&api, &[("LOG_LEVEL", "INFO")], events).await;
    assert_eq!(answers[0]["statusCode"], 404);
    assert_eq!(lines[0]["level"], "WARN", "{}", lines[0]);
}

#[tokio::test]
async fn a_request_is_answered_half_a_second_before_lambda_ends_it() {
    let api = Api::start().await;
    api.proxy.fail("Scan", Fault::Silence, usize::MAX);
    let events = vec![
        // Three attempts of a second each would take longer.
        (event("GET", "/parts", Value::Null), 1800),
        (event("GET", "/parts/a", Value::Null), 3000),
    ];
    let (answers, lines) = run(&api, &[("LOG_LEVEL", "WARN")], events).await;
    assert_eq!(answers[0]["statusCode"], 503);
    assert_eq!(answers[0]["multiValueHeaders"]["retry-after"], json!(["1"]));
    assert_eq!(answers[1]["statusCode"], 404);
    let requests: Vec<&Value> = lines.iter().filter(is_request).collect();
    assert_eq!(
        requests.len(),
        1,
        "at WARN, faults alone are logged: {lines:?}"
    );
    assert_eq!(requests[0]["status"], 503);
    let time = requests[0]["duration_ms"].as_f64().expect("a time");
    assert!((1000.0..1800.0).contains(&time), "{time}");
    let errors = lines.iter().filter(|line| line["level"] == "ERROR");
    let named: Vec<&Value> = errors.map(|line| &line["request_id"]).collect();
    assert_eq!(
        named, [INVOCATION; 2],
        "the cause and the request: {lines:?}"
    );
}

#[tokio::test]
async fn a_table_that_hangs_is_asked_three_times_for_a_second_each() {
    let api = Api::start().await;
    api.proxy.fail("Scan", Fault::Silence, usize::MAX);
    api.proxy.calls();
    let events = vec![(event("GET", "/parts", Value::Null), 10_000)];
    let (answers, lines) = run(&api, &[("LOG_LEVEL", "INFO")], events).await;
    assert_eq!(answers[0]["statusCode"], 503);
    assert_eq!(api.proxy.calls(), ["GetItem", "Scan", "Scan", "Scan"]);
    let request = lines.iter().find(is_request).expect("a line");
    let time = request["duration_ms"].as_f64().expect("a time");
    assert!((3000.0..9500.0).contains(&time), "{time}");
}
