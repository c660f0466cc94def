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
    let mut page = app.products.list(filter, &paging).await?;
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
    let mut item = app.products.get(&key).await?;
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
    let (status, mut item) = match replaced {
        Err(Error::NotFound) => {
            if if_match != IfMatch::Absent {
                return Err(Error::Unmet("there is no item to replace"));
            }
            let mut item = replacement.clone().into_item(key.clone())?;
            app.hooks.before_create_product(&request, &mut item).await?;
            match table.create(&item).await {
                Ok(()) => (StatusCode::CREATED, item),
                Err(Error::Conflict(_)) if if_none_match == IfNoneMatch::Any => {
                    return Err(Error::Unmet("there is an item with this key already"));
                }
                // Another request made the item meanwhile: it can be replaced, unless it is gone again.
                Err(conflict @ Error::Conflict(_)) => {
                    let replaced = table.replace(&key, &replacement, &if_match).await;
                    if matches!(replaced, Err(Error::NotFound)) {
                        return Err(conflict);
                    }
                    (StatusCode::OK, replaced?)
                }
                Err(error) => return Err(error),
            }
        }
        replaced => (StatusCode::OK, replaced?),
    };
    app.hooks.before_send_product(&request, &mut item).await?;
    Ok((status, item))
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
    let mut item = app.products.update(&key, &patch, &if_match).await?;
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
    app.products.delete(&key, &if_match).await?;
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
    let mut page = app
        .products
        .query_by_brand(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_product(&request, item).await?;
    }
    Ok(Json(page))
}
