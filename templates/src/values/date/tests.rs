use serde_json::json;

use super::Date;
use crate::values::FromText;

/// What is wrong with a text; nothing where it is a date.
fn refused(text: &str) -> String {
    Date::from_text(text).err().unwrap_or_default()
}

const REFUSED: &str = "must be a date such as 2026-01-31";

#[test]
fn a_date_is_written_as_it_is_read() {
    for text in [
        "0000-01-01",
        "0001-12-31",
        "2024-02-29",
        "2026-01-31",
        "9999-12-31",
    ] {
        let date = Date::from_text(text).expect(text);
        assert_eq!(date.to_string(), text);
        assert_eq!(json!(date), json!(text));
        assert_eq!(Date::from_scalar(&json!(text)), Ok(date));
    }
}

#[test]
fn dates_have_an_order() {
    let date = |text: &str| Date::from_text(text).expect(text);
    assert!(date("2025-12-31") < date("2026-01-01"));
}

#[test]
fn a_day_that_no_calendar_has_is_refused() {
    for text in [
        "2026-02-29",
        "1900-02-29",
        "2026-04-31",
        "2026-00-01",
        "2026-13-01",
        "2026-01-00",
    ] {
        assert_eq!(refused(text), REFUSED, "{text}");
    }
}

#[test]
fn another_form_is_refused() {
    let texts = [
        "",
        "2026",
        "2026-1-31",
        "26-01-31",
        "+2026-01-31",
        "-2026-01-31",
        "10000-01-01",
        "2026-01-31 ",
        " 2026-01-31",
        "2026/01/31",
        "20260131",
        "2026-01-31T00:00:00Z",
        "２０２６-01-31",
        "+202-01-31",
        "-202-01-31",
        "today",
    ];
    for text in texts {
        assert_eq!(refused(text), REFUSED, "{text:?}");
    }
}
