use serde_json::json;

use super::EpochMillis;
use crate::values::FromText;

/// What is wrong with a text; nothing where it is a time.
fn refused(text: &str) -> String {
    EpochMillis::from_text(text).err().unwrap_or_default()
}

const REFUSED: &str =
    "must be a date and time such as 2026-01-31T12:00:00Z, to the millisecond at most";

const FIRST: i64 = -62_167_219_200_000;
const LAST: i64 = 253_402_300_799_999;

#[test]
fn a_time_is_text_on_the_wire_and_milliseconds_in_the_table() {
    let rows = [
        (FIRST, "0000-01-01T00:00:00Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (0, "1970-01-01T00:00:00Z"),
        (1_769_860_800_120, "2026-01-31T12:00:00.12Z"),
        (LAST, "9999-12-31T23:59:59.999Z"),
    ];
    for (milliseconds, text) in rows {
        let time = EpochMillis::from_unix(milliseconds).expect(text);
        assert_eq!(time.to_unix(), i128::from(milliseconds));
        assert_eq!(time.to_string(), text);
        assert_eq!(json!(time), json!(text));
        assert_eq!(EpochMillis::from_text(text), Ok(time));
    }
}

#[test]
fn years_have_four_digits() {
    for milliseconds in [FIRST - 1, LAST + 1, i64::MIN, i64::MAX] {
        assert_eq!(EpochMillis::from_unix(milliseconds), None, "{milliseconds}");
    }
}

#[test]
fn no_part_of_a_millisecond_is_dropped() {
    for text in ["2026-01-31T12:00:00.123000000Z", "2026-01-31T12:00:00Z"] {
        assert_eq!(refused(text), "", "{text}");
    }
    for text in ["2026-01-31T12:00:00.1234Z", "2026-01-31", "1769860800120"] {
        assert_eq!(refused(text), REFUSED, "{text}");
    }
}

#[test]
fn now_has_no_part_of_a_millisecond() {
    let now = EpochMillis::now();
    assert_eq!(EpochMillis::from_text(&now.to_string()), Ok(now));
}
