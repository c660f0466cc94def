//! Changes of a random spec, as people make them over the years.

use serde_json::{Map, Value, json};

use crate::random::Random;
use crate::random_spec;
use crate::random_spec::attribute::TYPES;

/// A spec that is valid, and one that it becomes.
pub(crate) fn pair(random: &mut Random) -> (String, String) {
    let old = valid(random);
    for _ in 0..20 {
        let new = changed(random, &old);
        if new != old && is_valid(&new) {
            return (old, new);
        }
    }
    let description = with(&old, |spec| spec.insert("description".to_owned(), json!("Another one")));
    (old, description)
}

/// A valid spec that has its tables under `resources`.
fn valid(random: &mut Random) -> String {
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
    let kind = if resources(spec).is_empty() { 2 } else { random.below(10) };
    match kind {
        0 => {
            spec.insert("description".to_owned(), json!(text));
        }
        1 => spec["api"]["auth"] = json!(random.pick(&["none", "api_key", "iam", "cognito"])),
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
