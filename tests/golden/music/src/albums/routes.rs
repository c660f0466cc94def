//! The routes of albums.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{delete, get, patch, post, put};
use axum::{Json, Router};

use super::item::{
    Album, AlbumByArtist, AlbumKey, AlbumPatch, EARLIER_NAMES, NewAlbum, ReplaceAlbum,
};
use super::types::AlbumMedium;
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, Filters, IfMatch, IfNoneMatch, KeyRange, MAX_PARTITION_KEY, Page, Paging,
    PathParameters, QueryParameters, descending, push_segment,
};
use crate::values::Date;

pub fn router() -> Router<App> {
    Router::new()
        .route("/albums", get(list_albums))
        .route("/albums", post(create_album))
        .route("/albums/{id}", get(get_album))
        .route("/albums/{id}", put(replace_album))
        .route("/albums/{id}", patch(update_album))
        .route("/albums/{id}", delete(delete_album))
        .route("/artists/{artist}/albums", get(query_albums_by_artist))
        .route("/labels/{label}/albums", get(query_albums_by_label))
}

async fn list_albums(
    State(app): State<App>,
    request: Parts,
    mut query: QueryParameters,
) -> Result<Json<Page<Album>>, Error> {
    let paging = Paging::from_query(&mut query)?;
    let mut filter = Expression::with_earlier_names(EARLIER_NAMES);
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.text("title")?;
    filters.text("label")?;
    filters.existence("label")?;
    filters.default_is("medium", &Album::default_medium());
    filters.equality::<AlbumMedium>("medium")?;
    filters.element::<String>("genres")?;
    filters.existence("genres")?;
    filters.check_size()?;
    query.finish()?;
    let mut page = app.albums.list(filter, &paging).await?;
    for item in &mut page.items {
        app.hooks.before_send_album(&request, item).await?;
    }
    Ok(Json(page))
}

async fn create_album(
    State(app): State<App>,
    request: Parts,
    Body(new): Body<NewAlbum>,
) -> Result<impl IntoResponse, Error> {
    let mut item = new.into_item();
    app.hooks.before_create_album(&request, &mut item).await?;
    app.albums.create(&item).await?;
    let mut location = String::from("albums/");
    push_segment(&mut location, &item.id);
    app.hooks.before_send_album(&request, &mut item).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], item))
}

async fn get_album(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<Album, Error> {
    let key = AlbumKey::read(&path)?;
    let mut item = app.albums.get(&key).await?;
    app.hooks.before_send_album(&request, &mut item).await?;
    Ok(item)
}

async fn replace_album(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    if_none_match: IfNoneMatch,
    Body(mut replacement): Body<ReplaceAlbum>,
) -> Result<impl IntoResponse, Error> {
    let key = AlbumKey::read(&path)?;
    replacement.check_key(&key)?;
    app.hooks
        .before_replace_album(&request, &key, &mut replacement)
        .await?;
    let table = &app.albums;
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
            app.hooks.before_create_album(&request, &mut item).await?;
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
    app.hooks.before_send_album(&request, &mut item).await?;
    Ok((status, item))
}

async fn update_album(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut patch): Body<AlbumPatch>,
) -> Result<Album, Error> {
    let key = AlbumKey::read(&path)?;
    app.hooks
        .before_update_album(&request, &key, &mut patch)
        .await?;
    let mut item = app.albums.update(&key, &patch, &if_match).await?;
    app.hooks.before_send_album(&request, &mut item).await?;
    Ok(item)
}

async fn delete_album(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
) -> Result<StatusCode, Error> {
    let key = AlbumKey::read(&path)?;
    app.hooks.before_delete_album(&request, &key).await?;
    app.albums.delete(&key, &if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn query_albums_by_artist(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<AlbumByArtist>>, Error> {
    let partition: String = path.get("artist", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<Date>::from_query(&mut query, "released")?;
    let mut filter = Expression::with_earlier_names(EARLIER_NAMES);
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.text("title")?;
    query.finish()?;
    let mut page = app
        .albums
        .query_by_artist(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks
            .before_send_album_by_artist(&request, item)
            .await?;
    }
    Ok(Json(page))
}

async fn query_albums_by_label(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<Album>>, Error> {
    let partition: String = path.get("label", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app
        .albums
        .query_by_label(&partition, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_album(&request, item).await?;
    }
    Ok(Json(page))
}
