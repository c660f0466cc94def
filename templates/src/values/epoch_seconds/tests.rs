use serde_json::json;
use time::OffsetDateTime;

use super::EpochSeconds;
use crate::values::FromText;

/// What is wrong with a text; nothing where it is a time.
fn refused(text: &str) -> String {
    EpochSeconds::from_text(text).err().unwrap_or_default()
}

const REFUSED: &str = "must be a date and time in whole seconds such as 2026-01-31T12:00:00Z";

/// The first second of the year 0, and the last of 9999.
const FIRST: (i64, &str) = (-62_167_219_200, "0000-01-01T00:00:00Z");
const LAST: (i64, &str) = (253_402_300_799, "9999-12-31T23:59:59Z");

#[test]
fn a_time_is_text_on_the_wire_and_seconds_in_the_table() {
    for (seconds, text) in [
        FIRST,
        (0, "1970-01-01T00:00:00Z"),
        (1_769_860_800, "2026-01-31T12:00:00Z"),
        LAST,
    ] {
        let time = EpochSeconds::from_unix(seconds).expect(text);
        assert_eq!(time.to_unix(), seconds);
        assert_eq!(time.to_string(), text);
        assert_eq!(EpochSeconds::from_text(text), Ok(time));
        assert_eq!(json!(time), json!(text));
        assert_eq!(EpochSeconds::from_scalar(&json!(text)), Ok(time));
    }
}

#[test]
fn years_have_four_digits() {
    for seconds in [FIRST.0 - 1, LAST.0 + 1, i64::MIN, i64::MAX] {
        assert_eq!(EpochSeconds::from_unix(seconds), None, "{seconds}");
    }
    for text in ["0000-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00"] {
        assert_eq!(refused(text), REFUSED, "{text}");
    }
}

#[test]
fn an_offset_is_brought_to_utc() {
    let time = EpochSeconds::from_text("2026-01-31T14:00:00+02:00").expect("a time");
    assert_eq!(time.to_string(), "2026-01-31T12:00:00Z");
}

#[test]
fn parts_of_a_second_are_refused() {
    assert_eq!(
        EpochSeconds::from_text("2026-01-31T12:00:00.000Z").ok(),
        EpochSeconds::from_unix(1_769_860_800)
    );
    for text in ["2026-01-31T12:00:00.5Z", "2026-01-31T12:00:00.000000001Z"] {
        assert_eq!(refused(text), REFUSED, "{text}");
    }
}

#[test]
fn what_is_no_time_is_refused() {
    let texts = [
        "",
        "2026-01-31",
        "2026-01-31T12:00:00",
        "2026-02-30T12:00:00Z",
        "2026-01-31T24:00:00Z",
        "1769860800",
        "2026-01-31T12:00:00Z ",
        "2026-01-31 12:00:00Z",
        "2026-01-31T23:59:60Z",
        "2026-01-31T12:00:00.0000000000Z",
        "soon",
    ];
    for text in texts {
        assert_eq!(refused(text), REFUSED, "{text:?}");
    }
}

#[test]
fn now_is_the_present_second() {
    let before = OffsetDateTime::now_utc().unix_timestamp();
    let now = EpochSeconds::now();
    let after = OffsetDateTime::now_utc().unix_timestamp();
    assert!((before..=after).contains(&now.to_unix()));
    assert_eq!(EpochSeconds::from_text(&now.to_string()), Ok(now));
}
