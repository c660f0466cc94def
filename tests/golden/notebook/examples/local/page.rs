//! The page that shows what happens, beside the API. No route of an API has a `~`.

use aws_sdk_dynamodb::Client;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use swagger_ui_redist::SwaggerUi;

use crate::tables;
use crate::watch::Watch;

const PAGE: &str = include_str!("page.html");
/// The routes, each with an example of a request.
const API: &str = include_str!("api.json");
const OPENAPI: &str = include_str!("../../openapi.yaml");
/// Swagger UI, which reads the document.
const DOCS: &str = include_str!("docs.html");

pub fn router(watch: Watch, client: Client) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/~", get(page))
        .route("/~api", get(api))
        .route("/~docs", get(docs))
        .route("/~docs/{file}", get(docs_file))
        .route("/~openapi.yaml", get(openapi))
        .route("/~requests", get(requests))
        .route("/~tables", get(items))
        .fallback(answer)
        .method_not_allowed_fallback(answer)
        .with_state((watch, client))
}

async fn page() -> Html<&'static str> {
    Html(PAGE)
}

async fn api() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], API)
}

/// The document, in which this server is the first one, whatever its port.
async fn openapi() -> impl IntoResponse {
    let here = OPENAPI.replacen(r#"url: "http://localhost:3000""#, r#"url: "/""#, 1);
    ([(header::CONTENT_TYPE, "application/yaml")], here)
}

async fn docs() -> Html<&'static str> {
    Html(DOCS)
}

async fn docs_file(Path(name): Path<String>) -> Response {
    let mut files = SwaggerUi::static_files().iter();
    let Some((_, bytes)) = files.find(|(file, _)| file.file_name() == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let media_type = if name.ends_with(".css") {
        "text/css"
    } else {
        "text/javascript"
    };
    ([(header::CONTENT_TYPE, media_type)], *bytes).into_response()
}

async fn requests(State((watch, _)): State<(Watch, Client)>, request: Request) -> Response {
    if !is_local(&request) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let after = request.uri().query().unwrap_or_default();
    let after = after.strip_prefix("after=").unwrap_or_default();
    Json(watch.after(after.parse().unwrap_or_default())).into_response()
}

async fn items(State((_, client)): State<(Watch, Client)>, request: Request) -> Response {
    if !is_local(&request) {
        return StatusCode::FORBIDDEN.into_response();
    }
    Json(tables::items(&client).await).into_response()
}

/// Whether the browser means this machine: a site whose name leads here could read what is shown.
fn is_local(request: &Request) -> bool {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    ["localhost", "127.0.0.1"].contains(&name)
}

async fn answer(State((watch, _)): State<(Watch, Client)>, request: Request) -> Response {
    watch.answer(request).await
}
