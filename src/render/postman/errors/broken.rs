//! Values that break a constraint of the spec, and what the answer says of each.

use regex::Regex;

use super::sent::Sent;
use crate::contract::{detail, wire};
use crate::model::limits::MAX_NUMBER;
use crate::model::{Attribute, Decimal, Literal, MapShape, Name, Range, Resource, SetItem, Shape};
use crate::render::example::{self, Which};

/// A value that breaks constraints, as many at once as it can.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Broken {
    pub(super) value: Sent,
    pub(super) errors: Vec<Error>,
}

/// What the answer says of a place in a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Error {
    /// A JSON pointer.
    pub(super) pointer: String,
    pub(super) detail: String,
}

impl Error {
    pub(super) fn new(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), detail: detail.into() }
    }

    /// The same, seen from what has the value as its member.
    pub(super) fn within(self, member: &str) -> Self {
        Self { pointer: format!("/{member}{}", self.pointer), ..self }
    }
}

/// Longer values would make a body that is refused for its size.
const LONGEST: u32 = 100_000;

/// Values that together break each constraint of an attribute.
pub(super) fn of_attribute(resource: &Resource, attribute: &Attribute) -> Vec<Broken> {
    let mut broken = of_shape(&attribute.name, &attribute.shape);
    // DynamoDB takes no empty text as a key.
    if let Shape::String { length, .. } = &attribute.shape
        && length.min.unwrap_or(0) == 0
        && resource.keys().any(|key| key.contains(attribute))
    {
        broken.insert(0, Broken::new(Sent::Text(0), too_few(0, "bytes", 1)));
    }
    broken
}

impl Broken {
    pub(super) fn new(value: Sent, detail: String) -> Self {
        Self { value, errors: vec![Error::new("", detail)] }
    }
}

fn of_shape(name: &Name, shape: &Shape) -> Vec<Broken> {
    match shape {
        Shape::String { length, pattern } => {
            let mut broken = lengths(*length, "characters", 1, Sent::Text);
            broken.extend(pattern.as_deref().and_then(mismatch));
            broken
        }
        Shape::Integer(range) => integers(*range),
        Shape::Number(range) => numbers(*range),
        Shape::Decimal(range) => decimals(range),
        // Base64 has four characters for three bytes.
        Shape::Binary(length) => lengths(*length, "bytes", 3, |bytes| Sent::Text(bytes / 3 * 4)),
        Shape::List { items, length } => {
            let example = Sent::Literal(example::of_shape(name, items, Which::Original));
            let alike = |count| Sent::Alike(Box::new(example.clone()), count);
            let mut broken = lengths(*length, "elements", 1, alike);
            broken.extend(of_shape(name, items).into_iter().map(|element| in_list(element, &example, *length)));
            broken
        }
        Shape::Set { items, length } => {
            let elements = |count| match items {
                SetItem::String | SetItem::Binary => Sent::Texts(count),
                SetItem::Integer | SetItem::Decimal => Sent::Numbers(count),
            };
            // A set is never empty, which is no constraint.
            lengths(Range { min: length.min.filter(|min| *min > 1), ..*length }, "elements", 1, elements)
        }
        Shape::Map(map) => of_map(map),
        Shape::Enum { .. }
        | Shape::Boolean
        | Shape::Timestamp(_)
        | Shape::Date
        | Shape::Uuid
        | Shape::Ulid
        | Shape::Json => Vec::new(),
    }
}

/// A list that has an element that breaks constraints, and as many as it needs.
fn in_list(element: Broken, example: &Sent, length: Range<u32>) -> Broken {
    let missing = length.min.unwrap_or(0).saturating_sub(1) as usize;
    let elements = std::iter::once(element.value).chain(std::iter::repeat_n(example.clone(), missing));
    Broken {
        value: Sent::List(elements.collect()),
        errors: element.errors.into_iter().map(|error| error.within("0")).collect(),
    }
}

/// Maps whose members break their constraints at once.
fn of_map(map: &MapShape) -> Vec<Broken> {
    let members = map.fields.iter().map(|field| {
        let example =
            field.presence.is_required().then(|| example::of_shape(&field.name, &field.shape, Which::Original));
        (field.name.as_str(), of_shape(&field.name, &field.shape), example.map(Sent::Literal))
    });
    let rounds = rounds(members.collect());
    rounds.into_iter().map(|(members, errors)| Broken { value: Sent::Map(members), errors }).collect()
}

/// The members of an object, and what the answer says of it.
pub(super) type Round = (Vec<(String, Sent)>, Vec<Error>);

