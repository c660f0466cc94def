//! The entry point of the Lambda function.

use lambda_http::{Error, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    hostile_gen::http::init_log(|line| print!("{line}"));
    let app = hostile_gen::App::from_env().await?;
    app.connect().await;
    run(hostile_gen::service(app)).await
}
