use std::env;
use std::process::Command;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use axum::routing::get;
use tower::ServiceExt as _;
use tower_http::cors::CorsLayer;

use super::{allowed_origins, max_age};
use crate::http::tests::wait;

/// What an answer allows that is asked for by a page of `origin`.
fn allowed(default: &str, origin: &str) -> Option<String> {
    let layer = CorsLayer::new().allow_origin(allowed_origins(default));
    let router = Router::new().route("/", get(|| async {})).layer(layer);
    let request = Request::get("/")
        .header(header::ORIGIN, origin)
        .body(Body::empty())
        .expect("a request");
    let Ok(response) = wait(router.oneshot(request));
    let allowed = response.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    allowed.map(|value| value.to_str().expect("text").to_owned())
}

#[test]
fn an_origin_is_allowed_if_it_is_listed() {
    let (a, b) = ("https://a.example", "https://b.example");
    let rows = [
        ("*", a, Some("*")),
        (a, a, Some(a)),
        (a, b, None),
        ("https://a.example,https://b.example", b, Some(b)),
        ("https://a.example,,\n,https://b.example", b, Some(b)),
        ("https://a.example", "https://a.example:8080", None),
        ("", a, None),
        ("", "", None),
    ];
    for (default, origin, expected) in rows {
        assert_eq!(
            allowed(default, origin).as_deref(),
            expected,
            "{origin} of {default:?}"
        );
    }
}

#[test]
fn a_preflight_is_remembered_for_the_default() {
    assert_eq!(max_age(600), Duration::from_mins(10));
}

/// Runs one test of this file in a process of its own, as all tests of a process share its variables.
fn run_with(test: &str, variables: &[(&str, &str)]) {
    let mut command = Command::new(env::current_exe().expect("this program has a path"));
    command
        .args(["--exact", &format!("http::cors::tests::{test}")])
        .envs(variables.iter().copied());
    let output = command.output().expect("this program runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{variables:?}: {said}"
    );
}

#[test]
fn the_stage_says_which_origins_are_allowed() {
    let Ok(expected) = env::var("EXPECTED") else {
        for (origins, expected) in [
            ("*", "*"),
            ("https://b.example", "https://b.example"),
            ("https://c.example", ""),
            ("", ""),
        ] {
            run_with(
                "the_stage_says_which_origins_are_allowed",
                &[("CORS_ORIGINS", origins), ("EXPECTED", expected)],
            );
        }
        return;
    };
    assert_eq!(
        allowed("https://a.example", "https://b.example").unwrap_or_default(),
        expected
    );
}

#[test]
fn the_stage_says_how_long_a_preflight_is_remembered() {
    let Ok(expected) = env::var("EXPECTED") else {
        for (seconds, expected) in [("60", "60"), ("0", "0"), ("soon", "0")] {
            run_with(
                "the_stage_says_how_long_a_preflight_is_remembered",
                &[("CORS_MAX_AGE", seconds), ("EXPECTED", expected)],
            );
        }
        return;
    };
    assert_eq!(max_age(600).as_secs().to_string(), expected);
}
