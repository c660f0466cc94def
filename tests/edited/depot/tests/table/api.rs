//! The API in this process, over a real DynamoDB engine and a proxy before it.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::{RetryConfig, RetryPartition};
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, header};
use depot::App;
use http_body_util::BodyExt as _;
use serde_json::Value;
use tokio::net::TcpListener;
use tower::ServiceExt as _;

use crate::dynamodb;
use crate::log;
use crate::proxy::Proxy;

/// The routes, and the proxy that their calls of DynamoDB pass.
pub struct Api {
    router: Router,
    pub app: App,
    pub proxy: Proxy,
}

/// What the API answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Api {
    pub async fn start() -> Self {
        Self::with_timeout(Duration::from_secs(30)).await
    }

    /// The API whose calls of DynamoDB may each take this long.
    pub async fn with_timeout(timeout: Duration) -> Self {
        log::keep();
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port is free");
        let engine = listener.local_addr().expect("the listener has an address");
        let database = dynoxide::Database::memory().expect("the engine starts");
        tokio::spawn(dynoxide::server::serve_on(listener, database));
        let proxy = Proxy::before(engine);
        let client = client(&proxy, timeout).await;
        dynamodb::create_tables(&client).await;
        let app = dynamodb::app(&client);
        Self {
            router: depot::router(app.clone()),
            app,
            proxy,
        }
    }

    pub async fn send(&self, method: Method, path: &str, body: &Value) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json");
        let body = if body.is_null() {
            Body::empty()
        } else {
            Body::from(body.to_string())
        };
        let request = request.body(body).expect("the request is valid");
        self.answer(request).await
    }

    pub async fn answer(&self, request: Request<Body>) -> Answer {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the API answers");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("the body arrives").to_bytes();
        let body = String::from_utf8(bytes.into()).expect("the body is text");
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body,
        }
    }
}

/// The SDK as it is, but that it waits less between attempts, and shares no budget for them with other tests.
async fn client(proxy: &Proxy, timeout: Duration) -> Client {
    let timeouts = TimeoutConfig::builder()
        .operation_attempt_timeout(timeout)
        .build();
    let client = dynamodb::client(&proxy.url()).await;
    let config = client.config().to_builder();
    let config = config
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
        .retry_partition(RetryPartition::new(proxy.url()))
        .timeout_config(timeouts);
    Client::from_conf(config.build())
}
