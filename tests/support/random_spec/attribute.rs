//! Attributes: each type with its constraints, and a default that fits them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::Random;

/// Types that a key can have, and that need nothing beside them.
pub(super) const KEYS: &[&str] =
    &["string", "enum", "integer", "number", "decimal", "timestamp", "date", "uuid", "ulid", "binary"];

/// What lists and maps hold at the deepest.
const SCALARS: &[&str] =
    &["string", "enum", "integer", "number", "decimal", "boolean", "timestamp", "date", "uuid", "ulid", "binary"];

pub(crate) const TYPES: &[&str] = &[
    "string",
    "enum",
    "integer",
    "number",
    "decimal",
    "boolean",
    "timestamp",
    "date",
    "uuid",
    "ulid",
    "binary",
    "json",
    "list",
    "set",
    "map",
];

/// How deep types are nested as a rule.
const USUAL_DEPTH: usize = 3;

/// The deepest nesting that DynamoDB stores.
const MAX_DEPTH: usize = 32;

impl Random {
    /// The keys of an attribute, or of what a map or a list holds, where these are nested `depth` deep.
    pub(crate) fn attribute(&mut self, kind: &str, depth: usize) -> Map<String, Value> {
        let mut keys = Map::new();
        keys.insert("type".to_owned(), json!(if kind == "enum" { "string" } else { kind }));
        let default = match kind {
            "string" => self.string(&mut keys),
            "enum" => self.enumeration(&mut keys),
            "integer" => self.number(&mut keys, INTEGERS),
            "number" => self.number(&mut keys, NUMBERS),
            "decimal" => self.number(&mut keys, DECIMALS),
            "boolean" => json!(self.one_in(2)),
            "timestamp" => self.timestamp(&mut keys),
            "date" => json!(self.pick(&["2024-02-29", "0001-01-01", "9999-12-31"])),
            "uuid" => {
                json!(self.pick(&["00000000-0000-4000-8000-00000000000A", "ffffffff-ffff-ffff-ffff-ffffffffffff"]))
            }
            "ulid" => json!(self.pick(&["01ARZ3NDEKTSV4RRFFQ69G5FAV", "7zzzzzzzzzzzzzzzzzzzzzzzzz"])),
            "binary" => self.binary(&mut keys),
            "json" => self.json(3),
            "list" => self.list(&mut keys, depth),
            "set" => self.set(&mut keys),
            _ => self.map(&mut keys, depth),
        };
        if !default.is_null() && self.one_in(4) {
            keys.insert("default".to_owned(), default);
        }
        if self.one_in(8) {
            keys.insert("description".to_owned(), json!(self.text()));
        }
        keys
    }

    /// An attribute in its place: a type alone says all of one that has no other key.
    pub(super) fn shortened(&mut self, attribute: Map<String, Value>) -> Value {
        if attribute.len() == 1 && self.one_in(2) { attribute["type"].clone() } else { Value::Object(attribute) }
    }

    fn member(&mut self, depth: usize) -> Map<String, Value> {
        let types = if depth < USUAL_DEPTH { TYPES } else { SCALARS };
        let kind = self.pick(types);
        self.attribute(kind, depth)
    }

    /// Gives bounds that leave room for `least` to `most`.
    fn bounds(&mut self, keys: &mut Map<String, Value>, [min, max]: [&str; 2], least: usize, most: usize) {
        if self.one_in(4) {
            keys.insert(min.to_owned(), json!(self.below(least + 1)));
        }
        if self.one_in(3) {
            keys.insert(max.to_owned(), json!(most));
        }
    }

    fn timestamp(&mut self, keys: &mut Map<String, Value>) -> Value {
        let forms = ["nanoseconds", "milliseconds", "seconds", "epoch_seconds", "epoch_milliseconds"];
        let form = self.pick(&forms);
        if form != "nanoseconds" || self.one_in(2) {
            keys.insert("stored".to_owned(), json!(form));
        }
        let parts = match form {
            "nanoseconds" => ".999999999",
            "milliseconds" | "epoch_milliseconds" => ".999",
            _ => ".000",
        };
        let late = format!("1999-12-31T23:59:59{parts}+14:00");
        json!(self.pick(&["2026-01-01T00:00:00Z", &late]))
    }

    fn string(&mut self, keys: &mut Map<String, Value>) -> Value {
        if self.one_in(3) {
            let pattern = self.pattern();
            keys.insert("pattern".to_owned(), json!(pattern));
            return Value::Null;
        }
        let text = if self.one_in(10) { String::new() } else { self.text() };
        let length = text.chars().count();
        let most = length.max(1) + self.below(9);
        self.bounds(keys, ["min_length", "max_length"], length, most);
        json!(text)
    }

