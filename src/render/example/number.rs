//! Numbers between bounds. The first candidates are pleasant to read, the last ones always fit.

use super::Which;
use crate::model::Range;

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
