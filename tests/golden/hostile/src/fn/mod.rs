//! The fn: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;

pub use item::{FnItem, FnItemKey, NewFnItem, ReplaceFnItem};
pub use routes::router;
pub use table::FnItemTable;
