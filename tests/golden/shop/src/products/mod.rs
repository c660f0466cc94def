//! The products: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;

pub use item::{Product, ProductKey, ProductPatch, ReplaceProduct};
pub use routes::router;
pub use table::ProductTable;
