//! Pairs of specs, and requests with each kind of credentials and from two origins to the gateways of both projects:
//! whatever was refused and is answered now was said to be EXPOSE.
//!
//! `SLSGEN_EXPOSURES=0..17 cargo test --test cases exposure::` asks these pairs of projects in place of the one of every day.

use std::ops::Range;

use libtest_mimic::{Failed, Trial};
use serde_json::{Map, Value, json};

use super::build;
use super::updated::Updated;
use crate::project::{Tree, render};
use crate::random::Random;

/// What runs in the project of the new spec.
const ASKS: &str = include_str!("../../exposure/asks.rs");

/// The pairs of projects of every day.
const PROJECTS: Range<u64> = 0..1;

/// The pairs of resources in each, as many as one API takes.
const RESOURCES: usize = 6;

const AUTHS: &[&str] = &["none", "api_key", "iam", "cognito"];

const ATTRIBUTES: &[&str] = &["a", "b", "c"];

pub(super) fn trials() -> [Trial; 1] {
    [Trial::test("generated::exposure::what_is_answered_now_was_said_to_be_open", is_said)]
}

fn is_said() -> Result<(), Failed> {
    let failed: Vec<String> = super::seeds("SLSGEN_EXPOSURES", PROJECTS).filter_map(|seed| ask(seed).err()).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n").into()) }
}

#[expect(clippy::print_stderr, reason = "whoever asks many pairs wants to know how much they show")]
fn ask(seed: u64) -> Result<(), String> {
    let random = &mut Random::new(seed);
    let (old, new) = loop {
        let old = Service::draw(random);
        let new = old.changed(random);
        if is_valid_spec(&old.spec("exposure-old")) && is_valid_spec(&new.spec("exposure-new")) && old != new {
            break (old, new);
        }
    };
    let plan = Updated::new("exposure", &old.spec("exposure")).plan(&new.spec("exposure"));
    let exposed = plan.iter().filter(|change| change["class"] == "EXPOSE");
    let lines: Vec<Value> = exposed.map(|change| change["line"].clone()).collect();
    let case = |number: usize| {
        // The settings of the API are on the first line.
        let is_said = lines.iter().any(|line| *line == json!(1) || *line == json!(number + 2));
        let is_private = |attribute: &&&str| old.resources[number]["attributes"][**attribute]["private"] == true;
        json!({
            "seed": seed, "number": number, "is_said": is_said,
            "old": old.resources[number]["routes"], "new": new.resources[number]["routes"],
            "was_private": ATTRIBUTES.iter().filter(is_private).collect::<Vec<_>>(),
        })
    };
    let cases: Vec<Value> = (0..RESOURCES).map(case).collect();
    let first = render(&old.spec("exposure-old"));
    let mut last = render(&new.spec("exposure-new"));
    let gateway = |project: &Tree, side: &str| {
        let modules = ["dynamodb", "event", "function", "gateway"];
        let declared = modules.map(|module| format!("pub mod {module};\n")).concat();
        let file =
            |module: &&str| (format!("tests/{side}/{module}.rs"), project[&format!("tests/api/{module}.rs")].clone());
        let files: Vec<_> = modules.iter().map(file).collect();
        files.into_iter().chain([(format!("tests/{side}/mod.rs"), declared.into_bytes())]).collect::<Vec<_>>()
    };
    let gateways = [gateway(&first, "before"), gateway(&last, "after")].concat();
    last.extend(gateways);
    build::use_beside(&mut last, "exposure-old");
    last.insert("tests/asks.rs".to_owned(), ASKS.into());
    last.insert("tests/cases.json".to_owned(), Value::Array(cases).to_string().into_bytes());
    build::on_disk("exposure-old", &first);
    let folder = build::on_disk("exposure-new", &last);
    let result = build::cargo_offline(&folder, &["test", "--test", "asks"]);
    if std::env::var_os("SLSGEN_EXPOSURES").is_some() {
        eprint!("{seed}: {}", std::fs::read_to_string(folder.join("tests/counts.txt")).unwrap_or_default());
    }
    result
}

