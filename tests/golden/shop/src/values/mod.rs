//! Types of values that Rust's standard library lacks.

mod decimal;
mod set;
mod timestamp;

pub use decimal::Decimal;
pub use set::Set;
pub use timestamp::Timestamp;
