//! The routes of fn.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{delete, get, post, put};
use axum::{Json, Router};

use super::item::{FnItem, FnItemKey, NewFnItem, ReplaceFnItem};
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, IfNoneMatch, MAX_PARTITION_KEY, Page, Paging, PathParameters, QueryParameters,
    descending, push_segment, require_same_as_path,
};

pub fn router() -> Router<App> {
    Router::new()
        .route("/fn/{r}", post(create_fn_item))
        .route("/fn/{r}", get(query_fn))
        .route("/fn/{r}/{v}", get(get_fn_item))
        .route("/fn/{r}/{v}", put(replace_fn_item))
        .route("/fn/{r}/{v}", delete(delete_fn_item))
}

async fn create_fn_item(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    Body(mut new): Body<NewFnItem>,
) -> Result<impl IntoResponse, Error> {
    require_same_as_path(&path, "r", MAX_PARTITION_KEY, &mut new.r)?;
    let mut item = new.into_item()?;
    app.hooks.before_create_fn_item(&request, &mut item).await?;
    app.r#fn.create(&item).await?;
    let mut location = String::new();
    push_segment(&mut location, &item.r);
    location.push('/');
    push_segment(&mut location, &item.v);
    app.hooks.before_send_fn_item(&request, &mut item).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], item))
}

async fn query_fn(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<FnItem>>, Error> {
    let partition: f64 = path.get("r", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app
        .r#fn
        .query(&partition, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_fn_item(&request, item).await?;
    }
    Ok(Json(page))
}

async fn get_fn_item(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<FnItem, Error> {
    let key = FnItemKey::read(&path)?;
    let mut item = app.r#fn.get(&key).await?;
    app.hooks.before_send_fn_item(&request, &mut item).await?;
    Ok(item)
}

async fn replace_fn_item(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_none_match: IfNoneMatch,
    Body(mut replacement): Body<ReplaceFnItem>,
) -> Result<impl IntoResponse, Error> {
    let key = FnItemKey::read(&path)?;
    replacement.check_key(&key)?;
    app.hooks
        .before_replace_fn_item(&request, &key, &mut replacement)
        .await?;
    let table = &app.r#fn;
    let mut replaced = Err(Error::NotFound);
    if if_none_match == IfNoneMatch::Absent {
        replaced = table.replace(&key).await;
    }
    let (status, mut item) = match replaced {
        Err(Error::NotFound) => {
            let mut item = replacement.clone().into_item(key.clone())?;
            app.hooks.before_create_fn_item(&request, &mut item).await?;
            match table.create(&item).await {
                Ok(()) => (StatusCode::CREATED, item),
                Err(Error::Conflict(_)) if if_none_match == IfNoneMatch::Any => {
                    return Err(Error::Unmet("there is an item with this key already"));
                }
                // Another request made the item meanwhile: it can be replaced, unless it is gone again.
                Err(conflict @ Error::Conflict(_)) => {
                    let replaced = table.replace(&key).await;
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
    app.hooks.before_send_fn_item(&request, &mut item).await?;
    Ok((status, item))
}

async fn delete_fn_item(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<StatusCode, Error> {
    let key = FnItemKey::read(&path)?;
    app.hooks.before_delete_fn_item(&request, &key).await?;
    app.r#fn.delete(&key).await?;
    Ok(StatusCode::NO_CONTENT)
}