#[derive(Clone, PartialEq)]
struct Service {
    api: Value,
    resources: Vec<Value>,
}

impl Service {
    fn draw(random: &mut Random) -> Self {
        let mut api = json!({ "auth": random.pick(AUTHS) });
        set_origins(random, &mut api);
        Self { api, resources: (0..RESOURCES).map(|number| valid_resource(random, number)).collect() }
    }

    fn changed(&self, random: &mut Random) -> Self {
        let mut new = self.clone();
        match random.below(6) {
            0 => new.api["auth"] = json!(random.pick(AUTHS)),
            1 => set_origins(random, &mut new.api),
            _ => {}
        }
        for resource in &mut new.resources {
            *resource = (0..20).map(|_| changed(random, resource)).find(is_valid).unwrap_or_else(|| resource.clone());
        }
        new
    }

    /// The spec, in which each resource has a line.
    fn spec(&self, name: &str) -> String {
        let resources: Vec<String> =
            self.resources.iter().enumerate().map(|(number, resource)| format!("\"r{number}\": {resource}")).collect();
        let api = &self.api;
        format!("{{ \"name\": \"{name}\", \"api\": {api}, \"resources\": {{\n{}\n}} }}\n", resources.join(",\n"))
    }
}

/// Whether a service can have the resource alone.
fn is_valid(resource: &Value) -> bool {
    let spec = json!({ "name": "exposure", "api": { "auth": "none" }, "resources": { "r": resource } });
    is_valid_spec(&spec.to_string())
}

fn is_valid_spec(spec: &str) -> bool {
    slsgen::load("spec", spec.as_bytes()).service.is_some()
}

fn set_origins(random: &mut Random, api: &mut Value) {
    let origins: &[&[&str]] =
        &[&["https://a.example"], &["https://b.example"], &["https://a.example", "https://b.example"], &["*"]];
    match random.below(5) {
        4 => drop(api.as_object_mut().expect("it is a map").shift_remove("cors")),
        place => api["cors"] = json!({ "origins": origins[place] }),
    }
}

fn valid_resource(random: &mut Random, number: usize) -> Value {
    std::iter::repeat_with(|| resource(random, number)).find(is_valid).expect("it goes on until one is")
}

fn resource(random: &mut Random, number: usize) -> Value {
    let mut attributes = Map::from_iter([("id".to_owned(), json!("string"))]);
    for name in ATTRIBUTES {
        let is_private = *name != "a" && random.one_in(3);
        attributes.insert((*name).to_owned(), json!({ "type": "string", "private": is_private }));
    }
    let all = all_routes(number);
    let mut routes: Vec<Value> = all.iter().filter(|_| !random.one_in(3)).cloned().collect();
    if routes.is_empty() {
        routes.push(all[0].clone());
    }
    for route in &mut routes {
        set_auth(random, route);
    }
    let mut resource = json!({ "routes": routes });
    if random.one_in(3) {
        set_owner(random, &mut resource);
    }
    let table = json!({
        "name": format!("t{number}"), "partition_key": "id",
        "indexes": { "by_a": { "partition_key": "a", "projection": projection(random) } },
    });
    resource["table"] = table;
    resource["attributes"] = Value::Object(attributes);
    resource
}

/// Gives the items owners, or takes them; then all routes take tokens, and the index is the caller's own.
fn set_owner(random: &mut Random, resource: &mut Value) {
    let groups: &[&[&str]] = &[&[], &["admins"], &["staff"], &["admins", "staff"]];
    let is_owned = random.one_in(2) || resource.get("owner").is_none();
    let map = resource.as_object_mut().expect("a resource is a map");
    map.shift_remove("owner");
    if is_owned {
        let groups = random.pick(groups);
        let owner = json!({ "attribute": "a" });
        let excepting = json!({ "attribute": "a", "except_groups": groups });
        map.insert("owner".to_owned(), if groups.is_empty() { owner } else { excepting });
    }
    for route in map["routes"].as_array_mut().into_iter().flatten() {
        if route.get("index").is_some() {
            let path = route["path"].as_str().unwrap_or_default();
            let root = path.rsplit('/').next().unwrap_or_default().to_owned();
            route["path"] = json!(if is_owned { format!("/as/{root}") } else { format!("/as/{{a}}/{root}") });
        }
        if is_owned {
            sign_in(random, route);
        }
    }
}

