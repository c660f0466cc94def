//! The places where your own code takes part in a request. Implement them in `hooks.rs`.

use axum::Router;
use axum::http::request::Parts;

use crate::App;
use crate::drafts::{Draft, DraftKey, ReplaceDraft};
use crate::http::Error;
use crate::notes::{Note, NoteByColor, NoteKey, NotePatch, ReplaceNote};
use crate::settings::{ReplaceSettings, Settings, SettingsKey, SettingsPatch};

/// Every method does nothing unless it is overridden; an override may be an `async fn`.
///
/// A request has its headers and, by `lambda_http::RequestExt`, what API Gateway knows of the
/// caller, such as the claims of a token.
pub trait Extension {
    /// Routes beside the generated ones. Each also needs an event in template.yaml.
    fn routes(&self) -> Router<App> {
        Router::new()
    }

    /// Before a note is stored for the first time.
    fn before_create_note(
        &self,
        _request: &Parts,
        _item: &mut Note,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a note is replaced, and before it is known whose it is.
    fn before_replace_note(
        &self,
        _request: &Parts,
        _key: &NoteKey,
        _replacement: &mut ReplaceNote,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a note is updated, and before it is known whose it is.
    fn before_update_note(
        &self,
        _request: &Parts,
        _key: &NoteKey,
        _patch: &mut NotePatch,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a note is deleted, and before it is known whose it is.
    fn before_delete_note(
        &self,
        _request: &Parts,
        _key: &NoteKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a note is sent to a client.
    fn before_send_note(
        &self,
        _request: &Parts,
        _item: &mut Note,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a note from the index `by_color` is sent to a client.
    fn before_send_note_by_color(
        &self,
        _request: &Parts,
        _item: &mut NoteByColor,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a draft is stored for the first time.
    fn before_create_draft(
        &self,
        _request: &Parts,
        _item: &mut Draft,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a draft is replaced.
    fn before_replace_draft(
        &self,
        _request: &Parts,
        _key: &DraftKey,
        _replacement: &mut ReplaceDraft,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a draft is deleted.
    fn before_delete_draft(
        &self,
        _request: &Parts,
        _key: &DraftKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a draft is sent to a client.
    fn before_send_draft(
        &self,
        _request: &Parts,
        _item: &mut Draft,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a settings is stored for the first time.
    fn before_create_settings(
        &self,
        _request: &Parts,
        _item: &mut Settings,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a settings is replaced.
    fn before_replace_settings(
        &self,
        _request: &Parts,
        _key: &SettingsKey,
        _replacement: &mut ReplaceSettings,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a settings is updated.
    fn before_update_settings(
        &self,
        _request: &Parts,
        _key: &SettingsKey,
        _patch: &mut SettingsPatch,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a settings is sent to a client.
    fn before_send_settings(
        &self,
        _request: &Parts,
        _item: &mut Settings,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }
}
