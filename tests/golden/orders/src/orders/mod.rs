//! The orders: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;
mod types;

pub use item::{NewOrder, Order, OrderByState, OrderByTotal, OrderKey, OrderPatch, ReplaceOrder};
pub use routes::router;
pub use table::OrderTable;
pub use types::*;
