use serde_json::json;

use super::TimestampMillis;
use crate::values::FromText;

/// What is wrong with a text; nothing where it is a time.
fn refused(text: &str) -> String {
    TimestampMillis::from_text(text).err().unwrap_or_default()
}

const REFUSED: &str =
    "must be a date and time such as 2026-01-31T12:00:00Z, to the millisecond at most";

#[test]
fn a_time_has_one_text_on_the_wire_and_one_in_the_table() {
    let rows = [
        ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z"),
        ("2026-01-31T12:00:00.12Z", "2026-01-31T12:00:00.120Z"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ];
    for (text, in_the_table) in rows {
        let time = TimestampMillis::from_text(text).expect(text);
        assert_eq!(time.to_string(), text);
        assert_eq!(json!(time), json!(text));
        assert_eq!(time.to_fixed_width(), in_the_table);
        assert_eq!(TimestampMillis::from_text(in_the_table), Ok(time));
    }
}

#[test]
fn no_part_of_a_millisecond_is_dropped() {
    assert_eq!(refused("2026-01-31T14:00:00.123000000+02:00"), "");
    for text in ["2026-01-31T12:00:00.1234Z", "2026-01-31", "soon"] {
        assert_eq!(refused(text), REFUSED, "{text}");
    }
}

#[test]
fn now_has_no_part_of_a_millisecond() {
    let now = TimestampMillis::now();
    assert_eq!(TimestampMillis::from_text(&now.to_string()), Ok(now));
}
