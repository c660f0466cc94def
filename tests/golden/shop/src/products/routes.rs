//! The routes of products.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::routing::{delete, get, patch, put};
use axum::{Json, Router};

use super::item::{Product, ProductKey, ProductPatch, ReplaceProduct};
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, Filters, IfMatch, IfNoneMatch, KeyRange, MAX_PARTITION_KEY, Page, Paging,
    PathParameters, QueryParameters, descending,
};
use crate::values::Decimal;

pub fn router() -> Router<App> {
    Router::new()
        .route("/products", get(list_products))
        .route("/products/{sku}", get(get_product))
        .route("/products/{sku}", put(replace_product))
        .route("/products/{sku}", patch(update_product))
        .route("/products/{sku}", delete(delete_product))
        .route("/brands/{brand}/products", get(query_products_by_brand))
}

async fn list_products(
    State(app): State<App>,
    request: Parts,
    mut query: QueryParameters,
) -> Result<Json<Page<Product>>, Error> {
    let paging = Paging::from_query(&mut query)?;
    let filter = Expression::default();
    query.finish()?;
    let table = &app.products;
    let mut page = table.list(filter, &paging).await?;
    for item in &mut page.items {
        app.hooks.before_send_product(&request, item).await?;
    }
    Ok(Json(page))
}

async fn get_product(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<Product, Error> {
    let key = ProductKey::read(&path)?;
    let table = &app.products;
    let mut item = table.get(&key).await?;
    app.hooks.before_send_product(&request, &mut item).await?;
    Ok(item)
}

async fn replace_product(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    if_none_match: IfNoneMatch,
    Body(mut replacement): Body<ReplaceProduct>,
) -> Result<impl IntoResponse, Error> {
    let key = ProductKey::read(&path)?;
    replacement.check_key(&key)?;
    app.hooks
        .before_replace_product(&request, &key, &mut replacement)
        .await?;
    let table = &app.products;
    let mut replaced = Err(Error::NotFound);
    if if_none_match == IfNoneMatch::Absent {
        replaced = table.replace(&key, &replacement, &if_match).await;
    }
    if !matches!(replaced, Err(Error::NotFound)) {
        let mut item = replaced?;
        app.hooks.before_send_product(&request, &mut item).await?;
        return Ok((StatusCode::OK, item));
    }
    if if_match != IfMatch::Absent {
        return Err(Error::Unmet("there is no item to replace"));
    }
    let mut item = replacement.clone().into_item(key.clone())?;
    app.hooks.before_create_product(&request, &mut item).await?;
    if let Err(error) = table.create(&item).await {
        // Another request made the item meanwhile: it can be replaced, unless it is gone again.
        let Error::Conflict(_) = error else {
            return Err(error);
        };
        if if_none_match == IfNoneMatch::Any {
            return Err(Error::Unmet("there is an item with this key already"));
        }
        item = match table.replace(&key, &replacement, &if_match).await {
            Err(Error::NotFound) => return Err(error),
            replaced => replaced?,
        };
        app.hooks.before_send_product(&request, &mut item).await?;
        return Ok((StatusCode::OK, item));
    }
    app.hooks.before_send_product(&request, &mut item).await?;
    Ok((StatusCode::CREATED, item))
}

async fn update_product(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut patch): Body<ProductPatch>,
) -> Result<Product, Error> {
    let key = ProductKey::read(&path)?;
    app.hooks
        .before_update_product(&request, &key, &mut patch)
        .await?;
    let table = &app.products;
    let mut item = table.update(&key, &patch, &if_match).await?;
    app.hooks.before_send_product(&request, &mut item).await?;
    Ok(item)
}

async fn delete_product(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
) -> Result<StatusCode, Error> {
    let key = ProductKey::read(&path)?;
    app.hooks.before_delete_product(&request, &key).await?;
    let table = &app.products;
    table.delete(&key, &if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn query_products_by_brand(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<Product>>, Error> {
    let partition: String = path.get("brand", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<String>::or_prefix(&mut query, "title")?;
    let mut filter = Expression::default();
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.ordered::<Decimal>("price")?;
    query.finish()?;
    let table = &app.products;
    let mut page = table
        .query_by_brand(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_product(&request, item).await?;
    }
    Ok(Json(page))
}
