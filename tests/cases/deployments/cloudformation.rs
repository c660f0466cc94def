//! What CloudFormation does with a table: whether it takes one template after another.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use slsgen::change::state::states;
use slsgen::change::steps::steps;
use slsgen::model::{Frozen, Service};
use slsgen::render::step_template;

/// Deploys the steps one after the other; returns their names.
pub(super) fn deploy(old: &Service, new: &Service) -> Vec<String> {
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
    let template = step_template(service, "", &Frozen::assign(service, &Frozen::default()), false);
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
