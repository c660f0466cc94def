//! The places where your own code takes part in a request. Implement them in `hooks.rs`.

use axum::Router;
use axum::http::request::Parts;

use crate::App;
use crate::http::Error;
use crate::products::{Product, ProductKey, ProductPatch, ReplaceProduct};
use crate::reviews::{Review, ReviewKey, ReviewPatch};

/// Every method does nothing unless it is overridden; an override may be an `async fn`.
///
/// A request has its headers and, by `lambda_http::RequestExt`, what API Gateway knows of the
/// caller, such as the claims of a token.
pub trait Extension {
    /// Routes beside the generated ones. Each also needs an event in template.yaml.
    fn routes(&self) -> Router<App> {
        Router::new()
    }

    /// Before a product is stored for the first time.
    fn before_create_product(
        &self,
        _request: &Parts,
        _item: &mut Product,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a product is replaced.
    fn before_replace_product(
        &self,
        _request: &Parts,
        _key: &ProductKey,
        _replacement: &mut ReplaceProduct,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a product is updated.
    fn before_update_product(
        &self,
        _request: &Parts,
        _key: &ProductKey,
        _patch: &mut ProductPatch,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a product is deleted.
    fn before_delete_product(
        &self,
        _request: &Parts,
        _key: &ProductKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a product is sent to a client.
    fn before_send_product(
        &self,
        _request: &Parts,
        _item: &mut Product,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a review is stored for the first time.
    fn before_create_review(
        &self,
        _request: &Parts,
        _item: &mut Review,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a review is updated.
    fn before_update_review(
        &self,
        _request: &Parts,
        _key: &ReviewKey,
        _patch: &mut ReviewPatch,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a review is deleted.
    fn before_delete_review(
        &self,
        _request: &Parts,
        _key: &ReviewKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a review is sent to a client.
    fn before_send_review(
        &self,
        _request: &Parts,
        _item: &mut Review,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }
}
