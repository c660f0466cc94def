//! Watches each request: the event that is made of it, the calls of DynamoDB, the lines in the log, and the answer.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Instant, SystemTime};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::response::Response;
use notebook::App;
use serde_json::{Value, json};
use tokio::task_local;

use crate::function::{Function, function};
use crate::gateway::Gateway;

/// How many requests are kept.
const KEPT: usize = 100;

task_local! {
    static SEEN: Arc<Mutex<Seen>>;
}

/// What is seen of a request.
#[derive(Default)]
struct Seen {
    event: Value,
    log: Vec<String>,
    calls: Vec<Value>,
    /// The call that is not answered yet, and when it began.
    call: Option<(Value, Instant)>,
    answer: Value,
}

/// The API behind its gateway, and the requests that it had.
#[derive(Clone)]
pub struct Watch {
    gateway: Gateway,
    started: String,
    requests: Arc<Mutex<Vec<Value>>>,
}

impl Watch {
    pub fn new(app: App) -> Self {
        Self {
            gateway: Gateway::before(seen(function(app))),
            started: format!("{:?}", SystemTime::now()),
            requests: Arc::default(),
        }
    }

    /// Answers a request, and keeps what is seen of it.
    pub async fn answer(&self, request: Request) -> Response {
        let (method, uri) = (request.method().to_string(), request.uri().to_string());
        let seen = Arc::<Mutex<Seen>>::default();
        let start = Instant::now();
        let answer = SEEN.scope(Arc::clone(&seen), self.gateway.answer(request));
        let (parts, body) = answer.await.into_parts();
        let time = milliseconds(start);
        let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
        let headers = parts.headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            json!([name.as_str(), value])
        });
        let headers: Vec<Value> = headers.collect();
        let status = parts.status.as_u16();
        let seen = std::mem::take(&mut *lock(&seen));
        let mut requests = lock(&self.requests);
        let last = requests.last().and_then(|last| last["number"].as_u64());
        requests.push(json!({
            "number": last.unwrap_or_default() + 1,
            "method": method,
            "path": uri,
            "status": status,
            "milliseconds": time,
            "event": seen.event,
            "log": seen.log,
            "calls": seen.calls,
            "answer": seen.answer,
            "response": {
                "status": status,
                "headers": headers,
                "body": String::from_utf8_lossy(&body),
            },
        }));
        let surplus = requests.len().saturating_sub(KEPT);
        requests.drain(..surplus);
        Response::from_parts(parts, Body::from(body))
    }

    /// The requests after one of them.
    pub fn after(&self, number: u64) -> Value {
        let requests = lock(&self.requests);
        let is_later = |request: &&Value| request["number"].as_u64() > Some(number);
        let later: Vec<&Value> = requests.iter().filter(is_later).collect();
        json!({ "started": self.started, "requests": later })
    }
}

/// Keeps the events that a function gets, and its answers.
fn seen(function: Function) -> Function {
    Arc::new(move |event| {
        let seen = SEEN.get();
        lock(&seen).event = event.clone();
        let answer = function(event);
        Box::pin(async move {
            let answer = SEEN.scope(Arc::clone(&seen), answer).await;
            lock(&seen).answer = answer.clone();
            answer
        })
    })
}

/// A client whose calls are seen.
pub fn watched(client: &Client) -> Client {
    Client::from_conf(client.config().to_builder().interceptor(Calls).build())
}

#[derive(Debug)]
struct Calls;

impl Intercept for Calls {
    fn name(&self) -> &'static str {
        "Calls"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request();
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let call = json!({
            "operation": target.rsplit('.').next(),
            "input": parsed(request.body().bytes()),
        });
        SEEN.try_with(|seen| lock(seen).call = Some((call, Instant::now())))
            .ok();
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let response = context.response();
        let output = parsed(response.and_then(|response| response.body().bytes()));
        let status = response.map_or(503, |response| response.status().as_u16());
        let add = |seen: &Arc<Mutex<Seen>>| {
            let mut seen = lock(seen);
            if let Some((mut call, start)) = seen.call.take() {
                call["output"] = output;
                call["status"] = json!(status);
                call["milliseconds"] = json!(milliseconds(start));
                seen.calls.push(call);
            }
        };
        SEEN.try_with(add).ok();
        Ok(())
    }
}

fn parsed(body: Option<&[u8]>) -> Value {
    serde_json::from_slice(body.unwrap_or_default()).unwrap_or_default()
}

/// Prints a line of the log, and keeps it with its request.
pub fn print(line: &str) {
    print!("{line}");
    let line = line.trim_end().to_owned();
    SEEN.try_with(|seen| lock(seen).log.push(line)).ok();
}

/// To a hundredth.
fn milliseconds(start: Instant) -> f64 {
    (start.elapsed().as_secs_f64() * 100_000.0).round() / 100.0
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no holder panics")
}
