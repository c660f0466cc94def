//! Random services whose items have owners: two users and one of a group that some tables except send random requests, and
//! nothing tells one of them of another's items.
//!
//! `SLSGEN_OWNERS=0..8 SLSGEN_OWNER_REQUESTS=10000 cargo test --test cases owners::` asks these services so often.

use std::ops::Range;

use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};

use super::build;
use crate::project::render;
use crate::random::Random;

/// What runs in the project.
const ASKS: &str = include_str!("../../owners/asks.rs");
const RANDOM: &str = include_str!("../../support/random.rs");

/// The services of every day.
const SERVICES: Range<u64> = 0..1;

/// How many requests each user sends, if nobody says.
const REQUESTS: u64 = 300;

/// Where the owner is: beside a key that the function or the client chooses, in the key first or last, or all of it.
const KINDS: [&str; 5] = ["generated", "chosen", "in_key", "sort", "alone"];

const TABLES: usize = 5;

pub(super) fn trials() -> [Trial; 1] {
    [Trial::test("generated::owners::nothing_tells_one_user_of_the_items_of_another", nothing_tells)]
}

fn nothing_tells() -> Result<(), Failed> {
    let failed: Vec<String> = super::seeds("SLSGEN_OWNERS", SERVICES).filter_map(|seed| ask(seed).err()).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n").into()) }
}

#[expect(clippy::print_stderr, reason = "whoever asks many services wants to know what they answer")]
fn ask(seed: u64) -> Result<(), String> {
    let random = &mut Random::new(seed);
    let (specs, cases): (Vec<Value>, Vec<Value>) = (0..TABLES).map(|number| table(random, number)).unzip();
    let tables = specs.into_iter().enumerate().map(|(number, table)| (format!("r{number}"), table));
    let tables: serde_json::Map<_, _> = tables.collect();
    let api = json!({ "auth": "cognito", "idempotency": "24h" });
    let spec = json!({ "name": "owners", "api": api, "resources": tables });
    let mut project = render(&spec.to_string());
    let count = std::env::var("SLSGEN_OWNER_REQUESTS").map_or(REQUESTS, |count| count.parse().expect("a number"));
    let plan = json!({ "seed": seed, "count": count, "tables": cases });
    for (path, text) in
        [("asks.rs", ASKS.to_owned()), ("random.rs", RANDOM.to_owned()), ("cases.json", plan.to_string())]
    {
        project.insert(format!("tests/{path}"), text.into_bytes());
    }
    let folder = build::on_disk("owners", &project);
    let result = build::cargo_offline(&folder, &["test", "--test", "asks"]);
    if std::env::var_os("SLSGEN_OWNERS").is_some() {
        let counts = std::fs::read_to_string(folder.join("tests/counts.txt")).unwrap_or_default();
        eprintln!("{seed}: {counts}{}", result.as_ref().err().map_or("", String::as_str));
    }
    result
}

/// A table with an owner, and what who asks has to know of it.
fn table(random: &mut Random, number: usize) -> (Value, Value) {
    let kind = KINDS[number % KINDS.len()];
    let (uuid, except, version) = (random.one_in(2), random.one_in(2), random.one_in(2));
    let upsert = kind == "alone" || random.one_in(2);
    let generated = kind == "generated" || kind == "in_key" && random.one_in(2);
    let mut attributes = json!({
        "owner": if uuid { "uuid" } else { "string" },
        "rank": { "type": "integer", "required": true },
        "kind": { "type": "string", "enum": ["x", "y"], "required": true },
        "text": "string",
        "m": { "type": "map", "attributes": { "a": "string", "b": "integer" } },
        "made": { "type": "timestamp", "generate": "created" },
    });
    if version {
        attributes["version"] = json!({ "type": "integer", "generate": "version" });
    }
    if kind != "alone" {
        attributes["id"] = if generated { json!({ "type": "uuid", "generate": "uuid_v7" }) } else { json!("string") };
    }
    // One claim is a UUID or a text for all tables.
    let mut owner = json!({ "attribute": "owner", "claim": if uuid { "sub" } else { "custom:tenant" } });
    if except {
        owner["except_groups"] = json!(["admins"]);
    }
    let mut indexes = json!({ "by_owner": { "partition_key": "owner", "sort_key": "rank" } });
    let mut table = match kind {
        "in_key" => {
            indexes = json!({ "by_rank": { "local": true, "sort_key": "rank" } });
            json!({ "partition_key": "owner", "sort_key": "id" })
        }
        "sort" => json!({ "partition_key": "id", "sort_key": "owner" }),
        "alone" => json!({ "partition_key": "owner" }),
        _ => json!({ "partition_key": "id" }),
    };
    let ranked = if kind == "in_key" { "by_rank" } else { "by_owner" };
    let (root, one) = (format!("/r{number}"), format!("/r{number}{}", if kind == "alone" { "" } else { "/{id}" }));
    let filters = ["kind", "text"];
    let mut routes = vec![
        json!({ "method": "POST", "path": root }),
        json!({ "method": "GET", "path": format!("/lists{root}"), "operation": "list", "filters": filters }),
        json!({ "method": "GET", "path": one, "operation": "get" }),
        json!({ "method": "PUT", "path": one, "upsert": upsert }),
        json!({ "method": "PATCH", "path": one }),
        json!({ "method": "DELETE", "path": one }),
    ];
    if kind != "alone" {
        let path = format!("/ranked{root}");
        routes.push(json!({ "method": "GET", "path": path, "index": ranked, "filters": ["rank", "kind"] }));
        if except {
            indexes["by_kind"] = json!({ "partition_key": "kind", "sort_key": "rank" });
            let path = format!("/kinds/x{root}/{{kind}}");
            routes.push(json!({ "method": "GET", "path": path, "index": "by_kind", "groups": ["admins"] }));
        }
        table["indexes"] = indexes;
    }
    if except {
        let path = format!("/all{root}");
        routes.push(json!({ "method": "GET", "path": path, "operation": "list", "groups": ["admins"] }));
    }
    if except && kind == "in_key" {
        let path = format!("/owners/{{owner}}{root}/{{id}}");
        routes.push(json!({ "method": "DELETE", "path": path, "operation": "delete", "groups": ["admins"] }));
    }
    let spec = json!({ "table": table, "owner": owner, "attributes": attributes, "routes": routes });
    for route in &mut routes {
        route["page"] =
            json!(route["path"].as_str().is_some_and(|path| !path.starts_with(&root)) && route["method"] == "GET");
    }
    let case = json!({
        "kind": kind, "uuid": uuid, "except": except, "upsert": upsert, "generated": generated, "routes": routes,
    });
    (spec, case)
}
