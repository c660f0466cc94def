use serde_json::{Value, json};

use super::super::{
    Problems, check_member, given, given_or, read_member, regex, require_same_as_path,
};
use crate::http::tests::{path, told};

#[test]
fn a_member_is_read_and_checked_under_its_name() {
    let check: fn(&Vec<i64>, &mut Problems) =
        |values, problems| problems.min_length(values.len(), 1, "elements");
    let rows = [
        (json!([1]), Ok(vec![1])),
        (
            json!([]),
            Err("422 /a~1b: has 0 elements, at least 1 are needed"),
        ),
        (json!([1, "2"]), Err("422 /a~1b/1: must be a number")),
        (Value::Null, Err("422 /a~1b: must be an array")),
    ];
    for (value, expected) in rows {
        let read = told(read_member("a/b", value.clone(), check));
        assert_eq!(read, expected.map_err(str::to_owned), "{value}");
    }
}

#[test]
fn a_member_from_elsewhere_is_checked_under_its_name() {
    let check = |value: Option<i64>| {
        told(check_member("size", &value, |size: &i64, problems| {
            problems.maximum(size, &5)
        }))
    };
    assert_eq!(check(Some(5)), Ok(()));
    assert_eq!(check(None), Ok(()));
    assert_eq!(
        check(Some(6)),
        Err("422 /size: must be at most 5".to_owned())
    );
}

#[test]
fn a_member_is_given_missing_or_has_a_default() {
    assert_eq!(told(given("a/b", Some(5))), Ok(5));
    assert_eq!(
        told(given::<i64>("a/b", None)),
        Err("422 /a~1b: is missing".to_owned())
    );
    assert_eq!(given_or(Some(5), || 7), 5);
    assert_eq!(given_or(None, || 7), 7);
}

#[test]
fn a_body_agrees_with_its_path() {
    let agreed = |segment: &str, mut member: Option<i64>| {
        let path = path("/{size}", &format!("/{segment}")).expect("the path is read");
        told(require_same_as_path(&path, "size", 3, &mut member)).map(|()| member)
    };
    assert_eq!(agreed("5", None), Ok(Some(5)));
    assert_eq!(agreed("5", Some(5)), Ok(Some(5)));
    assert_eq!(agreed("5.0", Some(5)), Ok(Some(5)));
    let rows = [
        ("5", Some(6), "422 /size: can't be changed"),
        ("five", Some(5), "400 size: must be a whole number"),
        ("x", Some(5), "400 size: must be a whole number"),
        ("x", None, "400 size: must be a whole number"),
    ];
    for (segment, member, expected) in rows {
        assert_eq!(
            agreed(segment, member),
            Err(expected.to_owned()),
            "{segment} {member:?}"
        );
    }
}

#[test]
fn a_pattern_of_the_spec_is_compiled() {
    let pattern = regex("^[a-z]+$");
    assert_eq!(
        ["abc", "aBc"].map(|text| pattern.is_match(text)),
        [true, false]
    );
}
