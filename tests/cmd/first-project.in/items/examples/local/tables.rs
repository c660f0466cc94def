//! The items of each table, as DynamoDB's API writes them.

use std::collections::HashMap;

use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::types::{AttributeValue, KeyType, TableDescription};
use aws_sdk_dynamodb::{Client, Error};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// How many items of a table are shown.
const SHOWN: i32 = 100;

/// What each table holds.
pub async fn items(client: &Client) -> Value {
    let mut tables = Vec::new();
    for name in names(client).await {
        match table(client, &name).await {
            Ok(table) => tables.push(table),
            Err(error) => tracing::error!("{name}: {}", DisplayErrorContext(error)),
        }
    }
    json!({ "tables": tables })
}

pub async fn names(client: &Client) -> Vec<String> {
    let listed = client.list_tables().send().await;
    let names = listed.ok().and_then(|output| output.table_names);
    names.unwrap_or_default()
}

async fn table(client: &Client, name: &str) -> Result<Value, Error> {
    let described = client.describe_table().table_name(name).send().await?;
    let scanned = client.scan().table_name(name).limit(SHOWN).send().await?;
    let key = |kind| described.table().and_then(|table| key(table, &kind));
    let items: Vec<Value> = scanned.items().iter().map(object).collect();
    Ok(json!({
        "name": name,
        "partition_key": key(KeyType::Hash),
        "sort_key": key(KeyType::Range),
        "items": items,
        "more": scanned.last_evaluated_key().is_some(),
    }))
}

/// The attribute that is the partition key, or the sort key.
fn key(table: &TableDescription, kind: &KeyType) -> Option<String> {
    let mut key = table.key_schema().iter();
    let element = key.find(|element| element.key_type == *kind)?;
    Some(element.attribute_name.clone())
}

fn object(item: &HashMap<String, AttributeValue>) -> Value {
    let members = item.iter();
    let members = members.map(|(name, value)| (name.clone(), written(value)));
    Value::Object(members.collect())
}

fn written(value: &AttributeValue) -> Value {
    let base64 = |bytes: &[u8]| STANDARD.encode(bytes);
    match value {
        AttributeValue::B(bytes) => json!({ "B": base64(bytes.as_ref()) }),
        AttributeValue::Bool(truth) => json!({ "BOOL": truth }),
        AttributeValue::Bs(set) => {
            let set: Vec<String> = set.iter().map(|bytes| base64(bytes.as_ref())).collect();
            json!({ "BS": set })
        }
        AttributeValue::L(list) => {
            json!({ "L": list.iter().map(written).collect::<Vec<_>>() })
        }
        AttributeValue::M(members) => json!({ "M": object(members) }),
        AttributeValue::N(number) => json!({ "N": number }),
        AttributeValue::Ns(set) => json!({ "NS": set }),
        AttributeValue::Null(truth) => json!({ "NULL": truth }),
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::Ss(set) => json!({ "SS": set }),
        _ => Value::Null,
    }
}
