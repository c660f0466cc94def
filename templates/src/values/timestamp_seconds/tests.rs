use serde_json::json;

use super::TimestampSeconds;
use crate::values::FromText;

/// What is wrong with a text; nothing where it is a time.
fn refused(text: &str) -> String {
    TimestampSeconds::from_text(text).err().unwrap_or_default()
}

const REFUSED: &str = "must be a date and time in whole seconds such as 2026-01-31T12:00:00Z";

#[test]
fn a_time_has_the_same_text_on_the_wire_and_in_the_table() {
    for text in ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
        let time = TimestampSeconds::from_text(text).expect(text);
        assert_eq!(time.to_string(), text);
        assert_eq!(json!(time), json!(text));
        assert_eq!(time.to_fixed_width(), text);
    }
}

#[test]
fn no_part_of_a_second_is_dropped() {
    assert_eq!(refused("2026-01-31T14:00:00.000+02:00"), "");
    for text in ["2026-01-31T12:00:00.5Z", "2026-01-31", "soon"] {
        assert_eq!(refused(text), REFUSED, "{text}");
    }
}

#[test]
fn now_has_no_part_of_a_second() {
    let now = TimestampSeconds::now();
    assert_eq!(TimestampSeconds::from_text(&now.to_string()), Ok(now));
}
