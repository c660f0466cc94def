mod members;
mod problems;

use axum::body::Body as Bytes;
use axum::extract::FromRequest;
use axum::http::{HeaderValue, Request, header};
use http_body_util::BodyExt as _;
use serde_json::Value;

use super::{Body, Input, Problems};
use crate::http::tests::{told, wait};
use crate::http::{FromJson, Problem, members_of};

#[derive(Debug, PartialEq)]
struct Thing {
    name: String,
    odd: Option<i64>,
    sizes: Vec<i64>,
    space: Option<Space>,
}

impl FromJson for Thing {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let thing = Self {
            name: members.read("name")?,
            odd: members.read_some("a/b~c")?,
            sizes: members.read_or("sizes", Vec::new)?,
            space: members.read_some("box")?,
        };
        members.end()?;
        Ok(thing)
    }
}

#[derive(Debug, PartialEq)]
struct Space {
    height: i64,
}

impl FromJson for Space {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let height = members.read("height")?;
        members.end()?;
        Ok(Self { height })
    }
}

impl Input for Thing {
    fn check(&self, problems: &mut Problems) {
        problems.check("name", &self.name, |name: &str, problems| {
            problems.max_length(name.len(), 3, "letters")
        });
        problems.check("sizes", &self.sizes, |sizes: &Vec<i64>, problems| {
            problems.each(sizes, |size, problems| problems.minimum(size, &0));
        });
    }
}

/// A body that may also be a merge patch.
#[derive(Debug, PartialEq)]
struct Patch {}

impl FromJson for Patch {
    fn from_json(json: Value) -> Result<Self, Problem> {
        members_of(json)?.end()?;
        Ok(Self {})
    }
}

impl Input for Patch {
    const MEDIA_TYPES: &[&str] = &["application/merge-patch+json", "application/json"];

    fn check(&self, _problems: &mut Problems) {}
}

