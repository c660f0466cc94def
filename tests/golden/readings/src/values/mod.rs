//! Types of values that Rust's standard library lacks.

mod binary;
mod date;
mod expiry;
mod timestamp;

pub use binary::Binary;
pub use date::Date;
pub use expiry::Expiry;
pub use timestamp::Timestamp;
