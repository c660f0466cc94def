use serde_json::{Value, from_str};

use super::{FromJson, Members, literal, members_of};
use crate::http::{Change, Problem};
use crate::values::{Binary, Date, Decimal, Set, Timestamp};

/// What is read, or what is wrong with it behind its pointer.
fn read<T: FromJson>(text: &str) -> Result<T, String> {
    told(T::from_json(from_str(text).expect(text)))
}

fn told<T>(read: Result<T, Problem>) -> Result<T, String> {
    read.map_err(|problem| format!("{}: {}", problem.pointer, problem.detail))
}

fn refused<T: FromJson>(text: &str) -> String {
    read::<T>(text).err().unwrap_or_default()
}

type Refused = fn(&str) -> String;

#[test]
fn what_does_not_fit_is_told_with_its_pointer() {
    let rows: &[(Refused, &str, &str)] = &[
        (refused::<String>, "5", ": must be a string"),
        (refused::<i64>, "\"5\"", ": must be a number"),
        (refused::<i64>, "5.5", ": must be a whole number"),
        (refused::<f64>, "1e126", ": must be within ±9.99e125"),
        (refused::<bool>, "1", ": must be true or false"),
        (
            refused::<Date>,
            "\"today\"",
            ": must be a date such as 2026-01-31",
        ),
        (refused::<Binary>, "\"YQ\"", ": must be base64 with padding"),
        (
            refused::<Decimal>,
            "1e-131",
            ": must be 0, or from 1e-130 to 9.99e125 in magnitude",
        ),
        (refused::<Vec<i64>>, "{}", ": must be an array"),
        (
            refused::<Vec<i64>>,
            "[1, 2.5]",
            "/1: must be a whole number",
        ),
        (
            refused::<Vec<Vec<i64>>>,
            "[[1], [1, 2.0, null]]",
            "/1/2: must be a number",
        ),
    ];
    for (refused, text, expected) in rows {
        assert_eq!(refused(text), *expected, "{text}");
    }
}

