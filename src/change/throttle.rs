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
    let lowered = (ChangeCode::ThrottleLowered, "what exceeds it answers 429", &[][..]);
    let (code, effect, help): (_, _, &[&str]) = match (old, new) {
        (_, None) => (
            ChangeCode::ThrottleGone,
            "as many requests as anybody sends reach the function and its tables, and you pay for each",
            &["set a limit that no caller reaches in a good hour"],
        ),
        (None, Some(_)) => lowered,
        (Some(old), Some(new)) if new.rate < old.rate || new.burst < old.burst => lowered,
        (Some(_), Some(_)) => (ChangeCode::ThrottleRaised, "more requests reach the function", &[]),
    };
    let (from, to) = (words::throttle(old), words::throttle(new));
    let message = match (old, new) {
        (None, _) => format!("{whose} now has a limit: {to}"),
        (_, None) => format!("{whose} no longer has a limit, which was {from}"),
        _ => format!("the limit of {whose} is {to} in place of {from}"),
    };
    report.add(code, location, [&from, &to], Explanation { message, effect, help });
}
