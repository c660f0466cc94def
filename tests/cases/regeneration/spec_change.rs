//! Changes of a random spec, as people make them over the years.

use serde_json::{Map, Value, json};

use crate::random::Random;
use crate::random_spec;
use crate::random_spec::attribute::TYPES;

/// A spec that is valid, and one that it becomes.
pub(crate) fn pair(random: &mut Random) -> (String, String) {
    let old = valid(random);
    let new = next(random, &old);
    (old, new)
}

/// A valid spec that another one becomes.
pub(crate) fn next(random: &mut Random, old: &str) -> String {
    for _ in 0..20 {
        let new = changed(random, old);
        if new != old && is_valid(&new) {
            return new;
        }
    }
    let text = format!("Another one than {}", random.below(1 << 30));
    with(old, |spec| spec.insert("description".to_owned(), json!(text)))
}

/// The spec under another name.
pub(crate) fn with_name(spec: &str, name: &str) -> String {
    with(spec, |spec| spec.insert("name".to_owned(), json!(name)))
}

/// A valid spec that has its tables under `resources`.
pub(crate) fn valid(random: &mut Random) -> String {
    loop {
        let spec = random_spec::spec(random.below(1 << 30) as u64);
        if spec.contains("\n  \"resources\": {") && is_valid(&spec) {
            return spec;
        }
    }
}

fn is_valid(spec: &str) -> bool {
    slsgen::load("spec", spec.as_bytes()).service.is_some()
}

fn changed(random: &mut Random, old: &str) -> String {
    if random.one_in(12) {
        let name: Value = serde_json::from_str::<Value>(old).expect("it is JSON")["name"].take();
        return with(&valid(random), |spec| spec.insert("name".to_owned(), name));
    }
    with(old, |spec| {
        for _ in 0..random.up_to(&[1, 4]) {
            change(random, spec);
        }
    })
}

fn with<T>(spec: &str, change: impl FnOnce(&mut Map<String, Value>) -> T) -> String {
    let mut spec: Map<String, Value> = serde_json::from_str(spec).expect("a spec is an object");
    change(&mut spec);
    serde_json::to_string_pretty(&spec).expect("JSON can be written")
}

fn change(random: &mut Random, spec: &mut Map<String, Value>) {
    let text = format!("Text number {}", random.below(1000));
    let kind = if resources(spec).is_empty() { 2 } else { random.below(18) };
    match kind {
        0 => {
            spec.insert("description".to_owned(), json!(text));
        }
        1 => spec["api"]["auth"] = json!(random.pick(&["none", "api_key", "iam", "cognito"])),
        16 => {
            // Another spec's settings, of which one is taken over.
            let other: Value = serde_json::from_str(&random_spec::spec(random.below(1 << 30) as u64)).expect("JSON");
            let key = random.pick(&["api", "function", "stages", "policy"]);
            take_over_one(random, spec, other.as_object().expect("a spec is an object"), key);
        }
        2 => {
            let name = random.name();
            let resource = random.resource(&name);
            resources(spec).insert(name, resource);
        }
        3 => {
            remove_one(random, resources(spec));
        }
        4 => rename_one(random, resources(spec)),
        kind => {
            let place = random.below(resources(spec).len());
            let Some((_, resource)) = resources(spec).iter_mut().nth(place) else { return };
            change_resource(random, kind, resource);
        }
    }
}

fn change_resource(random: &mut Random, kind: usize, resource: &mut Value) {
    let routes = resource["routes"].as_array_mut().expect("routes are a list");
    let route = random.below(routes.len().max(1));
    let attributes = resource["attributes"].as_object_mut().expect("attributes are a map");
    match kind {
        _ if attributes.is_empty() => {}
        10..=12 => change_attribute(random, attributes),
        13 => {
            let table = resource["table"].as_object_mut().expect("a table is a map");
            match random.pick(&["billing", "ttl", "indexes"]) {
                "billing" => table.insert("billing".to_owned(), json!({ "read": random.up_to(&[5]), "write": 5 })),
                "indexes" if table.get("indexes").is_some_and(|it| it.as_object().is_some_and(|it| it.len() > 1)) => {
                    Some(remove_one(random, table["indexes"].as_object_mut().expect("indexes are a map")).1)
                }
                key => table.shift_remove(key),
            };
        }
        14 | 15 | 17 => change_route(random, resource["routes"].as_array_mut().expect("routes are a list")),
        5 => {
            let (name, kind) = (random.name(), random.pick(TYPES));
            attributes.insert(name, Value::Object(random.attribute(kind, 0)));
        }
        6 => {
            remove_one(random, attributes);
        }
        7 => rename_one(random, attributes),
        8 => {
            let place = random.below(attributes.len());
            let attribute = attributes.values_mut().nth(place).expect("it is there");
            if let Value::String(kind) = attribute {
                *attribute = json!({ "type": kind });
            }
            let (key, value) = [
                ("required", json!(true)),
                ("description", json!("What it is")),
                ("max_length", json!(77)),
                ("immutable", json!(true)),
            ][random.below(4)]
            .clone();
            attribute[key] = value;
        }
        _ => {
            let routes = resource["routes"].as_array_mut().expect("routes are a list");
            if routes.len() > 1 {
                routes.remove(route);
            }
        }
    }
}

