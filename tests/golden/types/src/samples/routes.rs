//! The routes of samples.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{delete, get, patch, post, put};
use axum::{Json, Router};
use ulid::Ulid;
use uuid::Uuid;

use super::item::{NewSample, ReplaceSample, Sample, SampleKey, SamplePatch};
use super::types::SampleColor;
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, Filters, IfMatch, Page, Paging, PathParameters, QueryParameters, allow_replacing,
    push_segment,
};
use crate::values::{Binary, Date, Decimal, Timestamp};

pub fn router() -> Router<App> {
    Router::new()
        .route("/samples", get(list_samples))
        .route("/samples", post(create_sample))
        .route("/samples/{id}", get(get_sample))
        .route("/samples/{id}", put(replace_sample))
        .route("/samples/{id}", patch(update_sample))
        .route("/samples/{id}", delete(delete_sample))
}

async fn list_samples(
    State(app): State<App>,
    request: Parts,
    mut query: QueryParameters,
) -> Result<Json<Page<Sample>>, Error> {
    let paging = Paging::from_query(&mut query)?;
    let mut filter = Expression::default();
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.ordered::<Ulid>("id")?;
    filters.text("text")?;
    filters.default_is("color", &Sample::default_color());
    filters.equality::<SampleColor>("color")?;
    filters.ordered::<i64>("integer")?;
    filters.ordered::<f64>("number")?;
    filters.existence("number")?;
    filters.default_is("price", &Sample::default_price());
    filters.ordered::<Decimal>("price")?;
    filters.boolean("flag")?;
    filters.default_is("active", &Sample::default_active());
    filters.boolean("active")?;
    filters.ordered::<Timestamp>("moment")?;
    filters.existence("moment")?;
    filters.ordered::<Date>("day")?;
    filters.existence("day")?;
    filters.equality::<Uuid>("reference")?;
    filters.existence("reference")?;
    filters.ordered::<Ulid>("ticket")?;
    filters.existence("ticket")?;
    filters.equality::<Binary>("blob")?;
    filters.existence("blob")?;
    filters.element::<String>("words")?;
    filters.existence("words")?;
    filters.element::<String>("labels")?;
    filters.existence("labels")?;
    filters.check_size()?;
    query.finish()?;
    let mut page = app.samples.list(filter, &paging).await?;
    for item in &mut page.items {
        app.hooks.before_send_sample(&request, item).await?;
    }
    Ok(Json(page))
}

async fn create_sample(
    State(app): State<App>,
    request: Parts,
    Body(new): Body<NewSample>,
) -> Result<impl IntoResponse, Error> {
    let mut item = new.into_item();
    app.hooks.before_create_sample(&request, &mut item).await?;
    app.samples.create(&item).await?;
    let mut location = String::from("samples/");
    push_segment(&mut location, &item.id);
    app.hooks.before_send_sample(&request, &mut item).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], item))
}

async fn get_sample(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<Sample, Error> {
    let key = SampleKey::read(&path)?;
    let mut item = app.samples.get(&key).await?;
    app.hooks.before_send_sample(&request, &mut item).await?;
    Ok(item)
}

async fn replace_sample(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut replacement): Body<ReplaceSample>,
) -> Result<Sample, Error> {
    let key = SampleKey::read(&path)?;
    replacement.check_key(&key)?;
    allow_replacing(&request.headers)?;
    app.hooks
        .before_replace_sample(&request, &key, &mut replacement)
        .await?;
    let mut item = app.samples.replace(&key, &replacement, &if_match).await?;
    app.hooks.before_send_sample(&request, &mut item).await?;
    Ok(item)
}

async fn update_sample(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut patch): Body<SamplePatch>,
) -> Result<Sample, Error> {
    let key = SampleKey::read(&path)?;
    app.hooks
        .before_update_sample(&request, &key, &mut patch)
        .await?;
    let mut item = app.samples.update(&key, &patch, &if_match).await?;
    app.hooks.before_send_sample(&request, &mut item).await?;
    Ok(item)
}

async fn delete_sample(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
) -> Result<StatusCode, Error> {
    let key = SampleKey::read(&path)?;
    app.hooks.before_delete_sample(&request, &key).await?;
    app.samples.delete(&key, &if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}
