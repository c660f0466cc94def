use serde_json::{Value, from_str, to_string};

use super::{Decimal, DecimalError};

const DIGITS_38: &str = "12345678901234567890123456789012345678";
const DIGITS_39: &str = "123456789012345678901234567890123456789";

fn decimal(text: &str) -> Decimal {
    text.parse().expect(text)
}

#[test]
fn a_decimal_has_one_text_however_it_was_written() {
    let rows = [
        ("0", "0"),
        ("-0", "0"),
        ("0.000", "0"),
        ("0e5", "0"),
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
    ];
    for (text, canonical) in rows {
        assert_eq!(decimal(text).to_string(), canonical, "{text}");
    }
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
    let rows = [
        (DIGITS_38.to_owned(), Ok(())),
        (format!("0.{DIGITS_38}"), Ok(())),
        (format!("{DIGITS_38}00"), Ok(())),
        (format!("-{DIGITS_38}"), Ok(())),
        (DIGITS_39.to_owned(), Err(DecimalError::Precision)),
        (format!("0.{DIGITS_39}"), Err(DecimalError::Precision)),
        (format!("-{DIGITS_39}"), Err(DecimalError::Precision)),
    ];
    for (text, expected) in rows {
        assert_eq!(text.parse::<Decimal>().map(drop), expected, "{text}");
    }
}

#[test]
fn a_decimal_is_as_large_and_as_small_as_dynamodb_has_them() {
    let largest = format!("{}e125", "9.9999999999999999999999999999999999999");
    let rows = [
        (largest.as_str(), Ok(())),
        ("-9.99e125", Ok(())),
        ("1e126", Err(DecimalError::Magnitude)),
        ("-1e126", Err(DecimalError::Magnitude)),
        ("10e125", Err(DecimalError::Magnitude)),
        ("1e-130", Ok(())),
        ("-1e-130", Ok(())),
        ("9.9e-131", Err(DecimalError::Magnitude)),
        ("-9.9e-131", Err(DecimalError::Magnitude)),
        ("1e600", Err(DecimalError::Magnitude)),
        ("1e-600", Err(DecimalError::Magnitude)),
        ("1e9223372036854775807", Err(DecimalError::Magnitude)),
        ("1e-9223372036854775807", Err(DecimalError::Magnitude)),
    ];
    for (text, expected) in rows {
        assert_eq!(text.parse::<Decimal>().map(drop), expected, "{text}");
    }
}

#[test]
fn a_text_is_at_most_400_characters_long() {
    let one_with = |zeros: usize| format!("1.{}", "0".repeat(zeros));
    assert_eq!(one_with(398).parse(), Ok(decimal("1")));
    assert_eq!(
        one_with(399).parse::<Decimal>(),
        Err(DecimalError::Precision)
    );
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
        assert_eq!(
            text.parse::<Decimal>(),
            Err(DecimalError::Syntax),
            "{text:?}"
        );
    }
}

#[test]
fn json_keeps_every_digit() {
    for text in [DIGITS_38, "0.1", "-12.5", "0", "1000000000000000000000"] {
        let value: Decimal = from_str(text).expect(text);
        assert_eq!(value, decimal(text));
        assert_eq!(to_string(&value).expect(text), text);
    }
}

#[test]
fn what_is_wrong_is_said() {
    let rows = [
        ("1e126", "not within 1e-130 and 9.99e125"),
        (DIGITS_39, "more than 38 significant digits"),
    ];
    for (text, expected) in rows {
        let value: Value = from_str(text).expect(text);
        let error = serde_json::from_value::<Decimal>(value).expect_err(text);
        assert_eq!(error.to_string(), expected);
    }
    assert_eq!(DecimalError::Syntax.to_string(), "not a number");
    assert!(from_str::<Decimal>("\"5\"").is_err(), "a text is no number");
}
