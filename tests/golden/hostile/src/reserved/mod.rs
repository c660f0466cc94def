//! The reserved: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;
mod types;

pub use item::{NewReserved, ReplaceReserved, Reserved, ReservedKey, ReservedPatch};
pub use routes::router;
pub use table::ReservedTable;
pub use types::*;
