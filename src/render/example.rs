//! Example values: what stands in the documents, the Postman requests and the tests of a project.
//!
//! Promises a value that fits the shape and its constraints, and the same one each time. There are
//! two for each attribute, which differ wherever the shape has more than one value.

mod body;
mod number;
mod pattern;

use std::iter;

pub(super) use body::body;
pub(super) use number::whole_numbers;
pub(super) use pattern::{Slot, slots};

use super::local_user;
use crate::contract::wire;
use crate::model::{
    Attribute, Field, Generate, Literal, Name, Operation, Range, Resource, Route, Segment, Service, SetItem, Shape,
};
use crate::path::portable;

/// Which of the two examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// What an item is created with.
    Original,
    /// What it is changed to.
    Changed,
}

impl Which {
    /// The first or the second candidate; the first if there is no second.
    fn pick<T>(self, candidates: impl IntoIterator<Item = T>) -> Option<T> {
        let mut candidates = candidates.into_iter();
        let first = candidates.next()?;
        match self {
            Self::Original => Some(first),
            Self::Changed => Some(candidates.next().unwrap_or(first)),
        }
    }

    fn of<T>(self, original: T, changed: T) -> T {
        match self {
            Self::Original => original,
            Self::Changed => changed,
        }
    }
}

/// The file that holds an event of a route.
pub(super) fn event_path(route: &Route) -> String {
    format!("events/{}.json", portable(&route.handler))
}

/// The event that documents take for an example: the first that creates, or else the first.
pub(super) fn first_event(service: &Service) -> String {
    let mut routes = service.resources.iter().flat_map(|resource| &resource.routes);
    let first = routes.clone().next();
    routes.find(|route| route.operation == Operation::Create).or(first).map(event_path).unwrap_or_default()
}

/// A path with an example of each key, percent-encoded.
pub(super) fn path(resource: &Resource, route: &Route) -> String {
    path_by(route, |part| key_in_url(resource, part, Which::Original))
}

/// A path with what is given for each of its parameters.
pub(super) fn path_by(route: &Route, part: impl Fn(&Attribute) -> String) -> String {
    let segment = |segment: &Segment| match segment {
        Segment::Literal(text) => text.clone(),
        Segment::Parameter(attribute) => part(attribute),
    };
    route.path.iter().flat_map(|it| ["/".to_owned(), segment(it)]).collect()
}

/// An example of a key, percent-encoded.
pub(super) fn key_in_url(resource: &Resource, part: &Attribute, which: Which) -> String {
    wire::in_url(&part.shape, &attribute(resource, part, which))
}

/// An example of a top-level attribute. One that ends an item's life ends it in a far future.
pub(super) fn attribute(resource: &Resource, attribute: &Attribute, which: Which) -> Literal {
    if resource.version().is_some_and(|version| version.name == attribute.name) {
        return Literal::Integer(which.of(1, 2));
    }
    if attribute.generate == Some(Generate::Owner) {
        return Literal::String(local_user::id(&attribute.shape, which.of(local_user::USER, local_user::OTHER)));
    }
    if resource.is_ttl(attribute) {
        return Literal::String(which.of("2099-01-02T03:04:05Z", "2099-02-03T04:05:06Z").to_owned());
    }
    of_shape(&attribute.name, &attribute.shape, which)
}

