//! Answering in time: Lambda ends a function that takes too long, and its caller gets a bare 504 or 502.

use std::time::{Duration, SystemTime};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use lambda_http::Context;
use tokio::time;

use super::error::Error;

/// How long it takes at most to send an answer and to log it.
const RESERVE: Duration = Duration::from_millis(500);

/// Answers while there is time left of the invocation, or of `timeout` where there is none.
pub async fn answer_in_time(
    State(timeout): State<Duration>,
    request: Request,
    next: Next,
) -> Response {
    let context = request.extensions().get::<Context>();
    let left = context.map_or(timeout, |context| {
        let left = context.deadline().duration_since(SystemTime::now());
        // `cargo lambda watch` sends one that is long past.
        left.unwrap_or(timeout)
    });
    let answer = time::timeout(left.saturating_sub(RESERVE), next.run(request)).await;
    answer.unwrap_or_else(|_| Error::Unavailable("out of time".to_owned()).into_response())
}
