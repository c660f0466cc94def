//! The readings: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;
mod types;

pub use item::{NewReading, Reading, ReadingByQuality, ReadingKey, ReplaceReading};
pub use routes::router;
pub use table::ReadingTable;
pub use types::*;
