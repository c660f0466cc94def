//! Types of values that Rust's standard library lacks.

mod decimal;
mod timestamp;

pub use decimal::Decimal;
pub use timestamp::Timestamp;
