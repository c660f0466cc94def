//! The routes of drafts.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{delete, get, post, put};
use axum::{Json, Router};
use uuid::Uuid;

use super::item::{Draft, DraftKey, NewDraft, ReplaceDraft};
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, Idempotent, IfNoneMatch, MAX_PARTITION_KEY, Page, Paging, PathParameters,
    QueryParameters, is_in_group, push_segment, require_group, token_owner,
};

pub fn router() -> Router<App> {
    Router::new()
        .route("/drafts", get(list_drafts))
        .route("/drafts", post(create_draft))
        .route("/drafts/{slug}", get(get_draft))
        .route("/drafts/{slug}", put(replace_draft))
        .route("/drafts/{slug}", delete(delete_draft))
        .merge(for_support())
}

/// The routes for callers in `support`.
fn for_support() -> Router<App> {
    const GROUPS: [&str; 1] = ["support"];
    Router::new()
        .route(
            "/users/{owner_id}/drafts/{slug}",
            delete(delete_draft_by_owner_id_and_slug),
        )
        .route_layer(from_fn_with_state(GROUPS, require_group))
}

/// Who calls, as the owner of items.
fn caller(request: &Parts) -> Result<Uuid, Error> {
    token_owner(request, "sub")
}

/// Who calls; none for members of `support`, who see every item.
fn caller_unless_exempt(request: &Parts) -> Result<Option<Uuid>, Error> {
    const EXEMPT: [&str; 1] = ["support"];
    if is_in_group(&request.extensions, &EXEMPT) {
        return Ok(None);
    }
    caller(request).map(Some)
}

async fn list_drafts(
    State(app): State<App>,
    request: Parts,
    mut query: QueryParameters,
) -> Result<Json<Page<Draft>>, Error> {
    let paging = Paging::from_query(&mut query)?;
    let filter = Expression::default();
    query.finish()?;
    let reversed = false;
    let table = &app.drafts;
    let mut page = if let Some(owner) = caller_unless_exempt(&request)? {
        table.query(&owner, reversed, filter, &paging).await?
    } else {
        table.list(filter, &paging).await?
    };
    for item in &mut page.items {
        app.hooks.before_send_draft(&request, item).await?;
    }
    Ok(Json(page))
}

async fn create_draft(
    State(app): State<App>,
    request: Parts,
    Idempotent(known, new): Idempotent<NewDraft>,
) -> Result<impl IntoResponse, Error> {
    let mut item = new.into_item(caller(&request)?);
    app.hooks.before_create_draft(&request, &mut item).await?;
    let table = &app.drafts;
    match &known {
        Some(known) => item = table.create_once(&item, known).await?,
        None => table.create(&item).await?,
    }
    let mut location = String::from("drafts/");
    push_segment(&mut location, &item.slug);
    app.hooks.before_send_draft(&request, &mut item).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], item))
}

async fn get_draft(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<Draft, Error> {
    let key = DraftKey::read(&path, caller(&request)?)?;
    let mut item = app.drafts.get(&key).await?;
    app.hooks.before_send_draft(&request, &mut item).await?;
    Ok(item)
}

async fn replace_draft(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_none_match: IfNoneMatch,
    Body(mut replacement): Body<ReplaceDraft>,
) -> Result<impl IntoResponse, Error> {
    let key = DraftKey::read(&path, caller(&request)?)?;
    replacement.check_key(&key)?;
    app.hooks
        .before_replace_draft(&request, &key, &mut replacement)
        .await?;
    let table = &app.drafts;
    let mut replaced = Err(Error::NotFound);
    if if_none_match == IfNoneMatch::Absent {
        replaced = table.replace(&key, &replacement).await;
    }
    let (status, mut item) = match replaced {
        Err(Error::NotFound) => {
            let mut item = replacement.clone().into_item(key.clone())?;
            app.hooks.before_create_draft(&request, &mut item).await?;
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
    app.hooks.before_send_draft(&request, &mut item).await?;
    Ok((status, item))
}

async fn delete_draft(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<StatusCode, Error> {
    let key = DraftKey::read(&path, caller(&request)?)?;
    app.hooks.before_delete_draft(&request, &key).await?;
    app.drafts.delete(&key).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn delete_draft_by_owner_id_and_slug(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<StatusCode, Error> {
    let key = DraftKey::read(&path, path.get("owner_id", MAX_PARTITION_KEY)?)?;
    app.hooks.before_delete_draft(&request, &key).await?;
    app.drafts.delete(&key).await?;
    Ok(StatusCode::NO_CONTENT)
}
