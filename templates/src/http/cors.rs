//! Cross-origin access, as template.yaml sets it for the stage.

use std::env;
use std::time::Duration;

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

/// How long browsers may remember a preflight; `default` seconds where `CORS_MAX_AGE` is not set.
pub fn max_age(default: u64) -> Duration {
    let seconds = env::var("CORS_MAX_AGE").map_or(default, |text| text.parse().unwrap_or(0));
    Duration::from_secs(seconds)
}

#[cfg(test)]
mod tests;
