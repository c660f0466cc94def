//! The templates that lead to a new spec: each is one that CloudFormation takes after the one before.

mod cloudformation;

use std::ops::Range;

use libtest_mimic::Trial;
use serde_json::{Value, json};
use slsgen::load;
use slsgen::model::Service;

use crate::random::Random;
use crate::trial;
use cloudformation::deploy;

/// The seeds of pairs of specs that are drawn at random.
const PAIRS: Range<u64> = 0..60;

pub(crate) fn trials() -> Vec<Trial> {
    let pairs = PAIRS.map(|seed| {
        let name = format!("deployments::random_pair_{seed:02}");
        trial(name, move || every_step_is_a_legal_update_and_none_is_needless(seed))
    });
    let others = trials_of!(
        "deployments": what_is_new_comes_before_what_is_old_goes,
        an_index_that_changes_is_made_again_at_once,
        an_index_whose_key_has_another_type_goes_before_another_of_that_key_comes,
        a_table_never_has_more_indexes_than_it_can,
        one_index_takes_no_steps,
    );
    pairs.chain(others).collect()
}

fn service(spec: &Value) -> Service {
    let loaded = load("spec.yaml", spec.to_string().as_bytes());
    loaded.service.unwrap_or_else(|| panic!("{:#?}\n{spec:#}", loaded.diagnostics))
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

fn every_step_is_a_legal_update_and_none_is_needless(seed: u64) {
    let mut random = Random::new(seed);
    let mut spec = || {
        let resources = json!({ "first": resource(&mut random, "first"), "second": resource(&mut random, "second") });
        service(&json!({ "name": "shop", "api": { "auth": "none" }, "resources": resources }))
    };
    deploy(&spec(), &spec());
}

/// A spec with one table of these indexes.
fn with_indexes(indexes: &Value, rank: &str) -> Service {
    let attributes = json!({ "id": "string", "rank": rank, "owner": "string" });
    let table = json!({ "partition_key": "id", "indexes": indexes });
    service(&json!({ "name": "shop", "table": table, "attributes": attributes, "routes": ["GET /shop"] }))
}

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

fn an_index_that_changes_is_made_again_at_once() {
    let old =
        with_indexes(&json!({ "by_it": { "partition_key": "rank" }, "gone": { "partition_key": "owner" } }), "integer");
    let new = with_indexes(&json!({ "by_it": { "partition_key": "owner" } }), "integer");
    assert_eq!(deploy(&old, &new), ["delete-by_it", "create-by_it"]);
}

fn an_index_whose_key_has_another_type_goes_before_another_of_that_key_comes() {
    let old = with_indexes(&json!({ "by_rank": { "partition_key": "rank" } }), "integer");
    let new =
        with_indexes(&json!({ "more": { "partition_key": "rank" }, "by_rank": { "partition_key": "rank" } }), "string");
    assert_eq!(deploy(&old, &new), ["delete-by_rank", "create-more"]);
}

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

fn one_index_takes_no_steps() {
    let old = with_indexes(&json!({}), "integer");
    let new = with_indexes(&json!({ "by_rank": { "partition_key": "rank" } }), "integer");
    assert_eq!(deploy(&old, &new), [""; 0]);
    assert_eq!(deploy(&new, &old), [""; 0]);
}
