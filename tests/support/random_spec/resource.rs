//! A table: its key, its indexes, and attributes that fit them.

use serde_json::{Map, Value, json};

use super::Random;
use super::attribute::{KEYS, TYPES};

/// A resource while it is drawn.
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) attributes: Map<String, Value>,
    pub(super) partition: String,
    pub(super) sort: Option<String>,
    /// The attributes that a key can be made of, the table's own first.
    pub(super) keys: Vec<String>,
    pub(super) ttl: Option<String>,
    pub(super) indexes: Vec<Index>,
}

/// An index while it is drawn.
pub(super) struct Index {
    pub(super) name: String,
    pub(super) is_local: bool,
    pub(super) partition: String,
    pub(super) sort: Option<String>,
    pub(super) projection: Projection,
}

pub(super) enum Projection {
    All,
    KeysOnly,
    Include(Vec<String>),
}

impl Draft {
    /// Whether an attribute is called so, or was.
    fn is_taken(&self, name: &str) -> bool {
        let was = |attribute: &Value| match &attribute["renamed_from"] {
            Value::Array(names) => names.iter().any(|known| known == name),
            known => known == name,
        };
        self.attributes.contains_key(name) || self.attributes.values().any(was)
    }

    /// Whether the table's key or an index's holds the attribute.
    fn is_key(&self, name: &str) -> bool {
        let of_index = |index: &Index| index.partition == name || index.sort.as_deref() == Some(name);
        self.is_own_key(name) || self.indexes.iter().any(of_index)
    }

    pub(super) fn is_own_key(&self, name: &str) -> bool {
        self.partition == name || self.sort.as_deref() == Some(name)
    }

    fn is_in_local_index(&self, name: &str) -> bool {
        self.indexes.iter().filter(|index| index.is_local).any(|index| index.holds(name, self) == Some(true))
    }

    pub(super) fn has(&self, attribute: &str, key: &str) -> bool {
        self.attributes[attribute].get(key).is_some()
    }
}

impl Index {
    /// Whether the declaration names the attribute; none where the index holds all.
    fn holds(&self, name: &str, draft: &Draft) -> Option<bool> {
        let key = self.partition == name || self.sort.as_deref() == Some(name);
        match &self.projection {
            Projection::All => key.then_some(true),
            Projection::KeysOnly => Some(key || draft.is_own_key(name)),
            Projection::Include(included) => {
                Some(key || draft.is_own_key(name) || included.iter().any(|included| included == name))
            }
        }
    }

    /// Whether an item that is read from the index has the attribute.
    pub(super) fn shows(&self, name: &str, draft: &Draft) -> bool {
        self.holds(name, draft).unwrap_or(true)
    }
}

impl Random {
    /// What stands under a resource's name.
    pub(crate) fn resource(&mut self, name: &str) -> Value {
        let mut draft = self.draft(name);
        self.indexes(&mut draft);
        self.presences(&mut draft);
        self.renames(&mut draft);
        let routes = self.routes(&draft);
        let mut resource = json!({ "table": self.table(&draft), "attributes": {}, "routes": routes });
        for (name, attribute) in std::mem::take(&mut draft.attributes) {
            let Value::Object(attribute) = attribute else { continue };
            resource["attributes"][name] = self.shortened(attribute);
        }
        if self.one_in(4) {
            resource["item"] = json!(self.type_name());
        }
        if self.one_in(4) {
            let (first, second) = (self.name(), self.name());
            resource["renamed_from"] = if self.one_in(3) { json!([first, second]) } else { json!(first) };
        }
        resource
    }

