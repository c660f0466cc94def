//! The places where your own code takes part in a request. Implement them in `hooks.rs`.

use axum::Router;
use axum::http::request::Parts;

use crate::App;
use crate::albums::{Album, AlbumByArtist, AlbumKey, AlbumPatch, ReplaceAlbum};
use crate::http::Error;
use crate::opinions::{Opinion, OpinionKey, ReplaceOpinion};

/// Every method does nothing unless it is overridden; an override may be an `async fn`.
///
/// A request has its headers and, by `lambda_http::RequestExt`, what API Gateway knows of the
/// caller, such as the claims of a token.
pub trait Extension {
    /// Routes beside the generated ones. Each also needs an event in template.yaml.
    fn routes(&self) -> Router<App> {
        Router::new()
    }

    /// Before an album is stored for the first time.
    fn before_create_album(
        &self,
        _request: &Parts,
        _item: &mut Album,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an album is replaced.
    fn before_replace_album(
        &self,
        _request: &Parts,
        _key: &AlbumKey,
        _replacement: &mut ReplaceAlbum,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an album is updated.
    fn before_update_album(
        &self,
        _request: &Parts,
        _key: &AlbumKey,
        _patch: &mut AlbumPatch,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an album is deleted.
    fn before_delete_album(
        &self,
        _request: &Parts,
        _key: &AlbumKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an album is sent to a client.
    fn before_send_album(
        &self,
        _request: &Parts,
        _item: &mut Album,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an album from the index `by_artist` is sent to a client.
    fn before_send_album_by_artist(
        &self,
        _request: &Parts,
        _item: &mut AlbumByArtist,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an opinion is stored for the first time.
    fn before_create_opinion(
        &self,
        _request: &Parts,
        _item: &mut Opinion,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an opinion is replaced.
    fn before_replace_opinion(
        &self,
        _request: &Parts,
        _key: &OpinionKey,
        _replacement: &mut ReplaceOpinion,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an opinion is deleted.
    fn before_delete_opinion(
        &self,
        _request: &Parts,
        _key: &OpinionKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an opinion is sent to a client.
    fn before_send_opinion(
        &self,
        _request: &Parts,
        _item: &mut Opinion,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }
}
