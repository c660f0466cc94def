//! Yours: slsgen made it once.

use axum::Router;
use axum::routing::get;

use crate::App;
use crate::extension::Extension;
use crate::http::Error;
use crate::notes::item::NewNote;

#[derive(Debug, Clone, Default)]
pub struct Hooks {}

impl Extension for Hooks {
    fn routes(&self) -> Router<App> {
        Router::new()
            .route("/health", get(|| async { "ok" }))
            .route("/notes/latest", get(|| async { "none" }))
    }

    async fn before_create_note(&self, note: &mut NewNote) -> Result<(), Error> {
        // A topic is in lower case.
        note.topic = note.topic.take().map(|topic| topic.to_lowercase());
        Ok(())
    }
}
