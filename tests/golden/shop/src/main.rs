//! The entry point of the Lambda function.

use lambda_http::{Error, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    shop::http::init_log(|line| print!("{line}"));
    let app = shop::App::from_env().await?;
    app.connect().await;
    run(shop::service(app)).await
}
