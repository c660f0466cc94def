//! The routes of reviews.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{delete, get, patch, post};
use axum::{Json, Router};

use super::item::{NewReview, Review, ReviewKey, ReviewPatch};
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, Filters, MAX_PARTITION_KEY, Page, Paging, PathParameters, QueryParameters,
    check_member, descending, push_segment, require_same_as_path,
};

pub fn router() -> Router<App> {
    Router::new()
        .route("/products/{sku}/reviews", get(query_reviews))
        .route("/products/{sku}/reviews", post(create_review))
        .route("/products/{sku}/reviews/{review_id}", get(get_review))
        .route("/products/{sku}/reviews/{review_id}", patch(update_review))
        .route("/products/{sku}/reviews/{review_id}", delete(delete_review))
}

async fn query_reviews(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<Review>>, Error> {
    let partition: String = path.get("sku", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let mut filter = Expression::default();
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.ordered::<i64>("stars")?;
    filters.text("author")?;
    query.finish()?;
    let mut page = app
        .reviews
        .query(&partition, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_review(&request, item).await?;
    }
    Ok(Json(page))
}

async fn create_review(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    Body(mut new): Body<NewReview>,
) -> Result<impl IntoResponse, Error> {
    require_same_as_path(&path, "sku", MAX_PARTITION_KEY, &mut new.sku)?;
    check_member("sku", &new.sku, Review::check_sku)?;
    let mut item = new.into_item()?;
    app.hooks.before_create_review(&request, &mut item).await?;
    app.reviews.create(&item).await?;
    let mut location = String::from("reviews/");
    push_segment(&mut location, &item.review_id);
    app.hooks.before_send_review(&request, &mut item).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], item))
}

async fn get_review(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<Review, Error> {
    let key = ReviewKey::read(&path)?;
    let mut item = app.reviews.get(&key).await?;
    app.hooks.before_send_review(&request, &mut item).await?;
    Ok(item)
}

async fn update_review(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    Body(mut patch): Body<ReviewPatch>,
) -> Result<Review, Error> {
    let key = ReviewKey::read(&path)?;
    app.hooks
        .before_update_review(&request, &key, &mut patch)
        .await?;
    let mut item = app.reviews.update(&key, &patch).await?;
    app.hooks.before_send_review(&request, &mut item).await?;
    Ok(item)
}

async fn delete_review(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<StatusCode, Error> {
    let key = ReviewKey::read(&path)?;
    app.hooks.before_delete_review(&request, &key).await?;
    app.reviews.delete(&key).await?;
    Ok(StatusCode::NO_CONTENT)
}
