//! Cross-origin access, from the origins that template.yaml sets for the stage.

use std::env;
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

/// The origins where template.yaml does not set `CORS_ORIGINS`, as on a laptop.
const ORIGINS: &str = "*";
const MAX_AGE: u64 = 600;

/// Answers preflight requests and marks responses. Credentials are never allowed.
pub fn cors() -> CorsLayer {
    let origins = env::var("CORS_ORIGINS").unwrap_or_else(|_| ORIGINS.to_owned());
    let origin = if origins == "*" {
        AllowOrigin::any()
    } else {
        let origins = origins.split(',').filter(|origin| !origin.is_empty());
        let origins: Vec<HeaderValue> = origins.filter_map(|origin| origin.parse().ok()).collect();
        AllowOrigin::list(origins)
    };
    let methods = [
        Method::GET,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
    ];
    let allowed = [
        header::AUTHORIZATION,
        header::CONTENT_TYPE,
        header::IF_MATCH,
        HeaderName::from_static("x-api-key"),
    ];
    let exposed = [header::ETAG, header::LOCATION, header::RETRY_AFTER];
    let max_age = env::var("CORS_MAX_AGE").map_or(MAX_AGE, |seconds| seconds.parse().unwrap_or(0));
    let max_age = Duration::from_secs(max_age);
    CorsLayer::new()
        .allow_origin(origin)
        .allow_methods(methods)
        .allow_headers(allowed)
        .expose_headers(exposed)
        .max_age(max_age)
}
