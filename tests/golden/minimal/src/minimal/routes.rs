//! The routes of minimal.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};

use super::item::{Minimal, NewMinimal};
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{Body, Error, Page, Paging, QueryParameters};

pub fn router() -> Router<App> {
    Router::new()
        .route("/notes", get(list_minimal))
        .route("/notes", post(create_minimal))
}

async fn list_minimal(
    State(app): State<App>,
    request: Parts,
    mut query: QueryParameters,
) -> Result<Json<Page<Minimal>>, Error> {
    let paging = Paging::from_query(&mut query)?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app.minimal.list(filter, &paging).await?;
    for item in &mut page.items {
        app.hooks.before_send_minimal(&request, item).await?;
    }
    Ok(Json(page))
}

async fn create_minimal(
    State(app): State<App>,
    request: Parts,
    Body(new): Body<NewMinimal>,
) -> Result<impl IntoResponse, Error> {
    let mut item = new.into_item();
    app.hooks.before_create_minimal(&request, &mut item).await?;
    app.minimal.create(&item).await?;
    app.hooks.before_send_minimal(&request, &mut item).await?;
    Ok((StatusCode::CREATED, item))
}
