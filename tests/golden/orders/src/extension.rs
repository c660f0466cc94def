//! The places where your own code takes part in a request. Implement them in `hooks.rs`.

use axum::Router;
use axum::http::request::Parts;

use crate::App;
use crate::http::Error;
use crate::orders::{Order, OrderByState, OrderByTotal, OrderKey, OrderPatch, ReplaceOrder};

/// Every method does nothing unless it is overridden; an override may be an `async fn`.
///
/// A request has its headers and, by `lambda_http::RequestExt`, what API Gateway knows of the
/// caller, such as the claims of a token.
pub trait Extension {
    /// Routes beside the generated ones. Each also needs an event in template.yaml.
    fn routes(&self) -> Router<App> {
        Router::new()
    }

    /// Before an order is stored for the first time.
    fn before_create_order(
        &self,
        _request: &Parts,
        _item: &mut Order,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an order is replaced.
    fn before_replace_order(
        &self,
        _request: &Parts,
        _key: &OrderKey,
        _replacement: &mut ReplaceOrder,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an order is updated.
    fn before_update_order(
        &self,
        _request: &Parts,
        _key: &OrderKey,
        _patch: &mut OrderPatch,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an order is deleted.
    fn before_delete_order(
        &self,
        _request: &Parts,
        _key: &OrderKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an order is sent to a client.
    fn before_send_order(
        &self,
        _request: &Parts,
        _item: &mut Order,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an order from the index `by_state` is sent to a client.
    fn before_send_order_by_state(
        &self,
        _request: &Parts,
        _item: &mut OrderByState,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before an order from the index `by_total` is sent to a client.
    fn before_send_order_by_total(
        &self,
        _request: &Parts,
        _item: &mut OrderByTotal,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }
}
