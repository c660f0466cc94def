use super::scan;
use crate::http::tests::{refusal, told};

/// What is refused of a body before it is parsed.
fn refused(body: impl AsRef<[u8]>) -> String {
    refusal(scan(body.as_ref()).and_then(super::Problems::into_result))
}

fn nested(depth: usize, open: &str, close: &str) -> String {
    format!("{}{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn a_body_is_nested_64_levels_deep_at_most() {
    let too_deep = "400 the body is nested more than 64 levels deep";
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (" [1,\n", "]"), ("{", "}")] {
        assert_eq!(refused(nested(64, open, close)), "", "{open}");
        for depth in [65, 128, 1_000_000] {
            assert_eq!(refused(nested(depth, open, close)), too_deep, "{open}");
        }
    }
    let beside = vec![nested(63, "[", "]"); 100].join(",");
    assert_eq!(refused(format!("[{beside}]")), "");
    assert_eq!(
        refused("[".repeat(65)),
        too_deep,
        "nothing has to be closed"
    );
}

#[test]
fn what_stands_in_a_string_is_no_level() {
    for text in [
        "[".repeat(100),
        format!("{}\\\"{}", "[".repeat(100), "{".repeat(100)),
        format!("\\\\\\\"{}", "[".repeat(100)),
    ] {
        assert_eq!(refused(format!(r#"{{"a":"{text}","b":1}}"#)), "", "{text}");
        assert_eq!(refused(format!(r#"{{"{text}":1}}"#)), "", "{text}");
    }
    let behind = format!(r#"["\\",{}]"#, nested(64, "[", "]"));
    let too_deep = "400 the body is nested more than 64 levels deep";
    assert_eq!(refused(behind), too_deep, "the string ends there");
}

#[test]
fn a_name_that_a_parser_takes_for_itself_is_refused_at_any_depth() {
    let rows = [
        (
            r#"{"$serde_json::private::Number":"1"}"#,
            "/$serde_json::private::Number",
        ),
        (
            r#"{"$serde_json::private::RawValue":"[]"}"#,
            "/$serde_json::private::RawValue",
        ),
        (
            r#"{"a":1,"$serde_json::private::Other":1}"#,
            "/$serde_json::private::Other",
        ),
        (
            r#"{"a":[1,{"b/c":{"\u0024serde_json::private::Number":1}}]}"#,
            "/a/1/b~1c/$serde_json::private::Number",
        ),
    ];
    for (body, pointer) in rows {
        assert_eq!(
            refused(body),
            format!("422 {pointer}: no member can have this name")
        );
    }
    for body in [
        r#"{"a":"$serde_json::private::Number"}"#,
        r#"["$serde_json::private::Number"]"#,
        r#"{"serde_json::private::Number":1,"$serde_json":1,"$":1}"#,
    ] {
        assert_eq!(refused(body), "", "{body}");
    }
}

#[test]
fn a_member_that_is_given_twice_is_told_with_its_pointer() {
    let rows = [
        (r#"{"a":1,"a":1}"#, "/a"),
        (r#"{"a":1,"b":{"a":1},"a":null}"#, "/a"),
        (r#"{"a":1,"\u0061":1}"#, "/a"),
        (r#"{"a":{"b":[0,{"c":1,"~/":2,"~/":[]}]}}"#, "/a/b/1/~0~1"),
        (r#"[[{},{"a":{},"a":{}}]]"#, "/0/1/a"),
        (r#"{"":1,"":1}"#, "/"),
    ];
    for (body, pointer) in rows {
        assert_eq!(
            refused(body),
            format!("422 {pointer}: is given twice"),
            "{body}"
        );
    }
    for body in [
        r#"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}"#,
        r#"{"a":"a","b":["a","a"]}"#,
        r#"{"a":1,"A":1}"#,
    ] {
        assert_eq!(refused(body), "", "{body}");
    }
}

#[test]
fn all_that_is_found_is_told_as_far_as_an_answer_has_room() {
    let two = r#"{"a":1,"a":1,"b":{"c":1,"c":1}}"#;
    assert_eq!(refused(two), "422 /a: is given twice; /b/c: is given twice");
    let many = format!("{{{}}}", vec![r#""a":1"#; 100_000].join(","));
    assert_eq!(refused(many).matches("is given twice").count(), 100);
    let long = format!(
        r#"{{"{}":{{{}}}}}"#,
        "x".repeat(1_000_000),
        vec![r#""a":1"#; 100_000].join(",")
    );
    assert_eq!(refused(long).matches("is given twice").count(), 1);
}

#[test]
fn what_is_not_json_is_left_to_the_parser() {
    for body in [
        "",
        "]",
        "}}",
        ",",
        "\"",
        "\"\\",
        "{\"",
        "{\"a",
        "{\"a\\",
        "{\"\\ud800\":1}",
        "{,,}",
        "[}",
        "{]",
        "{\"a\":",
        "{\"\n\":1}",
        "é",
    ] {
        assert_eq!(told(scan(body.as_bytes())).map(drop), Ok(()), "{body}");
    }
    assert_eq!(refused(b"{\"\xff\":1,\"\xff\":1}"), "");
}
