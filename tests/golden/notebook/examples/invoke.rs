//! Calls the function with an event, as Lambda does: `cargo run --example invoke events/create_note.json`.
//!
//! The tables are empty; `AWS_ENDPOINT_URL` points to a DynamoDB that holds more, such as that of the
//! local server.

use std::env;
use std::fs;
use std::process::ExitCode;

use serde_json::Value;

#[path = "../tests/api/dynamodb.rs"]
mod dynamodb;
#[path = "../tests/api/function.rs"]
mod function;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    notebook::http::init_log(|line| print!("{line}"));
    match invoke().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn invoke() -> Result<(), String> {
    let path = env::args().nth(1);
    let path = path.ok_or("usage: cargo run --example invoke EVENT.json")?;
    let event = read(&path).map_err(|error| format!("{path}: {error}"))?;
    let client = match env::var("AWS_ENDPOINT_URL") {
        Ok(endpoint) if !endpoint.is_empty() => dynamodb::connect(&endpoint).await?,
        _ => dynamodb::start(None).await.0,
    };
    println!("Event: {event:#}");
    println!("Log:");
    let function = function::function(dynamodb::app(&client));
    let answer = function(event).await;
    println!("Answer: {answer:#}");
    Ok(())
}

fn read(path: &str) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let event: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    if event["httpMethod"].is_string() {
        Ok(event)
    } else {
        Err("not an event of a REST API".to_owned())
    }
}
