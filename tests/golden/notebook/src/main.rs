//! The entry point of the Lambda function.

use lambda_http::{Error, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    notebook::http::init_log(|line| print!("{line}"));
    let app = notebook::App::from_env().await?;
    app.connect().await;
    run(notebook::service(app)).await
}
