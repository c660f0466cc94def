//! The items: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;
mod types;

pub use item::{Item, ItemKey, ItemPatch, NewItem, ReplaceItem};
pub use routes::router;
pub use table::ItemTable;
pub use types::*;
