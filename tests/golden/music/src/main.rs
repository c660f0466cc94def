//! The entry point of the Lambda function.

use aws_sdk_dynamodb::Client;
use lambda_http::{Error, run, tracing};

#[tokio::main]
async fn main() -> Result<(), Error> {
    tracing::init_default_subscriber();
    let config = aws_config::load_from_env().await;
    let app = music::App::from_env(&Client::new(&config))?;
    run(music::router(app)).await
}
