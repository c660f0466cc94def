//! The routes of notes.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{delete, get, patch, post, put};
use axum::{Json, Router};
use uuid::Uuid;

use super::item::{NewNote, Note, NoteByColor, NoteKey, NotePatch, ReplaceNote};
use super::types::NoteColor;
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, Filters, Idempotent, IfMatch, KeyRange, MAX_PARTITION_KEY, MAX_SORT_KEY, Page,
    Paging, PathParameters, QueryParameters, allow_replacing, descending, is_in_group,
    push_segment, require_group, token_owner,
};
use crate::values::Timestamp;

pub fn router() -> Router<App> {
    Router::new()
        .route("/notes", post(create_note))
        .route("/notes", get(list_notes))
        .route("/notes/newest", get(query_notes_by_owner))
        .route("/notes/colors/{color}", get(query_notes_by_color))
        .route("/notes/{note_id}", get(get_note))
        .route("/notes/{note_id}", put(replace_note))
        .route("/notes/{note_id}", patch(update_note))
        .route("/notes/{note_id}", delete(delete_note))
        .merge(for_support())
}

/// The routes for callers in `support`.
fn for_support() -> Router<App> {
    const GROUPS: [&str; 1] = ["support"];
    Router::new()
        .route(
            "/users/{owner_id}/notes",
            get(query_notes_by_owner_and_owner_id),
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

async fn create_note(
    State(app): State<App>,
    request: Parts,
    Idempotent(known, new): Idempotent<NewNote>,
) -> Result<impl IntoResponse, Error> {
    let mut item = new.into_item(caller(&request)?);
    app.hooks.before_create_note(&request, &mut item).await?;
    let table = &app.notes;
    match &known {
        Some(known) => item = table.create_once(&item, known).await?,
        None => table.create(&item).await?,
    }
    let mut location = String::from("notes/");
    push_segment(&mut location, &item.note_id);
    app.hooks.before_send_note(&request, &mut item).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], item))
}

async fn list_notes(
    State(app): State<App>,
    request: Parts,
    mut query: QueryParameters,
) -> Result<Json<Page<Note>>, Error> {
    let paging = Paging::from_query(&mut query)?;
    let mut filter = Expression::default();
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.default_is("pinned", &Note::default_pinned());
    filters.boolean("pinned")?;
    query.finish()?;
    let reversed = false;
    let table = &app.notes;
    let mut page = if let Some(owner) = caller_unless_exempt(&request)? {
        table
            .query_by_owner(&owner, &KeyRange::Everything, reversed, filter, &paging)
            .await?
    } else {
        table.list(filter, &paging).await?
    };
    for item in &mut page.items {
        app.hooks.before_send_note(&request, item).await?;
    }
    Ok(Json(page))
}

async fn query_notes_by_owner(
    State(app): State<App>,
    request: Parts,
    mut query: QueryParameters,
) -> Result<Json<Page<Note>>, Error> {
    let partition = caller(&request)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<Timestamp>::from_query(&mut query, "created_at")?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app
        .notes
        .query_by_owner(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_note(&request, item).await?;
    }
    Ok(Json(page))
}

async fn query_notes_by_color(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<NoteByColor>>, Error> {
    let partition = caller(&request)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let sort_key: NoteColor = path.get("color", MAX_SORT_KEY)?;
    let range = KeyRange::Equal(sort_key);
    let filter = Expression::default();
    query.finish()?;
    let mut page = app
        .notes
        .query_by_color(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_note_by_color(&request, item).await?;
    }
    Ok(Json(page))
}

async fn get_note(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<Note, Error> {
    let key = NoteKey::read(&path)?;
    let owner = caller_unless_exempt(&request)?;
    let mut item = app.notes.get(&key, &owner).await?;
    app.hooks.before_send_note(&request, &mut item).await?;
    Ok(item)
}

async fn replace_note(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut replacement): Body<ReplaceNote>,
) -> Result<Note, Error> {
    let key = NoteKey::read(&path)?;
    let owner = caller_unless_exempt(&request)?;
    replacement.check_key(&key)?;
    allow_replacing(&request.headers)?;
    app.hooks
        .before_replace_note(&request, &key, &mut replacement)
        .await?;
    let mut item = app
        .notes
        .replace(&key, &owner, &replacement, &if_match)
        .await?;
    app.hooks.before_send_note(&request, &mut item).await?;
    Ok(item)
}

async fn update_note(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut patch): Body<NotePatch>,
) -> Result<Note, Error> {
    let key = NoteKey::read(&path)?;
    let owner = caller_unless_exempt(&request)?;
    app.hooks
        .before_update_note(&request, &key, &mut patch)
        .await?;
    let mut item = app.notes.update(&key, &owner, &patch, &if_match).await?;
    app.hooks.before_send_note(&request, &mut item).await?;
    Ok(item)
}

async fn delete_note(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
) -> Result<StatusCode, Error> {
    let key = NoteKey::read(&path)?;
    let owner = caller_unless_exempt(&request)?;
    app.hooks.before_delete_note(&request, &key).await?;
    app.notes.delete(&key, &owner, &if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn query_notes_by_owner_and_owner_id(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<Note>>, Error> {
    let partition: Uuid = path.get("owner_id", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<Timestamp>::Everything;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app
        .notes
        .query_by_owner(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_note(&request, item).await?;
    }
    Ok(Json(page))
}
