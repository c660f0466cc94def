//! Three versions of a resource, each after a change of the one before, as people make them over the years.

use serde_json::{Map, Value, json};

use crate::random::Random;
use crate::random_spec::attribute::TYPES;
use crate::regeneration::spec_change::change_attribute;

/// So few that a name is taken again.
const NAMES: &[&str] = &["a", "b", "c", "d", "e"];

/// The three versions; the second may have no such resource.
pub(super) type Chain = [Option<Value>; 3];

/// What a step does to a resource.
type Step = fn(&mut Random, &mut Value, &[&Value]);

/// Any changes.
pub(super) fn any(random: &mut Random, number: usize) -> Chain {
    let mut chain = chain(random, number, change);
    if random.one_in(15) {
        chain[1] = None;
    }
    chain
}

/// Changes that take nothing away from what is stored, in any step or across both.
pub(super) fn harmless(random: &mut Random, number: usize) -> Chain {
    chain(random, number, harmless_change)
}

fn chain(random: &mut Random, number: usize, step: Step) -> Chain {
    let first = first(random, number);
    let second = next(random, step, &[&first]);
    let third = next(random, step, &[&first, &second]);
    [Some(first), Some(second), Some(third)]
}

/// A resource with the routes that store, read and write again what they have read.
fn first(random: &mut Random, number: usize) -> Value {
    loop {
        let mut attributes = Map::from_iter([("id".to_owned(), json!("string"))]);
        for name in &NAMES[..random.pick(&[1, 2, 3, 4])] {
            attributes.insert((*name).to_owned(), attribute(random));
        }
        let path = format!("/r{number}");
        let mut routes = vec![format!("POST {path}"), format!("GET {path}/{{id}}")];
        let written = random.pick(&[["PUT", "PATCH"].as_slice(), &["PUT"], &["PATCH"]]);
        routes.extend(written.iter().map(|method| format!("{method} {path}/{{id}}")));
        let table = json!({ "name": format!("t{number}"), "partition_key": "id" });
        let mut resource = json!({ "table": table, "attributes": attributes, "routes": routes });
        if random.one_in(4) {
            expire(random, &mut resource);
        }
        if is_valid(&resource) {
            return resource;
        }
    }
}

/// What a resource becomes; the last of those before it is the one that changes.
fn next(random: &mut Random, step: Step, past: &[&Value]) -> Value {
    let last = *past.last().expect("there is one");
    for _ in 0..200 {
        let mut resource = last.clone();
        for _ in 0..random.pick(&[1, 1, 2, 3]) {
            step(random, &mut resource, past);
        }
        if resource != *last && is_valid(&resource) {
            return resource;
        }
    }
    last.clone()
}

fn is_valid(resource: &Value) -> bool {
    let spec = json!({ "name": "chain", "api": { "auth": "none" }, "resources": { "r": resource } });
    slsgen::load("spec", spec.to_string().as_bytes()).service.is_some()
}

fn attribute(random: &mut Random) -> Value {
    let kind = random.pick(TYPES);
    let mut attribute = random.attribute(kind, 1);
    attribute.shift_remove("description");
    if random.one_in(5) {
        attribute.shift_remove("default");
        attribute.insert("required".to_owned(), json!(true));
    }
    if random.one_in(8) {
        attribute.insert("private".to_owned(), json!(true));
    }
    let mut attribute = Value::Object(attribute);
    name_members(&mut attribute);
    attribute
}

/// Gives the members of maps the few names of all.
fn name_members(attribute: &mut Value) {
    if let Some(members) = attribute.get_mut("attributes").and_then(Value::as_object_mut) {
        let drawn = std::mem::take(members).into_iter().map(|(_, member)| member);
        members.extend(NAMES.iter().map(|name| (*name).to_owned()).zip(drawn));
        members.values_mut().for_each(name_members);
        // It may be about the members' names.
        attribute.as_object_mut().expect("it has members").shift_remove("default");
    }
    if let Some(items) = attribute.get_mut("items") {
        name_members(items);
    }
}

fn change(random: &mut Random, resource: &mut Value, past: &[&Value]) {
    match random.below(18) {
        0..=3 => {
            if let Some(name) = some_name(random, resource) {
                let mut one = Map::from_iter([(name.clone(), resource["attributes"][&name].take())]);
                change_attribute(random, &mut one);
                resource["attributes"][&name] = one.into_iter().next().expect("it is there").1;
            }
        }
        4 | 5 => remove(random, resource),
        6 | 7 => rename(random, resource),
        8..=10 => add(random, resource, past),
        11 => expire(random, resource),
        12 => drop(resource["table"].as_object_mut().expect("a table is a map").shift_remove("ttl")),
        13 => alter(random, resource),
        14 => former(random, resource),
        15 => swap(random, resource),
        16 => retype(random, resource),
        _ => restore(random, resource, past),
    }
}

fn attributes(resource: &mut Value) -> &mut Map<String, Value> {
    resource["attributes"].as_object_mut().expect("attributes are a map")
}

