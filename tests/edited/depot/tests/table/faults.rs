//! A fault that passes is a 503 with `Retry-After` once the SDK has given up. One that stays is a 500, and the log says why.

use std::time::Duration;

use axum::http::{Method, header};
use serde_json::{Value, json};

use crate::api::{Answer, Api};
use crate::log;
use crate::proxy::{Fault, MESSAGE, REQUEST_ID};

/// A request, and the call of DynamoDB in it that fails.
struct Step {
    call: &'static str,
    method: Method,
    path: &'static str,
    body: Value,
}

fn steps() -> Vec<Step> {
    let step = |call, method, path, body| Step {
        call,
        method,
        path,
        body,
    };
    let reaching_in = json!({ "size": { "width": 2 } });
    vec![
        step("Scan", Method::GET, "/parts", Value::Null),
        step("Query", Method::GET, "/kinds/wheel/parts", Value::Null),
        step("GetItem", Method::GET, "/parts/a", Value::Null),
        step(
            "PutItem",
            Method::POST,
            "/parts",
            json!({ "id": "b", "kind": "wheel" }),
        ),
        step(
            "UpdateItem",
            Method::PUT,
            "/parts/a",
            json!({ "kind": "axle" }),
        ),
        step(
            "UpdateItem",
            Method::PATCH,
            "/parts/a",
            json!({ "count": 3 }),
        ),
        step("GetItem", Method::PATCH, "/boxes/a", reaching_in.clone()),
        step("UpdateItem", Method::PATCH, "/boxes/a", reaching_in),
        step("UpdateItem", Method::PUT, "/boxes/a", json!({})),
        step("PutItem", Method::PUT, "/boxes/b", json!({})),
        step("DeleteItem", Method::DELETE, "/parts/a", Value::Null),
        step("DeleteItem", Method::DELETE, "/boxes/a", Value::Null),
    ]
}

/// The API, with a part and a box.
async fn api() -> Api {
    with_items(Api::start().await).await
}

async fn with_items(api: Api) -> Api {
    let part = json!({ "id": "a", "kind": "wheel" });
    assert_eq!(api.send(Method::POST, "/parts", &part).await.status, 201);
    assert_eq!(
        api.send(Method::PUT, "/boxes/a", &json!({})).await.status,
        201
    );
    api
}

/// Sends the request of a step while its call fails, and tells how often it was made.
async fn failing(api: &Api, step: &Step, fault: Fault) -> (Answer, usize) {
    api.proxy.fail(step.call, fault, usize::MAX);
    api.proxy.calls();
    let answer = api.send(step.method.clone(), step.path, &step.body).await;
    let calls = api
        .proxy
        .calls()
        .into_iter()
        .filter(|call| call == step.call);
    (answer, calls.count())
}

/// Sees an answer that says nothing of what DynamoDB said.
fn assert_says_nothing(answer: &Answer, status: u16, detail: &str, what: &str) {
    let title = if status == 503 {
        "Service Unavailable"
    } else {
        "Internal Server Error"
    };
    let problem =
        json!({ "type": "about:blank", "title": title, "status": status, "detail": detail });
    let body: Value = serde_json::from_str(&answer.body).expect("the body is JSON");
    assert_eq!(body, problem, "{what}");
    assert_eq!(answer.status, status, "{what}");
}

fn refusal(status: u16, code: &'static str) -> Fault {
    Fault::Refusal { status, code }
}

#[tokio::test]
async fn a_fault_that_passes_is_a_503_once_the_sdk_has_given_up() {
    // The SDK doesn't repeat what conflicts with another request.
    let faults = [
        (refusal(500, "InternalServerError"), 3),
        (refusal(503, "ServiceUnavailable"), 3),
        (refusal(400, "ProvisionedThroughputExceededException"), 3),
        (refusal(400, "RequestLimitExceeded"), 3),
        (refusal(400, "ThrottlingException"), 3),
        (refusal(400, "TransactionConflictException"), 1),
        (Fault::Page { status: 502 }, 3),
        (Fault::Page { status: 504 }, 3),
        (Fault::Reset, 3),
        (Fault::Close, 3),
        (Fault::Half, 3),
    ];
    for (fault, attempts) in faults {
        let api = api().await;
        for step in steps() {
            let what = format!(
                "{fault:?} of {} in {} {}",
                step.call, step.method, step.path
            );
            let (answer, calls) = failing(&api, &step, fault).await;
            assert_says_nothing(&answer, 503, "the table can't answer now, try again", &what);
            assert_eq!(answer.headers[header::RETRY_AFTER], "1", "{what}");
            assert_eq!(calls, attempts, "{what}");
        }
    }
}

