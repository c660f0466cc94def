//! The entry point of the Lambda function.

use lambda_http::{Error, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    items::http::init_log(|line| print!("{line}"));
    let app = items::App::from_env().await?;
    app.connect().await;
    run(items::service(app)).await
}
