//! Types of values that Rust's standard library lacks, and how values of any type are read from text.

mod binary;
mod date;
mod decimal;
mod epoch_millis;
mod epoch_seconds;
mod lists;
mod number;
mod set;
mod text;
mod timestamp;
mod timestamp_millis;
mod timestamp_seconds;

pub use binary::Binary;
pub use date::Date;
pub use decimal::Decimal;
pub use epoch_millis::EpochMillis;
pub use epoch_seconds::EpochSeconds;
pub use lists::{
    Lists4, Lists5, Lists6, Lists7, Lists8, Lists9, Lists10, Lists11, Lists12, Lists13, Lists14,
    Lists15, Lists16, Lists17, Lists18, Lists19, Lists20, Lists21, Lists22, Lists23, Lists24,
    Lists25, Lists26, Lists27, Lists28, Lists29, Lists30, Lists31,
};
pub use number::{read_integer, shortened};
pub use set::Set;
pub use text::{FromText, choose, read_boolean};
pub use timestamp::Timestamp;
pub use timestamp_millis::TimestampMillis;
pub use timestamp_seconds::TimestampSeconds;
