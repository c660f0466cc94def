use serde_json::json;
use time::OffsetDateTime;

use super::Timestamp;
use crate::values::FromText;

fn timestamp(text: &str) -> Timestamp {
    Timestamp::from_text(text).expect(text)
}

/// What is wrong with a text; nothing where it is a time.
fn refused(text: &str) -> String {
    Timestamp::from_text(text).err().unwrap_or_default()
}

const REFUSED: &str =
    "must be a date and time such as 2026-01-31T12:00:00Z, to the nanosecond at most";

#[test]
fn a_time_has_one_text_on_the_wire_and_one_in_the_table() {
    let rows = [
        (
            "2026-01-31T12:00:00Z",
            "2026-01-31T12:00:00Z",
            "2026-01-31T12:00:00.000000000Z",
        ),
        (
            "2026-01-31T12:00:00.000Z",
            "2026-01-31T12:00:00Z",
            "2026-01-31T12:00:00.000000000Z",
        ),
        (
            "2026-01-31T12:00:00.120Z",
            "2026-01-31T12:00:00.12Z",
            "2026-01-31T12:00:00.120000000Z",
        ),
        (
            "2026-01-31T12:00:00.000000001Z",
            "2026-01-31T12:00:00.000000001Z",
            "2026-01-31T12:00:00.000000001Z",
        ),
        (
            "2026-01-31T00:30:00+01:00",
            "2026-01-30T23:30:00Z",
            "2026-01-30T23:30:00.000000000Z",
        ),
        (
            "2026-01-31T12:00:00-00:30",
            "2026-01-31T12:30:00Z",
            "2026-01-31T12:30:00.000000000Z",
        ),
        (
            "0000-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "0000-01-01T00:00:00.000000000Z",
        ),
        (
            "9999-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59.999999999Z",
        ),
    ];
    for (text, on_the_wire, in_the_table) in rows {
        let time = timestamp(text);
        assert_eq!(time.to_string(), on_the_wire, "{text}");
        assert_eq!(time.to_fixed_width(), in_the_table, "{text}");
        assert_eq!(json!(time), json!(on_the_wire), "{text}");
        assert_eq!(Timestamp::from_scalar(&json!(text)), Ok(time), "{text}");
        assert_eq!(timestamp(in_the_table), time, "{text}");
    }
}

#[test]
fn the_texts_in_the_table_sort_as_the_times_do() {
    let texts = [
        "0999-12-31T23:59:59.9Z",
        "2026-01-31T12:00:00+03:00",
        "2026-01-31T10:00:00Z",
        "2026-01-31T10:00:00.000000001Z",
        "2026-01-31T10:00:00.1Z",
        "2026-01-31T08:00:00-02:00",
    ];
    let sorted: Vec<Timestamp> = {
        let mut times = texts.map(timestamp).to_vec();
        times.sort();
        times
    };
    let mut by_text = texts.map(timestamp).to_vec();
    by_text.sort_by_key(|time| time.to_fixed_width());
    assert_eq!(by_text, sorted);
}

#[test]
fn years_have_four_digits_in_utc() {
    let texts = [
        "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "10000-01-01T00:00:00Z",
        "-001-01-01T00:00:00Z",
    ];
    for text in texts {
        assert_eq!(refused(text), REFUSED, "{text}");
    }
}

#[test]
fn what_is_no_time_is_refused() {
    let texts = [
        "",
        "2026-01-31",
        "12:00:00Z",
        "2026-01-31T12:00:00",
        "2026-01-31T12:00Z",
        "2026-02-30T12:00:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T12:60:00Z",
        "2026-01-31T12:00:00+24:00",
        "2026-01-31T12:00:00.Z",
        "2026-01-31T12:00:00Z ",
        "1769860800",
    ];
    for text in texts {
        assert_eq!(refused(text), REFUSED, "{text:?}");
    }
}

#[test]
fn only_one_form_of_a_time_is_read() {
    for text in ["2026-01-31t12:00:00z", "2026-01-31T12:00:00.5-00:00"] {
        assert_eq!(refused(text), "", "{text}");
    }
    let texts = [
        "2026-01-31 12:00:00Z",
        "2026-01-31_12:00:00Z",
        "2026-01-31é12:00:00Z",
        "2026-01-3112:00:00Z",
        "2026-01-31T23:59:60Z",
        "2016-12-31T23:59:60Z",
        "2016-12-31T23:59:60.5Z",
        "2026-01-31T12:00:00,5Z",
        "2026-01-31T12:00:00+0100",
        "2026-01-31T12:00:00+01",
        "20260131T120000Z",
    ];
    for text in texts {
        assert_eq!(refused(text), REFUSED, "{text}");
    }
}

#[test]
fn no_digit_of_a_second_is_dropped() {
    let of_digits = |digits: usize| format!("2026-01-31T12:00:00.{}Z", "0".repeat(digits));
    for digits in 1..=9 {
        assert_eq!(refused(&of_digits(digits)), "", "{digits}");
    }
    for digits in 10..=30 {
        assert_eq!(refused(&of_digits(digits)), REFUSED, "{digits}");
    }
    assert_eq!(refused("2026-01-31T12:00:00.0000000001+01:00"), REFUSED);
}

#[test]
fn now_is_the_present_millisecond() {
    let before = OffsetDateTime::now_utc().truncate_to_millisecond();
    let Timestamp(now) = Timestamp::now();
    assert!((before..=OffsetDateTime::now_utc()).contains(&now));
    assert_eq!(now.nanosecond() % 1_000_000, 0);
}