    /// The attributes, and the table's key.
    fn draft(&mut self, name: &str) -> Draft {
        let count = self.up_to(&[3, 8, 16]);
        let names = self.names(count + 1);
        let mut attributes = Map::new();
        let mut keys = Vec::new();
        for (place, name) in names.iter().enumerate() {
            let kind = self.pick(if place < 2 { KEYS } else { TYPES });
            let mut attribute = self.attribute(kind, 0);
            if place < 2 {
                attribute.remove("default");
            }
            let longest = attribute.get("max_length").and_then(Value::as_u64).unwrap_or(0);
            let values = attribute.get("enum").and_then(Value::as_array).into_iter().flatten();
            let longest_value = values.filter_map(Value::as_str).map(str::len).max().unwrap_or(0);
            if longest > 1000 || longest_value > 1000 {
                attribute.retain(|key, _| matches!(key.as_str(), "type" | "description"));
            }
            if KEYS.contains(&kind) {
                keys.push(name.clone());
            }
            attributes.insert(name.clone(), Value::Object(attribute));
        }
        let sort = keys.get(1).filter(|_| self.one_in(2)).cloned();
        let partition = keys[0].clone();
        let mut draft =
            Draft { name: name.to_owned(), attributes, partition, sort, keys, ttl: None, indexes: Vec::new() };
        self.generators(&mut draft);
        draft
    }

    /// Attributes that the function fills: identifiers among the keys and elsewhere, times and a version.
    fn generators(&mut self, draft: &mut Draft) {
        for (name, attribute) in &mut draft.attributes {
            let made = match attribute["type"].as_str() {
                Some("uuid") => self.pick(&["uuid_v4", "uuid_v7"]),
                Some("ulid") => "ulid",
                _ => continue,
            };
            if self.one_in(2) {
                attribute["generate"] = json!(made);
                attribute.as_object_mut().expect("an attribute is a map").shift_remove("default");
                // Neither a path nor a filter of an index can hold what no client knows.
                draft.keys.retain(|key| key != name || *name == draft.partition || draft.sort.as_ref() == Some(name));
            }
        }
        for (made, kind) in [("created", "timestamp"), ("updated", "timestamp"), ("version", "integer")] {
            let name = if self.one_in(2) { format!("{made}At") } else { self.name() };
            let plain = |name: &str| name.replace(['_', '-'], "").to_lowercase();
            if self.one_in(2) && draft.attributes.keys().all(|known| plain(known) != plain(&name)) {
                draft.attributes.insert(name, json!({ "type": kind, "generate": made }));
            }
        }
    }

    fn indexes(&mut self, draft: &mut Draft) {
        let others: Vec<String> = draft.keys.iter().filter(|key| !draft.is_own_key(key)).cloned().collect();
        let count = self.pick(&[0, 1, 1, 2, 3, 5]);
        let names = self.names(count);
        for name in names {
            let name = if name.len() < 3 { format!("by_{name}") } else { name };
            let is_local = draft.sort.is_some() && self.one_in(3);
            let sorts: Vec<&String> = draft.keys.iter().filter(|key| draft.partition != **key).collect();
            let (partition, sort) = if is_local {
                let Some(sort) = others.first() else { continue };
                (draft.partition.clone(), Some(self.pick(&others.iter().collect::<Vec<_>>()).min(sort).clone()))
            } else {
                let partition = self.pick(&draft.keys.iter().collect::<Vec<_>>()).clone();
                let sorts: Vec<&String> = sorts.into_iter().filter(|key| **key != partition).collect();
                let sort = if sorts.is_empty() || self.one_in(2) { None } else { Some(self.pick(&sorts).clone()) };
                (partition, sort)
            };
            let projection = self.projection(draft, &partition, sort.as_deref());
            draft.indexes.push(Index { name, is_local, partition, sort, projection });
        }
    }

    fn projection(&mut self, draft: &Draft, partition: &str, sort: Option<&str>) -> Projection {
        let is_free = |name: &&String| !draft.is_own_key(name) && *name != partition && Some(name.as_str()) != sort;
        let free: Vec<String> = draft.attributes.keys().filter(is_free).cloned().collect();
        let included = self.subset(&free);
        match self.below(4) {
            0 => Projection::All,
            1 => Projection::KeysOnly,
            _ if included.is_empty() => Projection::KeysOnly,
            _ => Projection::Include(self.shuffled(included)),
        }
    }

