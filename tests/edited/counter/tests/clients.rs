//! Each client has a key of its own, and the log says which client called.

#[path = "api/dynamodb.rs"]
mod dynamodb;
#[path = "api/event.rs"]
mod event;
#[path = "api/function.rs"]
mod function;
#[path = "api/gateway.rs"]
mod gateway;

use std::env;
use std::sync::Mutex;

use axum::body::Body;
use axum::http::Request;
use gateway::Gateway;
use serde_json::{Value, json};

static LINES: Mutex<String> = Mutex::new(String::new());

fn keep(line: &str) {
    LINES.lock().expect("no test has failed").push_str(line);
}

/// Who called, in each line since the last time.
fn callers() -> Vec<Value> {
    let lines = std::mem::take(&mut *LINES.lock().expect("no test has failed"));
    let line = |line: &str| serde_json::from_str::<Value>(line).expect("a line is JSON");
    lines
        .lines()
        .map(|text| line(text)["caller"].take())
        .collect()
}

#[tokio::test]
async fn the_log_tells_clients_apart() {
    // SAFETY: this is the only test, and no other thread runs yet.
    unsafe {
        env::set_var("AWS_LAMBDA_LOG_FORMAT", "JSON");
        // As template.yaml has it, once the keys are made.
        env::set_var("API_CLIENTS", "a1b2c3d4e5=mobile,f6g7h8i9j0=partner");
    }
    counter::http::init_log(keep);
    let (client, _) = dynamodb::start(None).await;
    let function = function::function(dynamodb::app(&client));
    let gateway = Gateway::before(function.clone());

    // Here the client's name is its key.
    let key = |key: &str| Request::get("/sales").header("x-api-key", key);
    for (request, status, caller) in [
        (key("mobile"), 200, Some(json!("mobile"))),
        (key("partner"), 200, Some(json!("partner"))),
        (key("local"), 403, None),
        (key("mobile,partner"), 403, None),
        (key("Mobile"), 403, None),
        (key(""), 403, None),
        (Request::get("/sales"), 403, None),
        // What needs no key knows no client.
        (
            Request::get("/sales/0190a0c4-0000-7000-8000-000000000000")
                .header("x-api-key", "mobile"),
            404,
            Some(Value::Null),
        ),
    ] {
        let request = request.body(Body::empty()).expect("the request is valid");
        let answer = gateway.answer(request).await;
        assert_eq!(answer.status(), status);
        assert_eq!(callers(), Vec::from_iter(caller), "{status}");
    }

    // In Lambda, the event has the key's ID.
    let event: Value = serde_json::from_str(include_str!("../events/list_counter.json"))
        .expect("an event is JSON");
    assert_eq!(event["requestContext"]["identity"]["apiKeyId"], "mobile");
    for (id, caller) in [
        ("a1b2c3d4e5", "mobile"),
        ("f6g7h8i9j0", "partner"),
        ("made-by-hand", "made-by-hand"),
    ] {
        let mut event = event.clone();
        event["requestContext"]["identity"]["apiKeyId"] = json!(id);
        assert_eq!(function(event).await["statusCode"], 200);
        assert_eq!(callers(), [caller]);
    }
}
