//! Types of values that Rust's standard library lacks.

mod date;
mod decimal;
mod set;
mod timestamp;

pub use date::Date;
pub use decimal::Decimal;
pub use set::Set;
pub use timestamp::Timestamp;
