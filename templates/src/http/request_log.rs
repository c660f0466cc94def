//! The log: a line for each request, beside what your code and the libraries log.

use std::cell::RefCell;
use std::env;
use std::io::{self, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use aws_sdk_dynamodb::types::ConsumedCapacity;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use lambda_http::Context;
use lambda_http::request::RequestContext;
use serde_json::{Map, Value};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::task_local;
use tracing::{Level, enabled};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;
use tracing_subscriber::util::SubscriberInitExt;

use super::metrics::add_metrics;

task_local! {
    /// What the line of the request that is being answered says besides.
    static FIELDS: RefCell<Map<String, Value>>;
}

/// What prints the lines.
static OUTPUT: OnceLock<fn(&str)> = OnceLock::new();

struct Output(fn(&str));

impl Write for Output {
    /// Each line of a request names it.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(line);
        let id = FIELDS.try_with(|fields| fields.borrow().get("request_id").cloned());
        match id {
            Ok(Some(id)) if is_json() => {
                let start = format!("{{\"request_id\":{id},");
                (self.0)(&text.replacen('{', &start, 1));
            }
            _ => (self.0)(&text),
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Begins to log, by a function that prints. `LOG_LEVEL` is the level of this crate's lines; libraries
/// only warn.
pub fn init_log(output: fn(&str)) {
    OUTPUT.get_or_init(|| output);
    let level = env::var("LOG_LEVEL").ok();
    let level = level.and_then(|level| level.parse().ok());
    let level = level.unwrap_or(LevelFilter::INFO);
    let levels = Targets::new()
        .with_default(level.min(LevelFilter::WARN))
        .with_target(env!("CARGO_CRATE_NAME"), level)
        // The local engine warns of each condition that does not hold.
        .with_target("dynoxide", LevelFilter::OFF);
    let registry = registry().with(levels);
    let lines = layer().with_writer(move || Output(output));
    if is_json() {
        registry.with(lines.json().flatten_event(true)).init();
    } else {
        let lines = lines.with_ansi(false).with_target(false);
        registry.with(lines).init();
    }
}

/// Whether Lambda reads the lines as JSON.
fn is_json() -> bool {
    env::var("AWS_LAMBDA_LOG_FORMAT").is_ok_and(|format| format == "JSON")
}

/// Adds a field to the line of the request that is being answered.
pub fn log_field(name: &str, value: impl Into<Value>) {
    let add = |fields: &RefCell<Map<String, Value>>| {
        fields.borrow_mut().insert(name.to_owned(), value.into());
    };
    // While no request is being answered, there is no line.
    FIELDS.try_with(add).ok();
}

/// Adds what a call of DynamoDB consumed to the line of its request.
pub fn log_capacity(consumed: Option<&ConsumedCapacity>) {
    if let Some(units) = consumed.and_then(ConsumedCapacity::capacity_units) {
        log_more("capacity_units", units);
    }
}

/// Counts an item that a list leaves out, as it can't be read.
pub fn log_unreadable() {
    log_more("unreadable_items", 1.0);
}

fn log_more(name: &str, more: f64) {
    let before = FIELDS.try_with(|fields| fields.borrow().get(name).and_then(Value::as_f64));
    log_field(name, before.ok().flatten().unwrap_or_default() + more);
}

/// Logs each request once it is answered.
pub async fn log_request(request: Request, next: Next) -> Response {
    static IS_WARM: AtomicBool = AtomicBool::new(false);
    let start = Instant::now();
    let is_cold = !IS_WARM.swap(true, Ordering::Relaxed);
    let path = request.extensions().get::<MatchedPath>();
    let path = path.map_or("unknown", MatchedPath::as_str);
    let route = format!("{} {path}", request.method());
    let context = request.extensions().get::<Context>().cloned();
    #[cfg(feature = "caller")]
    let caller = request.extensions().get().and_then(caller);
    let answer = async move {
        let response = next.run(request).await;
        (response, FIELDS.with(RefCell::take))
    };
    let mut fields = Map::new();
    if let Some(context) = &context {
        fields.insert("request_id".to_owned(), context.request_id.clone().into());
        fields.insert("trace_id".to_owned(), context.xray_trace_id.clone().into());
    }
    let fields = RefCell::new(fields);
    let (response, mut line) = FIELDS.scope(fields, answer).await;
    let tenths = (start.elapsed().as_secs_f64() * 10_000.0).round();
    let milliseconds = tenths / 10.0;
    let is_fault = response.status().is_server_error();
    let is_logged = is_fault || enabled!(Level::INFO);
    #[cfg(feature = "metrics")]
    let is_logged = add_metrics(&mut line, is_fault, milliseconds, is_cold) || is_logged;
    if !is_logged {
        return response;
    }
    let mut add = |name: &str, value: Value| line.insert(name.to_owned(), value);
    add("level", if is_fault { "ERROR" } else { "INFO" }.into());
    add("message", "request".into());
    add("route", route.into());
    add("status", response.status().as_u16().into());
    add("duration_ms", milliseconds.into());
    add("cold_start", is_cold.into());
    #[cfg(feature = "caller")]
    add("caller", caller.into());
    if let Ok(now) = OffsetDateTime::now_utc().format(&Rfc3339) {
        add("timestamp", now.into());
    }
    if let Some(output) = OUTPUT.get() {
        let line = if is_json() {
            Value::Object(line).to_string()
        } else {
            readable(line)
        };
        output(&format!("{line}\n"));
    }
    response
}

/// The line for people.
fn readable(mut line: Map<String, Value>) -> String {
    let mut take = |name: &str| match line.remove(name) {
        Some(Value::String(text)) => text,
        value => value.unwrap_or_default().to_string(),
    };
    let (time, level, route) = (take("timestamp"), take("level"), take("route"));
    let (status, milliseconds) = (take("status"), take("duration_ms"));
    take("message");
    let mut text = format!("{time} {level:>5} {route} {status} in {milliseconds} ms");
    for (name, value) in line.iter().filter(|(_, value)| !value.is_null()) {
        text.push_str(&format!(", {name}={value}"));
    }
    text
}

/// Who called, as API Gateway knows it.
#[cfg(feature = "caller")]
pub(super) fn caller(context: &RequestContext) -> Option<String> {
    let RequestContext::ApiGatewayV1(context) = context else {
        return None;
    };
    let claims = context.authorizer.fields.get("claims");
    let subject = claims.and_then(|claims| claims["sub"].as_str());
    let identity = &context.identity;
    subject
        .or(identity.user_arn.as_deref())
        .or(identity.api_key_id.as_deref())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests;
