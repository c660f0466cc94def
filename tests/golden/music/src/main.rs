//! The entry point of the Lambda function.

use lambda_http::{Error, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    music::http::init_log(|line| print!("{line}"));
    let app = music::App::from_env().await?;
    app.connect().await;
    run(music::service(app)).await
}
