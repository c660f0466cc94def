//! The opinions: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;

pub use item::{NewOpinion, Opinion, OpinionKey, ReplaceOpinion};
pub use routes::router;
pub use table::OpinionTable;