/// An example of a shape; the name of what has it becomes part of free text.
pub(super) fn of_shape(name: &Name, shape: &Shape, which: Which) -> Literal {
    let text = |original: &str, changed: &str| Literal::String(which.of(original, changed).to_owned());
    match shape {
        Shape::String { length, pattern } => Literal::String(string(name, *length, pattern.as_deref(), which)),
        Shape::Enum { values, .. } => {
            Literal::String(which.pick(values).expect("an enum has at least one value").wire.clone())
        }
        Shape::Integer(range) => Literal::Integer(number::integer(range, which)),
        Shape::Number(range) => Literal::Number(number::number(range, which)),
        Shape::Decimal(range) => Literal::Decimal(number::decimal(range, which)),
        Shape::Boolean => Literal::Boolean(which == Which::Original),
        Shape::Timestamp(_) => text("2026-01-02T03:04:05Z", "2026-02-03T04:05:06Z"),
        Shape::Date => text("2026-01-02", "2026-02-03"),
        Shape::Uuid => text("0190a5c4-7d1e-7b3a-9c2f-5e8d1a4b6c70", "0190a5c4-7d1f-7c4b-8d30-6f9e2b5c7d81"),
        Shape::Ulid => text("01J2JWJ78Y5T3R7M9N1P4K6H8G", "01J2JWJ78Z6V4S8N0P2Q5M7J9H"),
        Shape::Binary(length) => Literal::String(zeros(*length, which)),
        Shape::Json => Literal::Map(vec![("example".to_owned(), text("original", "changed"))]),
        Shape::List { items, length } => {
            let turns = [which, which.of(Which::Changed, Which::Original)].into_iter().cycle();
            Literal::List(turns.take(count(*length)).map(|which| of_shape(name, items, which)).collect())
        }
        Shape::Set { items, length } => Literal::List(set(name, *items, *length, which)),
        Shape::Map(map) => Literal::Map(map.fields.iter().map(|field| member(field, which)).collect()),
    }
}

fn member(field: &Field, which: Which) -> (String, Literal) {
    (field.name.to_string(), of_shape(&field.name, &field.shape, which))
}

/// How many elements an example has: one if that is allowed.
fn count(length: Range<u32>) -> usize {
    length.min.unwrap_or(0).max(1).min(length.max.unwrap_or(u32::MAX)) as usize
}

fn string(name: &Name, length: Range<u32>, pattern: Option<&str>, which: Which) -> String {
    if let Some(slots) = pattern.and_then(|pattern| slots(pattern, length, which)) {
        return slots.iter().enumerate().map(|(place, slot)| slot.pick(place, which)).collect();
    }
    let words = format!("{} {}", which.of("example", "changed"), name.snake().trim_matches('_').replace('_', " "));
    let longest = length.max.unwrap_or(u32::MAX) as usize;
    let missing = (length.min.unwrap_or(0) as usize).saturating_sub(words.len());
    words.chars().chain(iter::repeat_n('x', missing)).take(longest).collect()
}

/// Base64 of bytes that are all alike.
fn zeros(length: Range<u32>, which: Which) -> String {
    let bytes = length.min.unwrap_or(0).max(6).min(length.max.unwrap_or(u32::MAX)) as usize;
    let [three, two, one] = which.of(["AAAA", "AAA=", "AA=="], ["VVVV", "VVU=", "VQ=="]);
    let rest = match bytes % 3 {
        0 => "",
        1 => one,
        _ => two,
    };
    three.repeat(bytes / 3) + rest
}

fn set(name: &Name, items: SetItem, length: Range<u32>, which: Which) -> Vec<Literal> {
    let first = which.of(0, 1);
    (first..first + count(length)).map(|place| element(name, items, place)).collect()
}

/// The elements of a set, no two alike.
fn element(name: &Name, items: SetItem, place: usize) -> Literal {
    match items {
        SetItem::String => Literal::String(format!("{name} {place}")),
        SetItem::Integer => {
            Literal::Integer(i64::try_from(place).expect("a set has fewer elements than i64 can count"))
        }
        SetItem::Decimal => Literal::Decimal(format!("{place}.5")),
        SetItem::Binary => Literal::String(three_bytes(place)),
    }
}

/// Base64 of the number's last three bytes.
fn three_bytes(number: usize) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    [18, 12, 6, 0].into_iter().map(|shift| char::from(DIGITS[number >> shift & 63])).collect()
}

#[cfg(test)]
mod tests;
