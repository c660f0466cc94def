//! What all tables share: how values are stored, and expressions over them.

mod backoff;
mod expression;
mod stored;

pub use backoff::backoff_within;
pub use expression::Expression;
pub use stored::{
    Attributes, EarlierNames, Stored, defaulted, key_bytes, optional, put, put_some, required,
    with_present_names,
};

#[cfg(test)]
pub(crate) mod tests;
