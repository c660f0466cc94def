//! Your own code.

use axum::http::request::Parts;

use crate::extension::Extension;
use crate::http::Error;
use crate::notes::NoteKey;

#[derive(Debug, Clone, Default)]
pub struct Hooks {}

impl Extension for Hooks {
    /// The archive has to be told of it first.
    async fn before_delete_note(&self, _request: &Parts, key: &NoteKey) -> Result<(), Error> {
        tracing::info!(id = %key.id, "a note is deleted");
        Ok(())
    }
}
