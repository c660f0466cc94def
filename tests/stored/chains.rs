//! Items that the project stored by its first spec, read and written by its third.

#[path = "../../chains-first/tests/api/dynamodb.rs"]
mod first;
#[path = "api/dynamodb.rs"]
mod last;
mod values;

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use axum::Router;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use values::{is_same, send};

type Item = HashMap<String, AttributeValue>;

/// The engine with a table of a chain.
struct Table<'a> {
    client: &'a Client,
    name: &'a str,
}

impl Table<'_> {
    async fn get(&self, id: &str) -> Item {
        let get = self.client.get_item().table_name(self.name).key("id", AttributeValue::S(id.to_owned()));
        get.consistent_read(true).send().await.expect("the engine answers").item.expect("the item is there")
    }

    async fn put(&self, id: &str, mut item: Item) {
        item.insert("id".to_owned(), AttributeValue::S(id.to_owned()));
        self.client.put_item().table_name(self.name).set_item(Some(item)).send().await.expect("the engine stores it");
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Whether all parts of a stored value are still there.
fn is_whole(old: &AttributeValue, new: &AttributeValue) -> bool {
    match (old, new) {
        (AttributeValue::M(old), AttributeValue::M(new)) => {
            old.iter().all(|(name, old)| new.get(name).is_some_and(|new| is_whole(old, new)))
        }
        (AttributeValue::L(old), AttributeValue::L(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_whole(old, new))
        }
        _ => true,
    }
}

/// A chain while its items are tried.
struct Chain<'a> {
    case: &'a Value,
    table: Table<'a>,
    new: &'a Router,
    /// Items that the new code stored.
    made: Vec<Item>,
    /// How many items were tried.
    tried: usize,
    /// What was found broken, with the attribute.
    found: Vec<(usize, String)>,
}

impl Chain<'_> {
    fn path(&self, id: &str) -> String {
        format!("{}/{id}", text(&self.case["path"]))
    }

    fn id(&mut self) -> String {
        self.tried += 1;
        format!("i{}", self.tried)
    }

    async fn get(&self, id: &str) -> (StatusCode, Value) {
        send(self.new, Method::GET, &self.path(id), "").await
    }

    /// Tries one attribute of a stored item among values that the new code stored itself.
    async fn alone(&mut self, place: usize, stored: &Item, shown: &Value) {
        let attribute = &self.case["attributes"][place];
        let name = text(&attribute["name"]);
        let made = self.made[self.tried % self.made.len()].clone();
        let names: Vec<&str> = list(&attribute["stored"]).iter().map(text).chain([name]).collect();
        let mut item: Item = made.into_iter().filter(|(known, _)| !names.contains(&known.as_str())).collect();
        let value = stored.get(name);
        item.extend(value.map(|value| (name.to_owned(), value.clone())));
        for method in ["", "PUT", "PATCH"] {
            let id = self.id();
            self.table.put(&id, item.clone()).await;
            let (status, read) = self.get(&id).await;
            if status != StatusCode::OK {
                self.found.push((place, format!("{value:?} is not read: {status} {read}")));
                return;
            }
            let Some(value) = value else { return };
            self.compare(place, value, shown, &read);
            let is_written = list(&self.case["writes"]).iter().any(|route| text(route).starts_with(method));
            if !method.is_empty() && is_written {
                self.write(place, (method, &id), &read, &names, value).await;
            }
        }
    }

    /// Compares what the old and the new code answer of a value.
    fn compare(&mut self, place: usize, value: &AttributeValue, shown: &Value, read: &Value) {
        let attribute = &self.case["attributes"][place];
        if attribute["expires"] == true && matches!(value, AttributeValue::N(_)) {
            self.found.push((place, format!("{value:?} is now when the item expires")));
        }
        for reader in list(&attribute["readers"]).iter().filter(|reader| reader["is_private"] == false) {
            let now = &read[text(&reader["name"])];
            if !shown.is_null() && !is_same(shown, now) {
                self.found.push((place, format!("{value:?} was {shown}, and is {now}")));
            }
        }
    }

    /// Writes what was read, or the attribute of it alone.
    async fn write(
        &mut self,
        place: usize,
        (method, id): (&str, &str),
        read: &Value,
        names: &[&str],
        value: &AttributeValue,
    ) {
        let readers = list(&self.case["attributes"][place]["readers"]);
        let mut body = read.clone();
        let members = body.as_object_mut().expect("an item");
        if method == "PATCH" {
            let name = readers.first().map_or("", |reader| text(&reader["name"]));
            members.retain(|known, _| known == name);
            // In a merge patch, null removes.
            if body.to_string().contains("null") {
                return;
            }
        }
        let method = Method::from_bytes(method.as_bytes()).expect("it is a method");
        let (status, _) = send(self.new, method.clone(), &self.path(id), &body.to_string()).await;
        if status != StatusCode::OK {
            return;
        }
        let now = self.table.get(id).await;
        // Null is what an optional attribute lacks.
        let is_nothing = matches!(value, AttributeValue::Null(_));
        let kept = is_nothing || names.iter().filter_map(|name| now.get(*name)).any(|now| is_whole(value, now));
        if !kept {
            self.found.push((place, format!("{value:?} is not whole after {method} {body}: {now:?}")));
        }
        let (_, again) = self.get(id).await;
        for reader in readers.iter().filter(|reader| reader["is_generated"] == false) {
            let name = text(&reader["name"]);
            if !is_nothing && !is_same(&read[name], &again[name]) {
                self.found.push((place, format!("after {method} {body}, `{name}` is {}", again[name])));
            }
        }
    }

    /// Tries an item as it was stored. Where it can't be read, any attribute may be why.
    async fn whole(&mut self, stored: &Item, shown: &[Value]) -> bool {
        let id = self.id();
        self.table.put(&id, stored.clone()).await;
        let (status, read) = self.get(&id).await;
        if status == StatusCode::OK {
            for (place, shown) in shown.iter().enumerate() {
                let attribute = &self.case["attributes"][place];
                if let Some(value) = stored.get(text(&attribute["name"])) {
                    self.compare(place, value, shown, &read);
                }
            }
        }
        status == StatusCode::OK || self.case["foretold"] == true
    }
}

