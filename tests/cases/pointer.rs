use serde_json::Value;

/// Puts a value where a JSON pointer leads; null removes what is there.
pub(crate) fn edit(document: &mut Value, pointer: &str, value: &Value) {
    let (around, key) = pointer.rsplit_once('/').expect("a pointer begins with a slash");
    match document.pointer_mut(around) {
        Some(Value::Object(object)) if value.is_null() => drop(object.shift_remove(key)),
        Some(Value::Object(object)) => drop(object.insert(key.to_owned(), value.clone())),
        Some(Value::Array(list)) => {
            let place: usize = key.parse().expect("a place in a list");
            if value.is_null() {
                list.remove(place);
            } else if place < list.len() {
                list[place] = value.clone();
            } else {
                list.push(value.clone());
            }
        }
        other => panic!("{pointer} leads to {other:?}"),
    }
}
