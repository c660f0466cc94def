//! The constraints of the spec as functions that check one value each.

use serde::Serialize;

use super::value;
use crate::contract::key;
use crate::contract::rust_type::{rust_type, set_item_type};
use crate::model::limits::MAX_NUMBER;
use crate::model::{Attribute, Range, Resource, Shape};
use crate::render::layout;

/// A function of the generated crate: everything but its closing brace.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Function {
    pub(super) signature: String,
    pub(super) body: Vec<String>,
}

/// The expression that names the rule for an attribute of `owner`, where it has one.
pub(super) fn rule_of(resource: &Resource, owner: &str, attribute: &Attribute) -> Option<String> {
    if let Shape::Map(map) = &attribute.shape {
        return constrained(&attribute.shape).then(|| format!("{}::check", map.type_name));
    }
    let has_rule = constrained(&attribute.shape) || key::longest(resource, attribute).is_some();
    has_rule.then(|| format!("{owner}::check_{}", attribute.name.suffix()))
}

/// The function behind [`rule_of`], where it is not a map type's own.
pub(super) fn function(resource: &Resource, attribute: &Attribute) -> Option<Function> {
    let key_bytes = key::longest(resource, attribute);
    if matches!(attribute.shape, Shape::Map(_)) || !(constrained(&attribute.shape) || key_bytes.is_some()) {
        return None;
    }
    let mut body = body(8, &attribute.shape);
    if let Some(max) = key_bytes {
        body.extend(key_body(&attribute.shape, max));
    }
    Some(named(attribute.name.suffix(), &attribute.shape, body))
}

/// The rule of a member of a map, where it has one: its name, and its function unless it is a type's own.
pub(super) fn member(owner: &str, name: &str, shape: &Shape) -> Option<(String, Option<Function>)> {
    if !constrained(shape) {
        return None;
    }
    if let Shape::Map(map) = shape {
        return Some((format!("{}::check", map.type_name), None));
    }
    let function = named(name, shape, body(8, shape));
    Some((format!("{owner}::check_{name}"), Some(function)))
}

/// Whether a value of the shape's Rust type can break the spec.
pub(super) fn constrained(shape: &Shape) -> bool {
    match shape {
        Shape::String { length, pattern } => !length.is_any() || pattern.is_some(),
        Shape::Integer(range) => !range.is_any(),
        Shape::Decimal(range) => !range.is_any(),
        Shape::Number(_) | Shape::Json => true,
        Shape::Binary(length) => !length.is_any(),
        Shape::List { items, length } => !length.is_any() || constrained(items),
        Shape::Set { length, .. } => length.min.is_some_and(|min| min > 1) || length.max.is_some(),
        Shape::Map(map) => map.fields.iter().any(|field| constrained(&field.shape)),
        Shape::Enum { .. } | Shape::Boolean | Shape::Timestamp | Shape::Date | Shape::Uuid | Shape::Ulid => false,
    }
}

fn named(name: &str, shape: &Shape, body: Vec<String>) -> Function {
    Function { signature: signature(4, &format!("pub(super) fn check_{name}"), shape), body }
}

fn signature(indent: usize, head: &str, shape: &Shape) -> String {
    let value = format!("value: &{}", borrowed(shape));
    layout::signature(indent, head, &[&value, "problems: &mut Problems"], None)
}

/// What a rule takes a reference to.
fn borrowed(shape: &Shape) -> String {
    match shape {
        Shape::String { .. } => "str".to_owned(),
        Shape::List { items, .. } => format!("[{}]", rust_type(items)),
        Shape::Set { items, .. } => format!("Set<{}>", set_item_type(*items)),
        shape => rust_type(shape),
    }
}

fn body(indent: usize, shape: &Shape) -> Vec<String> {
    match shape {
        Shape::String { length, pattern } => {
            let mut lines: Vec<String> = pattern.iter().flat_map(|pattern| statics(indent, pattern)).collect();
            lines.extend(lengths(indent, "value.chars().count()", *length, "characters"));
            lines.extend(pattern.as_ref().map(|_| format!("{}problems.pattern(value, &REGEX);", " ".repeat(indent))));
            lines
        }
        Shape::Integer(range) => bounds(indent, range.min.map(|n| n.to_string()), range.max.map(|n| n.to_string())),
        Shape::Number(range) => {
            let min = range.min.map_or(-MAX_NUMBER, |min| min.max(-MAX_NUMBER));
            let max = range.max.map_or(MAX_NUMBER, |max| max.min(MAX_NUMBER));
            bounds(indent, Some(value::number(min)), Some(value::number(max)))
        }
        Shape::Decimal(range) => {
            let text = |bound: Option<&String>| bound.map(|text| value::decimal(text));
            bounds(indent, text(range.min.as_ref()), text(range.max.as_ref()))
        }
        Shape::Binary(length) => lengths(indent, "value.0.len()", *length, "bytes"),
        Shape::Set { length, .. } => lengths(indent, "value.size()", *length, "elements"),
        Shape::Json => vec![format!("{}problems.json(value);", " ".repeat(indent))],
        Shape::List { items, length } => list_body(indent, items, *length),
        _ => Vec::new(),
    }
}

fn list_body(indent: usize, items: &Shape, length: Range<u32>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut each = None;
    if constrained(items) {
        if let Shape::Map(map) = items {
            each = Some(format!("{}::check", map.type_name));
        } else {
            lines.push(signature(indent, "fn element", items));
            lines.extend(body(indent + 4, items));
            lines.push(format!("{}}}\n", " ".repeat(indent)));
            each = Some("element".to_owned());
        }
    }
    lines.extend(lengths(indent, "value.len()", length, "elements"));
    lines.extend(each.map(|rule| layout::call(indent, "problems.each", &["value", &rule], ";")));
    lines
}

fn lengths(indent: usize, count: &str, length: Range<u32>, unit: &str) -> Vec<String> {
    let unit = layout::string(unit);
    let line = |method: &str, bound: u32| {
        layout::call(indent, &format!("problems.{method}"), &[count, &bound.to_string(), &unit], ";")
    };
    let min = length.min.filter(|min| *min > 0).map(|min| line("min_length", min));
    min.into_iter().chain(length.max.map(|max| line("max_length", max))).collect()
}

fn bounds(indent: usize, min: Option<String>, max: Option<String>) -> Vec<String> {
    let line = |method: &str, bound: &str| {
        layout::call(indent, &format!("problems.{method}"), &["value", &format!("&{bound}")], ";")
    };
    let min = min.map(|min| line("minimum", &min));
    min.into_iter().chain(max.map(|max| line("maximum", &max))).collect()
}

/// A pattern, compiled when it is first used.
fn statics(indent: usize, pattern: &str) -> [String; 2] {
    [
        layout::assignment(indent, "const PATTERN: &str =", &format!("{};", layout::string(pattern))),
        format!("{}static REGEX: LazyLock<Regex> = LazyLock::new(|| regex(PATTERN));", " ".repeat(indent)),
    ]
}

fn key_body(shape: &Shape, max: u32) -> Vec<String> {
    let (count, min, longest) = match shape {
        Shape::Binary(length) => ("value.0.len()", length.min, length.max),
        Shape::String { length, .. } => ("value.len()", length.min, length.max.map(|max| max.saturating_mul(4))),
        _ => return Vec::new(),
    };
    let range = Range {
        min: (min.unwrap_or(0) == 0).then_some(1),
        max: longest.is_none_or(|longest| longest > max).then_some(max),
    };
    lengths(8, count, range, "bytes")
}
