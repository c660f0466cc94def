//! The API as an axum router, which runs in Lambda, in tests and on a laptop alike.

mod dynamodb;
pub mod extension;
pub mod hooks;
pub mod http;
pub mod minimal;
pub mod values;

use aws_sdk_dynamodb::Client;
use axum::Router;

use extension::Extension;
use hooks::Hooks;

/// What every request handler works with.
#[derive(Clone)]
pub struct App {
    pub hooks: Hooks,
    pub minimal: minimal::MinimalTable,
}

impl App {
    /// Finds the tables by the environment variables that template.yaml sets.
    pub fn from_env(client: &Client) -> Result<Self, String> {
        Ok(Self {
            hooks: Hooks::default(),
            minimal: minimal::MinimalTable::new(client.clone(), variable("TABLE_MINIMAL")?),
        })
    }
}

fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|error| format!("{name}: {error}"))
}

/// Every route of the API.
pub fn router(app: App) -> Router {
    Router::new()
        .merge(minimal::router())
        .merge(app.hooks.routes())
        .fallback(http::not_found)
        .method_not_allowed_fallback(http::method_not_allowed)
        .with_state(app)
}
