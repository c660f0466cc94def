use serde_json::{from_value, json};
use time::OffsetDateTime;

use super::{Timestamp, TimestampError};

fn timestamp(text: &str) -> Timestamp {
    text.parse().expect(text)
}

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
        assert_eq!(
            from_value::<Timestamp>(json!(text)).ok(),
            Some(time),
            "{text}"
        );
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
        assert_eq!(text.parse::<Timestamp>(), Err(TimestampError), "{text}");
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
        assert_eq!(text.parse::<Timestamp>(), Err(TimestampError), "{text:?}");
    }
    let error = from_value::<Timestamp>(json!("now")).expect_err("no time");
    assert_eq!(
        error.to_string(),
        "not a date and time such as 2026-01-31T12:00:00Z"
    );
}

#[test]
fn now_is_the_present_millisecond() {
    let before = OffsetDateTime::now_utc().truncate_to_millisecond();
    let Timestamp(now) = Timestamp::now();
    assert!((before..=OffsetDateTime::now_utc()).contains(&now));
    assert_eq!(now.nanosecond() % 1_000_000, 0);
}
