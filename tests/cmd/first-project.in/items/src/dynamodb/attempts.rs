//! How often the SDK sends a write: the first attempt may have succeeded though its answer got lost.

use std::error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::{BoxError, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::RequestId;
use aws_sdk_dynamodb::types::error::ConditionalCheckFailedException;

use super::stored::Attributes;
use super::table::Outcome;
use crate::http::Error;

/// Counts the attempts of one call.
#[derive(Debug, Clone, Default)]
pub struct Attempts(Arc<AtomicUsize>);

impl Attempts {
    /// What became of a write that failed. If a condition does not hold, an earlier attempt may have
    /// done it: `is_done` says so of what is stored.
    pub fn outcome<E>(
        &self,
        error: SdkError<E>,
        is_done: impl Fn(Option<&Attributes>) -> bool,
    ) -> Result<Outcome, Error>
    where
        E: error::Error + ProvideErrorMetadata + RequestId + 'static,
    {
        let failed = error.as_service_error().and_then(E::source);
        match failed.and_then(|failed| failed.downcast_ref()) {
            None => Err(error.into()),
            Some(failed) => {
                let found = ConditionalCheckFailedException::item(failed);
                let is_done = self.0.load(Ordering::Relaxed) > 1 && is_done(found);
                let found = found.cloned();
                Ok(if is_done {
                    Outcome::Written(found.unwrap_or_default())
                } else {
                    Outcome::Refused(found)
                })
            }
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
