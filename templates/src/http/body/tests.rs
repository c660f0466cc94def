mod members;
mod problems;

use axum::body::Body as Bytes;
use axum::extract::FromRequest;
use axum::http::{HeaderValue, Request, header};
use serde::{Deserialize, Deserializer};

use super::{Body, Input, Object, Problems};
use crate::http::tests::{told, wait};

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Thing {
    name: String,
    #[serde(rename = "a/b~c")]
    odd: Option<i64>,
    #[serde(default)]
    sizes: Vec<i64>,
    #[serde(rename = "box")]
    space: Option<Space>,
}

/// As nested types are generated.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, expecting = "an object")]
struct Space {
    height: i64,
}

impl<'de> Deserialize<'de> for Space {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(Object(deserializer))
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
#[derive(Debug, PartialEq, Deserialize)]
struct Patch {}

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
        (b"", "EOF while parsing a value at line 1 column 0"),
        (b"name=a", "expected ident at line 1 column 2"),
        (
            br#"{"name":"a""#,
            "EOF while parsing an object at line 1 column 11",
        ),
        (br#"{"name":"a",}"#, "trailing comma at line 1 column 13"),
        (b"{'name':'a'}", "key must be a string at line 1 column 2"),
        (
            b"{\"name\":\"\xff\"}",
            "invalid unicode code point at line 1 column 10",
        ),
        (
            br#"{"name":"a"} x"#,
            "trailing characters at line 1 column 14",
        ),
        (
            br#"{"name":"a"}{}"#,
            "trailing characters at line 1 column 13",
        ),
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
        (
            r#"{"name":5}"#,
            "/name: invalid type: integer `5`, expected a string",
        ),
        (
            r#"{"name":null}"#,
            "/name: invalid type: null, expected a string",
        ),
        (
            r#"{"name":"a","sizes":[1,"2"]}"#,
            "/sizes/1: invalid type: string \"2\", expected i64",
        ),
        (
            r#"{"name":"a","sizes":{"0":1}}"#,
            "/sizes: invalid type: map, expected a sequence",
        ),
        (
            r#"{"name":"a","a/b~c":true}"#,
            "/a~1b~0c: invalid type: boolean `true`, expected i64",
        ),
        (
            r#"{"name":"a","box":{"height":[]}}"#,
            "/box/height: invalid type: sequence, expected i64",
        ),
        (
            r#"{"name":"at line 5","a/b~c":"at line 5"}"#,
            "/a~1b~0c: invalid type: string \"at line 5\", expected i64",
        ),
    ];
    for (body, expected) in rows {
        assert_eq!(read_thing(body), Err(format!("422 {expected}")), "{body}");
    }
}

#[test]
fn a_member_that_the_type_lacks_is_refused() {
    let expected =
        "422 /size: unknown field `size`, expected one of `name`, `a/b~c`, `sizes`, `box`";
    assert_eq!(
        read_thing(r#"{"name":"a","size":1}"#),
        Err(expected.to_owned())
    );
    let expected = "422 /box/width: unknown field `width`, expected `height`";
    assert_eq!(
        read_thing(r#"{"name":"a","box":{"width":1}}"#),
        Err(expected.to_owned())
    );
}

#[test]
fn an_object_is_not_read_from_an_array() {
    let space = |height| Some(Space { height });
    assert_eq!(
        read_thing(r#"{"name":"a","box":{"height":5}}"#),
        Ok(Thing {
            space: space(5),
            ..thing("a")
        })
    );
    let rows = [
        (r#"["a"]"#, ": invalid type: sequence, expected an object"),
        ("null", ": invalid type: null, expected an object"),
        ("5", ": invalid type: integer `5`, expected an object"),
        (
            r#"{"name":"a","box":[5]}"#,
            "/box: invalid type: sequence, expected an object",
        ),
        (
            r#"{"name":"a","box":5}"#,
            "/box: invalid type: integer `5`, expected an object",
        ),
    ];
    for (body, expected) in rows {
        assert_eq!(read_thing(body), Err(format!("422 {expected}")), "{body}");
    }
}

#[test]
fn types_are_judged_before_constraints_and_those_all_at_once() {
    let rows = [
        (
            r#"{"name":"abcd","sizes":["?"]}"#,
            "422 /sizes/0: invalid type: string \"?\", expected i64",
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
