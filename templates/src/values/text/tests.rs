use serde_json::json;
use ulid::Ulid;
use uuid::Uuid;

use super::{FromText, choose, read_boolean};

#[test]
fn a_uuid_has_hyphens_and_letters_of_either_case() {
    let uuid = Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8);
    for text in [
        "67e55044-10b1-426f-9247-bb680e5fe0c8",
        "67E55044-10B1-426F-9247-BB680E5FE0C8",
    ] {
        assert_eq!(Uuid::from_text(text), Ok(uuid), "{text}");
    }
}

#[test]
fn another_form_of_a_uuid_is_refused() {
    let refused = "must be a UUID such as 67e55044-10b1-426f-9247-bb680e5fe0c8";
    for text in [
        "",
        "67e5504410b1426f9247bb680e5fe0c8",
        "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
        "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
        "67e55044-10b1-426f-9247bb68-0e5fe0c8",
        "67e55044-10b1-426f-9247-bb680e5fe0c",
        "67e55044-10b1-426f-9247-bb680e5fe0c8 ",
        "67e55044-10b1-426f-9247-bb680e5fe0cg",
    ] {
        assert_eq!(Uuid::from_text(text), Err(refused.to_owned()), "{text:?}");
    }
}

#[test]
fn a_ulid_has_128_bits() {
    let last = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";
    assert_eq!(Ulid::from_text(last), Ok(Ulid(u128::MAX)));
    assert_eq!(Ulid::from_text(&last.to_lowercase()), Ok(Ulid(u128::MAX)));
    assert_eq!(Ulid::from_text("00000000000000000000000000"), Ok(Ulid(0)));
    let refused = "must be a ULID such as 01ARZ3NDEKTSV4RRFFQ69G5FAV";
    for text in [
        "",
        "80000000000000000000000000",
        "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
        "ZZZZZZZZZZZZZZZZZZZZZZZZZZ",
        "zzzzzzzzzzzzzzzzzzzzzzzzzz",
        "01ARZ3NDEKTSV4RRFFQ69G5FA",
        "01ARZ3NDEKTSV4RRFFQ69G5FAVV",
        "01ARZ3NDEKTSV4RRFFQ69G5FAU",
        "O1ARZ3NDEKTSV4RRFFQ69G5FAV",
        "01ARZ3NDEKTSV4RRFFQ69G5FÄ",
    ] {
        assert_eq!(Ulid::from_text(text), Err(refused.to_owned()), "{text:?}");
    }
}

#[test]
fn a_boolean_is_one_of_two_words() {
    assert_eq!(
        [read_boolean("true"), read_boolean("false")],
        [Ok(true), Ok(false)]
    );
    for text in ["", "True", "TRUE", "1", "0", "yes", " true"] {
        let refused = || Err("must be true or false".to_owned());
        assert_eq!(read_boolean(text), refused(), "{text:?}");
        assert_eq!(bool::from_text(text), refused(), "{text:?}");
        assert_eq!(bool::from_scalar(&json!(text)), refused(), "{text:?}");
    }
    assert_eq!(bool::from_scalar(&json!(false)), Ok(false));
    assert_eq!(bool::from_text("true"), Ok(true));
}

#[test]
fn a_body_holds_a_text_as_a_string() {
    assert_eq!(String::from_scalar(&json!("a")), Ok("a".to_owned()));
    for json in [json!(5), json!(null), json!(true), json!(["a"]), json!({})] {
        assert_eq!(
            String::from_scalar(&json),
            Err("must be a string".to_owned()),
            "{json}"
        );
        assert!(Uuid::from_scalar(&json).is_err(), "{json}");
    }
}

#[test]
fn a_value_is_chosen_by_its_text() {
    let text_of = |value: bool| if value { "on hold" } else { "\"off\"" };
    assert_eq!(choose("on hold", &[true, false], text_of), Ok(true));
    assert_eq!(choose("\"off\"", &[true, false], text_of), Ok(false));
    let refused = r#"must be one of "on hold", "\"off\"""#;
    for text in ["", "off", "On hold", "on hold "] {
        assert_eq!(
            choose(text, &[true, false], text_of),
            Err(refused.to_owned()),
            "{text:?}"
        );
    }
}
