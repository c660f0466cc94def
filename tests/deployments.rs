//! The templates that lead to a new spec: each is one that CloudFormation takes after the one before.

#[path = "support/random.rs"]
mod random;

use std::collections::{BTreeMap, BTreeSet};

use random::Random;
use serde_json::{Value, json};
use slsgen::change::state::states;
use slsgen::change::steps::steps;
use slsgen::load;
use slsgen::model::{LogicalIds, Service};
use slsgen::render::step_template;

fn service(spec: &Value) -> Service {
    let loaded = load("spec.yaml", spec.to_string().as_bytes());
    loaded.service.unwrap_or_else(|| panic!("{:#?}\n{spec:#}", loaded.diagnostics))
}

/// What CloudFormation compares of a table.
#[derive(Debug, PartialEq)]
struct Table {
    key: Value,
    definitions: BTreeMap<String, Value>,
    /// By name.
    indexes: BTreeMap<String, Value>,
    local: Value,
    ttl: Value,
}

/// The tables of a service's template, by logical ID.
fn tables(service: &Service) -> BTreeMap<String, Table> {
    let template = step_template(service, &LogicalIds::assign(service, &LogicalIds::default()));
    let template: Value = serde_saphyr::from_str(&template).expect("a template is YAML");
    let resources = template["Resources"].as_object().expect("a template has resources");
    let tables = resources.iter().filter(|(_, resource)| resource["Type"] == "AWS::DynamoDB::Table");
    tables.map(|(id, resource)| (id.clone(), table(&resource["Properties"]))).collect()
}

fn table(properties: &Value) -> Table {
    let by = |list: &Value, key: &str| -> BTreeMap<String, Value> {
        let entries = list.as_array().into_iter().flatten();
        let named = |entry: &Value| (entry[key].as_str().expect("a name").to_owned(), entry.clone());
        let map: BTreeMap<_, _> = entries.clone().map(named).collect();
        assert_eq!(map.len(), entries.count(), "{key} stands there twice: {properties:#}");
        map
    };
    let definitions = by(&properties["AttributeDefinitions"], "AttributeName");
    let mut indexes = by(&properties["GlobalSecondaryIndexes"], "IndexName");
    for part in indexes.values_mut().filter_map(|index| index["KeySchema"].as_array_mut()).flatten() {
        // An index of an attribute of another type is another index.
        part["AttributeType"] = definitions[part["AttributeName"].as_str().expect("a name")]["AttributeType"].clone();
    }
    Table {
        key: properties["KeySchema"].clone(),
        definitions,
        indexes,
        local: properties["LocalSecondaryIndexes"].clone(),
        ttl: properties["TimeToLiveSpecification"].clone(),
    }
}

/// Whether the table itself is one that DynamoDB takes.
fn check(table: &Table) {
    let schemas = table.indexes.values().chain(table.local.as_array().into_iter().flatten());
    let schemas = schemas.map(|index| &index["KeySchema"]).chain([&table.key]);
    let used = schemas.flat_map(|schema| schema.as_array().expect("a key")).map(|part| part["AttributeName"].as_str());
    let used: BTreeSet<&str> = used.map(|name| name.expect("a name")).collect();
    let defined: BTreeSet<&str> = table.definitions.keys().map(String::as_str).collect();
    assert_eq!(used, defined, "exactly the attributes of keys are defined: {table:#?}");
    assert!(table.indexes.len() <= 20, "more indexes than a table has by default: {table:#?}");
}

/// Whether CloudFormation updates the one to the other in place.
fn check_update(old: &Table, new: &Table) {
    assert_eq!((&old.key, &old.local), (&new.key, &new.local), "these can't change in place");
    for (name, definition) in &old.definitions {
        let now = new.definitions.get(name).unwrap_or(definition);
        assert_eq!(now, definition, "an edited definition replaces the table");
    }
    let gone = old.indexes.keys().filter(|name| !new.indexes.contains_key(*name)).count();
    let come = new.indexes.keys().filter(|name| !old.indexes.contains_key(*name)).count();
    assert!(gone + come <= 1, "one index in an update: {old:#?}\n{new:#?}");
    for (name, index) in &old.indexes {
        let now = new.indexes.get(name).unwrap_or(index);
        assert_eq!(now, index, "an index can't change");
    }
    let moves = old.ttl != new.ttl && !old.ttl.is_null() && !new.ttl.is_null();
    assert!(!moves, "the time to live moves by way of none: {old:#?}\n{new:#?}");
}

/// The least number of updates that lead from the one to the other.
fn updates(old: &Table, new: &Table) -> usize {
    let gone = old.indexes.iter().filter(|(name, index)| new.indexes.get(*name) != Some(index)).count();
    let come = new.indexes.iter().filter(|(name, index)| old.indexes.get(*name) != Some(index)).count();
    let moves = old.ttl != new.ttl && !old.ttl.is_null() && !new.ttl.is_null();
    (gone + come).max(if moves { 2 } else { 1 })
}

