//! Routes: the usual ones of a table, and some that take another path.

use serde_json::{Map, Value, json};

use super::Random;
use super::attribute::KEYS;
use super::resource::{Draft, Index};

/// Who may call.
pub(super) const AUTHS: &[&str] = &["none", "api_key", "iam", "cognito"];

/// Query parameters that lists and queries have already.
const PARAMETERS: &[&str] = &["limit", "cursor", "order"];

impl Random {
    pub(super) fn routes(&mut self, draft: &Draft) -> Vec<Value> {
        let root = self.root(&draft.name);
        let partition = format!("{root}/{{{}}}", draft.partition);
        let one = draft.sort.as_ref().map_or_else(|| partition.clone(), |sort| format!("{partition}/{{{sort}}}"));
        let in_path = [Some(&draft.partition), draft.sort.as_ref()].map(|name| name.map_or("", String::as_str));
        let mut routes = Vec::new();
        let filters = self.filters(draft, None, &[]);
        self.route(&mut routes, "GET", &root, "list", filters);
        self.route(&mut routes, "POST", &root, "create", None);
        self.route(&mut routes, "GET", &one, "get", None);
        let upsert = self.pick(&[Some(true), Some(false), None]).map(|upsert| ("upsert", json!(upsert)));
        self.route(&mut routes, "PUT", &one, "replace", upsert);
        if draft.attributes.keys().any(|name| lets_change(draft, name)) {
            self.route(&mut routes, "PATCH", &one, "update", None);
        }
        self.route(&mut routes, "DELETE", &one, "delete", None);
        if draft.sort.is_some() {
            let filters = self.filters(draft, None, &in_path[..1]);
            self.route(&mut routes, "GET", &partition, "query", filters);
        }
        routes.retain(|_| !self.one_in(4));
        self.creations(draft, &root, &mut routes);
        for (place, index) in draft.indexes.iter().enumerate() {
            if !self.one_in(8) {
                self.query(draft, &root, place, index, &mut routes);
            }
        }
        if routes.is_empty() {
            self.route(&mut routes, "GET", &root, "list", None);
        }
        let routes = if self.one_in(3) { self.shuffled(routes) } else { routes };
        routes.into_iter().map(|route| self.short(route)).collect()
    }

    /// The path of all items.
    fn root(&mut self, name: &str) -> String {
        match self.below(4) {
            0 => format!("/{}/{name}", self.segment()),
            1 => format!("/{name}/{}", self.segment()),
            _ => format!("/{name}"),
        }
    }

    fn route(
        &mut self,
        routes: &mut Vec<Map<String, Value>>,
        method: &str,
        path: &str,
        operation: &str,
        more: Option<(&str, Value)>,
    ) {
        let mut route = Map::from_iter([("method".to_owned(), json!(method)), ("path".to_owned(), json!(path))]);
        route.extend(more.map(|(key, value)| (key.to_owned(), value)));
        if self.one_in(6) {
            route.insert("operation".to_owned(), json!(operation));
        }
        if self.one_in(4) {
            let auth = self.pick(AUTHS);
            route.insert("auth".to_owned(), json!(auth));
            if auth == "cognito" && self.one_in(2) {
                let groups: [&[&str]; 3] = [&["admins"], &["admins", "the.staff_of-1"], &["Admins"]];
                route.insert("groups".to_owned(), json!(self.pick(&groups)));
            }
        }
        routes.push(route);
    }

    /// `METHOD /path`, where a route has nothing more.
    fn short(&mut self, route: Map<String, Value>) -> Value {
        match (&route["method"], &route["path"]) {
            (Value::String(method), Value::String(path)) if route.len() == 2 && !self.one_in(4) => {
                json!(format!("{method} {path}"))
            }
            _ => Value::Object(route),
        }
    }

    /// Items may also be made below what they belong to.
    fn creations(&mut self, draft: &Draft, root: &str, routes: &mut Vec<Map<String, Value>>) {
        let is_given = |name: &&String| {
            let kind = draft.attributes[*name]["type"].as_str().unwrap_or_default();
            KEYS.contains(&kind) && !draft.has(name, "generate")
        };
        let given: Vec<&String> = draft.attributes.keys().filter(is_given).collect();
        if given.is_empty() || !self.one_in(3) {
            return;
        }
        let below = self.pick(&given);
        self.route(routes, "POST", &format!("/of{root}/{{{below}}}/more"), "create", None);
        set_operation(routes, "create");
    }

    fn query(&mut self, draft: &Draft, root: &str, place: usize, index: &Index, routes: &mut Vec<Map<String, Value>>) {
        let mut in_path = vec![index.partition.as_str()];
        in_path.extend(index.sort.as_deref().filter(|_| self.one_in(3)));
        let path: Vec<String> = in_path.iter().map(|name| format!("/{{{name}}}")).collect();
        let filters = self.filters(draft, Some(index), &in_path);
        self.route(routes, "GET", &format!("/by-{place}{root}{}", path.concat()), "query", filters);
        set_operation(routes, "query");
        let Some(route) = routes.last_mut() else { return };
        route.insert("index".to_owned(), json!(index.name));
    }

    /// Some of the attributes by which clients can filter.
    fn filters(&mut self, draft: &Draft, index: Option<&Index>, in_path: &[&str]) -> Option<(&'static str, Value)> {
        let can_filter = |name: &&String| {
            let attribute = &draft.attributes[*name];
            let kind =
                |attribute: &Value| attribute.as_str().or(attribute["type"].as_str()).unwrap_or_default().to_owned();
            let is_plain = |kind: &str| KEYS.contains(&kind) || matches!(kind, "boolean" | "set");
            let is_simple = match kind(attribute).as_str() {
                "list" => kind(&attribute["items"]) != "set" && is_plain(&kind(&attribute["items"])),
                kind => is_plain(kind),
            };
            is_simple
                && attribute.get("private") != Some(&json!(true))
                && !PARAMETERS.contains(&name.as_str())
                && !in_path.contains(&name.as_str())
                && index.is_none_or(|index| index.shows(name, draft) || draft.ttl.as_ref() == Some(*name))
        };
        let able: Vec<String> = draft.attributes.keys().filter(can_filter).cloned().collect();
        let filters = self.subset(&able);
        if filters.is_empty() { None } else { Some(("filters", json!(filters))) }
    }
}

/// Says what the last route does: at such a path there is more than one reading.
fn set_operation(routes: &mut [Map<String, Value>], operation: &str) {
    if let Some(route) = routes.last_mut() {
        route.insert("operation".to_owned(), json!(operation));
    }
}

fn lets_change(draft: &Draft, name: &str) -> bool {
    !draft.is_own_key(name)
        && !draft.has(name, "generate")
        && draft.attributes[name].get("immutable") != Some(&json!(true))
}
