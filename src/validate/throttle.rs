//! Limits on requests.

use super::present::{in_range, required};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Throttle;
use crate::spec::{Field, ThrottleSpec};

/// More than any account is granted.
const MAX_REQUESTS: u32 = 1_000_000;

/// Reads a limit on requests, of the API, a stage or a client.
pub(super) fn throttle(field: &Field<ThrottleSpec>, problems: &mut Diagnostics) -> Option<Throttle> {
    let spec = field.read()?;
    let rate = required(&spec.value.rate, "rate", spec.span, problems);
    if let Some(rate) = rate.filter(|rate| !(rate.value > 0.0 && rate.value <= f64::from(MAX_REQUESTS))) {
        let message = format!("`rate` is above 0 and at most {MAX_REQUESTS}");
        problems.push(Diagnostic::new(Code::OutOfRange, rate.span, message));
    }
    required(&spec.value.burst, "burst", spec.span, problems);
    let burst = in_range(&spec.value.burst, "`burst`", 1..=MAX_REQUESTS, 1, problems);
    Some(Throttle { rate: rate?.value, burst })
}
