//! Serves the API at <http://localhost:3000>, behind a gateway of its own: `cargo run --example local`.
//!
//! DynamoDB is in the same process and starts empty; `AWS_ENDPOINT_URL` points to another one.

use std::env;
use std::error::Error;

use axum::Router;
use axum::extract::Request;
use tokio::net::TcpListener;

#[path = "../tests/api/dynamodb.rs"]
mod dynamodb;
#[path = "../tests/api/event.rs"]
mod event;
#[path = "../tests/api/gateway.rs"]
mod gateway;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    bookings::http::init_log();
    let client = match env::var("AWS_ENDPOINT_URL") {
        Ok(endpoint) => {
            let client = dynamodb::client(&endpoint).await;
            dynamodb::create_tables(&client).await;
            client
        }
        Err(_) => dynamodb::start().await,
    };
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("Serving http://localhost:{port}");
    let gateway = gateway::Gateway::new(dynamodb::app(&client));
    let answer = |request: Request| async move { gateway.answer(request).await };
    axum::serve(listener, Router::new().fallback(answer)).await?;
    Ok(())
}