/// Deploys the steps one after the other; returns their names.
fn deploy(old: &Service, new: &Service) -> Vec<String> {
    let steps = steps(&states(old), new);
    let last = tables(new);
    let mut now = tables(old);
    let needed = now.iter().map(|(id, table)| updates(table, &last[id])).max().unwrap_or(1);
    assert_eq!(steps.len() + 1, needed, "no more deployments than it takes");
    let ways = steps.iter().map(|step| tables(&step.service)).chain([last]);
    for next in ways {
        for (id, table) in &next {
            check(table);
            check_update(&now[id], table);
        }
        now = next;
    }
    steps.into_iter().map(|step| step.name).collect()
}

const ATTRIBUTES: &[&str] = &["one", "two", "three", "four"];

/// A resource with indexes drawn at random, over attributes whose types are drawn at random.
fn resource(random: &mut Random, name: &str) -> Value {
    let mut attributes = json!({ "id": "string", "ends": "timestamp", "stops": "timestamp", "title": "string" });
    for name in ATTRIBUTES {
        attributes[*name] = json!(random.pick(&["string", "integer"]));
    }
    let mut indexes = json!({});
    for index in ["by_a", "by_b", "by_c", "by_d"] {
        if random.one_in(3) {
            continue;
        }
        let (partition, sort) = (random.pick(ATTRIBUTES), random.pick(ATTRIBUTES));
        let projection = random.pick(&["all", "keys_only"]);
        indexes[index] = json!({ "partition_key": partition, "projection": projection });
        if sort != partition {
            indexes[index]["sort_key"] = json!(sort);
        }
        if random.one_in(4) {
            indexes[index]["projection"] = json!({ "include": ["title"] });
        }
    }
    let keys = indexes.to_string();
    for name in ATTRIBUTES.iter().filter(|name| !keys.contains(&format!("\"{name}\""))) {
        // What no key needs may be gone.
        attributes.as_object_mut().expect("a mapping").remove(*name);
    }
    let mut table = json!({ "partition_key": "id", "indexes": indexes });
    if !random.one_in(3) {
        table["ttl"] = json!(random.pick(&["ends", "stops"]));
    }
    json!({ "table": table, "attributes": attributes, "routes": [format!("GET /{name}")] })
}

#[test]
fn every_step_is_a_legal_update_and_none_is_needless() {
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let mut spec = || {
            let resources =
                json!({ "first": resource(&mut random, "first"), "second": resource(&mut random, "second") });
            service(&json!({ "name": "shop", "api": { "auth": "none" }, "resources": resources }))
        };
        deploy(&spec(), &spec());
    }
}

/// A spec with one table of these indexes.
fn with_indexes(indexes: &Value, rank: &str) -> Service {
    let attributes = json!({ "id": "string", "rank": rank, "owner": "string" });
    let table = json!({ "partition_key": "id", "indexes": indexes });
    service(&json!({ "name": "shop", "table": table, "attributes": attributes, "routes": ["GET /shop"] }))
}

#[test]
fn what_is_new_comes_before_what_is_old_goes() {
    let old = with_indexes(
        &json!({ "old_a": { "partition_key": "rank" }, "old_b": { "partition_key": "owner" } }),
        "integer",
    );
    let new = with_indexes(
        &json!({ "new_a": { "partition_key": "rank" }, "new_b": { "partition_key": "owner" } }),
        "integer",
    );
    assert_eq!(deploy(&old, &new), ["create-new_a", "create-new_b", "delete-old_a"]);
}

#[test]
fn an_index_that_changes_is_made_again_at_once() {
    let old =
        with_indexes(&json!({ "by_it": { "partition_key": "rank" }, "gone": { "partition_key": "owner" } }), "integer");
    let new = with_indexes(&json!({ "by_it": { "partition_key": "owner" } }), "integer");
    assert_eq!(deploy(&old, &new), ["delete-by_it", "create-by_it"]);
}

#[test]
fn an_index_whose_key_has_another_type_goes_before_another_of_that_key_comes() {
    let old = with_indexes(&json!({ "by_rank": { "partition_key": "rank" } }), "integer");
    let new =
        with_indexes(&json!({ "more": { "partition_key": "rank" }, "by_rank": { "partition_key": "rank" } }), "string");
    assert_eq!(deploy(&old, &new), ["delete-by_rank", "create-more"]);
}

#[test]
fn a_table_never_has_more_indexes_than_it_can() {
    let full = |name: &str| -> Value {
        let names = (1..20).map(|number| format!("by_{number}")).chain([name.to_owned()]);
        names.map(|name| (name, json!({ "partition_key": "owner" }))).collect::<serde_json::Map<_, _>>().into()
    };
    assert_eq!(
        deploy(&with_indexes(&full("last"), "string"), &with_indexes(&full("other"), "string")),
        ["delete-last"]
    );
}

#[test]
fn one_index_takes_no_steps() {
    let old = with_indexes(&json!({}), "integer");
    let new = with_indexes(&json!({ "by_rank": { "partition_key": "rank" } }), "integer");
    assert_eq!(deploy(&old, &new), [""; 0]);
    assert_eq!(deploy(&new, &old), [""; 0]);
}
