//! Requests as axum reads them, and what their clients are told.

use std::sync::mpsc;

use axum::Router;
use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::Request;
use axum::routing::get;
use tower::ServiceExt as _;

use super::{Error, PathParameters, QueryParameters};

/// Waits for what needs no more than this thread.
pub fn wait<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    runtime.expect("a thread can wait").block_on(future)
}

/// Reads what a request says outside of its body.
pub fn extract<T: FromRequestParts<(), Rejection = Error>>(
    request: Request<()>,
) -> Result<T, Error> {
    let (mut parts, ()) = request.into_parts();
    wait(T::from_request_parts(&mut parts, &()))
}

/// The parameters of a query string.
pub fn query(text: &str) -> QueryParameters {
    let request = Request::get(format!("/?{text}"))
        .body(())
        .expect("a query string");
    extract(request).expect("a query string that can be read")
}

/// The parameters of a path, as a route has them.
pub fn path(route: &str, path: &str) -> Result<PathParameters, Error> {
    let (sender, receiver) = mpsc::channel();
    let handler = |parameters: Result<PathParameters, Error>| async move {
        sender.send(parameters).expect("the test waits for them");
    };
    let request = Request::get(path).body(Body::empty()).expect("a path");
    let Ok(response) = wait(Router::new().route(route, get(handler)).oneshot(request));
    assert!(
        response.status().is_success(),
        "{path} is no path of {route}"
    );
    receiver.recv().expect("the route was called")
}

/// A result whose error is what a client is told: the status, and each detail behind its pointer.
pub fn told<T>(result: Result<T, Error>) -> Result<T, String> {
    result.map_err(|error| {
        let status = error.status().as_u16();
        match error {
            Error::Invalid(problems) => {
                let problems = problems
                    .iter()
                    .map(|problem| format!("{}: {}", problem.pointer, problem.detail));
                format!("{status} {}", problems.collect::<Vec<_>>().join("; "))
            }
            error => format!("{status} {error}"),
        }
    })
}

/// What a client is told, if anything.
pub fn refusal<T>(result: Result<T, Error>) -> String {
    told(result).err().unwrap_or_default()
}