#[tokio::test]
async fn a_call_that_takes_too_long_is_a_503() {
    let api = with_items(Api::with_timeout(Duration::from_millis(200)).await).await;
    for step in steps() {
        let (answer, _) = failing(&api, &step, Fault::Silence).await;
        assert_says_nothing(
            &answer,
            503,
            "the table can't answer now, try again",
            step.call,
        );
        assert_eq!(answer.headers[header::RETRY_AFTER], "1");
    }
}

#[tokio::test]
async fn a_fault_that_stays_is_a_500() {
    let faults = [
        refusal(400, "AccessDeniedException"),
        refusal(400, "ResourceNotFoundException"),
        refusal(400, "UnrecognizedClientException"),
        refusal(403, "InvalidSignatureException"),
        Fault::Page { status: 403 },
    ];
    for fault in faults {
        let api = api().await;
        for step in steps() {
            let what = format!(
                "{fault:?} of {} in {} {}",
                step.call, step.method, step.path
            );
            let (answer, calls) = failing(&api, &step, fault).await;
            assert_says_nothing(&answer, 500, "something went wrong", &what);
            assert!(!answer.headers.contains_key(header::RETRY_AFTER), "{what}");
            assert_eq!(calls, 1, "{what}");
        }
    }
}

/// DynamoDB reads what a client sends of a cursor and a filter, and so the client's is what it finds invalid there.
#[tokio::test]
async fn a_call_that_dynamodb_finds_invalid_is_a_500_but_for_cursors_and_filters() {
    let api = api().await;
    let cursor = "/parts?cursor=W1siUyIsImEiXV0";
    let chosen = ["/parts?kind=wheel", cursor].map(|path| Step {
        call: "Scan",
        method: Method::GET,
        path,
        body: Value::Null,
    });
    let steps = steps().into_iter().map(|step| (step, 500));
    for (step, expected) in steps.chain(chosen.map(|step| (step, 400))) {
        let (answer, _) = failing(&api, &step, refusal(400, "ValidationException")).await;
        assert_eq!(
            answer.status, expected,
            "{} in {} {}",
            step.call, step.method, step.path
        );
        assert!(!answer.body.contains(MESSAGE), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_fault_that_is_over_in_time_is_not_seen() {
    for fault in [
        refusal(500, "InternalServerError"),
        Fault::Page { status: 502 },
        Fault::Reset,
        Fault::Close,
    ] {
        let api = api().await;
        for step in steps() {
            let what = format!(
                "{fault:?} of {} in {} {}",
                step.call, step.method, step.path
            );
            api.proxy.fail(step.call, fault, 2);
            let answer = api.send(step.method, step.path, &step.body).await;
            assert!(
                matches!(answer.status, 200..=204),
                "{what}: {}",
                answer.body
            );
        }
    }
}

#[tokio::test]
async fn the_log_says_what_dynamodb_said() {
    let api = api().await;
    for (status, code) in [(400, "AccessDeniedException"), (500, "InternalServerError")] {
        for step in steps() {
            log::take();
            failing(&api, &step, refusal(status, code)).await;
            let lines = log::take();
            let [line] = &lines[..] else {
                panic!("one line is logged: {lines:?}")
            };
            assert_eq!(line["level"], "ERROR");
            let message = line["fields"]["message"].to_string();
            for part in [code, REQUEST_ID, MESSAGE] {
                assert!(message.contains(part), "{line}");
            }
        }
    }
}
