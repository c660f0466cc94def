//! The constraints of the spec as functions that check one value each.

use serde::Serialize;

use super::value;
use crate::contract::rust_type::{rust_type, set_item_type};
use crate::contract::{body, key};
use crate::model::{Attribute, Name, Range, Resource, Shape};
use crate::render::layout;

/// What `rule.rs.j2` prints: the body of a function that checks a value.
#[derive(Debug, Serialize)]
pub(super) struct Rule {
    /// What the function takes a reference to.
    #[serde(rename = "type")]
    ty: String,
    /// The rules for each element, for each of its elements and so on, unless they are a type's own.
    elements: Vec<ElementRule>,
    /// A literal.
    pattern: Option<String>,
    checks: Vec<Check>,
}

/// A function of its own for the elements of a list.
#[derive(Debug, Serialize)]
struct ElementRule {
    name: String,
    #[serde(flatten)]
    rule: Rule,
}

/// A check by a method of `Problems`.
#[derive(Debug, Serialize)]
struct Check {
    method: &'static str,
    arguments: Vec<String>,
}

/// The expression that names the rule for an attribute of `owner`, where it has one.
pub(super) fn rule_of(resource: &Resource, owner: &str, attribute: &Attribute) -> Option<String> {
    if let Shape::Map(map) = &attribute.shape {
        return constrained(&attribute.shape).then(|| format!("{}::check", map.type_name));
    }
    has_rule(resource, attribute).then(|| format!("{owner}::check_{}", attribute.name.suffix()))
}

/// The same for an attribute of an item that is created.
pub(super) fn of_new(resource: &Resource, attribute: &Attribute) -> Option<String> {
    if body::lies_ahead(resource, attribute) {
        return Some("lies_ahead".to_owned());
    }
    rule_of(resource, resource.item.as_str(), attribute)
}

/// What the function behind [`rule_of`] checks, where it is not a map type's own.
pub(super) fn of_attribute(resource: &Resource, attribute: &Attribute) -> Option<Rule> {
    if matches!(attribute.shape, Shape::Map(_)) || !has_rule(resource, attribute) {
        return None;
    }
    let mut rule = rule(&attribute.shape);
    let key_bytes = key::longest(resource, attribute);
    rule.checks.extend(key_bytes.map(|max| key_checks(&attribute.shape, max)).into_iter().flatten());
    let unreachable = key::unreachable(resource, attribute).filter_map(|value| attribute.shape.in_path(value));
    let unreachable: Vec<String> = unreachable.map(|text| layout::string(&text)).collect();
    if !unreachable.is_empty() {
        rule.checks.push(check("unreachable", ["value", &format!("&[{}]", unreachable.join(", "))]));
    }
    Some(rule)
}

fn has_rule(resource: &Resource, attribute: &Attribute) -> bool {
    let is_bound =
        key::longest(resource, attribute).is_some() || key::unreachable(resource, attribute).next().is_some();
    is_bound || constrained(&attribute.shape)
}

/// The rule of a member of a map, where it has one: the expression that names it, and what it checks unless it is a
/// map type's own.
pub(super) fn of_member(owner: &str, name: &Name, shape: &Shape) -> Option<(String, Option<Rule>)> {
    if !constrained(shape) {
        return None;
    }
    if let Shape::Map(map) = shape {
        return Some((format!("{}::check", map.type_name), None));
    }
    Some((format!("{owner}::check_{}", name.suffix()), Some(rule(shape))))
}

/// Whether a value of the shape's Rust type can break the spec.
pub(super) fn constrained(shape: &Shape) -> bool {
    match shape {
        Shape::String { length, pattern } => bounded(*length) || pattern.is_some(),
        Shape::Integer(range) => !range.is_any(),
        Shape::Number(range) => !range.is_any(),
        Shape::Decimal(range) => !range.is_any(),
        Shape::Json => true,
        Shape::Binary(length) => bounded(*length),
        Shape::List { items, length } => bounded(*length) || constrained(items),
        Shape::Set { length, .. } => length.min.is_some_and(|min| min > 1) || length.max.is_some(),
        Shape::Map(map) => map.fields.iter().any(|field| constrained(&field.shape)),
        Shape::Enum { .. } | Shape::Boolean | Shape::Timestamp(_) | Shape::Date | Shape::Uuid | Shape::Ulid => false,
    }
}

