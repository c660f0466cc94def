//! What answers told: items that exist, and cursors.

use std::collections::BTreeMap;

use serde_json::Value;

use super::child::Answer;
use super::document::Operation;
use super::json::Json;

/// An item as it was shown, with its version's tag.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) value: Json,
    pub(super) tag: Option<String>,
}

#[derive(Default)]
pub(super) struct Known {
    /// By resource.
    items: BTreeMap<String, Vec<Item>>,
    /// By operation.
    cursors: BTreeMap<String, Vec<String>>,
}

/// How many are remembered of each.
const MOST: usize = 60;

impl Known {
    pub(super) fn items(&self, tag: &str) -> &[Item] {
        self.items.get(tag).map_or(&[], Vec::as_slice)
    }

    pub(super) fn cursors(&self, operation: &str) -> &[String] {
        self.cursors.get(operation).map_or(&[], Vec::as_slice)
    }

    pub(super) fn all_cursors(&self) -> impl Iterator<Item = &String> {
        self.cursors.values().flatten()
    }

    /// Takes in the answer of an operation.
    pub(super) fn learn(&mut self, operation: &Operation, parameters: &BTreeMap<String, String>, answer: &Answer) {
        let items = self.items.entry(operation.tag.clone()).or_default();
        let is_of_parameters = |item: &Item| {
            parameters.iter().all(|(name, value)| match item.value.member(name) {
                Some(Json::Text(text) | Json::Bare(text)) => text == value,
                _ => false,
            })
        };
        if answer.status == 204 {
            items.retain(|item| !is_of_parameters(item));
        }
        let Ok(body) = serde_json::from_slice::<Value>(&answer.body) else { return };
        if !(200..300).contains(&answer.status) {
            return;
        }
        if operation.is_list() {
            if let Some(cursor) = body["next_cursor"].as_str() {
                keep(self.cursors.entry(operation.id.clone()).or_default(), cursor.to_owned());
            }
            return;
        }
        if operation.method != "POST" {
            items.retain(|item| !is_of_parameters(item));
        }
        keep(items, Item { value: Json::of(&body), tag: answer.header("etag").map(str::to_owned) });
    }
}

fn keep<T>(all: &mut Vec<T>, new: T) {
    if all.len() == MOST {
        all.remove(0);
    }
    all.push(new);
}
