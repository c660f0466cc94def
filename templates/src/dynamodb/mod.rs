//! What all tables share: how AWS is reached, how values are stored, and expressions over them.

mod attempts;
mod aws;
mod backoff;
mod expression;
mod records;
mod stored;
mod table;

pub use aws::aws_config;
pub use backoff::backoff_within;
pub use expression::Expression;
pub use records::Records;
pub use stored::{
    Attributes, EarlierNames, Stored, defaulted, key_bytes, optional, put, put_some, required,
    with_present_names,
};
pub use table::{Outcome, Table};

#[cfg(test)]
pub(crate) mod tests;
