//! The routes of items.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{delete, get, patch, post, put};
use axum::{Json, Router};

use super::item::{Item, ItemKey, ItemPatch, NewItem, ReplaceItem};
use super::types::ItemCategory;
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, IfMatch, KeyRange, MAX_PARTITION_KEY, Page, Paging, PathParameters,
    QueryParameters, allow_replacing, descending, push_segment,
};
use crate::values::Decimal;

pub fn router() -> Router<App> {
    Router::new()
        .route("/items", get(list_items))
        .route("/items", post(create_item))
        .route("/items/{id}", get(get_item))
        .route("/items/{id}", put(replace_item))
        .route("/items/{id}", patch(update_item))
        .route("/items/{id}", delete(delete_item))
        .route("/categories/{category}/items", get(query_items_by_category))
}

async fn list_items(
    State(app): State<App>,
    request: Parts,
    mut query: QueryParameters,
) -> Result<Json<Page<Item>>, Error> {
    let paging = Paging::from_query(&mut query)?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app.items.list(filter, &paging).await?;
    for item in &mut page.items {
        app.hooks.before_send_item(&request, item).await?;
    }
    Ok(Json(page))
}

async fn create_item(
    State(app): State<App>,
    request: Parts,
    Body(new): Body<NewItem>,
) -> Result<impl IntoResponse, Error> {
    let mut item = new.into_item();
    app.hooks.before_create_item(&request, &mut item).await?;
    app.items.create(&item).await?;
    let mut location = String::from("items/");
    push_segment(&mut location, &item.id);
    app.hooks.before_send_item(&request, &mut item).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], item))
}

async fn get_item(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<Item, Error> {
    let key = ItemKey::read(&path)?;
    let mut item = app.items.get(&key).await?;
    app.hooks.before_send_item(&request, &mut item).await?;
    Ok(item)
}

async fn replace_item(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut replacement): Body<ReplaceItem>,
) -> Result<Item, Error> {
    let key = ItemKey::read(&path)?;
    replacement.check_key(&key)?;
    allow_replacing(&request.headers)?;
    app.hooks
        .before_replace_item(&request, &key, &mut replacement)
        .await?;
    let mut item = app.items.replace(&key, &replacement, &if_match).await?;
    app.hooks.before_send_item(&request, &mut item).await?;
    Ok(item)
}

async fn update_item(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut patch): Body<ItemPatch>,
) -> Result<Item, Error> {
    let key = ItemKey::read(&path)?;
    app.hooks
        .before_update_item(&request, &key, &mut patch)
        .await?;
    let mut item = app.items.update(&key, &patch, &if_match).await?;
    app.hooks.before_send_item(&request, &mut item).await?;
    Ok(item)
}

async fn delete_item(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
) -> Result<StatusCode, Error> {
    let key = ItemKey::read(&path)?;
    app.hooks.before_delete_item(&request, &key).await?;
    app.items.delete(&key, &if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn query_items_by_category(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<Item>>, Error> {
    let partition: ItemCategory = path.get("category", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<Decimal>::from_query(&mut query, "price")?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app
        .items
        .query_by_category(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_item(&request, item).await?;
    }
    Ok(Json(page))
}
