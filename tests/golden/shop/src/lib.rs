//! The API as an axum router, which runs in Lambda, in tests and on a laptop alike.

mod dynamodb;
pub mod extension;
pub mod hooks;
pub mod http;
pub mod products;
pub mod reviews;
pub mod values;

use std::env;

use aws_sdk_dynamodb::Client;
use axum::Router;

use extension::Extension;
use hooks::Hooks;

/// What every request handler works with.
#[derive(Clone)]
pub struct App {
    pub hooks: Hooks,
    pub products: products::ProductTable,
    pub reviews: reviews::ReviewTable,
}

impl App {
    /// Finds the tables by the environment variables that template.yaml sets.
    pub fn from_env(client: &Client) -> Result<Self, String> {
        Ok(Self {
            hooks: Hooks::default(),
            products: products::ProductTable::new(client.clone(), variable("TABLE_PRODUCTS")?),
            reviews: reviews::ReviewTable::new(client.clone(), variable("TABLE_REVIEWS")?),
        })
    }
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|error| format!("{name}: {error}"))
}

/// Every route of the API.
pub fn router(app: App) -> Router {
    Router::new()
        .merge(products::router())
        .merge(reviews::router())
        .merge(app.hooks.routes())
        .fallback(http::not_found)
        .method_not_allowed_fallback(http::method_not_allowed)
        .layer(http::cors())
        .with_state(app)
}
