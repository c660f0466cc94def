//! A spec without what only people read: comments, descriptions, quotes and the order of keys.

use serde_json::{Map, Number, Value};

use super::node::{Kind, Node};
use super::tree;
use crate::source::Source;

/// The spec as JSON with sorted keys, without its descriptions; none if its text is no YAML.
///
/// Read as a spec it says the same, but for the order of attributes, clients, indexes and stages, and of what an index includes.
#[must_use]
pub fn normal(source: &Source) -> Option<Value> {
    let root = tree::parse(source).ok()?;
    let mut spec = value(&root);
    undescribe(&mut spec);
    for part in parts(&mut spec, "attributes") {
        if let Value::Object(attributes) = part {
            undescribe_each(attributes);
        }
    }
    for part in parts(&mut spec, "routes") {
        part.as_array_mut().into_iter().flatten().for_each(align);
    }
    for part in parts(&mut spec, "table") {
        let indexes = part.get_mut("indexes").and_then(Value::as_object_mut);
        for index in indexes.into_iter().flat_map(Map::values_mut) {
            if let Some(Value::Array(names)) = index.pointer_mut("/projection/include") {
                names.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
            }
        }
    }
    Some(spec)
}

fn value(node: &Node) -> Value {
    match &node.kind {
        Kind::Null | Kind::Reported => Value::Null,
        Kind::Bool(value) => Value::Bool(*value),
        Kind::Number(text) => Value::Number(number(text)),
        Kind::Text(text) => Value::String(text.clone()),
        Kind::List(list) => list.iter().map(value).collect(),
        Kind::Map(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|(key, node)| (key.value.clone(), value(node))).collect();
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            Value::Object(entries.into_iter().collect())
        }
    }
}

/// A number that YAML takes, with all its digits, as JSON writes it.
fn number(text: &str) -> Number {
    let (sign, unsigned) = match text.as_bytes().first() {
        Some(b'-') => ("-", &text[1..]),
        Some(b'+') => ("", &text[1..]),
        _ => ("", text),
    };
    let (mantissa, exponent) = unsigned.split_at(unsigned.find(['e', 'E']).unwrap_or(unsigned.len()));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let dot = if fraction.is_empty() { "" } else { "." };
    let json = format!("{sign}{whole}{dot}{fraction}{exponent}");
    serde_json::from_str(&json).expect("JSON takes digits with a point and an exponent")
}

fn undescribe(of: &mut Value) {
    if let Value::Object(keys) = of {
        keys.shift_remove("description");
    }
}

/// What stands under a key at the top and in each resource.
fn parts<'a>(spec: &'a mut Value, key: &str) -> Vec<&'a mut Value> {
    let mut found = Vec::new();
    for (name, value) in spec.as_object_mut().into_iter().flatten() {
        match (name.as_str(), value) {
            (name, value) if name == key => found.push(value),
            ("resources", Value::Object(resources)) => {
                found.extend(resources.values_mut().filter_map(|resource| resource.get_mut(key)));
            }
            _ => {}
        }
    }
    found
}

/// `GET    /items` is `GET /items`.
fn align(route: &mut Value) {
    if let Value::String(text) = route {
        *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}

/// Takes the descriptions from attributes and from those inside them.
fn undescribe_each(attributes: &mut Map<String, Value>) {
    attributes.values_mut().for_each(undescribe_attribute);
}

fn undescribe_attribute(attribute: &mut Value) {
    undescribe(attribute);
    if let Some(items) = attribute.get_mut("items") {
        undescribe_attribute(items);
    }
    if let Some(Value::Object(members)) = attribute.get_mut("attributes") {
        undescribe_each(members);
    }
}

#[cfg(test)]
mod tests {
    use super::normal;
    use crate::source::Source;

    fn of(text: &str) -> String {
        normal(&Source { name: String::new(), text: text.to_owned() }).expect("it is YAML").to_string()
    }

    #[test]
    fn descriptions_go_and_what_is_called_so_stays() {
        let spec = "description: a\nattributes:\n  description: { type: list, description: b, items: { type: map, \
            description: c, attributes: { description: { type: string, description: d, default: e } } } }\n";
        let expected = r#"{"attributes":{"description":{"items":{"attributes":{"description":{"default":"e","type":"string"}},"type":"map"},"type":"list"}}}"#;
        assert_eq!(of(spec), expected);
        let several = format!("resources:\n  goods:\n{}", spec.replace("description: a\n", "").replace('\n', "\n    "));
        assert_eq!(
            of(&several.replace("attributes:\n", "    attributes:\n")),
            format!("{{\"resources\":{{\"goods\":{expected}}}}}")
        );
    }

    #[test]
    fn numbers_keep_their_digits() {
        let rows = [
            ("+5", "5"),
            ("-.5", "-0.5"),
            ("007", "7"),
            ("00", "0"),
            ("5.", "5"),
            ("-0", "-0"),
            ("1.50e+03", "1.50e+03"),
            ("0.12345678901234567890123456789012345678", "0.12345678901234567890123456789012345678"),
        ];
        for (yaml, json) in rows {
            assert_eq!(of(&format!("a: {yaml}\n")), format!("{{\"a\":{json}}}"));
        }
    }
}
