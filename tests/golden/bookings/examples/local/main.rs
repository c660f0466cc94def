//! Serves the API at <http://localhost:3000>, with a page that shows what happens: `cargo run --example local`.
//!
//! `PORT` is another port. DynamoDB is in the same process: it starts empty, and `--data FOLDER`
//! keeps what it holds. `AWS_ENDPOINT_URL` points to another one.

use std::env;
use std::fs::DirBuilder;
use std::process::ExitCode;

use aws_sdk_dynamodb::Client;
use tokio::net::TcpListener;

#[path = "../../tests/api/dynamodb.rs"]
mod dynamodb;
#[path = "../../tests/api/event.rs"]
mod event;
#[path = "../../tests/api/function.rs"]
mod function;
#[path = "../../tests/api/gateway.rs"]
mod gateway;
mod page;
mod tables;
mod watch;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    bookings::http::init_log(watch::print);
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), String> {
    let port = port()?;
    let (client, endpoint) = connect().await?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await;
    let listener = listener.map_err(|error| {
        format!("PORT: port {port} can't be served ({error}); set PORT to another one")
    })?;
    println!("Serving http://localhost:{port}");
    println!("What happens is shown at http://localhost:{port}/~");
    println!("DynamoDB is at {endpoint}. From another terminal:");
    println!("    export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local");
    for table in tables::names(&client).await {
        let scan = "aws dynamodb scan --region us-east-1";
        println!("    {scan} --endpoint-url {endpoint} --table-name {table}");
    }
    let watch = watch::Watch::new(dynamodb::app(&watch::watched(&client)));
    let router = page::router(watch, client);
    let served = axum::serve(listener, router).await;
    served.map_err(|error| error.to_string())
}

fn port() -> Result<u16, String> {
    let Ok(port) = env::var("PORT") else {
        return Ok(3000);
    };
    let refused = |_| format!("PORT: `{port}` is not a port; it is a number from 1 to 65535");
    port.parse().map_err(refused)
}

/// The file that keeps the data, if there is one.
fn file() -> Result<Option<String>, String> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match &arguments[..] {
        [] => Ok(None),
        [flag, folder] if flag == "--data" => {
            let made = DirBuilder::new().recursive(true).create(folder);
            made.map_err(|error| format!("--data: {folder} can't be made ({error})"))?;
            Ok(Some(format!("{folder}/dynamodb.sqlite")))
        }
        _ => Err("usage: cargo run --example local [-- --data FOLDER]".to_owned()),
    }
}

/// A client of DynamoDB, and where it listens.
async fn connect() -> Result<(Client, String), String> {
    let file = file()?;
    let Ok(endpoint) = env::var("AWS_ENDPOINT_URL") else {
        return Ok(dynamodb::start(file.as_deref()).await);
    };
    let client = dynamodb::client(&endpoint).await;
    if client.list_tables().limit(1).send().await.is_err() {
        return Err(format!(
            "AWS_ENDPOINT_URL: no DynamoDB answers at {endpoint}"
        ));
    }
    dynamodb::create_tables(&client).await;
    Ok((client, endpoint))
}
