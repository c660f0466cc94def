//! The routes of bookings.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{delete, get, patch, post};
use axum::{Json, Router};

use super::item::{Booking, BookingByHost, BookingKey, BookingPatch, NewBooking};
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, Filters, Idempotent, IfMatch, KeyRange, MAX_PARTITION_KEY, Page, Paging,
    PathParameters, QueryParameters, check_member, descending, push_segment, require_same_as_path,
};
use crate::values::TimestampSeconds;

pub fn router() -> Router<App> {
    Router::new()
        .route("/rooms/{room}/bookings", get(query_bookings))
        .route("/rooms/{room}/bookings", post(create_booking))
        .route("/rooms/{room}/bookings/{starts_at}", get(get_booking))
        .route("/rooms/{room}/bookings/{starts_at}", patch(update_booking))
        .route("/rooms/{room}/bookings/{starts_at}", delete(delete_booking))
        .route("/hosts/{host}/bookings", get(query_bookings_by_host))
}

async fn query_bookings(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<Booking>>, Error> {
    let partition: String = path.get("room", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<TimestampSeconds>::from_query(&mut query, "starts_at")?;
    let mut filter = Expression::default();
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.default_is("seats", &Booking::default_seats());
    filters.ordered::<i64>("seats")?;
    query.finish()?;
    let mut page = app
        .bookings
        .query(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_booking(&request, item).await?;
    }
    Ok(Json(page))
}

async fn create_booking(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    Idempotent(known, mut new): Idempotent<NewBooking>,
) -> Result<impl IntoResponse, Error> {
    require_same_as_path(&path, "room", MAX_PARTITION_KEY, &mut new.room)?;
    check_member("room", &new.room, Booking::check_room)?;
    let mut item = new.into_item()?;
    app.hooks.before_create_booking(&request, &mut item).await?;
    let table = &app.bookings;
    match &known {
        Some(known) => item = table.create_once(&item, known).await?,
        None => table.create(&item).await?,
    }
    let mut location = String::from("bookings/");
    push_segment(&mut location, &item.starts_at);
    app.hooks.before_send_booking(&request, &mut item).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], item))
}

async fn get_booking(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<Booking, Error> {
    let key = BookingKey::read(&path)?;
    let mut item = app.bookings.get(&key).await?;
    app.hooks.before_send_booking(&request, &mut item).await?;
    Ok(item)
}

async fn update_booking(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut patch): Body<BookingPatch>,
) -> Result<Booking, Error> {
    let key = BookingKey::read(&path)?;
    app.hooks
        .before_update_booking(&request, &key, &mut patch)
        .await?;
    let mut item = app.bookings.update(&key, &patch, &if_match).await?;
    app.hooks.before_send_booking(&request, &mut item).await?;
    Ok(item)
}

async fn delete_booking(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
) -> Result<StatusCode, Error> {
    let key = BookingKey::read(&path)?;
    app.hooks.before_delete_booking(&request, &key).await?;
    app.bookings.delete(&key, &if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn query_bookings_by_host(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<BookingByHost>>, Error> {
    let partition: String = path.get("host", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<TimestampSeconds>::from_query(&mut query, "starts_at")?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app
        .bookings
        .query_by_host(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks
            .before_send_booking_by_host(&request, item)
            .await?;
    }
    Ok(Json(page))
}