/// An attribute beside the key.
fn some_name(random: &mut Random, resource: &mut Value) -> Option<String> {
    let names: Vec<&String> = attributes(resource).keys().filter(|name| *name != "id").collect();
    if names.is_empty() { None } else { Some(random.pick(&names).clone()) }
}

fn free_name(random: &mut Random, resource: &mut Value) -> Option<String> {
    let free: Vec<&str> = NAMES.iter().copied().filter(|name| !attributes(resource).contains_key(*name)).collect();
    if free.is_empty() { None } else { Some(random.pick(&free).to_owned()) }
}

/// The attribute as a map of its keys.
fn keys(attribute: &mut Value) -> &mut Map<String, Value> {
    if attribute.is_string() {
        *attribute = json!({ "type": attribute.take() });
    }
    attribute.as_object_mut().expect("an attribute is a map or a type")
}

fn remove(random: &mut Random, resource: &mut Value) {
    if let Some(name) = some_name(random, resource) {
        attributes(resource).shift_remove(&name);
        forget_ttl(resource, &name);
    }
}

fn forget_ttl(resource: &mut Value, name: &str) {
    if resource["table"]["ttl"] == name {
        resource["table"].as_object_mut().expect("a table is a map").shift_remove("ttl");
    }
}

/// Renames an attribute; two times of three its former name is told.
fn rename(random: &mut Random, resource: &mut Value) {
    let (Some(old), Some(new)) = (some_name(random, resource), free_name(random, resource)) else { return };
    let mut attribute = attributes(resource).shift_remove(&old).expect("it is there");
    forget_ttl(resource, &old);
    let is_told = !random.one_in(3);
    follow(&mut attribute, &old, &new, is_told);
    attributes(resource).insert(new, attribute);
}

/// Adds the name of before to the former ones.
fn follow(attribute: &mut Value, old: &str, new: &str, is_told: bool) {
    let keys = keys(attribute);
    let mut names = match keys.shift_remove("renamed_from") {
        Some(Value::Array(names)) => names,
        Some(name) => vec![name],
        None => Vec::new(),
    };
    names.push(json!(old));
    names.retain(|name| name != new);
    if is_told && !names.is_empty() {
        keys.insert("renamed_from".to_owned(), Value::Array(names));
    }
}

fn add(random: &mut Random, resource: &mut Value, past: &[&Value]) {
    let Some(name) = free_name(random, resource) else { return };
    let earlier: Vec<&Value> = past.iter().filter_map(|version| version["attributes"].get(&name)).collect();
    let attribute = if earlier.is_empty() || random.one_in(2) {
        attribute(random)
    } else {
        let mut one = Map::from_iter([(name.clone(), random.pick(&earlier).clone())]);
        if random.one_in(2) {
            change_attribute(random, &mut one);
        }
        one.into_iter().next().expect("it is there").1
    };
    attributes(resource).insert(name, attribute);
}

/// Lets items expire by an attribute, which may have been of another type.
fn expire(random: &mut Random, resource: &mut Value) {
    let Some(name) = some_name(random, resource) else { return };
    if random.one_in(2) {
        attributes(resource)[&name] = json!("timestamp");
    }
    resource["table"]["ttl"] = json!(name);
}

/// Changes who gives an attribute, who changes it and who sees it.
fn alter(random: &mut Random, resource: &mut Value) {
    let Some(name) = some_name(random, resource) else { return };
    let keys = keys(&mut attributes(resource)[&name]);
    let key = random.pick(&["required", "required", "private", "immutable", "default"]);
    if keys.shift_remove(key).is_none() && key != "default" {
        if key == "required" && random.one_in(2) {
            keys.shift_remove("default");
        }
        keys.insert(key.to_owned(), json!(true));
    }
}

/// Tells a former name, or tells it no longer.
fn former(random: &mut Random, resource: &mut Value) {
    let Some(name) = some_name(random, resource) else { return };
    let other = random.pick(NAMES);
    let keys = keys(&mut attributes(resource)[&name]);
    if keys.shift_remove("renamed_from").is_none() && other != name {
        keys.insert("renamed_from".to_owned(), json!(other));
    }
}

fn swap(random: &mut Random, resource: &mut Value) {
    let (Some(one), Some(other)) = (some_name(random, resource), some_name(random, resource)) else { return };
    let attributes = attributes(resource);
    let first = attributes[&one].clone();
    attributes[&one] = std::mem::replace(&mut attributes[&other], first);
}

