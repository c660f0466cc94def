//! The API as an axum router, which runs in Lambda, in tests and on a laptop alike.

pub mod drafts;
mod dynamodb;
pub mod extension;
pub mod hooks;
pub mod http;
pub mod notes;
pub mod settings;
pub mod values;

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use lambda_http::Request;
use lambda_http::tower::util::MapRequest;

pub use dynamodb::aws_config;
use extension::Extension;
use hooks::Hooks;

/// How long a request may take where there is no Lambda to say so.
const TIMEOUT: Duration = Duration::from_secs(10);

/// For how many seconds an `Idempotency-Key` stands for one request.
const IDEMPOTENCY: i64 = 86400;

/// What every request handler works with.
#[derive(Clone)]
pub struct App {
    pub hooks: Hooks,
    pub notes: notes::NoteTable,
    pub drafts: drafts::DraftTable,
    pub settings: settings::SettingsTable,
}

impl App {
    /// Finds the tables by the environment variables that template.yaml sets.
    pub async fn from_env() -> Result<Self, String> {
        let client = Client::new(&aws_config().load().await);
        Ok(Self {
            hooks: Hooks::default(),
            notes: notes::NoteTable::new(
                client.clone(),
                variable("TABLE_NOTES")?,
                variable("IDEMPOTENCY_TABLE")?,
            ),
            drafts: drafts::DraftTable::new(
                client.clone(),
                variable("TABLE_DRAFTS")?,
                variable("IDEMPOTENCY_TABLE")?,
            ),
            settings: settings::SettingsTable::new(client.clone(), variable("TABLE_SETTINGS")?),
        })
    }

    /// Opens the connection to DynamoDB, so that the first request does not wait for it.
    pub async fn connect(&self) {
        self.notes.connect().await;
    }
}

fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|error| {
        format!("{name}: {error}; `cargo run --example local` serves the API without it")
    })
}

/// The API as Lambda calls it.
pub fn service(app: App) -> MapRequest<Router, fn(Request) -> Request> {
    MapRequest::new(router(app), http::as_sent)
}

/// Every route of the API.
pub fn router(app: App) -> Router {
    Router::new()
        .merge(notes::router())
        .merge(drafts::router())
        .merge(settings::router())
        .merge(app.hooks.routes())
        .fallback(http::not_found)
        .method_not_allowed_fallback(http::method_not_allowed)
        .layer(from_fn_with_state(TIMEOUT, http::answer_in_time))
        .layer(from_fn(http::log_request))
        .with_state(app)
}
