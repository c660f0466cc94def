//! Specs with names, types, constraints, keys and routes drawn at random. The same seed gives the same spec.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::random::Random;

/// What may fill a string of a spec: plain and hostile, one column wide, two, or none.
const CHARACTERS: &[&str] = &[
    "a",
    "B",
    "7",
    " ",
    "-",
    "_",
    "'",
    "\"",
    "\\",
    "/",
    "*/",
    "//",
    "{",
    "}",
    "{{",
    "%}",
    "#",
    "$",
    "\n",
    "\t",
    "\r",
    "\0",
    "\u{1b}",
    "é",
    "e\u{301}",
    "ß",
    "日本",
    "🦀",
    "👩\u{200d}🔬",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "ｗ",
    "א",
    "\u{e000}",
];

/// Fragments of patterns, each valid on its own.
const PATTERNS: &[&str] = &[
    "[a-z]+",
    "\\d{2,4}",
    "(?:é|ß)",
    "[\"'`]",
    "\\\\",
    "(?:one|two three)",
    "[^/*]",
    "\\.",
    "日本",
    "#",
    "x?",
    "[A-F0-9]{8}",
];

/// Names that are words of Rust, of DynamoDB or of the generated crate.
const WORDS: &[&str] = &[
    "type", "self", "crate", "fn", "async", "match", "super", "ref", "_1", "option", "string", "item", "key", "status",
    "try", "gen", "box", "error", "value", "a", "id",
];

/// Types that a key can have, and that need nothing beside them.
const KEYS: &[&str] = &["string", "enum", "integer", "decimal", "timestamp", "date", "uuid", "ulid", "binary"];

/// What lists and maps hold at the deepest.
const SCALARS: &[&str] = &["string", "enum", "integer", "number", "decimal", "boolean", "date", "uuid"];

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

impl Random {
    /// A number from 1 up to one of these, so that small ones are likelier.
    pub(crate) fn up_to(&mut self, bounds: &[usize]) -> usize {
        let bound = self.pick(bounds);
        1 + self.below(bound)
    }

    fn subset(&mut self, from: &[String]) -> Vec<String> {
        from.iter().filter(|_| self.one_in(2)).cloned().collect()
    }

    pub(crate) fn name(&mut self) -> String {
        if self.one_in(6) {
            return self.pick(WORDS).to_owned();
        }
        if self.one_in(12) {
            // In snake case it is as long as names become.
            return (0..32).map(|_| self.pick(&["aB", "xA", "qZ"])).collect();
        }
        let length = self.up_to(&[6, 16, 32, 64]);
        let mut name = String::from(self.pick(&['a', 'K', '_', 'z']));
        while name.len() < length {
            name.push(self.pick(&['a', 'e', 'i', 'n', 'r', 't', 's', 'u', 'x', 'A', 'Q', '0', '9', '_', '-']));
        }
        name
    }

    /// Names that stay apart in Rust.
    fn names(&mut self, count: usize) -> Vec<String> {
        let plain = |name: &str| name.replace(['_', '-'], "").to_lowercase();
        let mut names: Vec<String> = Vec::new();
        while names.len() < count {
            let name = self.name();
            let is_new = names.iter().all(|known| plain(known) != plain(&name));
            if is_new && !plain(&name).is_empty() {
                names.push(name);
            }
        }
        names
    }

    fn text(&mut self) -> String {
        let length = self.up_to(&[2, 8, 30, 120, 1200]);
        (0..length).map(|_| self.pick(CHARACTERS)).collect()
    }

    /// The keys of an attribute, or of what a map or a list holds, where these are nested `depth` deep.
    pub(crate) fn attribute(&mut self, kind: &str, depth: usize) -> Map<String, Value> {
        let mut keys = Map::new();
        keys.insert("type".to_owned(), json!(if kind == "enum" { "string" } else { kind }));
        match kind {
            "string" => self.string(&mut keys),
            "enum" => self.enumeration(&mut keys),
            "integer" => self.number(&mut keys, ["-3", "1234567890123", "7"]),
            "number" => self.number(&mut keys, ["-1.25", "3.14159", "2.718"]),
            "decimal" => self.number(&mut keys, ["0.5", "12345678901234567890.25", "2.50"]),
            "list" => {
                let mut items = self.member(depth + 1);
                items.remove("default");
                keys.insert("items".to_owned(), Value::Object(items));
            }
            "set" => {
                let items = self.pick(&["string", "integer", "decimal", "binary"]);
                keys.extend([("items".to_owned(), json!(items)), ("max_items".to_owned(), json!(9))]);
            }
            "map" => {
                let count = self.up_to(&[4]);
                let members: Map<_, _> =
                    self.names(count).into_iter().map(|name| (name, Value::Object(self.member(depth + 1)))).collect();
                keys.insert("attributes".to_owned(), Value::Object(members));
            }
            _ => {}
        }
        keys
    }

    fn member(&mut self, depth: usize) -> Map<String, Value> {
        let types = if depth < 3 { TYPES } else { SCALARS };
        let kind = self.pick(types);
        self.attribute(kind, depth)
    }

    fn string(&mut self, keys: &mut Map<String, Value>) {
        if self.one_in(3) {
            keys.insert("max_length".to_owned(), json!(9000));
        }
        match self.below(3) {
            0 => {
                let count = self.up_to(&[3, 40]);
                let pattern: String = (0..count).map(|_| self.pick(PATTERNS)).collect();
                keys.insert("pattern".to_owned(), json!(format!("^{pattern}$")));
            }
            1 => {
                keys.insert("default".to_owned(), json!(self.text()));
            }
            _ => {}
        }
    }

