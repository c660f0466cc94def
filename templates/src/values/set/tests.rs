use serde_json::{Value, from_value, json};

use super::Set;
use crate::values::Decimal;

#[test]
fn a_set_has_each_value_once_and_in_order() {
    let set = Set::new(["b", "a", "b"]).expect("values");
    assert_eq!(set.size(), 2);
    assert_eq!(set.iter().copied().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(json!(set), json!(["a", "b"]));
}

#[test]
fn no_set_is_empty() {
    assert_eq!(Set::<i64>::new([]), None);
}

#[test]
fn the_order_of_a_bodys_values_means_nothing() {
    let set = |value: Value| from_value::<Set<i64>>(value).expect("a set");
    assert_eq!(set(json!([3, 1, 2])), set(json!([1, 2, 3])));
}

#[test]
fn a_body_holds_neither_an_empty_set_nor_a_value_twice() {
    let rows = [
        (json!([]), "a set can't be empty"),
        (json!([1, 1]), "a set can't hold a value twice"),
        (json!([1, 2, 1.0]), "a set can't hold a value twice"),
    ];
    for (value, expected) in rows {
        let error = from_value::<Set<Decimal>>(value).expect_err(expected);
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_set_is_read_from_an_array_of_its_type() {
    for value in [json!("a"), json!({"0": "a"}), json!(null), json!(["a", 1])] {
        assert!(from_value::<Set<String>>(value.clone()).is_err(), "{value}");
    }
}
