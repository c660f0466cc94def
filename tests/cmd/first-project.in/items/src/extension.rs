//! The places where your own code takes part in a request. Implement them in `hooks.rs`.

use axum::Router;
use axum::http::request::Parts;

use crate::App;
use crate::http::Error;
use crate::items::{Item, ItemKey, ItemPatch, ReplaceItem};

/// Every method does nothing unless it is overridden; an override may be an `async fn`.
///
/// A request has its headers and, by `lambda_http::RequestExt`, what API Gateway knows of the
/// caller, such as the claims of a token.
pub trait Extension {
    /// Routes beside the generated ones. Each also needs an event in template.yaml.
    fn routes(&self) -> Router<App> {
        Router::new()
    }

    /// Before an item is stored for the first time.
    fn before_create_item(
        &self,
        _request: &Parts,
        _item: &mut Item,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an item is replaced.
    fn before_replace_item(
        &self,
        _request: &Parts,
        _key: &ItemKey,
        _replacement: &mut ReplaceItem,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an item is updated.
    fn before_update_item(
        &self,
        _request: &Parts,
        _key: &ItemKey,
        _patch: &mut ItemPatch,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an item is deleted.
    fn before_delete_item(
        &self,
        _request: &Parts,
        _key: &ItemKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an item is sent to a client.
    fn before_send_item(
        &self,
        _request: &Parts,
        _item: &mut Item,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }
}