    fn enumeration(&mut self, keys: &mut Map<String, Value>) {
        let count = self.up_to(&[6]);
        let values = (0..count).map(|_| if self.one_in(2) { self.name() } else { self.text() });
        let values: BTreeSet<String> = values.collect();
        if self.one_in(3) {
            keys.insert("default".to_owned(), json!(values.first()));
        }
        keys.insert("enum".to_owned(), json!(values));
    }

    fn number(&mut self, keys: &mut Map<String, Value>, values: [&str; 3]) {
        for (key, value) in ["minimum", "maximum", "default"].iter().zip(values) {
            if self.one_in(3) {
                keys.insert((*key).to_owned(), value.parse().expect("numbers are JSON"));
            }
        }
    }

    pub(crate) fn resource(&mut self, name: &str) -> Value {
        let count = self.up_to(&[4, 12]);
        let names = self.names(count);
        let mut attributes = Map::new();
        let mut keys: Vec<String> = Vec::new();
        for (place, name) in names.iter().enumerate() {
            let kind = self.pick(if place < 2 { KEYS } else { TYPES });
            let mut attribute = self.attribute(kind, 0);
            if place < 2 {
                attribute.remove("default");
            }
            if KEYS.contains(&kind) && !attribute.contains_key("default") {
                keys.push(name.clone());
            } else if !attribute.contains_key("default") && self.one_in(2) {
                let word = self.pick(&["required", "immutable", "private"]);
                attribute.insert(word.to_owned(), json!(true));
            }
            attributes.insert(name.clone(), Value::Object(attribute));
        }
        self.generators(&mut attributes);
        let sort = keys.get(1).filter(|_| self.one_in(2)).cloned();
        let mut table = json!({ "partition_key": keys[0] });
        if let Some(sort) = &sort {
            table["sort_key"] = json!(sort);
        }
        self.renames(&mut attributes, &[Some(&keys[0]), sort.as_ref()]);
        let mut routes = self.routes(name, sort.as_deref(), &keys);
        if keys.len() > 2 && self.one_in(2) {
            let mut index = format!("by_{}", self.name());
            index.truncate(64);
            let include: Vec<&String> = names.iter().filter(|name| !keys.contains(name)).take(3).collect();
            let projection = if include.is_empty() { json!("keys_only") } else { json!({ "include": include }) };
            table["indexes"] = json!({ &index: { "partition_key": keys[2], "projection": projection } });
            routes.push(json!({ "method": "GET", "path": format!("/by/{name}/{{{}}}", keys[2]), "index": index }));
        }
        let mut resource = json!({ "table": table, "attributes": attributes, "routes": routes });
        if self.one_in(4) {
            resource["renamed_from"] = json!(self.name());
        }
        resource
    }

    /// Gives some attributes that are not part of the table's key an earlier name.
    fn renames(&mut self, attributes: &mut Map<String, Value>, key: &[Option<&String>]) {
        let most = self.pick(&[0, 0, 1, 8]);
        let renamed: Vec<String> =
            attributes.keys().filter(|name| !key.contains(&Some(name))).take(most).cloned().collect();
        for name in renamed {
            let earlier = self.name();
            let is_taken = attributes.contains_key(&earlier)
                || attributes.values().any(|attribute| attribute["renamed_from"] == json!(earlier));
            if !is_taken {
                attributes[&name]["renamed_from"] = json!(earlier);
            }
        }
    }

    fn generators(&mut self, attributes: &mut Map<String, Value>) {
        let version = json!({ "type": "integer", "generate": "version" });
        let created = json!({ "type": "timestamp", "generate": "created" });
        for (name, attribute) in [("version_of_it", version), ("createdAt", created)] {
            if self.one_in(3) {
                attributes.insert(name.to_owned(), attribute);
            }
        }
    }

    fn routes(&mut self, name: &str, sort: Option<&str>, keys: &[String]) -> Vec<Value> {
        let partition = format!("/{name}/{{{}}}", keys[0]);
        let one = sort.map_or_else(|| partition.clone(), |sort| format!("{partition}/{{{sort}}}"));
        let other: Vec<String> = keys[1..].iter().filter(|key| Some(key.as_str()) != sort).cloned().collect();
        let upsert = self.one_in(2);
        let mut routes = vec![
            json!({ "method": "GET", "path": format!("/{name}"), "filters": self.subset(&other) }),
            json!({ "method": "POST", "path": format!("/{name}") }),
            json!({ "method": "GET", "path": one }),
            json!({ "method": "PUT", "path": one, "upsert": upsert }),
            json!({ "method": "PATCH", "path": one }),
            json!({ "method": "DELETE", "path": one }),
        ];
        if sort.is_some() {
            routes.push(json!({ "method": "GET", "path": partition, "filters": self.subset(&other) }));
        }
        routes.retain(|_| !self.one_in(4));
        for route in &mut routes {
            if self.one_in(3) {
                route["auth"] = json!(self.pick(&["none", "api_key", "iam"]));
            }
        }
        if routes.is_empty() {
            routes.push(json!({ "method": "GET", "path": format!("/{name}") }));
        }
        routes
    }
}

/// The spec of a seed, as JSON, which is YAML. It may be invalid.
pub(crate) fn spec(seed: u64) -> String {
    let mut random = Random::new(seed);
    let count = random.up_to(&[2]);
    let names = random.names(count);
    let resources: Map<_, _> = names.into_iter().map(|name| (name.clone(), random.resource(&name))).collect();
    let auth = random.pick(&["none", "api_key", "iam", "cognito"]);
    let spec = json!({ "name": format!("random-{seed}"), "api": { "auth": auth }, "resources": resources });
    serde_json::to_string_pretty(&spec).expect("JSON can be written")
}
