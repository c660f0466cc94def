//! Which stored values the generated code still reads as another type, and as the same value: what its `from_stored` accepts,
//! and what it answers then.

use std::ops::RangeInclusive;

use crate::model::{Field, KeyType, MapShape, Presence, Range, SetItem, Shape, TimeForm};

/// Integers beyond these lose digits as an `f64`.
const EXACT: i64 = 1 << 53;

/// The seconds of the years 0 to 9999.
const SECONDS: RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

/// What becomes of some stored values under a new type.
pub(super) struct Misfit {
    /// In words that follow "stored values".
    why: &'static str,
    is_read: bool,
}

impl Misfit {
    fn unreadable(why: &'static str) -> Self {
        Self { why, is_read: false }
    }

    /// What that means.
    pub(super) fn effect(&self) -> String {
        let Self { why, is_read } = self;
        if *is_read {
            format!("stored values {why}: clients get another value than was stored")
        } else {
            format!("stored values {why}: an item with one can't be read, which answers 500")
        }
    }
}

/// What keeps some stored values from being read as the same value of the new type; none if all are.
pub(super) fn misfit(old: &Shape, new: &Shape) -> Option<Misfit> {
    let unreadable = incompatibility(old, new).map(Misfit::unreadable);
    unreadable.or_else(|| Some(Misfit { why: another_value(old, new)?, is_read: true }))
}

/// How some stored values are read as other values of the new type.
fn another_value(old: &Shape, new: &Shape) -> Option<&'static str> {
    match (old, new) {
        // The text of seconds is what clients get.
        (Shape::Timestamp(_), Shape::Timestamp(_)) | (Shape::Timestamp(TimeForm::Seconds), _) => None,
        (Shape::Timestamp(form), _) if form.is_text() => Some("are shown with all digits of a second, zeros too"),
        (Shape::Timestamp(_), _) => Some("are shown as numbers in place of times"),
        (_, Shape::Timestamp(_)) => Some("are shown as times in place of numbers"),
        (Shape::List { items, .. }, Shape::List { items: new, .. }) => another_value(items, new),
        (Shape::List { items, .. }, Shape::Json) => another_value(items, new),
        (Shape::Map(map), Shape::Json) => map.fields.iter().find_map(|field| another_value(&field.shape, new)),
        (Shape::Map(old), Shape::Map(new)) => new.fields.iter().find_map(|field| {
            let before = old.fields.iter().find(|before| before.name == field.name)?;
            another_value(&before.shape, &field.shape)
        }),
        _ => None,
    }
}

/// What keeps some stored values from being read as the new type; none if all are read.
fn incompatibility(old: &Shape, new: &Shape) -> Option<&'static str> {
    match (old, new) {
        (Shape::Timestamp(old), Shape::Timestamp(new)) => (old != new).then_some("are in another form"),
        (Shape::Timestamp(form), _) if !form.is_text() => is_epoch(new),
        (_, Shape::Timestamp(form)) if !form.is_text() => becomes_epoch(old, *form),
        (from, Shape::Json) => (!fits_json(from)).then_some("hold binaries or sets, which JSON can't"),
        (Shape::Json, _) => Some("may be any JSON"),
        (from, Shape::String { .. }) => (!is_text(from)).then_some("are not text"),
        (Shape::Enum { values: old, .. }, Shape::Enum { values: new, .. }) => {
            let is_kept = |value: &str| new.iter().any(|new| new.wire == value);
            (!old.iter().all(|value| is_kept(&value.wire))).then_some("may be one that the enum no longer has")
        }
        (from, Shape::Enum { .. }) => Some(if is_text(from) { "may be missing in the enum" } else { "are not text" }),
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
        (Shape::List { items: old, .. }, Shape::List { items: new, .. }) => incompatibility(old, new),
        (Shape::Set { items: old, .. }, Shape::Set { items: new, .. }) => set_incompatibility(*old, *new),
        (Shape::Map(old), Shape::Map(new)) => map_misfit(old, new),
        (Shape::String { .. }, Shape::Timestamp(_) | Shape::Date | Shape::Uuid | Shape::Ulid) => {
            Some("may be any text")
        }
        _ => Some("are of another type"),
    }
}

/// What is stored as a DynamoDB string.
fn is_text(shape: &Shape) -> bool {
    shape.key_type() == Some(KeyType::String)
}

fn is_epoch(new: &Shape) -> Option<&'static str> {
    match new {
        Shape::Integer(_) | Shape::Number(_) | Shape::Decimal(_) | Shape::Json => None,
        _ => Some("count from 1970"),
    }
}

fn becomes_epoch(old: &Shape, form: TimeForm) -> Option<&'static str> {
    let (first, last) = match form {
        TimeForm::EpochMilliseconds => (SECONDS.start() * 1000, SECONDS.end() * 1000 + 999),
        _ => (*SECONDS.start(), *SECONDS.end()),
    };
    match old {
        Shape::Integer(range) if within(range, first, last) => None,
        Shape::Integer(_) => Some("may be beyond the years 0 to 9999"),
        Shape::Number(_) | Shape::Decimal(_) => Some("may have a fraction"),
        Shape::Json => Some("may be any JSON"),
        _ => Some("do not count from 1970"),
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
pub(super) fn set_misfit(old: SetItem, new: SetItem) -> Option<Misfit> {
    set_incompatibility(old, new).map(Misfit::unreadable)
}

fn set_incompatibility(old: SetItem, new: SetItem) -> Option<&'static str> {
    match (old, new) {
        _ if old == new => None,
        (SetItem::Integer, SetItem::Decimal) => None,
        (SetItem::Decimal, SetItem::Integer) => Some("may have a fraction"),
        _ => Some("are of another type"),
    }
}

fn map_misfit(old: &MapShape, new: &MapShape) -> Option<&'static str> {
    let member = |field: &Field| {
        let before = old.fields.iter().find(|before| before.name == field.name)?;
        incompatibility(&before.shape, &field.shape)
    };
    is_lacking(old, new).then_some(LACKING).or_else(|| new.fields.iter().find_map(member))
}

const LACKING: &str = "may lack a member that is required";

/// What keeps a map from being read: a member that it need not hold.
pub(super) fn lacking(old: &MapShape, new: &MapShape) -> Option<Misfit> {
    is_lacking(old, new).then(|| Misfit::unreadable(LACKING))
}

fn is_lacking(old: &MapShape, new: &MapShape) -> bool {
    let is_there = |field: &Field| {
        old.fields.iter().any(|before| before.name == field.name && before.presence == Presence::Required)
    };
    new.fields.iter().any(|field| field.presence == Presence::Required && !is_there(field))
}