fn read<T: Input>(media_type: Option<&[u8]>, body: impl Into<Bytes>) -> Result<T, String> {
    let mut request = Request::new(body.into());
    if let Some(media_type) = media_type {
        let value = HeaderValue::from_bytes(media_type).expect("a header may hold it");
        request.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    told(wait(Body::<T>::from_request(request, &()))).map(|Body(value)| value)
}

fn read_thing(body: impl Into<Bytes>) -> Result<Thing, String> {
    read(None, body)
}

fn thing(name: &str) -> Thing {
    Thing {
        name: name.to_owned(),
        odd: None,
        sizes: vec![],
        space: None,
    }
}

#[test]
fn a_body_is_json_by_its_media_type_or_has_none() {
    let json: &[&[u8]] = &[
        b"application/json",
        b"APPLICATION/Json",
        b"application/json; charset=utf-8",
        b" application/json ;x",
    ];
    let other: &[&[u8]] = &[
        b"",
        b"text/plain",
        b"application/jsonx",
        b"application/merge-patch+json",
        b"application/json, text/plain",
        b"application/json\xff",
        b"; application/json",
    ];
    let body = r#"{"name":"a"}"#;
    assert_eq!(read(None, body), Ok(thing("a")));
    for media_type in json {
        assert_eq!(
            read(Some(media_type), body),
            Ok(thing("a")),
            "{}",
            media_type.escape_ascii()
        );
    }
    for media_type in other {
        let refused = Err("415 the body must be application/json".to_owned());
        assert_eq!(
            read::<Thing>(Some(media_type), body),
            refused,
            "{}",
            media_type.escape_ascii()
        );
    }
}

#[test]
fn a_type_says_which_media_types_it_takes() {
    for media_type in ["application/merge-patch+json", "application/json"] {
        assert_eq!(
            read(Some(media_type.as_bytes()), "{}"),
            Ok(Patch {}),
            "{media_type}"
        );
    }
    let refused = Err("415 the body must be application/merge-patch+json".to_owned());
    assert_eq!(read::<Patch>(Some(b"text/plain"), "{}"), refused);
}

#[test]
fn the_media_type_is_judged_before_the_body() {
    let refused = read::<Thing>(Some(b"text/plain"), "?");
    assert_eq!(
        refused,
        Err("415 the body must be application/json".to_owned())
    );
}

#[test]
fn what_is_not_json_is_a_bad_request_that_says_where() {
    let rows: &[(&[u8], &str)] = &[
        (b"", "it ends too early"),
        (b" ", "it ends too early"),
        (br#"{"name":"a""#, "it ends too early"),
        (br#"{"name":"a"#, "it ends too early"),
        (b"name=a", "see line 1, column 2"),
        (br#"{"name":"a",}"#, "see line 1, column 13"),
        (b"{'name':'a'}", "see line 1, column 2"),
        (b"{\n\"name\":\"\xff\"}", "see line 2, column 9"),
        (br#"{"name":"\ud800"}"#, "see line 1, column 16"),
        (b"\xef\xbb\xbf{}", "see line 1, column 1"),
        (br#"{"name":"a"} x"#, "see line 1, column 14"),
        (br#"{"name":"a"}{}"#, "see line 1, column 13"),
        (br#"{"name":01}"#, "see line 1, column 10"),
        (br#"{"name":NaN}"#, "see line 1, column 9"),
        // What the parser would lose is no matter as long as this is no JSON.
        (br#"{"name":"a","name":"b""#, "it ends too early"),
    ];
    for (body, expected) in rows {
        let refused = Err(format!("400 the body is not JSON: {expected}"));
        assert_eq!(
            read_thing(body.to_vec()),
            refused,
            "{}",
            body.escape_ascii()
        );
    }
    assert_eq!(read_thing(" {\"name\": \"a\"}\r\n\t "), Ok(thing("a")));
}

#[test]
fn a_value_of_another_type_is_told_with_its_pointer() {
    let rows = [
        (r#"{"name":5}"#, "/name: must be a string"),
        (r#"{"name":null}"#, "/name: must be a string"),
        (r#"{}"#, "/name: is missing"),
        (
            r#"{"name":"a","sizes":[1,"2"]}"#,
            "/sizes/1: must be a number",
        ),
        (
            r#"{"name":"a","sizes":{"0":1}}"#,
            "/sizes: must be an array",
        ),
        (r#"{"name":"a","a/b~c":true}"#, "/a~1b~0c: must be a number"),
        (
            r#"{"name":"a","box":{"height":[]}}"#,
            "/box/height: must be a number",
        ),
        (r#"{"name":"a","box":{}}"#, "/box/height: is missing"),
        (r#"{"name":"a","box":[5]}"#, "/box: must be an object"),
        (r#"{"name":"a","size":1}"#, "/size: is unknown"),
        (
            r#"{"name":"a","box":{"height":1,"width":1}}"#,
            "/box/width: is unknown",
        ),
        (r#"["a"]"#, ": must be an object"),
        ("null", ": must be an object"),
    ];
    for (body, expected) in rows {
        assert_eq!(read_thing(body), Err(format!("422 {expected}")), "{body}");
    }
    let full = r#"{"name":"a","a/b~c":1e1,"sizes":[2.0],"box":{"height":5}}"#;
    let read = Thing {
        odd: Some(10),
        sizes: vec![2],
        space: Some(Space { height: 5 }),
        ..thing("a")
    };
    assert_eq!(read_thing(full), Ok(read));
}

#[test]
fn what_a_parser_would_lose_is_refused_before_anything_else() {
    let rows = [
        (r#"{"name":5,"name":"a"}"#, "/name: is given twice"),
        (
            r#"{"name":"a","box":{"height":1,"height":2}}"#,
            "/box/height: is given twice",
        ),
        (
            r#"{"name":"a","odd":[{"$serde_json::private::RawValue":"[]"}]}"#,
            "/odd/0/$serde_json::private::RawValue: no member can have this name",
        ),
    ];
    for (body, expected) in rows {
        assert_eq!(read_thing(body), Err(format!("422 {expected}")), "{body}");
    }
    let deep = format!(r#"{{"name":{}1{}}}"#, "[".repeat(64), "]".repeat(64));
    let refused = "400 the body is nested more than 64 levels deep";
    assert_eq!(read_thing(deep), Err(refused.to_owned()));
}

#[test]
fn a_body_that_breaks_off_is_a_bad_request() {
    let gone = async { Some(Err(std::io::Error::other("the client is gone"))) };
    let sent = Bytes::from("{").map_err(std::io::Error::other);
    let body = Bytes::new(sent.with_trailers(gone));
    let refused = "400 the body did not arrive in full";
    assert_eq!(read_thing(body), Err(refused.to_owned()));
}

#[test]
fn types_are_judged_before_constraints_and_those_all_at_once() {
    let rows = [
        (
            r#"{"name":"abcd","sizes":["?"]}"#,
            "422 /sizes/0: must be a number",
        ),
        (
            r#"{"name":"abcd","sizes":[-1,0,-2]}"#,
            "422 /name: has 4 letters, at most 3 are allowed; /sizes/0: must be at least 0; /sizes/2: must be at least 0",
        ),
    ];
    for (body, expected) in rows {
        assert_eq!(read_thing(body), Err(expected.to_owned()), "{body}");
    }
}

#[test]
fn a_body_has_at_most_2_mb() {
    let text = r#"{"name":"a"}"#;
    let body = |size: usize| text.to_owned() + &" ".repeat(size - text.len());
    assert_eq!(read_thing(body(2 * 1024 * 1024)), Ok(thing("a")));
    let refused = "413 the item is too large: DynamoDB stores at most 400 KB";
    assert_eq!(
        read_thing(body(2 * 1024 * 1024 + 1)),
        Err(refused.to_owned())
    );
}
