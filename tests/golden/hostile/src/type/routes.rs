//! The routes of type.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{delete, get, patch, post, put};
use axum::{Json, Router};

use super::item::{
    NewStruct, ReplaceStruct, Struct, StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00,
    StructKey, StructPatch,
};
use super::types::{StructEnum, StructMatch};
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, Filters, IfNoneMatch, KeyRange, MAX_PARTITION_KEY, Page, Paging, PathParameters,
    QueryParameters, check_member, descending, push_segment, require_same_as_path,
};

pub fn router() -> Router<App> {
    Router::new()
        .route("/type", get(list_type))
        .route("/type/{self}", post(create_struct))
        .route("/type/{self}", get(query_type))
        .route("/type/{self}/{Type}", get(get_struct))
        .route("/type/{self}/{Type}", put(replace_struct))
        .route("/type/{self}/{Type}", patch(update_struct))
        .route("/type/{self}/{Type}", delete(delete_struct))
        .route("/a.b,c:d/-/_/{match}", get(query_type_match))
        .route(
            "/x/{x}",
            get(query_type_a_very_long_index_name_that_has_exactly_sixty_four_characters_00),
        )
}

async fn list_type(
    State(app): State<App>,
    request: Parts,
    mut query: QueryParameters,
) -> Result<Json<Page<Struct>>, Error> {
    let paging = Paging::from_query(&mut query)?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app.r#type.list(filter, &paging).await?;
    for item in &mut page.items {
        app.hooks.before_send_struct(&request, item).await?;
    }
    Ok(Json(page))
}

async fn create_struct(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    Body(mut new): Body<NewStruct>,
) -> Result<impl IntoResponse, Error> {
    require_same_as_path(&path, "self", MAX_PARTITION_KEY, &mut new.self_)?;
    check_member("self", &new.self_, Struct::check_self)?;
    let mut item = new.into_item()?;
    app.hooks.before_create_struct(&request, &mut item).await?;
    app.r#type.create(&item).await?;
    let mut location = String::new();
    push_segment(&mut location, &item.self_);
    location.push('/');
    push_segment(&mut location, &item.r#type);
    app.hooks.before_send_struct(&request, &mut item).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], item))
}

async fn query_type(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<Struct>>, Error> {
    let partition: String = path.get("self", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app
        .r#type
        .query(&partition, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_struct(&request, item).await?;
    }
    Ok(Json(page))
}

async fn get_struct(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<Struct, Error> {
    let key = StructKey::read(&path)?;
    let mut item = app.r#type.get(&key).await?;
    app.hooks.before_send_struct(&request, &mut item).await?;
    Ok(item)
}

async fn replace_struct(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_none_match: IfNoneMatch,
    Body(mut replacement): Body<ReplaceStruct>,
) -> Result<impl IntoResponse, Error> {
    let key = StructKey::read(&path)?;
    replacement.check_key(&key)?;
    app.hooks
        .before_replace_struct(&request, &key, &mut replacement)
        .await?;
    let table = &app.r#type;
    let mut replaced = Err(Error::NotFound);
    if if_none_match == IfNoneMatch::Absent {
        replaced = table.replace(&key, &replacement).await;
    }
    let (status, mut item) = match replaced {
        Err(Error::NotFound) => {
            let mut item = replacement.clone().into_item(key.clone())?;
            app.hooks.before_create_struct(&request, &mut item).await?;
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
    app.hooks.before_send_struct(&request, &mut item).await?;
    Ok((status, item))
}

async fn update_struct(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    Body(mut patch): Body<StructPatch>,
) -> Result<Struct, Error> {
    let key = StructKey::read(&path)?;
    app.hooks
        .before_update_struct(&request, &key, &mut patch)
        .await?;
    let mut item = app.r#type.update(&key, &patch).await?;
    app.hooks.before_send_struct(&request, &mut item).await?;
    Ok(item)
}

async fn delete_struct(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<StatusCode, Error> {
    let key = StructKey::read(&path)?;
    app.hooks.before_delete_struct(&request, &key).await?;
    app.r#type.delete(&key).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn query_type_match(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<Struct>>, Error> {
    let partition: StructMatch = path.get("match", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<i64>::from_query(&mut query, "fn")?;
    let mut filter = Expression::default();
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.text("x")?;
    filters.existence("x")?;
    filters.text("super")?;
    filters.existence("super")?;
    filters.equality::<StructEnum>("enum")?;
    filters.existence("enum")?;
    filters.default_is("a-b", &Struct::default_a_b());
    filters.boolean("a-b")?;
    query.finish()?;
    let mut page = app
        .r#type
        .query_match(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_struct(&request, item).await?;
    }
    Ok(Json(page))
}

async fn query_type_a_very_long_index_name_that_has_exactly_sixty_four_characters_00(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00>>, Error> {
    let partition: String = path.get("x", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let mut filter = Expression::default();
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.text("super")?;
    filters.existence("super")?;
    query.finish()?;
    let mut page = app
        .r#type
        .query_a_very_long_index_name_that_has_exactly_sixty_four_characters_00(
            &partition, descending, filter, &paging,
        )
        .await?;
    for item in &mut page.items {
        app.hooks
            .before_send_struct_a_very_long_index_name_that_has_exactly_sixty_four_characters00(
                &request, item,
            )
            .await?;
    }
    Ok(Json(page))
}
