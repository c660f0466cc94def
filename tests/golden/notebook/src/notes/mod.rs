//! The notes: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;
mod types;

pub use item::{NewNote, Note, NoteByColor, NoteKey, NotePatch, ReplaceNote};
pub use routes::router;
pub use table::NoteTable;
pub use types::*;