    /// Who must give an attribute, who may change it and who sees it; and the attribute that ends an item's life.
    fn presences(&mut self, draft: &mut Draft) {
        let names: Vec<String> = draft.attributes.keys().cloned().collect();
        for name in names {
            let is_generated = draft.has(&name, "generate");
            let is_given = is_generated || draft.is_own_key(&name);
            let mut words = Vec::new();
            if is_given {
                words.push(("required", true));
            } else if !draft.has(&name, "default") {
                words.extend([("required", true), ("required", true), ("required", false)]);
            }
            let changes = ["updated", "version"].iter().any(|made| draft.attributes[&name]["generate"] == json!(made));
            if !changes {
                words.push(("immutable", true));
            }
            if !draft.is_key(&name) {
                words.extend([("private", true), ("immutable", false), ("private", false)]);
            }
            if self.one_in(2) {
                let (word, value) = self.pick(&words);
                draft.attributes[&name][word] = json!(value);
            }
            let can_end = draft.attributes[&name]["type"] == "timestamp" && !draft.is_key(&name) && !is_generated;
            if can_end && draft.ttl.is_none() && self.one_in(2) {
                if draft.has(&name, "default") {
                    draft.attributes[&name]["default"] = json!("2100-01-01T00:00:00Z");
                }
                if let Some(attribute) = draft.attributes[&name].as_object_mut() {
                    attribute.shift_remove("stored");
                }
                draft.ttl = Some(name);
            }
        }
    }

    /// Gives some attributes an earlier name: those that DynamoDB doesn't know by their names.
    fn renames(&mut self, draft: &mut Draft) {
        let most = self.pick(&[0, 0, 1, 8]);
        let can_be = |name: &&String| {
            !draft.is_own_key(name) && draft.ttl.as_ref() != Some(*name) && !draft.is_in_local_index(name)
        };
        let renamed: Vec<String> = draft.attributes.keys().filter(can_be).take(most).cloned().collect();
        for name in renamed {
            let count = self.up_to(&[1, 1, 3]);
            let earlier: Vec<String> = (0..count).map(|_| self.name()).filter(|name| !draft.is_taken(name)).collect();
            draft.attributes[&name]["renamed_from"] = match &earlier[..] {
                [] => continue,
                [only] => json!(only),
                several => json!(several),
            };
        }
    }

    fn table(&mut self, draft: &Draft) -> Value {
        let mut table = json!({ "partition_key": draft.partition });
        if let Some(sort) = &draft.sort {
            table["sort_key"] = json!(sort);
        }
        if let Some(ttl) = &draft.ttl {
            table["ttl"] = json!(ttl);
        }
        if self.one_in(4) {
            let name: String =
                (0..self.up_to(&[3, 30, 120])).map(|_| self.pick(&["a", "Z", "9", "_", ".", "-"])).collect();
            table["name"] = json!(format!("{}{name}", self.pick(&["t", "T", "0"])));
        }
        match self.below(5) {
            0 => table["billing"] = json!({ "read": self.up_to(&[5, 40_000]), "write": self.up_to(&[5, 40_000]) }),
            1 => table["billing"] = json!("on_demand"),
            _ => {}
        }
        for index in &draft.indexes {
            table["indexes"][&index.name] = self.index(index);
        }
        table
    }

    fn index(&mut self, index: &Index) -> Value {
        let mut keys = json!({});
        if index.is_local {
            keys["local"] = json!(true);
        } else if self.one_in(6) {
            keys["local"] = json!(false);
        }
        if !index.is_local || self.one_in(2) {
            keys["partition_key"] = json!(index.partition);
        }
        if let Some(sort) = &index.sort {
            keys["sort_key"] = json!(sort);
        }
        match &index.projection {
            Projection::All if self.one_in(2) => {}
            Projection::All => keys["projection"] = json!("all"),
            Projection::KeysOnly => keys["projection"] = json!("keys_only"),
            Projection::Include(included) => keys["projection"] = json!({ "include": included }),
        }
        keys
    }
}
