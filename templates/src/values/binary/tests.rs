use serde_json::{from_value, json};

use super::{Binary, BinaryError};

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
        assert_eq!(
            from_value::<Binary>(json!(in_body)).ok().as_ref(),
            Some(&binary)
        );
        assert_eq!(elsewhere.parse().as_ref(), Ok(&binary));
    }
}

#[test]
fn a_path_may_hold_the_padding() {
    assert_eq!("YQ==".parse(), Ok(Binary(b"a".to_vec())));
}

#[test]
fn a_body_holds_whole_base64() {
    for text in ["YQ", "YQ=", "YR==", "-__-", "YWJj\n", " YWJj", "YWJ", "é"] {
        assert_eq!(
            Binary::try_from(text.to_owned()),
            Err(BinaryError),
            "{text:?}"
        );
    }
}

#[test]
fn a_path_holds_base64url() {
    for text in ["+//+", "Y", "YR", "a b", "é"] {
        assert_eq!(text.parse::<Binary>(), Err(BinaryError), "{text:?}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    let error = from_value::<Binary>(json!("?")).expect_err("no base64");
    assert_eq!(error.to_string(), "not base64");
}