/// Only users may call, and perhaps only some.
fn sign_in(random: &mut Random, route: &mut Value) {
    route["auth"] = json!("cognito");
    let groups: &[&[&str]] = &[&[], &[], &["admins"], &["staff"], &["admins", "staff"]];
    match random.pick(groups) {
        [] => drop(route.as_object_mut().expect("a route is a map").shift_remove("groups")),
        groups => route["groups"] = json!(groups),
    }
}

fn all_routes(number: usize) -> Vec<Value> {
    let (all, one) = (format!("/r{number}"), format!("/r{number}/{{id}}"));
    vec![
        json!({ "method": "GET", "path": all }),
        json!({ "method": "POST", "path": all }),
        json!({ "method": "GET", "path": one }),
        json!({ "method": "PUT", "path": one, "upsert": false }),
        json!({ "method": "PATCH", "path": one }),
        json!({ "method": "DELETE", "path": one }),
        json!({ "method": "GET", "path": format!("/as/{{a}}/r{number}"), "index": "by_a" }),
    ]
}

fn projection(random: &mut Random) -> Value {
    match random.below(3) {
        0 => json!("all"),
        1 => json!("keys_only"),
        _ => json!({ "include": [random.pick(&["b", "c"])] }),
    }
}

fn set_auth(random: &mut Random, route: &mut Value) {
    route.as_object_mut().expect("a route is a map").shift_remove("groups");
    if random.one_in(4) {
        sign_in(random, route);
    } else if random.one_in(2) {
        route["auth"] = json!(random.pick(AUTHS));
    } else {
        route.as_object_mut().expect("a route is a map").shift_remove("auth");
    }
}

fn changed(random: &mut Random, resource: &Value) -> Value {
    let mut new = resource.clone();
    for _ in 0..random.pick(&[0, 1, 1, 2, 3]) {
        change(random, &mut new);
    }
    new
}

fn change(random: &mut Random, resource: &mut Value) {
    let attribute = random.pick(&["b", "c"]);
    let number = resource["table"]["name"].as_str().and_then(|name| name[1..].parse().ok()).expect("it has a number");
    if random.one_in(6) {
        return set_owner(random, resource);
    }
    let is_owned = resource.get("owner").is_some();
    let set = if is_owned { sign_in } else { set_auth };
    let routes = resource["routes"].as_array_mut().expect("routes are a list");
    let place = random.below(routes.len());
    match random.below(9) {
        0..=2 => set(random, &mut routes[place]),
        3 if routes.len() > 1 => drop(routes.remove(place)),
        4 | 5 => {
            let all = all_routes(number);
            let mut route = all[random.below(all.len())].clone();
            if is_owned && route.get("index").is_some() {
                route["path"] = json!(format!("/as/r{number}"));
            }
            let is_there = |known: &Value| known["method"] == route["method"] && known["path"] == route["path"];
            if !routes.iter().any(is_there) {
                set(random, &mut route);
                routes.push(route);
            }
        }
        6 => {
            if routes[place]["method"] == "PUT" {
                routes[place]["upsert"] = json!(routes[place]["upsert"] == false);
            }
        }
        7 => {
            let is_private = resource["attributes"][attribute]["private"] == true;
            resource["attributes"][attribute]["private"] = json!(!is_private);
        }
        _ => resource["table"]["indexes"]["by_a"]["projection"] = projection(random),
    }
}
