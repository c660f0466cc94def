//! Cross-origin access, as template.yaml sets it for the stage.

use std::env;

use tower_http::cors::AllowOrigin;

/// The origins that may call the API; `default` where `CORS_ORIGINS` is not set.
pub fn allowed_origins(default: &str) -> AllowOrigin {
    let origins = env::var("CORS_ORIGINS").unwrap_or_else(|_| default.to_owned());
    if origins == "*" {
        return AllowOrigin::any();
    }
    let origins = origins.split(',').filter(|origin| !origin.is_empty());
    AllowOrigin::list(origins.filter_map(|origin| origin.parse().ok()))
}
