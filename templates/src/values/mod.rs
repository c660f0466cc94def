//! Types of values that Rust's standard library lacks.

mod binary;
mod date;
mod decimal;
mod expiry;
mod set;
mod timestamp;

pub use binary::Binary;
pub use date::Date;
pub use decimal::Decimal;
pub use expiry::Expiry;
pub use set::Set;
pub use timestamp::Timestamp;
