//! The drafts: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;

pub use item::{Draft, DraftKey, NewDraft, ReplaceDraft};
pub use routes::router;
pub use table::DraftTable;
