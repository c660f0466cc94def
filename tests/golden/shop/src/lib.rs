//! The API as an axum router, which runs in Lambda, in tests and on a laptop alike.

mod dynamodb;
pub mod extension;
pub mod hooks;
pub mod http;
pub mod products;
pub mod reviews;
pub mod values;

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use axum::Router;
use axum::http::header::{
    AUTHORIZATION, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION, RETRY_AFTER,
};
use axum::http::{HeaderName, Method};
use axum::middleware::{from_fn, from_fn_with_state, map_request};
use lambda_http::Request;
use lambda_http::tower::util::MapRequest;
use tower_http::cors::CorsLayer;

pub use dynamodb::aws_config;
use extension::Extension;
use hooks::Hooks;

/// How long a request may take where there is no Lambda to say so.
const TIMEOUT: Duration = Duration::from_secs(10);

/// What every request handler works with.
#[derive(Clone)]
pub struct App {
    pub hooks: Hooks,
    pub products: products::ProductTable,
    pub reviews: reviews::ReviewTable,
}

impl App {
    /// Finds the tables by the environment variables that template.yaml sets.
    pub async fn from_env() -> Result<Self, String> {
        let client = Client::new(&aws_config().load().await);
        Ok(Self {
            hooks: Hooks::default(),
            products: products::ProductTable::new(client.clone(), variable("TABLE_PRODUCTS")?),
            reviews: reviews::ReviewTable::new(client.clone(), variable("TABLE_REVIEWS")?),
        })
    }

    /// Opens the connection to DynamoDB, so that the first request does not wait for it.
    pub async fn connect(&self) {
        self.products.connect().await;
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
        .merge(products::router())
        .merge(reviews::router())
        .merge(app.hooks.routes())
        .fallback(http::not_found)
        .method_not_allowed_fallback(http::method_not_allowed)
        .layer(from_fn_with_state(TIMEOUT, http::answer_in_time))
        .layer(cors())
        .layer(from_fn(http::log_request))
        .layer(map_request(http::name_client))
        .with_state(app)
}

/// The origins where template.yaml does not set `CORS_ORIGINS`, as on a laptop.
const ORIGINS: &str = "https://shop.example,http://localhost:8080";

/// Answers preflight requests and marks responses. Credentials are never allowed.
fn cors() -> CorsLayer {
    let methods = [
        Method::GET,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
    ];
    let allowed = [
        AUTHORIZATION,
        CONTENT_TYPE,
        IF_MATCH,
        IF_NONE_MATCH,
        HeaderName::from_static("x-api-key"),
    ];
    let exposed = [ETAG, LOCATION, RETRY_AFTER];
    CorsLayer::new()
        .allow_origin(http::allowed_origins(ORIGINS))
        .allow_methods(methods)
        .allow_headers(allowed)
        .expose_headers(exposed)
}
