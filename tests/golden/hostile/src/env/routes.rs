//! The routes of env.

use axum::extract::State;
use axum::http::request::Parts;
use axum::routing::get;
use axum::{Json, Router};

use super::item::Env;
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{Error, Page, Paging, QueryParameters};

pub fn router() -> Router<App> {
    Router::new().route("/env", get(list_env))
}

async fn list_env(
    State(app): State<App>,
    request: Parts,
    mut query: QueryParameters,
) -> Result<Json<Page<Env>>, Error> {
    let paging = Paging::from_query(&mut query)?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app.env.list(filter, &paging).await?;
    for item in &mut page.items {
        app.hooks.before_send_env(&request, item).await?;
    }
    Ok(Json(page))
}
