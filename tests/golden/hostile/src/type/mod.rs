//! The type: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;
mod types;

pub use item::{
    NewStruct, ReplaceStruct, Struct, StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00,
    StructKey, StructPatch,
};
pub use routes::router;
pub use table::StructTable;
pub use types::*;
