//! How many requests are let through.

use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::{ChangeCode, words};
use crate::model::Throttle;

/// Compares two limits, which differ, of what `whose` names.
pub(super) fn compare(
    report: &mut Report,
    location: &SpecLocation,
    whose: &str,
    old: Option<Throttle>,
    new: Option<Throttle>,
) {
    let is_lower = match (old, new) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(old), Some(new)) => new.rate < old.rate || new.burst < old.burst,
    };
    let (code, effect) = if is_lower {
        (ChangeCode::ThrottleLowered, "what exceeds it answers 429")
    } else {
        (ChangeCode::ThrottleRaised, "more requests reach the function")
    };
    let (from, to) = (words::throttle(old), words::throttle(new));
    let message = format!("the limit of {whose} is {to} in place of {from}");
    report.add(code, location, [&from, &to], Explanation { message, effect, help: &[] });
}