/// Objects in which each member breaks a constraint of its own, until each has broken all of them. A member that has no
/// more to break has its example, if it has to be there.
pub(super) fn rounds(members: Vec<(&str, Vec<Broken>, Option<Sent>)>) -> Vec<Round> {
    let count = members.iter().map(|(_, broken, _)| broken.len()).max().unwrap_or(0);
    let mut rounds = vec![(Vec::new(), Vec::new()); count];
    for (name, broken, example) in members {
        let mut broken = broken.into_iter();
        for (members, errors) in &mut rounds {
            if let Some(Broken { value, errors: found }) = broken.next() {
                members.push((name.to_owned(), value));
                errors.extend(found.into_iter().map(|error| error.within(name)));
            } else if let Some(example) = &example {
                members.push((name.to_owned(), example.clone()));
            }
        }
    }
    rounds
}

/// Values that are too short and too long, of lengths that are multiples of `step`.
fn lengths(length: Range<u32>, unit: &str, step: u32, value: impl Fn(u32) -> Sent) -> Vec<Broken> {
    let below = length.min.filter(|min| *min > 0).map(|min| {
        let length = (min - 1) / step * step;
        Broken::new(value(length), too_few(length, unit, min))
    });
    let above = length.max.filter(|max| *max < LONGEST).map(|max| {
        let length = (max + 1).div_ceil(step) * step;
        let words: [(&str, &dyn std::fmt::Display); 3] = [("length", &length), ("unit", &unit), ("max", &max)];
        Broken::new(value(length), detail::filled(detail::TOO_MANY, words))
    });
    below.into_iter().chain(above).collect()
}

fn too_few(length: u32, unit: &str, min: u32) -> String {
    detail::filled(detail::TOO_FEW, [("length", &length), ("unit", &unit), ("min", &min)])
}

/// A short text that the pattern does not match.
fn mismatch(pattern: &str) -> Option<Broken> {
    let regex = Regex::new(pattern).ok()?;
    let texts = ["x", "-", "0", "X", "z", " ", "x x", "?", "\n", "\u{1F980}", ""];
    let text = texts.into_iter().find(|text| !regex.is_match(text))?;
    let detail = detail::filled(detail::PATTERN, [("pattern", &pattern)]);
    Some(Broken::new(Sent::Literal(Literal::String(text.to_owned())), detail))
}

fn integers(range: Range<i64>) -> Vec<Broken> {
    let below = range.min.and_then(|min| Some(at_least(Literal::Integer(min.checked_sub(1)?), &min.to_string())));
    let above = range.max.and_then(|max| Some(at_most(Literal::Integer(max.checked_add(1)?), &max.to_string())));
    below.into_iter().chain(above).collect()
}

fn numbers(range: Range<f64>) -> Vec<Broken> {
    let farther = |bound: f64| bound.abs().max(1.0);
    let fits = |value: &f64| value.abs() <= MAX_NUMBER;
    let below = range.min.map(|min| (min - farther(min), min)).filter(|(value, _)| fits(value));
    let above = range.max.map(|max| (max + farther(max), max)).filter(|(value, _)| fits(value));
    let below = below.map(|(value, min)| at_least(Literal::Number(value), &min.to_string()));
    let above = above.map(|(value, max)| at_most(Literal::Number(value), &max.to_string()));
    below.into_iter().chain(above).collect()
}

fn decimals(range: &Range<String>) -> Vec<Broken> {
    let below = range.min.as_deref().and_then(|min| {
        let candidates = ["-1".to_owned(), format!("-9{}", min.trim_start_matches('-')), "-9e125".to_owned()];
        let value = candidates.into_iter().find(|candidate| is_less(candidate, min))?;
        Some(at_least(Literal::Decimal(value), &wire::shortened(min)))
    });
    let above = range.max.as_deref().and_then(|max| {
        let candidates = ["1".to_owned(), format!("9{}", max.trim_start_matches('-')), "9e125".to_owned()];
        let value = candidates.into_iter().find(|candidate| is_less(max, candidate))?;
        Some(at_most(Literal::Decimal(value), &wire::shortened(max)))
    });
    below.into_iter().chain(above).collect()
}

/// Whether the one is less than the other, and both can be stored.
fn is_less(one: &str, other: &str) -> bool {
    matches!((Decimal::parse(one), Decimal::parse(other)), (Ok(one), Ok(other)) if one < other)
}

fn at_least(value: Literal, min: &str) -> Broken {
    Broken::new(Sent::Literal(value), detail::filled(detail::AT_LEAST, [("min", &min)]))
}

fn at_most(value: Literal, max: &str) -> Broken {
    Broken::new(Sent::Literal(value), detail::filled(detail::AT_MOST, [("max", &max)]))
}
