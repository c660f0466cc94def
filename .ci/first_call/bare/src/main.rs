use std::collections::HashMap;

use aws_config::BehaviorVersion;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use lambda_http::{Body, Error, Request, RequestExt, Response, run, service_fn};
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
    let client = Client::new(&config);
    let table = std::env::var("TABLE_ITEMS")?;
    run(service_fn(|request| get_item(&client, &table, request))).await
}

async fn get_item(client: &Client, table: &str, request: Request) -> Result<Response<Body>, Error> {
    let parameters = request.path_parameters();
    let id = parameters.first("id").unwrap_or_default().to_owned();
    let call = client.get_item().table_name(table).key("id", AttributeValue::S(id));
    let (status, body) = match call.send().await?.item {
        Some(item) => (200, json(item)),
        None => (404, json!({ "message": "not found" })),
    };
    let response = Response::builder().status(status).header("content-type", "application/json");
    Ok(response.body(body.to_string().into())?)
}

fn json(item: HashMap<String, AttributeValue>) -> Value {
    let value = |value| match value {
        AttributeValue::S(text) => json!(text),
        AttributeValue::N(number) => serde_json::from_str(&number).unwrap_or_default(),
        _ => Value::Null,
    };
    item.into_iter().map(|(name, attribute)| (name, value(attribute))).collect()
}
