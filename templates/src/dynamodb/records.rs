//! What requests with an `Idempotency-Key` made, for those that send them again.

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, CancellationReason};

use super::expression::Expression;
use super::stored::{Attributes, put};
use crate::http::{Error, KnownRequest};
use crate::values::EpochSeconds;

const ID: &str = "id";
const CONTENT: &str = "content";
const EXPIRES_AT: &str = "expires_at";
/// What the names of the item's attributes begin with. A map of them would be a level too deep for some.
const ITEM: &str = "item.";

/// The table of the records, by its physical name.
#[derive(Debug, Clone)]
pub struct Records {
    pub(super) name: String,
    /// For how many seconds a record counts.
    seconds: i64,
}

impl Records {
    pub fn new(name: String, seconds: i64) -> Self {
        Self { name, seconds }
    }

    /// The record of a request that makes an item, and the condition that there is none. DynamoDB removes
    /// expired ones late.
    pub(super) fn record(
        &self,
        request: &KnownRequest,
        item: &Attributes,
    ) -> (Attributes, Expression) {
        let now = EpochSeconds::now();
        let mut guard = Expression::default();
        guard.absent_or_expired(ID, EXPIRES_AT, &now);
        let mut record: Attributes = item
            .iter()
            .map(|(name, value)| (format!("{ITEM}{name}"), value.clone()))
            .collect();
        put(&mut record, EXPIRES_AT, &now.after(self.seconds));
        for (name, hash) in [(ID, &request.id), (CONTENT, &request.content)] {
            record.insert(name.to_owned(), AttributeValue::S(hash.clone()));
        }
        (record, guard)
    }
}

/// Why a record and an item were not stored together.
#[derive(Debug)]
pub(super) enum Cancelled {
    /// A request with the same key was answered before: what is recorded of it.
    Recorded(Attributes),
    /// The item's condition does not hold.
    Refused,
    /// Others write at the same time, or too much is written.
    Passing(Error),
    Failed(Error),
}

impl From<SdkError<TransactWriteItemsError>> for Cancelled {
    fn from(error: SdkError<TransactWriteItemsError>) -> Self {
        let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
            error.as_service_error()
        else {
            return Self::Failed(error.into());
        };
        let reasons = cancelled.cancellation_reasons();
        let refused =
            |reason: &&CancellationReason| reason.code() == Some("ConditionalCheckFailed");
        let record = reasons.first().filter(refused);
        if let Some(record) = record.and_then(CancellationReason::item) {
            return Self::Recorded(record.clone());
        }
        let passes = |reason: &CancellationReason| {
            matches!(
                reason.code(),
                Some("ProvisionedThroughputExceeded" | "ThrottlingError" | "TransactionConflict")
            )
        };
        if reasons.iter().any(passes) {
            return Self::Passing(Error::Unavailable(cancelled.to_string()));
        }
        if reasons.iter().any(|reason| refused(&reason)) {
            return Self::Refused;
        }
        let mut messages = reasons.iter().filter_map(CancellationReason::message);
        if messages.any(|message| message.starts_with("Item size")) {
            return Self::Failed(Error::TooLarge);
        }
        Self::Failed(error.into())
    }
}

/// The item that a request made, if the record is of the same one.
pub(super) fn recorded(
    mut record: Attributes,
    request: &KnownRequest,
) -> Result<Attributes, Error> {
    if record.remove(CONTENT) != Some(AttributeValue::S(request.content.clone())) {
        return Err(Error::KeyReused);
    }
    let item = record.into_iter().filter_map(|(name, value)| {
        let name = name.strip_prefix(ITEM)?.to_owned();
        Some((name, value))
    });
    Ok(item.collect())
}

#[cfg(test)]
mod tests;
