use std::borrow::Cow;
use std::fmt::Debug;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Value, from_str, json};
use ulid::Ulid;
use uuid::Uuid;

use super::{
    Attributes, EarlierNames, Stored, defaulted, optional, put, put_some, required,
    with_present_names,
};
use crate::dynamodb::tests::all;
use crate::http::Error;
use crate::values::{
    Binary, Date, Decimal, EpochMillis, EpochSeconds, FromText, Set, Timestamp, TimestampMillis,
    TimestampSeconds,
};

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn n(number: &str) -> AttributeValue {
    AttributeValue::N(number.to_owned())
}

fn b(bytes: &[u8]) -> AttributeValue {
    AttributeValue::B(Blob::new(bytes))
}

fn ns(numbers: &[&str]) -> AttributeValue {
    AttributeValue::Ns(numbers.iter().map(|number| (*number).to_owned()).collect())
}

/// A value of each type that DynamoDB has, which nothing but `json` would take for its own.
fn one_of_each_type() -> [AttributeValue; 10] {
    [
        s("?"),
        n("?"),
        b(b"?"),
        AttributeValue::Bool(true),
        AttributeValue::Null(true),
        AttributeValue::L(vec![AttributeValue::Null(true)]),
        AttributeValue::M(Attributes::new()),
        AttributeValue::Ss(vec!["?".to_owned()]),
        ns(&["?"]),
        AttributeValue::Bs(vec![Blob::new("?")]),
    ]
}

/// Checks that `value` is stored as `stored` and read back, and that no other type of DynamoDB's is read.
fn is_stored<T: Stored + PartialEq + Debug>(value: T, stored: AttributeValue) {
    assert_eq!(value.to_stored(), stored);
    assert_eq!(T::from_stored(&stored).as_ref(), Some(&value));
    let others = one_of_each_type();
    let others = others
        .iter()
        .filter(|other| std::mem::discriminant(*other) != std::mem::discriminant(&stored));
    for other in others {
        assert_eq!(T::from_stored(other), None, "{other:?} is no {stored:?}");
    }
}

#[test]
fn each_type_has_one_form_in_the_table() {
    is_stored("a".to_owned(), s("a"));
    is_stored(String::new(), s(""));
    is_stored(i64::MIN, n("-9223372036854775808"));
    is_stored(1.5_f64, n("1.5e0"));
    is_stored(-9.99e125_f64, n("-9.99e125"));
    is_stored(false, AttributeValue::Bool(false));
    is_stored(Decimal::new(-1250, 2), n("-12.5"));
    is_stored(
        parsed::<Timestamp>("2026-01-31T12:00:00.5Z"),
        s("2026-01-31T12:00:00.500000000Z"),
    );
    is_stored(
        parsed::<TimestampMillis>("2026-01-31T12:00:00.5Z"),
        s("2026-01-31T12:00:00.500Z"),
    );
    is_stored(
        parsed::<TimestampSeconds>("2026-01-31T14:00:00+02:00"),
        s("2026-01-31T12:00:00Z"),
    );
    is_stored(
        parsed::<EpochSeconds>("2026-01-31T12:00:00Z"),
        n("1769860800"),
    );
    is_stored(
        parsed::<EpochMillis>("2026-01-31T12:00:00.5Z"),
        n("1769860800500"),
    );
    is_stored(parsed::<Date>("2026-01-31"), s("2026-01-31"));
    is_stored(
        parsed::<Ulid>("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
        s("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
    );
    is_stored(
        parsed::<Uuid>("67E55044-10B1-426F-9247-BB680E5FE0C8"),
        s("67e55044-10b1-426f-9247-bb680e5fe0c8"),
    );
    is_stored(Binary(vec![0, 255]), b(&[0, 255]));
    is_stored(vec![1_i64, 2], AttributeValue::L(vec![n("1"), n("2")]));
    is_stored(Vec::<i64>::new(), AttributeValue::L(vec![]));
}

#[test]
fn a_set_is_stored_as_a_set_in_order() {
    let strings = Set::new(["b".to_owned(), "a".to_owned()]).expect("values");
    is_stored(
        strings,
        AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned()]),
    );
    is_stored(Set::new([10_i64, 9]).expect("values"), ns(&["9", "10"]));
    is_stored(
        Set::new([Decimal::new(15, 1), Decimal::new(1, 0)]).expect("values"),
        ns(&["1", "1.5"]),
    );
    let bytes = Set::new([Binary(vec![2]), Binary(vec![1])]).expect("values");
    is_stored(
        bytes,
        AttributeValue::Bs(vec![Blob::new([1]), Blob::new([2])]),
    );
}