/// Types that are stored alike, or hold each other.
const KIN: &[&[&str]] = &[
    &[
        r#""integer""#,
        r#"{"type":"integer","minimum":0,"maximum":4102444800}"#,
        r#"{"type":"integer","minimum":-5,"maximum":9007199254740992}"#,
        r#""number""#,
        r#""decimal""#,
        r#""json""#,
        r#"{"type":"timestamp","stored":"epoch_seconds"}"#,
        r#"{"type":"timestamp","stored":"epoch_milliseconds"}"#,
    ],
    &[
        r#""string""#,
        r#"{"type":"string","enum":["x","y"]}"#,
        r#"{"type":"string","enum":["x","y","z"]}"#,
        r#""date""#,
        r#""uuid""#,
        r#""ulid""#,
        r#""timestamp""#,
        r#"{"type":"timestamp","stored":"seconds"}"#,
        r#""json""#,
    ],
    &[
        r#"{"type":"list","items":"integer"}"#,
        r#"{"type":"list","items":"decimal"}"#,
        r#"{"type":"list","items":"string"}"#,
        r#"{"type":"list","items":{"type":"map","attributes":{"a":"string"}}}"#,
        r#"{"type":"list","items":{"type":"map","attributes":{"a":"string","b":"integer"}}}"#,
        r#"{"type":"set","items":"string"}"#,
        r#"{"type":"set","items":"integer"}"#,
        r#"{"type":"set","items":"decimal"}"#,
        r#""json""#,
    ],
    &[
        r#"{"type":"map","attributes":{"a":"string"}}"#,
        r#"{"type":"map","attributes":{"a":"string","b":"integer"}}"#,
        r#"{"type":"map","attributes":{"a":{"type":"string","required":true},"b":"decimal"}}"#,
        r#"{"type":"map","attributes":{"a":"string","c":{"type":"map","attributes":{"a":"integer"}}}}"#,
        r#""json""#,
    ],
];

fn retype(random: &mut Random, resource: &mut Value) {
    let Some(name) = some_name(random, resource) else { return };
    let kin = random.pick(KIN);
    let drawn: Value = random.pick(kin).parse().expect("it is JSON");
    attributes(resource)[&name] = drawn;
}

/// Makes an attribute what it was in an earlier version.
fn restore(random: &mut Random, resource: &mut Value, past: &[&Value]) {
    let Some(name) = some_name(random, resource) else { return };
    if let Some(earlier) = past[0]["attributes"].get(&name) {
        attributes(resource)[&name] = earlier.clone();
    }
}

fn harmless_change(random: &mut Random, resource: &mut Value, past: &[&Value]) {
    let text = format!("Text number {}", random.below(1000));
    let Some(name) = some_name(random, resource) else { return };
    match random.below(12) {
        0 => drop(keys(&mut attributes(resource)[&name]).insert("description".to_owned(), json!(text))),
        1 => drop(
            resource
                .as_object_mut()
                .expect("it is a map")
                .insert("item".to_owned(), json!(format!("Thing{}", random.below(1 << 30)))),
        ),
        2 => {
            // No earlier version had it.
            let fresh = format!("new_{}", random.below(1 << 30));
            let mut attribute = attribute(random);
            keys(&mut attribute).shift_remove("required");
            attributes(resource).insert(fresh, attribute);
        }
        3 => {
            let key = random.pick(&["required", "pattern", "max_length", "min_length", "max_items", "min_items"]);
            keys(&mut attributes(resource)[&name]).shift_remove(key);
        }
        4 => {
            let attribute = &mut attributes(resource)[&name];
            if let Some(values) = attribute.get_mut("enum").and_then(Value::as_array_mut) {
                values.push(json!(text));
            }
        }
        5 => {
            let key = random.pick(&["private", "immutable"]);
            let keys = keys(&mut attributes(resource)[&name]);
            if keys.shift_remove(key).is_none() {
                keys.insert(key.to_owned(), json!(true));
            }
        }
        6 | 7 => {
            let fresh = format!("now_{}", random.below(1 << 30));
            let mut attribute = attributes(resource).shift_remove(&name).expect("it is there");
            follow(&mut attribute, &name, &fresh, true);
            attributes(resource).insert(fresh, attribute);
        }
        8 => remove(random, resource),
        9 => {
            // What was removed comes back as it was.
            let earlier = past[0]["attributes"].as_object().expect("attributes are a map");
            let is_known = |name: &str| resource["attributes"].to_string().contains(&format!("\"{name}\""));
            let gone = earlier.iter().find(|(name, it)| !is_known(name) && it.get("required").is_none());
            if let Some((name, attribute)) = gone.filter(|_| past[0]["table"] == resource["table"]) {
                let (name, attribute) = (name.clone(), attribute.clone());
                attributes(resource).insert(name, attribute);
            }
        }
        10 => {
            let attribute = keys(&mut attributes(resource)[&name]);
            let wider = match attribute["type"].as_str() {
                Some("integer") if !attribute.contains_key("default") => "decimal",
                Some("date" | "uuid" | "ulid") => "string",
                Some("boolean" | "string") => "json",
                _ => return,
            };
            let kept = ["required", "private", "immutable", "renamed_from"];
            attribute.retain(|key, _| kept.contains(&key.as_str()));
            attribute.insert("type".to_owned(), json!(wider));
        }
        _ => attributes(resource).sort_keys(),
    }
}
