//! The routes of opinions.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::routing::{delete, get, post, put};
use axum::{Json, Router};
use uuid::Uuid;

use super::item::{EARLIER_NAMES, NewOpinion, Opinion, OpinionKey, ReplaceOpinion};
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, Filters, IfNoneMatch, MAX_PARTITION_KEY, Page, Paging, PathParameters,
    QueryParameters, descending, require_same_as_path,
};

pub fn router() -> Router<App> {
    Router::new()
        .route("/opinions/{album}", get(query_opinions))
        .route("/opinions/{album}", post(create_opinion))
        .route("/opinions/{album}/{at}", put(replace_opinion))
        .route("/opinions/{album}/{at}", delete(delete_opinion))
}

async fn query_opinions(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<Opinion>>, Error> {
    let partition: Uuid = path.get("album", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let mut filter = Expression::with_earlier_names(EARLIER_NAMES);
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.ordered::<i64>("stars")?;
    query.finish()?;
    let mut page = app
        .opinions
        .query(&partition, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_opinion(&request, item).await?;
    }
    Ok(Json(page))
}

async fn create_opinion(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    Body(mut new): Body<NewOpinion>,
) -> Result<impl IntoResponse, Error> {
    require_same_as_path(&path, "album", MAX_PARTITION_KEY, &mut new.album)?;
    let mut item = new.into_item()?;
    app.hooks.before_create_opinion(&request, &mut item).await?;
    app.opinions.create(&item).await?;
    app.hooks.before_send_opinion(&request, &mut item).await?;
    Ok((StatusCode::CREATED, item))
}

async fn replace_opinion(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_none_match: IfNoneMatch,
    Body(mut replacement): Body<ReplaceOpinion>,
) -> Result<impl IntoResponse, Error> {
    let key = OpinionKey::read(&path)?;
    replacement.check_key(&key)?;
    app.hooks
        .before_replace_opinion(&request, &key, &mut replacement)
        .await?;
    let table = &app.opinions;
    let mut replaced = Err(Error::NotFound);
    if if_none_match == IfNoneMatch::Absent {
        replaced = table.replace(&key, &replacement).await;
    }
    let (status, mut item) = match replaced {
        Err(Error::NotFound) => {
            let mut item = replacement.clone().into_item(key.clone())?;
            app.hooks.before_create_opinion(&request, &mut item).await?;
            match table.create(&item).await {
                Ok(()) => (StatusCode::CREATED, item),
                Err(Error::Conflict(_)) if if_none_match == IfNoneMatch::Any => {
                    return Err(Error::Unmet("there is an item with this key already"));
                }
                // Another request made the item meanwhile: it can be replaced, unless it is gone again.
                Err(conflict @ Error::Conflict(_)) => {
                    let replaced = table.replace(&key, &replacement).await;
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
    app.hooks.before_send_opinion(&request, &mut item).await?;
    Ok((status, item))
}

async fn delete_opinion(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<StatusCode, Error> {
    let key = OpinionKey::read(&path)?;
    app.hooks.before_delete_opinion(&request, &key).await?;
    app.opinions.delete(&key).await?;
    Ok(StatusCode::NO_CONTENT)
}