/// Takes one setting under a key over from another spec, or removes one.
fn take_over_one(random: &mut Random, spec: &mut Map<String, Value>, other: &Map<String, Value>, key: &str) {
    let theirs = other.get(key).and_then(Value::as_object).cloned().unwrap_or_default();
    let entry = spec.entry(key).or_insert_with(|| json!({}));
    let Some(ours) = entry.as_object_mut() else { return };
    let names: Vec<String> = ours.keys().chain(theirs.keys()).cloned().collect();
    if names.is_empty() {
        return;
    }
    let name = names[random.below(names.len())].clone();
    match theirs.get(&name) {
        Some(value) => ours.insert(name, value.clone()),
        None => ours.shift_remove(&name),
    };
}

/// Changes one setting of an attribute, or of a member of it, as it could have been drawn.
pub(crate) fn change_attribute(random: &mut Random, attributes: &mut Map<String, Value>) {
    if attributes.is_empty() {
        return;
    }
    let place = random.below(attributes.len());
    let attribute = attributes.values_mut().nth(place).expect("it is there");
    let kind = attribute.as_str().or_else(|| attribute["type"].as_str()).unwrap_or("string").to_owned();
    if let Some(members) = attribute.get_mut("attributes").and_then(Value::as_object_mut)
        && random.one_in(2)
    {
        return match random.below(3) {
            0 => change_attribute(random, members),
            1 if members.len() > 1 => drop(remove_one(random, members)),
            _ => {
                let (name, kind) = (random.name(), random.pick(TYPES));
                members.insert(name, Value::Object(random.attribute(kind, 1)));
            }
        };
    }
    let wanted = if random.one_in(6) { random.pick(TYPES).to_owned() } else { kind.clone() };
    let drawn = random.attribute(&wanted, 0);
    if wanted != kind {
        *attribute = Value::Object(drawn);
        return;
    }
    let mut now = attribute.as_object().cloned().unwrap_or_else(|| Map::from_iter([("type".to_owned(), json!(kind))]));
    let names: Vec<String> = now.keys().chain(drawn.keys()).filter(|name| *name != "type").cloned().collect();
    if names.is_empty() {
        now.insert("required".to_owned(), json!(true));
    } else {
        let name = names[random.below(names.len())].clone();
        match drawn.get(&name) {
            Some(value) => now.insert(name, value.clone()),
            None => now.shift_remove(&name),
        };
    }
    *attribute = Value::Object(now);
}

/// Changes how a route is called, or adds one on the path of another.
fn change_route(random: &mut Random, routes: &mut Vec<Value>) {
    if routes.is_empty() {
        return;
    }
    let place = random.below(routes.len());
    let text = routes[place].as_str().map(str::to_owned);
    let mut route = match &text {
        Some(text) => {
            let (method, path) = text.split_once(' ').unwrap_or(("GET", text));
            json!({ "method": method, "path": path.trim() })
        }
        None => routes[place].clone(),
    };
    match random.below(6) {
        0 => route["auth"] = json!(random.pick(&["none", "api_key", "iam", "cognito"])),
        1 => route["upsert"] = json!(route["upsert"] != json!(true)),
        2 => drop(route.as_object_mut().expect("a route is a map").shift_remove("filters")),
        3 => drop(route["filters"].as_array_mut().map(Vec::pop)),
        _ => {
            let method = random.pick(&["GET", "POST", "PUT", "PATCH", "DELETE"]);
            routes.push(json!({ "method": method, "path": route["path"] }));
            return;
        }
    }
    routes[place] = route;
}

fn resources(spec: &mut Map<String, Value>) -> &mut Map<String, Value> {
    spec["resources"].as_object_mut().expect("resources are a map")
}

fn remove_one(random: &mut Random, map: &mut Map<String, Value>) -> (String, Value) {
    let name = map.keys().nth(random.below(map.len())).expect("it is not empty").clone();
    let value = map.shift_remove(&name).expect("it is there");
    (name, value)
}

fn rename_one(random: &mut Random, map: &mut Map<String, Value>) {
    let (old, mut value) = remove_one(random, map);
    if value.is_object() && random.one_in(2) {
        value["renamed_from"] = match value["renamed_from"].take() {
            Value::String(oldest) => json!([oldest, old]),
            _ => json!(old),
        };
    }
    map.insert(random.name(), value);
}
