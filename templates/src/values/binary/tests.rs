use serde_json::json;

use super::Binary;
use crate::values::FromText;

/// Bytes whose base64 has both letters that base64url writes otherwise, and each length of padding.
const ROWS: &[(&[u8], &str, &str)] = &[
    (b"", "", ""),
    (b"a", "YQ==", "YQ"),
    (b"ab", "YWI=", "YWI"),
    (b"abc", "YWJj", "YWJj"),
    (b"\xfb\xff\xfe", "+//+", "-__-"),
];

#[test]
fn bytes_are_base64_in_a_body_and_base64url_elsewhere() {
    for (bytes, in_body, elsewhere) in ROWS {
        let binary = Binary(bytes.to_vec());
        assert_eq!(json!(binary), json!(in_body));
        assert_eq!(binary.to_string(), *elsewhere);
        assert_eq!(Binary::from_scalar(&json!(in_body)).as_ref(), Ok(&binary));
        assert_eq!(Binary::from_text(elsewhere).as_ref(), Ok(&binary));
    }
}

#[test]
fn a_body_holds_whole_base64() {
    for text in [
        "YQ", "YQ=", "YR==", "YQ===", "====", "-__-", "YWJj\n", " YWJj", "YW Jj", "YWJ", "é",
    ] {
        let refused = Err("must be base64 with padding".to_owned());
        assert_eq!(Binary::from_scalar(&json!(text)), refused, "{text:?}");
    }
    for json in [json!(5), json!(null), json!([1])] {
        assert!(Binary::from_scalar(&json).is_err(), "{json}");
    }
}

#[test]
fn a_path_holds_base64url_in_one_form() {
    for text in ["YQ==", "YQ=", "+//+", "Y", "YR", "a b", "é"] {
        let refused = Err("must be base64url without padding".to_owned());
        assert_eq!(Binary::from_text(text), refused, "{text:?}");
    }
}
