//! What AWS allows.

/// The deepest nesting that DynamoDB stores.
pub(crate) const MAX_DEPTH: usize = 32;

/// The longest partition key, in bytes of UTF-8 (DynamoDB, `ServiceQuotas`).
pub(crate) const PARTITION_KEY_BYTES: u32 = 2048;

/// The longest sort key, in bytes of UTF-8 (DynamoDB, `ServiceQuotas`).
pub(crate) const SORT_KEY_BYTES: u32 = 1024;

/// The largest magnitude of a `number`: DynamoDB's numbers end at 9.99…e125.
pub(crate) const MAX_NUMBER: f64 = 9.99e125;

/// The smallest magnitude of a `number` other than 0.
pub(crate) const MIN_NUMBER: f64 = 1e-130;
