//! The places where your own code takes part in a request. Implement them in `hooks.rs`.

use axum::Router;
use axum::http::request::Parts;

use crate::App;
use crate::http::Error;
use crate::minimal::Minimal;

/// Every method does nothing unless it is overridden; an override may be an `async fn`.
///
/// A request has its headers and, by `lambda_http::RequestExt`, what API Gateway knows of the
/// caller, such as the claims of a token.
pub trait Extension {
    /// Routes beside the generated ones. Each also needs an event in template.yaml.
    fn routes(&self) -> Router<App> {
        Router::new()
    }

    /// Before a minimal is stored for the first time.
    fn before_create_minimal(
        &self,
        _request: &Parts,
        _item: &mut Minimal,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a minimal is sent to a client.
    fn before_send_minimal(
        &self,
        _request: &Parts,
        _item: &mut Minimal,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }
}