fn parsed<T: FromText>(text: &str) -> T {
    T::from_text(text).expect(text)
}

#[test]
fn a_number_that_dynamodb_has_no_room_for_is_0() {
    for (value, stored) in [
        (1e-130_f64, "1e-130"),
        (-1e-130, "-1e-130"),
        (9.9e-131, "0"),
        (-9.9e-131, "0"),
        (0.0, "0"),
        (-0.0, "0"),
    ] {
        assert_eq!(value.to_stored(), n(stored), "{value:e}");
    }
}

/// Otherwise a list would show it, and its key would not find it.
#[test]
fn a_value_in_a_form_of_another_program_is_not_read() {
    let of_nine = "2026-01-31T12:00:00.000000000Z";
    let of_three = "2026-01-31T12:00:00.000Z";
    let of_none = "2026-01-31T12:00:00Z";
    let elsewhere = "2026-01-31T14:00:00.000000000+02:00";
    for text in [of_nine, of_three, of_none, elsewhere] {
        let stored = s(text);
        assert_eq!(Timestamp::from_stored(&stored).is_some(), text == of_nine);
        assert_eq!(
            TimestampMillis::from_stored(&stored).is_some(),
            text == of_three
        );
        assert_eq!(
            TimestampSeconds::from_stored(&stored).is_some(),
            text == of_none
        );
        assert_eq!(EpochSeconds::from_stored(&stored), None);
    }
    for number in ["1769860800.5", "1769860800.0", "1.7698608e9"] {
        assert_eq!(EpochSeconds::from_stored(&n(number)), None, "{number}");
        assert_eq!(EpochMillis::from_stored(&n(number)), None, "{number}");
    }
    let uuid = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    assert!(Uuid::from_stored(&s(uuid)).is_some());
    for form in [uuid.to_uppercase(), uuid.replace('-', "")] {
        assert_eq!(Uuid::from_stored(&s(&form)), None, "{form}");
    }
    let ulid = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    assert!(Ulid::from_stored(&s(ulid)).is_some());
    assert_eq!(Ulid::from_stored(&s(&ulid.to_lowercase())), None);
}

#[test]
fn a_text_or_number_that_is_not_the_types_is_not_read() {
    assert_eq!(i64::from_stored(&n("1.5")), None);
    assert_eq!(i64::from_stored(&n("9223372036854775808")), None);
    assert_eq!(Decimal::from_stored(&n("1e126")), None);
    assert_eq!(EpochSeconds::from_stored(&n("253402300800")), None);
    assert_eq!(Timestamp::from_stored(&s("yesterday")), None);
    assert_eq!(Date::from_stored(&s("2026-02-30")), None);
    assert_eq!(Ulid::from_stored(&s("01ARZ3NDEKTSV4RRFFQ69G5FA")), None);
    assert_eq!(Uuid::from_stored(&s("67e55044")), None);
    assert_eq!(Set::<i64>::from_stored(&ns(&["1", "1.5"])), None);
    assert_eq!(Set::<Decimal>::from_stored(&ns(&["1", "1e126"])), None);
    assert_eq!(
        Vec::<i64>::from_stored(&AttributeValue::L(vec![n("1"), s("2")])),
        None
    );
}

#[test]
fn an_empty_set_is_not_read() {
    assert_eq!(
        Set::<String>::from_stored(&AttributeValue::Ss(vec![])),
        None
    );
    assert_eq!(Set::<i64>::from_stored(&ns(&[])), None);
    assert_eq!(Set::<Decimal>::from_stored(&ns(&[])), None);
    assert_eq!(
        Set::<Binary>::from_stored(&AttributeValue::Bs(vec![])),
        None
    );
}

