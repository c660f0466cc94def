use axum::http::{HeaderValue, Request, header};

use super::{IfNoneMatch, allow_replacing};
use crate::http::tests::{extract, refusal, told};

/// Reads a request with these `If-None-Match` headers.
fn read(values: &[&str]) -> Result<IfNoneMatch, String> {
    let request = values.iter().fold(Request::put("/"), |request, value| {
        request.header(header::IF_NONE_MATCH, *value)
    });
    told(extract(request.body(()).expect("a request")))
}

#[test]
fn a_write_may_ask_for_a_new_item() {
    assert_eq!(read(&[]), Ok(IfNoneMatch::Absent));
    assert_eq!(read(&["*"]), Ok(IfNoneMatch::Any));
    assert_eq!(read(&[" *\t"]), Ok(IfNoneMatch::Any));
}

#[test]
fn another_condition_is_refused_rather_than_ignored() {
    let values: &[&[&str]] = &[
        &[""],
        &["\"5\""],
        &["W/\"5\""],
        &["*, *"],
        &["*", "*"],
        &["\"5\", *"],
        &["\"*\""],
        &["x"],
    ];
    for values in values {
        let refused = "400 If-None-Match: must be *";
        assert_eq!(read(values), Err(refused.to_owned()), "{values:?}");
    }
}

#[test]
fn what_only_replaces_makes_no_new_item() {
    let allowed = |value: Option<&'static str>| {
        let header = value.map(|value| (header::IF_NONE_MATCH, HeaderValue::from_static(value)));
        refusal(allow_replacing(&header.into_iter().collect()))
    };
    assert_eq!(allowed(None), "");
    assert_eq!(
        allowed(Some(" *")),
        "412 If-None-Match: * asks for a new item, and this PUT only replaces"
    );
    assert_eq!(allowed(Some("\"5\"")), "400 If-None-Match: must be *");
}
