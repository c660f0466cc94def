//! What AWS allows.

/// The deepest nesting that DynamoDB stores.
pub(crate) const MAX_DEPTH: usize = 32;
