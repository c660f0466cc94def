use axum::http::{HeaderValue, Request, header};

use super::{IfMatch, etag};
use crate::http::tests::{extract, told};

/// Reads a request with these `If-Match` headers.
fn read(values: &[&str]) -> Result<IfMatch, String> {
    let request = values.iter().fold(Request::get("/"), |request, value| {
        request.header(header::IF_MATCH, *value)
    });
    told(extract(request.body(()).expect("a request")))
}

#[test]
fn a_request_accepts_the_versions_that_it_names() {
    let rows: &[(&[&str], IfMatch)] = &[
        (&[], IfMatch::Absent),
        (&["*"], IfMatch::Any),
        (&[" * "], IfMatch::Any),
        (&["\"5\""], IfMatch::Versions(vec![5])),
        (&["\"5\", \"6\",\"7\""], IfMatch::Versions(vec![5, 6, 7])),
        (&["\"5\"", "\"6\""], IfMatch::Versions(vec![5, 6])),
    ];
    for (values, expected) in rows {
        assert_eq!(read(values).as_ref(), Ok(expected), "{values:?}");
    }
}

#[test]
fn a_tag_is_compared_by_its_text() {
    let tags = [
        "\"abc\"",
        "\"\"",
        "\"05\"",
        "\"+5\"",
        "\"-0\"",
        "\"5.0\"",
        "\"a,b\"",
        "\"*\"",
        "W/\"5\"",
        "\"99999999999999999999\"",
    ];
    for tag in tags {
        assert_eq!(read(&[tag]), Ok(IfMatch::Versions(vec![i64::MIN])), "{tag}");
    }
    let some = read(&["\"abc\" , W/\"5\",\t\"7\" ,, "]);
    let versions = vec![i64::MIN, i64::MIN, 7];
    assert_eq!(some, Ok(IfMatch::Versions(versions)));
}

#[test]
fn what_is_no_list_of_tags_is_refused() {
    let values: &[&[&str]] = &[
        &[""],
        &[","],
        &["5"],
        &["abc"],
        &["'5'"],
        &["\"5"],
        &["5\""],
        &["\"5\"6"],
        &["\"5\" \"6\""],
        &["\"a\"b\""],
        &["\"a b\""],
        &["w/\"5\""],
        &["W/5"],
        &["W/ \"5\""],
        &["**"],
        &["*, \"5\""],
        &["\"5\", *"],
        &["*", "*"],
    ];
    for values in values {
        let refused = "400 If-Match: must be * or tags such as \"5\"";
        assert_eq!(read(values), Err(refused.to_owned()), "{values:?}");
    }
}

#[test]
fn a_tag_may_hold_letters_beyond_ascii() {
    let value = HeaderValue::from_bytes(b"\"\xe9\"").expect("a header may hold it");
    let request = Request::get("/").header(header::IF_MATCH, value);
    let read = told(extract(request.body(()).expect("a request")));
    assert_eq!(read, Ok(IfMatch::Versions(vec![i64::MIN])));
}

#[test]
fn a_tag_is_read_as_it_is_written() {
    for version in [1, 42, i64::MAX] {
        assert_eq!(
            read(&[&etag(version)]),
            Ok(IfMatch::Versions(vec![version]))
        );
    }
    assert_eq!(etag(42), "\"42\"");
}

#[test]
fn a_request_names_at_most_100_versions() {
    let tags = |count: i64| (1..=count).map(etag).collect::<Vec<_>>().join(", ");
    assert_eq!(
        read(&[&tags(100)]),
        Ok(IfMatch::Versions((1..=100).collect()))
    );
    let refused = Err("400 If-Match: has more than 100 tags".to_owned());
    assert_eq!(read(&[&tags(101)]), refused);
    assert_eq!(read(&[&tags(100), "\"1\""]), refused);
}

#[test]
fn only_named_versions_are_compared() {
    assert_eq!(IfMatch::Absent.versions(), None);
    assert_eq!(IfMatch::Any.versions(), None);
    assert_eq!(IfMatch::Versions(vec![5, 6]).versions(), Some(&[5, 6][..]));
}
