//! How often the SDK sends a write: the first attempt may have succeeded though its answer got lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;

use super::stored::Attributes;
use super::table::Outcome;

/// Counts the attempts of one call.
#[derive(Debug, Clone, Default)]
pub struct Attempts(Arc<AtomicUsize>);

impl Attempts {
    /// What became of a write whose last attempt met a condition that does not hold: an earlier one
    /// did it, if `is_done` says so of what is stored.
    pub fn outcome(
        &self,
        found: Option<&Attributes>,
        is_done: impl Fn(Option<&Attributes>) -> bool,
    ) -> Outcome {
        if self.0.load(Ordering::Relaxed) > 1 && is_done(found) {
            Outcome::Written(found.cloned().unwrap_or_default())
        } else {
            Outcome::Refused(found.cloned())
        }
    }
}

impl Intercept for Attempts {
    fn name(&self) -> &'static str {
        "Attempts"
    }

    fn read_before_transmit(
        &self,
        _context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}
