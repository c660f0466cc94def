use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use lambda_http::Context;
use tower::ServiceExt as _;

use super::answer_in_time;
use crate::http::tests::wait;

/// This many milliseconds, beside half a second in reserve.
fn time(left: u64) -> Duration {
    Duration::from_millis(500 + left)
}

/// A deadline that leaves this much time.
fn ends_in(left: u64) -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let deadline = now.expect("a clock that is right") + time(left);
    u64::try_from(deadline.as_millis()).expect("a time")
}

/// The status of a request that takes 100 ms.
fn status(timeout: u64, deadline: Option<u64>) -> StatusCode {
    let slow = get(async || tokio::time::sleep(Duration::from_millis(100)).await);
    let limited = from_fn_with_state(time(timeout), answer_in_time);
    let router: Router = Router::new().route("/", slow).layer(limited);
    let mut request = Request::new(Body::empty());
    if let Some(deadline) = deadline {
        let mut context = Context::default();
        context.deadline = deadline;
        request.extensions_mut().insert(context);
    }
    let response = wait(router.oneshot(request)).expect("an answer");
    let is_late = response.headers().contains_key(header::RETRY_AFTER);
    assert_eq!(
        is_late,
        response.status() == StatusCode::SERVICE_UNAVAILABLE
    );
    response.status()
}

#[test]
fn a_request_is_answered_before_the_invocation_ends() {
    assert_eq!(status(0, Some(ends_in(5000))), StatusCode::OK);
    assert_eq!(
        status(5000, Some(ends_in(20))),
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[test]
fn without_an_invocation_the_function_s_time_counts() {
    assert_eq!(status(5000, None), StatusCode::OK);
    assert_eq!(status(20, None), StatusCode::SERVICE_UNAVAILABLE);
}

/// As `cargo lambda watch` sends it: ten minutes after 1970 began.
#[test]
fn a_deadline_that_is_long_past_says_nothing() {
    assert_eq!(status(5000, Some(600_000)), StatusCode::OK);
    assert_eq!(status(20, Some(600_000)), StatusCode::SERVICE_UNAVAILABLE);
}
