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

/// The status of a request that takes 100 ms and has this much time, beside half a second in reserve.
fn status(timeout: u64, invocation: Option<u64>) -> StatusCode {
    let time = |left: u64| Duration::from_millis(500 + left);
    let slow = get(async || tokio::time::sleep(Duration::from_millis(100)).await);
    let limited = from_fn_with_state(time(timeout), answer_in_time);
    let router: Router = Router::new().route("/", slow).layer(limited);
    let mut request = Request::new(Body::empty());
    if let Some(left) = invocation {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let deadline = now.expect("a clock that is right") + time(left);
        let mut context = Context::default();
        context.deadline = u64::try_from(deadline.as_millis()).expect("a time");
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
    assert_eq!(status(0, Some(5000)), StatusCode::OK);
    assert_eq!(status(5000, Some(20)), StatusCode::SERVICE_UNAVAILABLE);
}

#[test]
fn without_an_invocation_the_function_s_time_counts() {
    assert_eq!(status(5000, None), StatusCode::OK);
    assert_eq!(status(20, None), StatusCode::SERVICE_UNAVAILABLE);
}
