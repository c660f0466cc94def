//! The routes of readings.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{delete, get, post, put};
use axum::{Json, Router};

use super::item::{NewReading, Reading, ReadingByQuality, ReadingKey, ReplaceReading};
use super::types::ReadingQuality;
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, Filters, IfNoneMatch, KeyRange, MAX_PARTITION_KEY, Page, Paging, PathParameters,
    QueryParameters, check_member, descending, push_segment, require_same_as_path,
};
use crate::values::{EpochSeconds, Timestamp};

pub fn router() -> Router<App> {
    Router::new()
        .route("/sensors/{sensor}/readings", post(create_reading))
        .route("/sensors/{sensor}/readings", get(query_readings))
        .route("/sensors/{sensor}/readings/{taken_at}", get(get_reading))
        .route(
            "/sensors/{sensor}/readings/{taken_at}",
            put(replace_reading),
        )
        .route(
            "/sensors/{sensor}/readings/{taken_at}",
            delete(delete_reading),
        )
        .route(
            "/qualities/{quality}/readings",
            get(query_readings_by_quality),
        )
}

async fn create_reading(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    Body(mut new): Body<NewReading>,
) -> Result<impl IntoResponse, Error> {
    require_same_as_path(&path, "sensor", MAX_PARTITION_KEY, &mut new.sensor)?;
    check_member("sensor", &new.sensor, Reading::check_sensor)?;
    let mut item = new.into_item()?;
    app.hooks.before_create_reading(&request, &mut item).await?;
    app.readings.create(&item).await?;
    let mut location = String::from("readings/");
    push_segment(&mut location, &item.taken_at);
    app.hooks.before_send_reading(&request, &mut item).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], item))
}

async fn query_readings(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<Reading>>, Error> {
    let partition: String = path.get("sensor", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<Timestamp>::from_query(&mut query, "taken_at")?;
    let mut filter = Expression::default();
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.ordered::<f64>("celsius")?;
    filters.ordered::<i64>("humidity")?;
    filters.existence("humidity")?;
    filters.default_is("quality", &Reading::default_quality());
    filters.equality::<ReadingQuality>("quality")?;
    query.finish()?;
    let mut page = app
        .readings
        .query(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_reading(&request, item).await?;
    }
    Ok(Json(page))
}

async fn get_reading(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<Reading, Error> {
    let key = ReadingKey::read(&path)?;
    let mut item = app.readings.get(&key).await?;
    app.hooks.before_send_reading(&request, &mut item).await?;
    Ok(item)
}

async fn replace_reading(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_none_match: IfNoneMatch,
    Body(mut replacement): Body<ReplaceReading>,
) -> Result<impl IntoResponse, Error> {
    let key = ReadingKey::read(&path)?;
    replacement.check_key(&key)?;
    app.hooks
        .before_replace_reading(&request, &key, &mut replacement)
        .await?;
    let table = &app.readings;
    let mut replaced = Err(Error::NotFound);
    if if_none_match == IfNoneMatch::Absent {
        replaced = table.replace(&key, &replacement).await;
    }
    let (status, mut item) = match replaced {
        Err(Error::NotFound) => {
            let mut item = replacement.clone().into_item(key.clone())?;
            app.hooks.before_create_reading(&request, &mut item).await?;
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
    app.hooks.before_send_reading(&request, &mut item).await?;
    Ok((status, item))
}

async fn delete_reading(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<StatusCode, Error> {
    let key = ReadingKey::read(&path)?;
    app.hooks.before_delete_reading(&request, &key).await?;
    app.readings.delete(&key).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn query_readings_by_quality(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<ReadingByQuality>>, Error> {
    let partition: ReadingQuality = path.get("quality", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<Timestamp>::from_query(&mut query, "taken_at")?;
    let mut filter = Expression::default();
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.ordered::<EpochSeconds>("expires_at")?;
    query.finish()?;
    let mut page = app
        .readings
        .query_by_quality(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks
            .before_send_reading_by_quality(&request, item)
            .await?;
    }
    Ok(Json(page))
}
