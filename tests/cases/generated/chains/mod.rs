//! Chains of three specs, each a change of the one before. The code of the first stores items, and that of the last reads
//! and writes them: whatever is unreadable, read as another value or lost was foretold, of that very attribute.
//!
//! `SLSGEN_CHAINS=0..500 cargo test --test cases chains::` runs these chains in place of the few of every day.

mod draw;
mod foretold;

use std::ops::Range;

use libtest_mimic::{Failed, Trial};
use serde_json::{Map, Value, json};

use self::draw::Chain;
use self::foretold::Specs;
use super::build;
use super::requests::drawn_bodies;
use super::stored::VALUES;
use crate::project::{render, text};
use crate::random::Random;

/// What runs in the project of the last spec.
const READS: &str = include_str!("../../../stored/chains.rs");

/// The chains of every day.
const CHAINS: Range<u64> = 0..24;

/// As many as one project takes in reasonable time.
const AT_ONCE: usize = 12;

/// The chains that change nothing for what is stored.
const HARMLESS: Range<u64> = 0..500;

pub(super) fn trials() -> [Trial; 2] {
    [
        Trial::test("generated::chains::what_is_lost_was_foretold", what_is_lost_was_foretold),
        Trial::test("generated::chains::what_is_harmless_is_no_danger", || {
            what_is_harmless_is_no_danger();
            Ok(())
        }),
    ]
}

fn what_is_lost_was_foretold() -> Result<(), Failed> {
    let seeds: Vec<u64> = super::seeds("SLSGEN_CHAINS", CHAINS).collect();
    let failed: Vec<String> = seeds.chunks(AT_ONCE).filter_map(|seeds| are_foretold(seeds).err()).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n").into()) }
}

#[expect(clippy::print_stderr, reason = "whoever runs many chains wants to know how much they show")]
fn are_foretold(seeds: &[u64]) -> Result<(), String> {
    let drawn = seeds.iter().enumerate();
    let chains: Vec<Chain> = drawn.map(|(number, seed)| draw::any(&mut Random::new(*seed), number)).collect();
    let specs = Specs::of(&chains);
    let in_danger = specs.in_danger("chains");
    let project = |version: usize, name: &str| {
        render(&specs.texts[version].replacen("\"chains\"", &format!("\"chains-{name}\""), 1))
    };
    let (first, mut last) = (project(0, "first"), project(2, "last"));
    let bodies = [&first, &last].map(|project| {
        let document = text(&project["openapi.yaml"]);
        drawn_bodies(&mut Random::new(seeds[0]), document, "POST", BODIES)
    });
    let case = |(number, chain): (usize, &Chain)| {
        let path = format!("/r{number}");
        json!({
            "seed": seeds[number], "path": path, "table": format!("t{number}-local"),
            "old": bodies[0].get(&path), "new": bodies[1].get(&path),
            "foretold": in_danger.iter().flatten().any(|(of, _)| *of == number),
            "attributes": attributes(chain, |version, name| in_danger[version].contains(&(number, name.to_owned()))),
            "writes": chain[2].as_ref().map(|it| it["routes"].clone()),
        })
    };
    let cases: Vec<Value> = chains.iter().enumerate().map(case).collect();
    build::use_beside(&mut last, "chains-first");
    last.insert("tests/reads.rs".to_owned(), READS.into());
    last.insert("tests/values/mod.rs".to_owned(), VALUES.into());
    last.insert("tests/chains.json".to_owned(), Value::Array(cases).to_string().into_bytes());
    build::on_disk("chains-first", &first);
    let folder = build::on_disk("chains-last", &last);
    let result = build::cargo_offline(&folder, &["test", "--test", "reads"]);
    if std::env::var_os("SLSGEN_CHAINS").is_some() {
        let counts = std::fs::read_to_string(folder.join("tests/counts.txt")).unwrap_or_default();
        eprint!("{seeds:?}: {counts}");
    }
    result
}

/// The bodies that are drawn of each version.
const BODIES: usize = 12;

/// The attributes of the first version: where the last one reads them, and whether a danger was said of them.
fn attributes(chain: &Chain, said: impl Fn(usize, &str) -> bool) -> Vec<Value> {
    let declared = |version: usize| -> Map<String, Value> {
        let attributes = chain[version].as_ref().map(|it| it["attributes"].clone());
        attributes.and_then(|it| it.as_object().cloned()).unwrap_or_default()
    };
    let [first, second, third] = [0, 1, 2].map(declared);
    // A table that is left behind stays as it is.
    let ttl = |version: usize, name: &str| chain[version].as_ref().is_some_and(|it| it["table"]["ttl"] == name);
    let one = |name: &String| {
        let middle = readers(&second, &[name]);
        let known: Vec<&String> = [name].into_iter().chain(&middle).collect();
        let last = readers(&third, &known);
        let is_ttl = |version: usize, names: &[String]| names.iter().any(|name| ttl(version, name));
        let expired = ttl(0, name) && (chain[1].is_none() || is_ttl(1, &middle));
        let is_new_expiry = is_ttl(2, &last) && !expired;
        let foretold =
            said(0, name) || middle.iter().any(|name| said(1, name)) || last.iter().any(|name| said(2, name));
        let stored: Vec<String> = last.iter().flat_map(|name| names(name, &third[name])).collect();
        json!({
            "name": name, "foretold": foretold, "expires": is_new_expiry,
            "is_private": first[name]["private"] == true,
            "readers": last.iter().map(|name| json!({
                "name": name, "is_private": third[name]["private"] == true,
                "is_generated": third[name].get("generate").is_some(),
            })).collect::<Vec<_>>(),
            "stored": stored,
        })
    };
    first.keys().filter(|name| *name != "id").map(one).collect()
}

/// The attributes of a version that read what is stored under one of these names.
fn readers(version: &Map<String, Value>, known: &[&String]) -> Vec<String> {
    let reads = |(name, attribute): &(&String, &Value)| names(name, attribute).iter().any(|name| known.contains(&name));
    version.iter().filter(reads).map(|(name, _)| name.clone()).collect()
}

/// The names under which an attribute is stored.
fn names(name: &str, attribute: &Value) -> Vec<String> {
    let former = match &attribute["renamed_from"] {
        Value::Array(names) => names.clone(),
        name => vec![name.clone()],
    };
    let former = former.iter().filter_map(Value::as_str).map(str::to_owned);
    std::iter::once(name.to_owned()).chain(former).collect()
}

fn what_is_harmless_is_no_danger() {
    let seeds: Vec<u64> = HARMLESS.collect();
    for seeds in seeds.chunks(AT_ONCE) {
        let drawn = seeds.iter().enumerate();
        let chains: Vec<Chain> = drawn.map(|(number, seed)| draw::harmless(&mut Random::new(*seed), number)).collect();
        let plans = Specs::of(&chains).plans("harmless");
        let dangers = plans.iter().flatten().filter(|change| change["class"] == "DATA");
        let dangers: Vec<String> = dangers.map(Value::to_string).collect();
        assert!(dangers.is_empty(), "of the chains {seeds:?}: {}", dangers.join("\n"));
        assert!(plans.iter().all(|changes| changes.len() > AT_ONCE / 4), "chains change something");
    }
}
