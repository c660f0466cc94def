//! The places where your own code takes part in a request. Implement them in `hooks.rs`.

use axum::Router;
use axum::http::request::Parts;

use crate::App;
use crate::bookings::{Booking, BookingByHost, BookingKey, BookingPatch};
use crate::http::Error;

/// Every method does nothing unless it is overridden; an override may be an `async fn`.
///
/// A request has its headers and, by `lambda_http::RequestExt`, what API Gateway knows of the
/// caller, such as the claims of a token.
pub trait Extension {
    /// Routes beside the generated ones. Each also needs an event in template.yaml.
    fn routes(&self) -> Router<App> {
        Router::new()
    }

    /// Before a booking is stored for the first time.
    fn before_create_booking(
        &self,
        _request: &Parts,
        _item: &mut Booking,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a booking is updated.
    fn before_update_booking(
        &self,
        _request: &Parts,
        _key: &BookingKey,
        _patch: &mut BookingPatch,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a booking is deleted.
    fn before_delete_booking(
        &self,
        _request: &Parts,
        _key: &BookingKey,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a booking is sent to a client.
    fn before_send_booking(
        &self,
        _request: &Parts,
        _item: &mut Booking,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }

    /// Before a booking from the index `by_host` is sent to a client.
    fn before_send_booking_by_host(
        &self,
        _request: &Parts,
        _item: &mut BookingByHost,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }
}
