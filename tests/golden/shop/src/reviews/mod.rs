//! The reviews: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;

pub use item::{NewReview, Review, ReviewKey, ReviewPatch};
pub use routes::router;
pub use table::ReviewTable;
