//! Numbers between bounds. The first candidates are pleasant to read, the last ones always fit.

use super::Which;
use crate::model::{Range, Shape};

/// The first of the whole numbers that a key has, and how many there are; none where a bound is no whole number, or
/// JavaScript does not hold them exactly.
pub(in crate::render) fn whole_numbers(shape: &Shape) -> Option<(i64, i64)> {
    const MANY: i64 = 1_000_000_000;
    const EXACT: i64 = 1 << 53;
    let Range { min, max } = match shape {
        Shape::Integer(range) => *range,
        Shape::Number(range) => whole(range.min.map(|n| n.to_string()), range.max.map(|n| n.to_string()))?,
        Shape::Decimal(range) => whole(range.min.clone(), range.max.clone())?,
        _ => return None,
    };
    let from = min.unwrap_or_else(|| max.map_or(1, |max| max.saturating_sub(MANY).min(1)));
    let count = max.map_or(MANY, |max| max.saturating_sub(from).saturating_add(1).min(MANY));
    (-EXACT..=EXACT - MANY).contains(&from).then_some((from, count))
}

/// The bounds, if they are whole numbers.
fn whole(min: Option<String>, max: Option<String>) -> Option<Range<i64>> {
    let bound = |text: Option<String>| text.map(|text| text.parse().ok()).map_or(Some(None), |n| n.map(Some));
    Some(Range { min: bound(min)?, max: bound(max)? })
}

pub(super) fn integer(range: &Range<i64>, which: Which) -> i64 {
    let (min, max) = (range.min.unwrap_or(i64::MIN), range.max.unwrap_or(i64::MAX));
    let above = range.min.into_iter().flat_map(|n| [n, n.saturating_add(1)]);
    let below = range.max.into_iter().flat_map(|n| [n, n.saturating_sub(1)]);
    let candidates = [12, 13, 1, 2].into_iter().chain(above).chain(below);
    which.pick(distinct(candidates.filter(|n| (min..=max).contains(n)))).expect("12 or a bound is between the bounds")
}

pub(super) fn number(range: &Range<f64>, which: Which) -> f64 {
    let (min, max) = (range.min.unwrap_or(f64::NEG_INFINITY), range.max.unwrap_or(f64::INFINITY));
    let beyond = match (range.min, range.max) {
        (Some(min), None) => Some(min + min.abs()),
        (None, Some(max)) => Some(max - max.abs()),
        _ => None,
    };
    let candidates = [12.5, 13.75, 0.5, 0.25].into_iter().chain(range.min).chain(range.max).chain(beyond);
    which.pick(distinct(candidates.filter(|n| (min..=max).contains(n)))).expect("12.5 or a bound is between the bounds")
}

/// Candidates are compared with the bounds as `f64`: rounding keeps the order, so what lies strictly
/// between the rounded bounds lies between the exact ones.
pub(super) fn decimal(range: &Range<String>, which: Which) -> String {
    let min = range.min.as_deref().map_or(f64::NEG_INFINITY, approximate);
    let max = range.max.as_deref().map_or(f64::INFINITY, approximate);
    let inside = ["12.5", "13.75", "0.5", "0.25"].into_iter().filter(|text| {
        let n = approximate(text);
        min < n && n < max
    });
    let bounds = range.min.iter().chain(&range.max).map(String::as_str);
    let candidates = inside.chain(bounds).map(str::to_owned).chain(beyond(range));
    which.pick(distinct(candidates)).expect("12.5 or a bound is between the bounds")
}

fn approximate(text: &str) -> f64 {
    text.parse().unwrap_or_default()
}

/// A little beyond the only bound, away from zero: it has one digit more.
fn beyond(range: &Range<String>) -> Option<String> {
    let bound = match range {
        Range { min: Some(min), max: None } if !min.starts_with('-') => min,
        Range { min: None, max: Some(max) } if max.starts_with('-') => max,
        _ => return None,
    };
    let digits = bound.bytes().filter(u8::is_ascii_digit).count();
    let point = if bound.contains('.') { "" } else { "." };
    (digits < 38).then(|| format!("{bound}{point}5"))
}

/// The candidates without repetitions; there is a handful of them.
fn distinct<T: PartialEq>(candidates: impl Iterator<Item = T>) -> Vec<T> {
    candidates.fold(Vec::new(), |mut seen, candidate| {
        if !seen.contains(&candidate) {
            seen.push(candidate);
        }
        seen
    })
}