#[tokio::test]
async fn what_is_lost_was_foretold() {
    let (client, _) = first::start(None).await;
    let old = chains_first::router(first::app(&client));
    let new = chains_last::router(last::app(&client));
    let cases: Vec<Value> = serde_json::from_str(include_str!("chains.json")).expect("the chains are JSON");
    let mut wrong = Vec::new();
    let (mut tried, mut stored_items, mut broken, mut foretold, mut untouched) = (0, 0, 0, 0, 0);
    for case in &cases {
        let path = text(&case["path"]);
        let table = Table { client: &client, name: text(&case["table"]) };
        let mut chain = Chain { case, table, new: &new, made: Vec::new(), tried: 0, found: Vec::new() };
        for (number, body) in list(&case["new"]).iter().enumerate() {
            let id = format!("made{number}");
            if post(&new, path, &id, text(body)).await {
                chain.made.push(chain.table.get(&id).await);
            }
        }
        for (number, body) in list(&case["old"]).iter().enumerate() {
            let id = format!("old{number}");
            if !post(&old, path, &id, text(body)).await {
                continue;
            }
            stored_items += 1;
            let stored = chain.table.get(&id).await;
            let (status, read) = send(&old, Method::GET, &format!("{path}/{id}"), "").await;
            assert_eq!(status, StatusCode::OK, "{path}: the old code reads what it stored");
            let shown: Vec<Value> =
                list(&case["attributes"]).iter().map(|it| read[text(&it["name"])].clone()).collect();
            if !chain.whole(&stored, &shown).await {
                wrong.push(format!("chain {}: {stored:?} can't be read, and nothing was said", case["seed"]));
            }
            if !chain.made.is_empty() {
                for (place, shown) in shown.iter().enumerate() {
                    chain.alone(place, &stored, shown).await;
                }
            }
        }
        tried += usize::from(chain.tried > 0 && !chain.made.is_empty());
        for (place, attribute) in list(&case["attributes"]).iter().enumerate() {
            let found = chain.found.iter().find(|(of, _)| *of == place);
            let is_foretold = attribute["foretold"] == true;
            broken += usize::from(found.is_some());
            foretold += usize::from(found.is_some() && is_foretold);
            untouched += usize::from(found.is_none() && is_foretold);
            if let Some((_, found)) = found.filter(|_| !is_foretold) {
                wrong.push(format!("chain {}: `{}`: {found}", case["seed"], text(&attribute["name"])));
            }
        }
    }
    let counts = format!(
        "{} chains, {tried} of them tried with {stored_items} items: {broken} attributes broken, {foretold} of them \
         foretold; {untouched} foretold and not seen to break\n",
        cases.len()
    );
    std::fs::write("tests/counts.txt", counts).expect("a file can be written");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried * 4 > cases.len() * 3 && broken > 0, "most chains are tried: {tried}");
}

/// Whether the API took the body, under another ID.
async fn post(api: &Router, path: &str, id: &str, body: &str) -> bool {
    let Ok(mut body) = serde_json::from_str::<Value>(body) else { return false };
    body["id"] = json!(id);
    send(api, Method::POST, path, &body.to_string()).await.0 == StatusCode::CREATED
}
