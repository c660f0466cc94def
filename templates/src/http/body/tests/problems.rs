use serde_json::{Value, from_str, json};

use super::super::{Problems, lies_ahead, regex};
use crate::http::Change;
use crate::http::tests::refusal;
use crate::values::EpochSeconds;

/// What is reported of a body, in one line.
fn found(check: impl FnOnce(&mut Problems)) -> String {
    let mut problems = Problems::default();
    check(&mut problems);
    refusal(problems.into_result())
}

fn at_most_5(value: &i64, problems: &mut Problems) {
    problems.maximum(value, &5);
}

#[test]
fn an_answer_names_as_many_problems_as_it_has_room_for() {
    let many = found(|on| on.each(&[6; 1000], at_most_5));
    assert_eq!(many.matches("must be").count(), 100);
    let long = found(|on| {
        on.check(
            &"x".repeat(20_000),
            &[6; 1000],
            |values: &[i64; 1000], on| {
                on.each(values, at_most_5);
            },
        );
    });
    assert_eq!(long.matches("must be").count(), 1);
}

type Check = fn(&mut Problems);

/// Checks, and what each reports; nothing, where a value is just within its bound.
const CHECKS: &[(Check, &str)] = &[
    (|on| on.add("is odd"), "422 : is odd"),
    (|on| on.refuse("a", "is odd"), "422 /a: is odd"),
    (|on| on.min_length(3, 3, "letters"), ""),
    (
        |on| on.min_length(2, 3, "letters"),
        "422 : has 2 letters, at least 3 are needed",
    ),
    (|on| on.max_length(3, 3, "bytes"), ""),
    (
        |on| on.max_length(4, 3, "bytes"),
        "422 : has 4 bytes, at most 3 are allowed",
    ),
    (|on| on.minimum(&5, &5), ""),
    (|on| on.minimum(&4, &5), "422 : must be at least 5"),
    (|on| on.minimum(&0.5, &0.75), "422 : must be at least 0.75"),
    (|on| on.maximum(&5, &5), ""),
    (|on| on.maximum(&6, &5), "422 : must be at most 5"),
    (|on| on.pattern("abc", &regex("^[a-z]+$")), ""),
    (
        |on| on.pattern("aBc", &regex("^[a-z]+$")),
        "422 : must match ^[a-z]+$",
    ),
    (|on| on.check("a", &5, at_most_5), ""),
    (
        |on| on.check("a", &6, at_most_5),
        "422 /a: must be at most 5",
    ),
    (
        |on| on.check_some("a", &Some(6), at_most_5),
        "422 /a: must be at most 5",
    ),
    (|on| on.check_some("a", &None::<i64>, at_most_5), ""),
    (
        |on| on.check_change("a", &Change::Set(6), at_most_5),
        "422 /a: must be at most 5",
    ),
    (|on| on.check_change("a", &Change::Set(5), at_most_5), ""),
    (
        |on| on.check_change("a", &Change::<i64>::Remove, at_most_5),
        "",
    ),
    (
        |on| on.check_change("a", &Change::<i64>::Keep, at_most_5),
        "",
    ),
    (
        |on| on.keep("a", &Change::<i64>::Remove),
        "422 /a: can't be removed",
    ),
    (|on| on.keep("a", &Change::<i64>::Keep), ""),
    (|on| on.keep("a", &Change::Set(6)), ""),
    (
        |on| on.each(&[6, 5, 7], at_most_5),
        "422 /0: must be at most 5; /2: must be at most 5",
    ),
    (|on| on.each(&[0_i64; 0], at_most_5), ""),
    (|on| on.same("a", &5, &5), ""),
    (|on| on.same("a", &5, &6), "422 /a: can't be changed"),
    (|on| on.same_if_given("a", &None, &6), ""),
    (|on| on.same_if_given("a", &Some(6), &6), ""),
    (
        |on| on.same_if_given("a", &Some(5), &6),
        "422 /a: can't be changed",
    ),
    (
        |on| on.same_if_given("a", &Some(5), None),
        "422 /a: can't be changed",
    ),
    (|on| on.not_given("a", &None::<i64>), ""),
    (|on| on.not_given("a", &Some(5)), "422 /a: can't be set"),
];

#[test]
fn a_value_is_refused_beyond_its_bound_and_not_at_it() {
    for (check, expected) in CHECKS {
        assert_eq!(found(*check), *expected);
    }
}

#[test]
fn a_problem_has_the_pointer_of_the_value_that_was_checked() {
    let check: Check = |on| {
        on.check("a/b~", &[[1, 6], [6, 1]], |rows: &[[i64; 2]; 2], on| {
            on.each(rows, |row: &[i64; 2], on| on.each(row, at_most_5));
            on.refuse("m~n", "is odd");
        });
        on.add("is last");
    };
    let expected = "422 /a~1b~0/0/1: must be at most 5; /a~1b~0/1/0: must be at most 5; /a~1b~0/m~0n: is odd; : is last";
    assert_eq!(found(check), expected);
}

#[test]
fn an_item_is_not_created_after_its_time() {
    let now = EpochSeconds::now().to_unix();
    let refused = "422 : must lie in the future";
    for (seconds, expected) in [(-1, refused), (0, refused), (3600, "")] {
        let time = EpochSeconds::from_unix(now + seconds).expect("a time");
        assert_eq!(found(|on| lies_ahead(&time, on)), expected, "{time}");
    }
}

/// What is reported of an attribute that holds any JSON.
fn found_in(value: &Value) -> String {
    found(|problems| {
        problems.check("data", value, |value: &Value, problems| {
            problems.json(value)
        })
    })
}

#[test]
fn json_is_nested_as_deeply_as_dynamodb_stores_it() {
    let nested = |depth: usize, inside: &str, open: &str, close: &str| {
        let text = format!("{}{inside}{}", open.repeat(depth), close.repeat(depth));
        from_str::<Value>(&text).expect("JSON")
    };
    for (open, close) in [("[", "]"), (r#"{"/":"#, "}")] {
        let step = if open == "[" { "/0" } else { "/~1" };
        let refused = |depth: usize| {
            let pointer = format!("/data{}", step.repeat(depth));
            format!("422 {pointer}: is nested more than 32 levels deep")
        };
        // The attribute is the first level, and what the innermost array holds is the last.
        let rows = [
            (31, "1", String::new()),
            (30, "[]", String::new()),
            (31, "[]", refused(31)),
            (32, "1", refused(31)),
            (100, "1", refused(31)),
        ];
        for (depth, inside, expected) in rows {
            let value = nested(depth, inside, open, close);
            assert_eq!(
                found_in(&value),
                expected,
                "{depth} of {open} around {inside}"
            );
        }
    }
}

#[test]
fn a_member_in_json_has_a_name() {
    let value = json!({"a": {"": 1}});
    assert_eq!(found_in(&value), "422 /data/a: has a member without a name");
}
