//! Items that the project stored as it was before a change of its spec, read as it is after.

#[path = "api/dynamodb.rs"]
mod after;
#[path = "../../before/tests/api/dynamodb.rs"]
mod before;
mod values;

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use axum::Router;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use values::{is_same, send};

/// Strings, lists and maps are stored by hand.
fn attribute_value(value: &Value) -> AttributeValue {
    match value {
        Value::String(text) => AttributeValue::S(text.clone()),
        Value::Array(values) => AttributeValue::L(values.iter().map(attribute_value).collect()),
        Value::Object(members) => AttributeValue::M(attributes(members)),
        other => panic!("{other} is not stored by hand"),
    }
}

fn attributes(members: &serde_json::Map<String, Value>) -> HashMap<String, AttributeValue> {
    let pairs = members.iter();
    pairs.map(|(name, value)| (name.clone(), attribute_value(value))).collect()
}

async fn put(client: &Client, table: &str, id: &str, item: &Value) {
    let mut item = attributes(item.as_object().expect("an object"));
    item.insert("id".to_owned(), AttributeValue::S(id.to_owned()));
    let put = client.put_item().table_name(format!("{table}-local"));
    put.set_item(Some(item)).send().await.expect("the engine stores it");
}

/// Whether each member of what stays an object is still there.
fn is_whole(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Array(old), Value::Array(new)) => old.iter().zip(new).all(|(old, new)| is_whole(old, new)),
        (Value::Object(old), Value::Object(new)) => {
            old.iter().all(|(name, old)| new.get(name).is_some_and(|new| is_whole(old, new)))
        }
        _ => true,
    }
}

/// Whether the old project still finds all of an attribute once the new one has written what it had read.
async fn survives_a_write(old: &Router, new: &Router, path: &str, name: &str) -> bool {
    let (_, before) = send(old, Method::GET, path, "").await;
    let (_, read) = send(new, Method::GET, path, "").await;
    let (status, _) = send(new, Method::PUT, path, &read.to_string()).await;
    let (found, after) = send(old, Method::GET, path, "").await;
    let is_lost = found != StatusCode::OK || !is_whole(&before[name], &after[name]);
    // A constraint that is new refuses what is stored.
    status != StatusCode::OK || !is_lost
}

#[tokio::test]
async fn what_was_stored_is_read_unless_the_change_was_said_to_break_it() {
    let (client, _) = before::start(None).await;
    let old = ::before::router(before::app(&client));
    let new = ::after::router(after::app(&client));
    let items: Vec<Value> = serde_json::from_str(include_str!("items.json")).expect("the items are JSON");
    assert!(items.len() > 1000, "there are items");
    let mut broken: BTreeMap<(&str, bool), Vec<String>> = BTreeMap::new();
    let mut lost = BTreeMap::<(&str, bool), Vec<String>>::new();
    for (id, item) in items.iter().enumerate() {
        let (table, id) = (item["table"].as_str().expect("a table"), format!("i{id}"));
        let mut body = item["item"].clone();
        if item["by"] == "hand" {
            put(&client, table, &id, &body).await;
        } else {
            body["id"] = json!(id);
            let (status, answer) = send(&old, Method::POST, &format!("/{table}"), &body.to_string()).await;
            assert_eq!(status, StatusCode::CREATED, "{item}: {answer}");
        }
        let (status, answer) = send(&new, Method::GET, &format!("/{table}/{id}"), "").await;
        let is_there = item["expected"].as_str().is_none_or(|name| {
            let value = answer.get(name);
            value.is_some_and(|value| is_same(item["item"].get(name).unwrap_or(value), value))
        });
        let change = item["change"].as_str().expect("a name");
        let of_change = broken.entry((change, item["breaks"] == true)).or_default();
        let is_read = status == StatusCode::OK && is_there;
        if !is_read {
            of_change.push(format!("{} -> {status} {answer}", item["item"]));
        }
        let Some(name) = item["expected"].as_str().filter(|_| is_read) else { continue };
        let of_write = lost.entry((change, item["loses"] == true)).or_default();
        if !survives_a_write(&old, &new, &format!("/{table}/{id}"), name).await {
            of_write.push(item["item"].to_string());
        }
    }
    for (what, found) in [("break", broken), ("lose", lost)] {
        let wrong = found.iter().filter(|((_, said), found)| *said == found.is_empty());
        let wrong = wrong.map(|((change, said), found)| format!("{change}: said to {what}: {said}; found: {found:?}"));
        let wrong: Vec<String> = wrong.collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
