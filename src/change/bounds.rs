//! Constraints on values: which values are refused that were taken, and the other way round.

use std::cmp::Ordering;

use super::ChangeCode;
use super::changed_value::{ChangedValue, KeyChange};
use super::report::{Explanation, Report};
use crate::model::{Decimal, Range, Shape};

/// A bound, as the spec writes it.
pub(super) struct Bound<T> {
    key: String,
    value: Option<T>,
    /// How the greater of two bounds relates to the values that are taken.
    greater: Effect,
}

/// What a change does to the values that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    Narrows,
    Widens,
}

impl Effect {
    fn reversed(self) -> Self {
        match self {
            Self::Narrows => Self::Widens,
            Self::Widens => Self::Narrows,
        }
    }
}

/// The least and the greatest number of `items` or of what makes up the `length`.
pub(super) fn count(range: Range<u32>, of: &str) -> [Bound<u32>; 2] {
    bounds(range, [&format!("min_{of}"), &format!("max_{of}")])
}

fn bounds<T>(range: Range<T>, [least, greatest]: [&str; 2]) -> [Bound<T>; 2] {
    [
        Bound { key: least.to_owned(), value: range.min, greater: Effect::Narrows },
        Bound { key: greatest.to_owned(), value: range.max, greater: Effect::Widens },
    ]
}

/// Compares the constraints of two scalars of one type.
pub(super) fn compare_scalars(report: &mut Report, place: &ChangedValue, old: &Shape, new: &Shape) {
    match (old, new) {
        (Shape::String { length: old, pattern: old_pattern }, Shape::String { length: new, pattern: new_pattern }) => {
            compare(report, place, &count(*old, "length"), &count(*new, "length"));
            pattern(report, place, old_pattern.as_deref(), new_pattern.as_deref());
        }
        (Shape::Binary(old), Shape::Binary(new)) => {
            compare(report, place, &count(*old, "length"), &count(*new, "length"));
        }
        (Shape::Integer(old), Shape::Integer(new)) => {
            compare(report, place, &numbers(*old), &numbers(*new));
        }
        (Shape::Number(old), Shape::Number(new)) => {
            compare(report, place, &numbers(*old), &numbers(*new));
        }
        (Shape::Decimal(old), Shape::Decimal(new)) => {
            compare(report, place, &numbers(decimals(old)), &numbers(decimals(new)));
        }
        _ => {}
    }
}

fn numbers<T>(range: Range<T>) -> [Bound<T>; 2] {
    bounds(range, ["minimum", "maximum"])
}

fn decimals(range: &Range<String>) -> Range<Exact> {
    let exact = |text: &String| Exact(Decimal::parse(text).expect("validation takes only decimals"));
    Range { min: range.min.as_ref().map(exact), max: range.max.as_ref().map(exact) }
}

/// A decimal that is compared by its value and shown in full.
#[derive(PartialEq, PartialOrd)]
struct Exact(Decimal);

impl std::fmt::Display for Exact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.plain())
    }
}

/// Compares bounds of one kind.
pub(super) fn compare<T: PartialOrd + ToString>(
    report: &mut Report,
    place: &ChangedValue,
    old: &[Bound<T>; 2],
    new: &[Bound<T>; 2],
) {
    for (old, new) in old.iter().zip(new) {
        let effect = match (&old.value, &new.value) {
            (None, None) => continue,
            (None, Some(_)) => Effect::Narrows,
            (Some(_), None) => Effect::Widens,
            (Some(before), Some(after)) => match after.partial_cmp(before) {
                None | Some(Ordering::Equal) => continue,
                Some(Ordering::Greater) => new.greater,
                Some(Ordering::Less) => new.greater.reversed(),
            },
        };
        let text = |bound: &Bound<T>| bound.value.as_ref().map(ToString::to_string);
        say(report, place, &new.key, [text(old).as_deref(), text(new).as_deref()], effect);
    }
}

/// Which values two patterns take can't be told, so that another one narrows.
fn pattern(report: &mut Report, place: &ChangedValue, old: Option<&str>, new: Option<&str>) {
    if old == new {
        return;
    }
    let effect = if new.is_none() { Effect::Widens } else { Effect::Narrows };
    say(report, place, "pattern", [old, new], effect);
}

/// What changes, and why where nobody wrote the bound: a key is never empty.
fn message(place: &ChangedValue, key: &str, [old, new]: [Option<&str>; 2]) -> String {
    let label = place.label();
    let change = match (old, new) {
        (None, Some(new)) => format!("{label} now has the {key} {new}"),
        (Some(old), None) => format!("{label} no longer has the {key} {old}"),
        (old, new) => {
            format!("the {key} of {label} is {} in place of {}", new.unwrap_or_default(), old.unwrap_or_default())
        }
    };
    match &place.key {
        Some(KeyChange::Becomes(part)) if key == "min_length" && new == Some("1") => {
            format!("{change}: it becomes {part}, and a key can't be empty")
        }
        Some(KeyChange::Was(part)) if key == "min_length" && old == Some("1") => {
            format!("{change}: it was {part}, and a key can't be empty")
        }
        _ => change,
    }
}

fn say(report: &mut Report, place: &ChangedValue, key: &str, values: [Option<&str>; 2], effect: Effect) {
    let (code, effect) = match effect {
        Effect::Narrows => (
            ChangeCode::ConstraintNarrowed,
            "requests with a value outside are refused; stored values stay, and are read as they are",
        ),
        Effect::Widens if place.is_seen => (
            ChangeCode::AnswerWidened,
            "requests and responses may hold more values, and a client that relies on the old bound may fail",
        ),
        Effect::Widens => (ChangeCode::ConstraintWidened, "requests may hold more values"),
    };
    let [old, new] = values.map(|value| format!("{key} {}", value.unwrap_or("none")));
    report.add(
        code,
        &place.location.key(key),
        [&old, &new],
        Explanation { message: message(place, key, values), effect, help: &[] },
    );
}
