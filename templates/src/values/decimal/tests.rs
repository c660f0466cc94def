use serde_json::{Value, from_str, to_string};

use super::Decimal;
use crate::values::FromText;

const DIGITS_38: &str = "12345678901234567890123456789012345678";
const DIGITS_39: &str = "123456789012345678901234567890123456789";

const PRECISION: &str = "must have at most 38 significant digits";
const MAGNITUDE: &str = "must be 0, or from 1e-130 to 9.99e125 in magnitude";

fn decimal(text: &str) -> Decimal {
    Decimal::from_text(text).expect(text)
}

/// What is wrong with a text; nothing where it is a decimal.
fn refused(text: &str) -> String {
    Decimal::from_text(text).err().unwrap_or_default()
}

#[test]
fn a_decimal_has_one_text_however_it_was_written() {
    let rows = [
        ("0", "0"),
        ("-0", "0"),
        ("0.000", "0"),
        ("0e5", "0"),
        ("0e126", "0"),
        ("-0.0e-131", "0"),
        ("0e9999999999999999999999", "0"),
        ("5", "5"),
        ("-5", "-5"),
        ("1.50", "1.5"),
        ("100", "100"),
        ("1e2", "100"),
        ("1E+2", "100"),
        ("12.5e-1", "1.25"),
        ("-0.001", "-0.001"),
        ("1e-3", "0.001"),
        (DIGITS_38, DIGITS_38),
        ("1e40", &format!("1{}", "0".repeat(40))),
        ("1e41", "1e41"),
        ("1e125", "1e125"),
        ("-1.50e-130", "-15e-131"),
        ("1e-39", &format!("0.{}1", "0".repeat(38))),
        ("1e-40", "1e-40"),
    ];
    for (text, canonical) in rows {
        assert_eq!(decimal(text).to_string(), canonical, "{text}");
    }
    let zeros = "0".repeat(1000);
    assert_eq!(decimal(&format!("1{zeros}e-1000")), decimal("1"));
    assert_eq!(decimal(&format!("1.{zeros}")), decimal("1"));
}

#[test]
fn decimals_are_equal_and_ordered_by_value() {
    assert_eq!(decimal("1.0"), decimal("1"));
    assert_eq!(Decimal::new(150, 2), decimal("1.5"));
    assert_eq!(Decimal::new(-7, 0), decimal("-7"));
    assert!(decimal("9") < decimal("10"));
    assert!(decimal("-1") < decimal("0.1"));
}

#[test]
fn a_decimal_has_at_most_38_significant_digits() {
    for text in [
        DIGITS_38.to_owned(),
        format!("0.{DIGITS_38}"),
        format!("{DIGITS_38}00"),
        format!("-{DIGITS_38}"),
        format!("-{}", "9".repeat(38)),
    ] {
        assert_eq!(refused(&text), "", "{text}");
    }
    for text in [
        DIGITS_39.to_owned(),
        format!("0.{DIGITS_39}"),
        format!("-{DIGITS_39}"),
        "1".repeat(1_000_000),
    ] {
        assert_eq!(refused(&text), PRECISION, "{text}");
    }
}

#[test]
fn a_decimal_is_as_large_and_as_small_as_dynamodb_has_them() {
    let largest = format!("{}e125", "9.9999999999999999999999999999999999999");
    for text in [
        largest.as_str(),
        "-9.99e125",
        "1e-130",
        "-1e-130",
        "10e124",
        "0.1e-129",
    ] {
        assert_eq!(refused(text), "", "{text}");
    }
    for text in [
        "1e126",
        "-1e126",
        "10e125",
        "9.9e-131",
        "-9.9e-131",
        "2.2e-311",
        "1e600",
        "1e-600",
        "1e9223372036854775807",
        "1e-9223372036854775807",
        "1e9999999999999999999999",
        "-1e-9999999999999999999999",
    ] {
        assert_eq!(refused(text), MAGNITUDE, "{text}");
    }
}

#[test]
fn what_json_does_not_call_a_number_is_refused() {
    let texts = [
        "",
        "-",
        "+1",
        "01",
        ".5",
        "5.",
        "1e",
        "1_000",
        "1,5",
        "0x10",
        "NaN",
        "inf",
        "-Infinity",
        "five",
        "\"5\"",
        "1 2",
    ];
    for text in texts {
        assert_eq!(refused(text), "must be a number", "{text:?}");
    }
}

#[test]
fn json_keeps_every_digit() {
    for text in [DIGITS_38, "0.1", "-12.5", "0", "1000000000000000000000"] {
        let json: Value = from_str(text).expect(text);
        let value = Decimal::from_scalar(&json).expect(text);
        assert_eq!(value, decimal(text));
        assert_eq!(to_string(&value).expect(text), text);
    }
    let text = Decimal::from_scalar(&Value::from("5"));
    assert_eq!(text, Err("must be a number".to_owned()));
}
