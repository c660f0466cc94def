//! The places where your own code takes part in a request. Implement them in `hooks.rs`.

use axum::Router;
use axum::http::request::Parts;

use crate::App;
use crate::http::Error;
use crate::readings::{Reading, ReadingByQuality, ReadingKey, ReplaceReading};

/// Every method does nothing unless it is overridden; an override may be an `async fn`.
///
/// A request has its headers and, by `lambda_http::RequestExt`, what API Gateway knows of the
/// caller, such as the claims of a token.
pub trait Extension {
    /// Routes beside the generated ones. Each also needs an event in template.yaml.
    fn routes(&self) -> Router<App> {
        Router::new()
    }

    /// Before a reading is stored for the first time.
    fn before_create_reading(
        &self,
        _request: &Parts,
        _item: &mut Reading,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a reading is replaced.
    fn before_replace_reading(
        &self,
        _request: &Parts,
        _key: &ReadingKey,
        _replacement: &mut ReplaceReading,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a reading is deleted.
    fn before_delete_reading(
        &self,
        _request: &Parts,
        _key: &ReadingKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a reading is sent to a client.
    fn before_send_reading(
        &self,
        _request: &Parts,
        _item: &mut Reading,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a reading from the index `by_quality` is sent to a client.
    fn before_send_reading_by_quality(
        &self,
        _request: &Parts,
        _item: &mut ReadingByQuality,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }
}
