//! Which stored values the generated code still reads as another type: what its `from_stored` accepts.

use crate::model::{Field, MapShape, Presence, Range, SetItem, Shape};

/// A type as it is stored: the time to live is a timestamp in epoch seconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) shape: &'a Shape,
    pub(super) is_ttl: bool,
}

impl<'a> Value<'a> {
    /// A value that is no time to live: anything inside another value.
    pub(super) fn inner(shape: &'a Shape) -> Self {
        Self { shape, is_ttl: false }
    }
}

/// Integers beyond these lose digits as an `f64`.
const EXACT: i64 = 1 << 53;

/// The seconds of the years 0 to 9999.
const SECONDS: (i64, i64) = (-62_167_219_200, 253_402_300_799);

/// What keeps some stored values from being read as the new type, in words that follow "stored values"; none if all
/// are read.
pub(super) fn incompatibility(old: Value<'_>, new: Value<'_>) -> Option<&'static str> {
    match (old.shape, new.shape) {
        (Shape::Timestamp, Shape::Timestamp) if old.is_ttl == new.is_ttl => None,
        (Shape::Timestamp, _) if old.is_ttl => epoch_seconds(new),
        (_, Shape::Timestamp) if new.is_ttl => becomes_epoch_seconds(old.shape),
        (from, Shape::Json) => (!fits_json(from)).then_some("hold binaries or sets, which JSON can't"),
        (Shape::Json, _) => Some("may be any JSON"),
        (from, Shape::String { .. }) => (!is_text(from)).then_some("are no text"),
        (Shape::Enum { values: old, .. }, Shape::Enum { values: new, .. }) => {
            let is_kept = |value: &str| new.iter().any(|new| new.wire == value);
            (!old.iter().all(|value| is_kept(&value.wire))).then_some("may be one that the enum no longer has")
        }
        (from, Shape::Enum { .. }) => Some(if is_text(from) { "may be none of the enum's" } else { "are no text" }),
        (Shape::Integer(_) | Shape::Number(_) | Shape::Decimal(_), Shape::Decimal(_))
        | (Shape::Integer(_), Shape::Integer(_))
        | (Shape::Number(_), Shape::Number(_))
        | (Shape::Boolean, Shape::Boolean)
        | (Shape::Date, Shape::Date)
        | (Shape::Uuid, Shape::Uuid)
        | (Shape::Ulid, Shape::Ulid)
        | (Shape::Binary(_), Shape::Binary(_)) => None,
        (Shape::Integer(range), Shape::Number(_)) => {
            (!within(range, -EXACT, EXACT)).then_some("may have more digits than a number keeps")
        }
        (Shape::Decimal(_), Shape::Number(_)) => Some("may have more digits than a number keeps"),
        (Shape::Number(_) | Shape::Decimal(_), Shape::Integer(_)) => Some("may have a fraction"),
        (Shape::List { items: old, .. }, Shape::List { items: new, .. }) => {
            incompatibility(Value::inner(old), Value::inner(new))
        }
        (Shape::Set { items: old, .. }, Shape::Set { items: new, .. }) => set_misfit(*old, *new),
        (Shape::Map(old), Shape::Map(new)) => map_misfit(old, new),
        (Shape::String { .. }, Shape::Timestamp | Shape::Date | Shape::Uuid | Shape::Ulid) => Some("may be any text"),
        _ => Some("are of another type"),
    }
}

/// What is stored as a DynamoDB string.
fn is_text(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::String { .. } | Shape::Enum { .. } | Shape::Timestamp | Shape::Date | Shape::Uuid | Shape::Ulid
    )
}

fn epoch_seconds(new: Value<'_>) -> Option<&'static str> {
    match new.shape {
        Shape::Integer(_) | Shape::Number(_) | Shape::Decimal(_) | Shape::Json => None,
        _ => Some("are epoch seconds"),
    }
}

fn becomes_epoch_seconds(old: &Shape) -> Option<&'static str> {
    match old {
        Shape::Integer(range) if within(range, SECONDS.0, SECONDS.1) => None,
        Shape::Integer(_) => Some("may be beyond the years 0 to 9999"),
        Shape::Number(_) | Shape::Decimal(_) => Some("may have a fraction"),
        Shape::Json => Some("may be any JSON"),
        _ => Some("are no epoch seconds"),
    }
}

fn within(range: &Range<i64>, min: i64, max: i64) -> bool {
    range.min.is_some_and(|least| least >= min) && range.max.is_some_and(|greatest| greatest <= max)
}

fn fits_json(shape: &Shape) -> bool {
    match shape {
        Shape::Binary(_) | Shape::Set { .. } => false,
        Shape::List { items, .. } => fits_json(items),
        Shape::Map(map) => map.fields.iter().all(|field| fits_json(&field.shape)),
        _ => true,
    }
}

/// What keeps a set from being read as a set of other elements.
pub(super) fn set_misfit(old: SetItem, new: SetItem) -> Option<&'static str> {
    match (old, new) {
        _ if old == new => None,
        (SetItem::Integer, SetItem::Decimal) => None,
        (SetItem::Decimal, SetItem::Integer) => Some("may have a fraction"),
        _ => Some("are of another type"),
    }
}

fn map_misfit(old: &MapShape, new: &MapShape) -> Option<&'static str> {
    new.fields.iter().find_map(|field| {
        let before = old.fields.iter().find(|before| before.name == field.name);
        member_misfit(before, field)
    })
}

fn member_misfit(old: Option<&Field>, new: &Field) -> Option<&'static str> {
    let is_there = old.is_some_and(|old| old.presence == Presence::Required);
    if new.presence == Presence::Required && !is_there {
        return Some("may lack a member that is required");
    }
    incompatibility(Value::inner(&old?.shape), Value::inner(&new.shape))
}
