//! The settings: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;
mod types;

pub use item::{ReplaceSettings, Settings, SettingsKey, SettingsPatch};
pub use routes::router;
pub use table::SettingsTable;
pub use types::*;
