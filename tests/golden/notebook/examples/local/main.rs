//! Serves the API at <http://localhost:3000>, with a page that shows what happens: `cargo run --example local`.
//!
//! `PORT` is another port. DynamoDB is in the same process: it starts empty, and `--data FOLDER`
//! keeps what it holds. `--seed N` puts N items into each table. `AWS_ENDPOINT_URL` points to another
//! DynamoDB.

use std::env;
use std::fs::DirBuilder;
use std::num::NonZeroU16;
use std::process::ExitCode;

use aws_sdk_dynamodb::Client;
use dynoxide::Database;
use tokio::net::TcpListener;
use tracing::level_filters::LevelFilter;

#[path = "../../tests/api/dynamodb.rs"]
mod dynamodb;
#[path = "../../tests/api/event.rs"]
mod event;
#[path = "../../tests/api/function.rs"]
mod function;
#[path = "../../tests/api/gateway.rs"]
mod gateway;
mod page;
mod seed;
mod tables;
mod watch;

/// How to start on another port.
const START: &str = "PORT=3777 cargo run --example local";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    notebook::http::init_log(watch::print);
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), String> {
    check_log_level()?;
    let port = port()?;
    let arguments = arguments()?;
    let (client, endpoint) = connect(arguments.data).await?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await;
    let listener = listener.map_err(|error| {
        let why = error.kind();
        format!("PORT: port {port} can't be served ({why}); choose another one, as in {START}")
    })?;
    seed::fill(&client, arguments.seed).await?;
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
    let number = port.parse().map(NonZeroU16::get);
    number.map_err(|_| {
        format!("PORT: `{port}` is not a port; write a number from 1 to 65535, as in {START}")
    })
}

fn check_log_level() -> Result<(), String> {
    let level = env::var("LOG_LEVEL").unwrap_or_default();
    let read = level.parse::<LevelFilter>().map(drop);
    read.map_err(|_| {
        format!("LOG_LEVEL: `{level}` is not a level; write error, warn, info, debug or trace")
    })
}

/// What the command line asks for.
#[derive(Default)]
struct Arguments {
    /// The folder that keeps the data.
    data: Option<String>,
    /// How many items each table has at the start.
    seed: u64,
}

fn arguments() -> Result<Arguments, String> {
    let mut arguments = Arguments::default();
    let mut given = env::args().skip(1);
    while let Some(flag) = given.next() {
        match (flag.as_str(), given.next()) {
            ("--data", Some(folder)) => arguments.data = Some(folder),
            ("--seed", Some(number)) => {
                let refused = |_| format!("--seed: `{number}` is not a number of items");
                arguments.seed = number.parse().map_err(refused)?;
            }
            _ => {
                let usage = "usage: cargo run --example local [-- [--data FOLDER] [--seed N]]";
                return Err(usage.to_owned());
            }
        }
    }
    Ok(arguments)
}

/// A client of DynamoDB, and where it listens.
async fn connect(data: Option<String>) -> Result<(Client, String), String> {
    let endpoint = env::var("AWS_ENDPOINT_URL").unwrap_or_default();
    if endpoint.is_empty() {
        let Some(folder) = data else {
            return Ok(dynamodb::start(None).await);
        };
        let made = DirBuilder::new().recursive(true).create(&folder);
        made.map_err(|error| format!("--data: {folder} can't be made ({error})"))?;
        let file = format!("{folder}/dynamodb.sqlite");
        let opened = Database::new(&file);
        opened.map_err(|_| format!("--data: {file} can't be opened; name another folder"))?;
        return Ok(dynamodb::start(Some(&file)).await);
    }
    Ok((dynamodb::connect(&endpoint).await?, endpoint))
}
