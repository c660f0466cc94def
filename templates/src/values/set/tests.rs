use serde_json::json;

use super::Set;

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