    fn enumeration(&mut self, keys: &mut Map<String, Value>) -> Value {
        let count = self.up_to(&[1, 6, 60]);
        let value = |random: &mut Self| match random.below(4) {
            0 => random.text_of(1),
            1 => random.text(),
            _ => random.name(),
        };
        let values: BTreeSet<String> = (0..count).map(|_| value(self)).collect();
        let values = self.shuffled(values.into_iter().collect());
        keys.insert("enum".to_owned(), json!(values));
        json!(values[0])
    }

    fn number(&mut self, keys: &mut Map<String, Value>, values: &[&str]) -> Value {
        let value = |text: &str| -> Value { text.parse().expect("numbers are JSON") };
        let mut places = [self.below(values.len()), self.below(values.len()), self.below(values.len())];
        places.sort_unstable();
        for (key, place) in [("minimum", places[0]), ("maximum", places[2])] {
            if self.one_in(3) {
                keys.insert(key.to_owned(), value(values[place]));
            }
        }
        value(values[places[1]])
    }

    fn binary(&mut self, keys: &mut Map<String, Value>) -> Value {
        self.bounds(keys, ["min_length", "max_length"], 2, 64);
        json!(self.pick(&["aGk=", "aGVsbG8=", "AAECAwQF", "++//"]))
    }

    fn list(&mut self, keys: &mut Map<String, Value>, depth: usize) -> Value {
        let items = if depth == 0 && self.one_in(10) { self.nested_list() } else { self.member(depth + 1) };
        self.list_of(keys, items)
    }

    fn list_of(&mut self, keys: &mut Map<String, Value>, mut items: Map<String, Value>) -> Value {
        items.remove("default");
        let items = self.shortened(items);
        keys.insert("items".to_owned(), items);
        self.bounds(keys, ["min_items", "max_items"], 0, 9);
        json!([])
    }

    /// Lists in lists, down to the deepest that DynamoDB stores.
    fn nested_list(&mut self) -> Map<String, Value> {
        let mut items = self.member(MAX_DEPTH);
        for _ in 0..self.up_to(&[4, MAX_DEPTH - 2]) {
            let mut list = Map::from_iter([("type".to_owned(), json!("list"))]);
            self.list_of(&mut list, items);
            items = list;
        }
        items
    }

    fn set(&mut self, keys: &mut Map<String, Value>) -> Value {
        let (items, default) = match self.below(4) {
            0 => ("string", json!([self.text(), "more than one"])),
            1 => ("integer", json!([0, -7])),
            2 => ("decimal", json!([0.5, 3])),
            _ => ("binary", json!(["aGk=", "AAEC"])),
        };
        keys.insert("items".to_owned(), if self.one_in(4) { json!({ "type": items }) } else { json!(items) });
        if self.one_in(3) {
            keys.insert("min_items".to_owned(), json!(self.up_to(&[2])));
        }
        if self.one_in(3) {
            keys.insert("max_items".to_owned(), json!(9));
        }
        default
    }

    fn map(&mut self, keys: &mut Map<String, Value>, depth: usize) -> Value {
        let count = self.up_to(&[2, 4, 9]);
        let mut members = Map::new();
        let mut default = json!({});
        for name in self.names(count) {
            let mut member = self.member(depth + 1);
            if !member.contains_key("default") && self.one_in(4) {
                let required = self.one_in(2);
                member.insert("required".to_owned(), json!(required));
                if required {
                    default = Value::Null;
                }
            }
            let member = self.shortened(member);
            members.insert(name, member);
        }
        keys.insert("attributes".to_owned(), Value::Object(members));
        default
    }
}

/// From the least to the greatest.
const INTEGERS: &[&str] =
    &["-9223372036854775808", "-1234567890123", "-3", "0", "7", "1234567890123", "9223372036854775807"];

const NUMBERS: &[&str] = &["-9.99e125", "-1.25", "-0.1", "0", "0.30000000000000004", "3.14159", "9e15", "9.99e125"];

const DECIMALS: &[&str] = &[
    "-99999999999999999999999999999999999999",
    "-2.50",
    "-0.00000000000000000000000000000000000001",
    "0",
    "1e-100",
    "0.5",
    "12345678901234567890.25",
    "1E+30",
    "99999999999999999999999999999999999999",
];
