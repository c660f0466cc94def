//! What all tables share: how AWS is reached, how values are stored, and expressions over them.

mod attempts;
mod aws;
mod backoff;
mod expression;
mod stored;
mod table;

pub use aws::aws_config;
pub use backoff::backoff_within;
pub use expression::Expression;
pub use stored::{Attributes, Stored, key_bytes, optional, put, put_some, required};
pub use table::{Outcome, Table};
