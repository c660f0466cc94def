//! The places where your own code takes part in a request. Implement them in `hooks.rs`.

use axum::Router;
use axum::http::request::Parts;

use crate::App;
use crate::http::Error;
use crate::samples::{ReplaceSample, Sample, SampleKey, SamplePatch};

/// Every method does nothing unless it is overridden; an override may be an `async fn`.
///
/// A request has its headers and, by `lambda_http::RequestExt`, what API Gateway knows of the
/// caller, such as the claims of a token.
pub trait Extension {
    /// Routes beside the generated ones. Each also needs an event in template.yaml.
    fn routes(&self) -> Router<App> {
        Router::new()
    }

    /// Before a sample is stored for the first time.
    fn before_create_sample(
        &self,
        _request: &Parts,
        _item: &mut Sample,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a sample is replaced.
    fn before_replace_sample(
        &self,
        _request: &Parts,
        _key: &SampleKey,
        _replacement: &mut ReplaceSample,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a sample is updated.
    fn before_update_sample(
        &self,
        _request: &Parts,
        _key: &SampleKey,
        _patch: &mut SamplePatch,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a sample is deleted.
    fn before_delete_sample(
        &self,
        _request: &Parts,
        _key: &SampleKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a sample is sent to a client.
    fn before_send_sample(
        &self,
        _request: &Parts,
        _item: &mut Sample,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }
}
