//! Whose items are: a spec whose callers all sign in, changed so that they see only their own.

use serde_json::{Map, Value, json};

use super::Random;

/// The group whose members see every item.
const EXCEPTED: &str = "admins";

impl Random {
    /// Gives the items of some tables owners, where users sign in.
    pub(super) fn owners(&mut self, spec: &mut Value) {
        if spec["api"]["auth"] != json!("cognito") || self.one_in(3) {
            return;
        }
        match spec.get_mut("resources") {
            Some(Value::Object(resources)) => {
                for resource in resources.values_mut() {
                    if !self.one_in(4) {
                        self.own(resource);
                    }
                }
            }
            _ => self.own(spec),
        }
    }

    fn own(&mut self, resource: &mut Value) {
        let partition = resource["table"]["partition_key"].as_str().unwrap_or_default().to_owned();
        let sort = resource["table"]["sort_key"].as_str().map(str::to_owned);
        let in_key = self.one_in(2);
        let name = if in_key { partition.clone() } else { self.owner_name(resource) };
        let claim = self.pick(&["sub", "custom:tenant"]);
        let kinds: &[&str] = if claim == "sub" { &["string", "uuid"] } else { &["string", "uuid", "ulid"] };
        let kind = self.pick(kinds);
        resource["attributes"][&name] = if self.one_in(2) { json!(kind) } else { json!({ "type": kind }) };
        let mut owner = json!({ "attribute": name });
        if claim != "sub" || self.one_in(3) {
            owner["claim"] = json!(claim);
        }
        let excepts = self.one_in(2);
        if excepts {
            owner["except_groups"] = json!([EXCEPTED]);
        }
        resource["owner"] = owner;
        if !in_key {
            resource["table"]["indexes"]["mine"] = json!({ "partition_key": name });
        }
        let key: Vec<String> = [partition].into_iter().chain(sort).collect();
        let indexes = resource["table"]["indexes"].clone();
        let given = resource["routes"].as_array().cloned().unwrap_or_default();
        let mut routes: Vec<Map<String, Value>> = Vec::new();
        for route in given.iter().map(mapping) {
            let route = self.of_owner(route, &name, &key, &indexes, excepts);
            let is_same = |other: &Map<String, Value>, route: &Map<String, Value>| {
                other["method"] == route["method"] && other["path"] == route["path"]
            };
            routes.extend(route.filter(|route| !routes.iter().any(|other| is_same(other, route))));
        }
        if routes.is_empty() {
            let list = json!({ "method": "GET", "path": "/own-items", "operation": "list" });
            routes.extend(list.as_object().cloned());
        }
        resource["routes"] = json!(routes);
    }

    fn owner_name(&mut self, resource: &Value) -> String {
        let name = self.pick(&["owner_id", "Owner", "user-of-it"]);
        let is_free = resource["attributes"].get(name).is_none();
        if is_free { name.to_owned() } else { format!("{name}2") }
    }

    /// The route as callers of their own items have it, or those who see every item; none where neither can.
    fn of_owner(
        &mut self,
        mut route: Map<String, Value>,
        owner: &str,
        key: &[String],
        indexes: &Value,
        excepts: bool,
    ) -> Option<Map<String, Value>> {
        route.remove("auth");
        let path = route["path"].as_str().unwrap_or_default().to_owned();
        let index = route.get("index").and_then(Value::as_str).map(str::to_owned);
        let has = |path: &str, name: &str| path.contains(&format!("{{{name}}}"));
        let own = match path.replace(&format!("/{{{owner}}}"), "") {
            own if own.is_empty() => "/own".to_owned(),
            own => own,
        };
        let has_key = key.iter().all(|part| part == owner || has(&own, part));
        let is_free = !own.contains('{');
        let operation = match route["method"].as_str() {
            Some("POST") => "create",
            Some("PUT") => "replace",
            Some("PATCH") => "update",
            Some("DELETE") => "delete",
            _ if index.is_some() => "query",
            _ if is_free && self.one_in(2) => "list",
            _ if has_key => "get",
            _ if is_free => "list",
            _ => "query",
        };
        let partition = match &index {
            Some(index) => indexes[index]["partition_key"].as_str().or(key.first().map(String::as_str)),
            None => key.first().map(String::as_str),
        };
        let reads_others = operation == "query" && partition != Some(owner);
        if excepts && (reads_others || self.one_in(6)) {
            route.insert("groups".to_owned(), json!([EXCEPTED]));
            return Some(route);
        }
        if reads_others {
            return None;
        }
        route.insert("path".to_owned(), json!(own));
        route.insert("operation".to_owned(), json!(operation));
        if let Some(filters) = route.get_mut("filters").and_then(Value::as_array_mut) {
            let is_list = operation == "list";
            let is_fixed = |name: &str| name == owner || is_list && key.iter().any(|part| part == name);
            filters.retain(|name| !name.as_str().is_some_and(is_fixed));
        }
        let is_filtered = matches!(operation, "list" | "query");
        if !is_filtered || route.get("filters") == Some(&json!([])) {
            route.remove("filters");
        }
        Some(route)
    }
}

/// A route as a mapping.
fn mapping(route: &Value) -> Map<String, Value> {
    match route {
        Value::Object(route) => route.clone(),
        text => {
            let (method, path) = text.as_str().unwrap_or_default().split_once(' ').unwrap_or_default();
            Map::from_iter([("method".to_owned(), json!(method)), ("path".to_owned(), json!(path))])
        }
    }
}
