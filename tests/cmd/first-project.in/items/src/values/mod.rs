//! Types of values that Rust's standard library lacks, and how values of any type are read from text.

mod decimal;
mod number;
mod text;
mod timestamp;

pub use decimal::Decimal;
pub use number::read_integer;
pub use text::{FromText, choose};
pub use timestamp::Timestamp;
