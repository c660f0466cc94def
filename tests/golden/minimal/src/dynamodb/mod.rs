//! What all tables share: how values are stored, and expressions over them.

mod expression;
mod stored;

pub use expression::Expression;
pub use stored::{Attributes, optional, put, put_some, required};
