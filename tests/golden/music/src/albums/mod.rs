//! The albums: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;
mod types;

pub use item::{Album, AlbumByArtist, AlbumKey, AlbumPatch, NewAlbum, ReplaceAlbum};
pub use routes::router;
pub use table::AlbumTable;
pub use types::*;
