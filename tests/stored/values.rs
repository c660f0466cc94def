//! What an API answers, and whether a value is still what it was.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

pub async fn send(api: &Router, method: Method, path: &str, body: &str) -> (StatusCode, Value) {
    let media = if method == Method::PATCH { "application/merge-patch+json" } else { "application/json" };
    let request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, media);
    let request = request.body(Body::from(body.to_owned())).expect("the request is valid");
    let response = api.clone().oneshot(request).await.expect("the API answers");
    let status = response.status();
    let bytes = response.into_body().collect().await.expect("the body arrives").to_bytes();
    (status, serde_json::from_slice(&bytes).unwrap_or_default())
}

/// A number without what says nothing: its digits and the place of the last.
fn number(text: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{}{fraction}", whole.trim_start_matches('-'));
    let exponent: i64 = exponent.parse::<i64>().expect("it is a number") - fraction.len() as i64;
    let kept = digits.trim_end_matches('0');
    let exponent = if kept.is_empty() { 0 } else { exponent + (digits.len() - kept.len()) as i64 };
    (text.starts_with('-') && !kept.is_empty(), kept.trim_start_matches('0').to_owned(), exponent)
}

/// Whether an answer holds the same value; a member that is new may be a default.
pub fn is_same(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Number(old), Value::Number(new)) => number(&old.to_string()) == number(&new.to_string()),
        // A set is in no order.
        (Value::Array(old), Value::Array(new)) => {
            old.len() == new.len() && old.iter().all(|old| new.iter().any(|new| is_same(old, new)))
        }
        // A member that is gone is asked for in what is stored.
        (Value::Object(old), Value::Object(new)) => {
            old.iter().all(|(name, old)| new.get(name).is_none_or(|new| is_same(old, new)))
        }
        _ => old == new,
    }
}
