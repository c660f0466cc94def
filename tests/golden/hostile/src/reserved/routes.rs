//! The routes of reserved.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{delete, get, patch, post, put};
use axum::{Json, Router};

use super::item::{NewReserved, ReplaceReserved, Reserved, ReservedKey, ReservedPatch};
use super::types::ReservedOption;
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, Filters, IfMatch, KeyRange, MAX_PARTITION_KEY, Page, Paging, PathParameters,
    QueryParameters, allow_replacing, descending, push_segment,
};
use crate::values::{Date, Decimal};

pub fn router() -> Router<App> {
    Router::new()
        .route("/reserved", post(create_reserved))
        .route("/reserved/{name}", get(query_reserved))
        .route("/reserved/{name}/{status}", get(get_reserved))
        .route("/reserved/{name}/{status}", put(replace_reserved))
        .route("/reserved/{name}/{status}", patch(update_reserved))
        .route("/reserved/{name}/{status}", delete(delete_reserved))
        .route("/reserved", get(list_reserved))
}

async fn create_reserved(
    State(app): State<App>,
    request: Parts,
    Body(new): Body<NewReserved>,
) -> Result<impl IntoResponse, Error> {
    let mut item = new.into_item();
    app.hooks
        .before_create_reserved(&request, &mut item)
        .await?;
    app.reserved.create(&item).await?;
    let mut location = String::from("reserved/");
    push_segment(&mut location, &item.name);
    location.push('/');
    push_segment(&mut location, &item.status);
    app.hooks.before_send_reserved(&request, &mut item).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], item))
}

async fn query_reserved(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<Reserved>>, Error> {
    let partition: String = path.get("name", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<i64>::from_query(&mut query, "status")?;
    let mut filter = Expression::default();
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.default_is("type", &Reserved::default_type());
    filters.text("type")?;
    filters.text("owner")?;
    filters.existence("owner")?;
    filters.ordered::<Date>("date")?;
    filters.existence("date")?;
    filters.ordered::<i64>("year")?;
    filters.existence("year")?;
    filters.equality::<ReservedOption>("option")?;
    filters.existence("option")?;
    filters.element::<String>("state")?;
    filters.existence("state")?;
    filters.element::<i64>("items")?;
    filters.existence("items")?;
    filters.ordered::<Decimal>("client")?;
    filters.existence("client")?;
    filters.check_size()?;
    query.finish()?;
    let mut page = app
        .reserved
        .query(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_reserved(&request, item).await?;
    }
    Ok(Json(page))
}

async fn get_reserved(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<Reserved, Error> {
    let key = ReservedKey::read(&path)?;
    let mut item = app.reserved.get(&key).await?;
    app.hooks.before_send_reserved(&request, &mut item).await?;
    Ok(item)
}

async fn replace_reserved(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut replacement): Body<ReplaceReserved>,
) -> Result<Reserved, Error> {
    let key = ReservedKey::read(&path)?;
    replacement.check_key(&key)?;
    allow_replacing(&request.headers)?;
    app.hooks
        .before_replace_reserved(&request, &key, &mut replacement)
        .await?;
    let mut item = app.reserved.replace(&key, &replacement, &if_match).await?;
    app.hooks.before_send_reserved(&request, &mut item).await?;
    Ok(item)
}

async fn update_reserved(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut patch): Body<ReservedPatch>,
) -> Result<Reserved, Error> {
    let key = ReservedKey::read(&path)?;
    app.hooks
        .before_update_reserved(&request, &key, &mut patch)
        .await?;
    let mut item = app.reserved.update(&key, &patch, &if_match).await?;
    app.hooks.before_send_reserved(&request, &mut item).await?;
    Ok(item)
}

async fn delete_reserved(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
) -> Result<StatusCode, Error> {
    let key = ReservedKey::read(&path)?;
    app.hooks.before_delete_reserved(&request, &key).await?;
    app.reserved.delete(&key, &if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn list_reserved(
    State(app): State<App>,
    request: Parts,
    mut query: QueryParameters,
) -> Result<Json<Page<Reserved>>, Error> {
    let paging = Paging::from_query(&mut query)?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app.reserved.list(filter, &paging).await?;
    for item in &mut page.items {
        app.hooks.before_send_reserved(&request, item).await?;
    }
    Ok(Json(page))
}