#[test]
fn a_value_has_its_type_whatever_holds_it() {
    assert_eq!(read("1e2"), Ok(100_i64));
    assert_eq!(read("[1.0, 2e1]"), Ok(vec![1_i64, 20]));
    assert_eq!(read("[1e-200]"), Ok(vec![0.0_f64]));
    assert_eq!(read("[[0e126]]"), Ok(vec![vec![Decimal::new(0, 0)]]));
    assert_eq!(read("[3.0, 1]"), Ok(Set::new([1_i64, 3]).expect("values")));
    let moment = read::<Vec<Timestamp>>(r#"["2026-01-31T13:00:00+01:00"]"#);
    assert_eq!(
        moment.map(|moments| moments[0].to_string()).as_deref(),
        Ok("2026-01-31T12:00:00Z")
    );
}

#[test]
fn a_set_has_each_value_once_and_one_at_least() {
    assert_eq!(read::<Set<i64>>("[3, 1, 2]"), read("[1, 2, 3]"));
    let rows = [
        ("[]", ": must have a value"),
        ("[1, 1]", ": has a value twice"),
        ("[1, 2, 1.0]", ": has a value twice"),
        ("[1, 10e-1]", ": has a value twice"),
        ("[1, \"2\"]", "/1: must be a number"),
        ("{\"0\": 1}", ": must be an array"),
        ("null", ": must be an array"),
    ];
    for (text, expected) in rows {
        assert_eq!(refused::<Set<Decimal>>(text), expected, "{text}");
    }
    let twice = r#"["YQ==", "YQ=="]"#;
    assert_eq!(refused::<Set<Binary>>(twice), ": has a value twice");
}

#[test]
fn json_has_its_numbers_as_dynamodb_gives_them_back() {
    let rows = [
        ("1.0", "1"),
        ("-0.0", "0"),
        ("0e126", "0"),
        ("-0e-200", "0"),
        ("1e3", "1000"),
        ("[1.50, {\"a\": [2e-1]}]", "[1.5,{\"a\":[0.2]}]"),
        (
            "{\"a\": null, \"b\": [true, \"1e3\"]}",
            "{\"a\":null,\"b\":[true,\"1e3\"]}",
        ),
    ];
    for (text, expected) in rows {
        let read = read::<Value>(text).map(|value| value.to_string());
        assert_eq!(read.as_deref(), Ok(expected), "{text}");
    }
    let rows = [
        (
            "1e126",
            ": must be 0, or from 1e-130 to 9.99e125 in magnitude",
        ),
        (
            "[1, 1e-131]",
            "/1: must be 0, or from 1e-130 to 9.99e125 in magnitude",
        ),
        (
            "[1e9999999999999999999]",
            "/0: must be 0, or from 1e-130 to 9.99e125 in magnitude",
        ),
        (
            "{\"a/\": [{\"~\": 123456789012345678901234567890123456789}]}",
            "/a~1/0/~0: must have at most 38 significant digits",
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(refused::<Value>(text), expected, "{text}");
    }
}

/// Reads members of an object, and refuses the others.
fn members<T>(text: &str, read: fn(&mut Members) -> Result<T, Problem>) -> Result<T, String> {
    told(
        members_of(from_str(text).expect(text)).and_then(|mut members| {
            let value = read(&mut members)?;
            members.end()?;
            Ok(value)
        }),
    )
}

#[test]
fn a_member_has_to_be_there_has_a_default_or_may_be_absent() {
    let required = |text| members::<i64>(text, |members| members.read("a/b"));
    assert_eq!(required(r#"{"a/b": 5}"#), Ok(5));
    assert_eq!(required("{}"), Err("/a~1b: is missing".to_owned()));
    assert_eq!(
        required(r#"{"a/b": null}"#),
        Err("/a~1b: must be a number".to_owned())
    );

    let defaulted = |text| members::<i64>(text, |members| members.read_or("a", || 7));
    assert_eq!(defaulted(r#"{"a": 5}"#), Ok(5));
    assert_eq!(defaulted("{}"), Ok(7));
    assert_eq!(
        defaulted(r#"{"a": null}"#),
        Err("/a: must be a number".to_owned())
    );

    let optional = |text| members::<Option<i64>>(text, |members| members.read_some("a"));
    assert_eq!(optional(r#"{"a": 5}"#), Ok(Some(5)));
    assert_eq!(optional("{}"), Ok(None));
    assert_eq!(optional(r#"{"a": null}"#), Ok(None));
    assert_eq!(
        optional(r#"{"a": []}"#),
        Err("/a: must be a number".to_owned())
    );
}

#[test]
fn a_member_of_a_patch_keeps_sets_or_removes() {
    let change = |text| members::<Change<i64>>(text, |members| members.read_change("a"));
    assert_eq!(change("{}"), Ok(Change::Keep));
    assert_eq!(change(r#"{"a": 1e1}"#), Ok(Change::Set(10)));
    assert_eq!(change(r#"{"a": null}"#), Ok(Change::Remove));
    assert_eq!(
        change(r#"{"a": "5"}"#),
        Err("/a: must be a number".to_owned())
    );

    let patch = |text| members(text, |members| Ok(members.read_patch("a")));
    assert_eq!(patch("{}"), Ok(Change::Keep));
    assert_eq!(patch(r#"{"a": null}"#), Ok(Change::Remove));
    let number = "2.2e-311";
    let kept = Change::Set(from_str(number).expect(number));
    assert_eq!(
        patch(&format!(r#"{{"a": {number}}}"#)),
        Ok(kept),
        "what it merges into may take it"
    );
}

#[test]
fn a_member_that_nothing_reads_is_refused() {
    let read = |text| members::<i64>(text, |members| members.read("a"));
    let refused = Err("/b~0: is unknown".to_owned());
    assert_eq!(read(r#"{"a": 5, "b~": 1}"#), refused);
    assert_eq!(read(r#"{"a": 5, "b~": null}"#), refused);
}

#[test]
fn an_object_is_read_from_nothing_else() {
    for text in ["[]", "null", "5", "\"{}\"", "[[\"a\", 5]]"] {
        let read = members::<i64>(text, |members| members.read("a"));
        assert_eq!(read, Err(": must be an object".to_owned()), "{text}");
    }
}

#[test]
fn a_default_of_the_spec_is_read_as_a_body_is() {
    assert_eq!(literal::<Vec<i64>>("[1,2]"), [1, 2]);
    assert_eq!(literal::<Value>("{\"a\":1.5}").to_string(), "{\"a\":1.5}");
}