/// Whether a length can be wrong: none is below 0.
fn bounded(length: Range<u32>) -> bool {
    length.min.is_some_and(|min| min > 0) || length.max.is_some()
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

fn rule(shape: &Shape) -> Rule {
    let mut elements = Vec::new();
    let mut list = shape;
    while let Some(items) = ruled_elements(list) {
        let depth = elements.len() + 1;
        elements.push(ElementRule { name: element_name(depth), rule: rule_at(items, depth) });
        list = items;
    }
    Rule { elements, ..rule_at(shape, 0) }
}

/// The rule of a value that lies `depth` lists deep, without the rules of what it holds.
fn rule_at(shape: &Shape, depth: usize) -> Rule {
    let pattern = if let Shape::String { pattern, .. } = shape { pattern.as_deref() } else { None };
    Rule {
        ty: borrowed(shape),
        elements: Vec::new(),
        pattern: pattern.map(layout::string),
        checks: checks(shape, depth),
    }
}

/// What a list holds, where a function of its own checks that.
fn ruled_elements(shape: &Shape) -> Option<&Shape> {
    match shape {
        Shape::List { items, .. } if constrained(items) && !matches!(**items, Shape::Map(_)) => Some(items),
        _ => None,
    }
}

/// The function that checks what lies `depth` lists deep.
fn element_name(depth: usize) -> String {
    if depth == 1 { "element".to_owned() } else { format!("element_{depth}") }
}

fn checks(shape: &Shape, depth: usize) -> Vec<Check> {
    match shape {
        Shape::String { length, pattern } => {
            let mut checks = lengths("value.chars().count()", *length, "characters");
            checks.extend(pattern.as_ref().map(|_| check("pattern", ["value", "&REGEX"])));
            checks
        }
        Shape::Integer(range) => bounds(range.min.map(|n| n.to_string()), range.max.map(|n| n.to_string())),
        Shape::Number(range) => bounds(range.min.map(value::number), range.max.map(value::number)),
        Shape::Decimal(range) => {
            let text = |bound: Option<&String>| bound.map(|text| value::decimal(text));
            bounds(text(range.min.as_ref()), text(range.max.as_ref()))
        }
        Shape::Binary(length) => lengths("value.0.len()", *length, "bytes"),
        Shape::Set { length, .. } => lengths("value.size()", *length, "elements"),
        Shape::Json => vec![check("json", ["value"])],
        Shape::List { items, length } => {
            let mut checks = lengths("value.len()", *length, "elements");
            checks.extend(of_elements(items, depth + 1).map(|rule| check("each", ["value", &rule])));
            checks
        }
        _ => Vec::new(),
    }
}

/// The expression that names the rule for the elements of a list.
fn of_elements(items: &Shape, depth: usize) -> Option<String> {
    constrained(items).then(|| match items {
        Shape::Map(map) => format!("{}::check", map.type_name),
        _ => element_name(depth),
    })
}

fn lengths(count: &str, length: Range<u32>, unit: &str) -> Vec<Check> {
    let unit = layout::string(unit);
    let check = |method, bound: u32| check(method, [count, &bound.to_string(), &unit]);
    let min = length.min.filter(|min| *min > 0).map(|min| check("min_length", min));
    min.into_iter().chain(length.max.map(|max| check("max_length", max))).collect()
}

fn bounds(min: Option<String>, max: Option<String>) -> Vec<Check> {
    let check = |method, bound: String| check(method, ["value", &format!("&{bound}")]);
    let min = min.map(|min| check("minimum", min));
    min.into_iter().chain(max.map(|max| check("maximum", max))).collect()
}

fn check<const N: usize>(method: &'static str, arguments: [&str; N]) -> Check {
    Check { method, arguments: arguments.map(str::to_owned).to_vec() }
}

fn key_checks(shape: &Shape, max: u32) -> Vec<Check> {
    let (count, min, longest) = match shape {
        Shape::Binary(length) => ("value.0.len()", length.min, length.max),
        Shape::String { length, .. } => ("value.len()", length.min, length.max.map(|max| max.saturating_mul(4))),
        _ => return Vec::new(),
    };
    let range = Range {
        min: (min.unwrap_or(0) == 0).then_some(1),
        max: longest.is_none_or(|longest| longest > max).then_some(max),
    };
    lengths(count, range, "bytes")
}
