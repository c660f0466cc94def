use serde_json::{Value, from_str};

use super::read_integer;
use crate::values::FromText;

const NOT_WHOLE: &str = "must be a whole number";
const TOO_LARGE: &str = "must be from -9223372036854775808 to 9223372036854775807";

#[test]
fn a_whole_number_is_an_integer_however_it_is_written() {
    let rows = [
        ("0", 0),
        ("-0", 0),
        ("5", 5),
        ("-5", -5),
        ("1.0", 1),
        ("100", 100),
        ("1e2", 100),
        ("1E+2", 100),
        ("100e-2", 1),
        ("-12.50e1", -125),
        ("0.0000000000001e13", 1),
        ("0.0", 0),
        ("0e9999999999999999999999", 0),
        ("-0.000e-9999999999999999999999", 0),
        ("1e18", 1_000_000_000_000_000_000),
        ("9223372036854775807", i64::MAX),
        ("9223372036854775807.000", i64::MAX),
        ("92233720368547758070e-1", i64::MAX),
        ("-9223372036854775808", i64::MIN),
        ("-9.223372036854775808e18", i64::MIN),
    ];
    for (text, expected) in rows {
        assert_eq!(read_integer(text), Ok(expected), "{text}");
    }
    let zeros = "0".repeat(1_000_000);
    assert_eq!(read_integer(&format!("7.{zeros}")), Ok(7));
    assert_eq!(read_integer(&format!("7{zeros}e-1000000")), Ok(7));
}

#[test]
fn what_is_no_whole_number_of_64_bits_is_refused() {
    let rows = [
        ("1.5", NOT_WHOLE),
        ("1e-1", NOT_WHOLE),
        ("10.01e1", NOT_WHOLE),
        ("1e-9999999999999999999999", NOT_WHOLE),
        ("9223372036854775808", TOO_LARGE),
        ("-9223372036854775809", TOO_LARGE),
        ("1e19", TOO_LARGE),
        ("1e1000000000", TOO_LARGE),
        ("-1e9999999999999999999999", TOO_LARGE),
        ("1e9223372036854775807", TOO_LARGE),
    ];
    for (text, expected) in rows {
        assert_eq!(read_integer(text), Err(expected.to_owned()), "{text}");
    }
}

#[test]
fn only_what_json_calls_a_number_is_one() {
    for text in [
        "",
        "-",
        "+5",
        "05",
        "-05",
        ".5",
        "5.",
        "1e",
        "1e+",
        " 5",
        "5 ",
        "1_000",
        "1,5",
        "0x10",
        "NaN",
        "inf",
        "-Infinity",
        "five",
        "\"5\"",
        "1 2",
        "５",
    ] {
        assert_eq!(read_integer(text), Err(NOT_WHOLE.to_owned()), "{text:?}");
        assert_eq!(
            f64::from_text(text),
            Err("must be a number".to_owned()),
            "{text:?}"
        );
    }
}

#[test]
fn a_number_is_within_what_dynamodb_stores() {
    let too_large = || Err("must be within ±9.99e125".to_owned());
    let rows = [
        ("1.5", Ok(1.5)),
        ("-2e3", Ok(-2000.0)),
        ("9.99e125", Ok(9.99e125)),
        ("-9.99e125", Ok(-9.99e125)),
        ("9.990000000000002e125", too_large()),
        ("-9.990000000000002e125", too_large()),
        ("1e126", too_large()),
        ("1e999", too_large()),
        ("-1e9999999999999999999999", too_large()),
        ("1e-130", Ok(1e-130)),
        ("-1e-130", Ok(-1e-130)),
        ("0e9999999999999999999999", Ok(0.0)),
    ];
    for (text, expected) in rows {
        assert_eq!(f64::from_text(text), expected, "{text}");
    }
}

#[test]
fn a_number_that_underflows_is_0_without_a_sign() {
    for text in [
        "0",
        "-0",
        "-0.0",
        "9.9e-131",
        "-9.9e-131",
        "2.2e-311",
        "1e-9999999999999999999999",
    ] {
        let read = f64::from_text(text).expect(text);
        assert_eq!(read.to_bits(), 0.0_f64.to_bits(), "{text}");
    }
}

#[test]
fn a_body_holds_numbers_as_numbers() {
    let json = |text: &str| from_str::<Value>(text).expect(text);
    assert_eq!(i64::from_scalar(&json("1e2")), Ok(100));
    assert_eq!(f64::from_scalar(&json("0.1")), Ok(0.1));
    assert_eq!(
        f64::from_scalar(&json("1e400")),
        Err("must be within ±9.99e125".to_owned())
    );
    for text in ["\"5\"", "true", "null", "[5]", "{}"] {
        let refused = || Err("must be a number".to_owned());
        assert_eq!(
            i64::from_scalar(&json(text)),
            refused().map(|()| 0),
            "{text}"
        );
        assert_eq!(
            f64::from_scalar(&json(text)),
            refused().map(|()| 0.0),
            "{text}"
        );
    }
}