#[test]
fn json_is_stored_by_its_own_types() {
    let value: Value =
        from_str(r#"{"a":[null,true,"x",{}],"b":12345678901234567890123456789012345678,"c":1.50}"#)
            .expect("JSON");
    let AttributeValue::M(members) = value.to_stored() else {
        panic!("an object is a map");
    };
    assert_eq!(
        all(&members),
        "a=L [Null(true), BOOL true, S x, M {}], b=N 12345678901234567890123456789012345678, c=N 1.50"
    );
    assert_eq!(Value::from_stored(&AttributeValue::M(members)), Some(value));
}

#[test]
fn json_shows_no_rows_of_zeros() {
    let large = format!("1{}", "0".repeat(125));
    let small = format!("0.{}5", "0".repeat(129));
    for (stored, shown) in [
        (large.as_str(), "1e+125"),
        (&small, "5e-130"),
        ("100", "100"),
    ] {
        let value = Value::from_stored(&n(stored)).expect(stored);
        assert_eq!(value.to_string(), shown);
    }
}

#[test]
fn json_has_neither_bytes_nor_sets() {
    let of_json = one_of_each_type()
        .into_iter()
        .filter(|value| Value::from_stored(value).is_some());
    let of_json: Vec<AttributeValue> = of_json.collect();
    let [s, _, _, boolean, null, list, map, ..] = one_of_each_type();
    assert_eq!(of_json, [s, boolean, null, list, map]);
    let within = |value: AttributeValue| {
        [
            AttributeValue::L(vec![value.clone()]),
            AttributeValue::M([("a".to_owned(), value)].into()),
        ]
    };
    for value in within(b(b"x")) {
        assert_eq!(Value::from_stored(&value), None, "{value:?}");
    }
}

#[test]
fn what_was_read_is_stored_as_it_was() {
    for value in one_of_each_type() {
        assert_eq!(value.to_stored(), value);
        assert_eq!(AttributeValue::from_stored(&value), Some(value));
    }
}

fn item() -> Attributes {
    let mut item = Attributes::new();
    put(&mut item, "size", &5_i64);
    put_some(&mut item, "name", &Some("a".to_owned()));
    put_some(&mut item, "note", &None::<String>);
    item
}

#[test]
fn what_is_absent_is_not_put() {
    assert_eq!(all(&item()), "name=S a, size=N 5");
}

#[test]
fn an_item_may_lack_what_is_optional_or_has_a_default() -> Result<(), Error> {
    assert_eq!(optional::<i64>(&item(), "size")?, Some(5));
    assert_eq!(optional::<i64>(&item(), "weight")?, None);
    assert_eq!(defaulted::<i64>(&item(), "size", || 7)?, 5);
    assert_eq!(defaulted::<i64>(&item(), "weight", || 7)?, 7);
    assert_eq!(required::<i64>(&item(), "size")?, 5);
    Ok(())
}

#[test]
fn an_item_that_can_not_be_read_is_a_fault_of_the_server_that_names_the_attribute() {
    let results = [
        (required::<i64>(&item(), "weight"), "weight"),
        (required::<i64>(&item(), "name"), "name"),
        (defaulted::<i64>(&item(), "name", || 7), "name"),
        (
            optional::<i64>(&item(), "name").map(Option::unwrap_or_default),
            "name",
        ),
    ];
    for (result, name) in results {
        let error = result.expect_err("it is missing, or a text");
        let cause = format!("a stored item lacks `{name}`, or has it as another type");
        assert_eq!(
            (error.status().as_u16(), error.cause()),
            (500, Some(&*cause))
        );
    }
}

#[test]
fn an_item_is_read_under_its_present_names() {
    const NAMES: EarlierNames = &[("price", "cost"), ("price", "value"), ("name", "title")];
    let rows = [
        (json!({"price": 1, "name": "a"}), "name=S a, price=N 1"),
        (
            json!({"cost": 1, "name": "a"}),
            "cost=N 1, name=S a, price=N 1",
        ),
        (json!({"cost": 1, "price": 2}), "cost=N 1, price=N 2"),
        (
            json!({"value": 1, "cost": 2}),
            "cost=N 2, price=N 2, value=N 1",
        ),
        (json!({"value": 1}), "price=N 1, value=N 1"),
        (
            json!({"cost": 1, "title": "a"}),
            "cost=N 1, name=S a, price=N 1, title=S a",
        ),
    ];
    for (item, expected) in rows {
        let AttributeValue::M(item) = item.to_stored() else {
            panic!("an object is a map");
        };
        assert_eq!(all(&with_present_names(&item, NAMES)), expected);
    }
    assert!(
        matches!(with_present_names(&item(), NAMES), Cow::Borrowed(_)),
        "nothing is copied for nothing"
    );
}
