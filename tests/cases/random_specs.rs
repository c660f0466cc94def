//! What the random specs are worth: most are valid, and together they draw every key of the format.
//!
//! `.ci/prove` has them written to files: `SLSGEN_SPECS_TO=folder SLSGEN_SEEDS=0..100 cargo test --test cases`. With
//! `SLSGEN_PAIRS_TO`, each seed gives a spec and one that it becomes: their documents, and what is found of the change.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use libtest_mimic::Trial;
use serde_json::Value;
use slsgen::baseline::Lock;
use slsgen::change::{History, SpecRevision, changes};
use slsgen::model::{Frozen, Service};
use slsgen::render::render;

use crate::random::Random;
use crate::random_spec;
use crate::regeneration::spec_change;

/// The seeds of the specs that are judged here.
const SEEDS: Range<u64> = 0..400;

/// Keys that no valid spec has yet, as `slsgen validate` says of each.
const NOT_AVAILABLE: &[&str] = &["owner"];

pub(crate) fn trials() -> [Trial; 2] {
    trials_of!("random_spec": most_are_valid, every_key_is_drawn)
}

/// The random specs that are valid, each with its seed.
pub(crate) fn random_specs() -> impl Iterator<Item = (u64, String, Service)> {
    (0..).map(|seed| (seed, random_spec::spec(seed))).filter_map(|(seed, spec)| {
        let service = slsgen::load("spec.yaml", spec.as_bytes()).service?;
        Some((seed, spec, service))
    })
}

/// Writes the spec of each seed to a file, if that is what the environment asks for.
pub(crate) fn are_written() -> bool {
    let Ok(folder) = std::env::var("SLSGEN_SPECS_TO") else { return false };
    for seed in seeds().expect("SLSGEN_SEEDS is a range, such as 0..100") {
        let spec = random_spec::spec(seed);
        let write = |end: &str, text: &str| {
            fs::write(Path::new(&folder).join(format!("{seed}.{end}")), text).expect("a file can be written");
        };
        write("yaml", &spec);
        if let Some(permuted) = permuted(&spec) {
            write("permuted", &permuted);
        }
    }
    true
}

/// Writes the documents of a spec and of one that it becomes, for each seed, if that is what the environment asks for.
pub(crate) fn pairs_are_written() -> bool {
    let Ok(folder) = std::env::var("SLSGEN_PAIRS_TO") else { return false };
    for seed in seeds().expect("SLSGEN_SEEDS is a range, such as 0..100") {
        let mut random = Random::new(seed);
        let (old, new) = spec_change::pair(&mut random);
        let write = |name: &str, text: &str| {
            fs::write(Path::new(&folder).join(format!("{seed}.{name}")), text).expect("a file can be written");
        };
        let loaded = [&old, &new].map(|spec| slsgen::load("slsgen.yaml", spec.as_bytes()));
        let services = loaded.each_ref().map(|loaded| loaded.service.as_ref().expect("it is valid"));
        let frozen = Frozen::assign(services[0], &Frozen::default());
        let frozen = [frozen.clone(), Frozen::assign(services[1], &frozen)];
        for (which, text, service, frozen) in
            [("old", &old, services[0], &frozen[0]), ("new", &new, services[1], &frozen[1])]
        {
            let project = render(service, text, frozen);
            write(&format!("{which}.spec"), text);
            for document in ["openapi.yaml", "template.yaml"] {
                write(&format!("{which}.{document}"), project.text(document).expect("each project has it"));
            }
        }
        let [old, new] = [0, 1].map(|at| SpecRevision {
            service: services[at],
            source: &loaded[at].source,
            version: Lock::this_version(),
        });
        let found = changes(&old, &new, &History::default());
        let lines: Vec<String> = found.iter().map(|it| format!("{} {}\n", it.code.as_str(), it.message)).collect();
        write("findings", &lines.concat());
    }
    true
}

fn seeds() -> Option<Range<u64>> {
    let seeds = std::env::var("SLSGEN_SEEDS").ok()?;
    let (from, to) = seeds.split_once("..")?;
    Some(from.parse().ok()?..to.parse().ok()?)
}

/// The spec with what each index includes in another order; none if no index includes two attributes.
fn permuted(spec: &str) -> Option<String> {
    let mut spec: Value = serde_json::from_str(spec).expect("a spec is JSON");
    let mut is_other = false;
    let resources: Vec<&mut Value> = if spec.get("resources").is_some() {
        spec["resources"].as_object_mut().expect("resources are a map").values_mut().collect()
    } else {
        vec![&mut spec]
    };
    for resource in resources {
        let indexes = resource.pointer_mut("/table/indexes").and_then(Value::as_object_mut);
        for index in indexes.into_iter().flat_map(|indexes| indexes.values_mut()) {
            if let Some(included) = index.pointer_mut("/projection/include").and_then(Value::as_array_mut) {
                included.reverse();
                is_other |= included.len() > 1;
            }
        }
    }
    is_other.then(|| serde_json::to_string_pretty(&spec).expect("JSON can be written"))
}

fn most_are_valid() {
    let valid = |seed: &u64| slsgen::load("spec.yaml", random_spec::spec(*seed).as_bytes()).service.is_some();
    let (valid, all) = (SEEDS.filter(valid).count(), SEEDS.count());
    assert!(valid * 4 >= all * 3, "only {valid} of {all} random specs are valid");
}

fn every_key_is_drawn() {
    let schema = slsgen::spec::schema().to_value();
    let mut missing: BTreeSet<String> = words_of("Spec", &schema);
    for (name, definition) in schema["$defs"].as_object().expect("the schema has definitions") {
        missing.extend(words_of(name, definition));
    }
    let is_available =
        |word: &String| NOT_AVAILABLE.iter().all(|later| !word.ends_with(later)) && !word.starts_with("Owner");
    missing.retain(is_available);
    assert!(missing.len() > 100, "{missing:?}");
    for (_, spec, _) in random_specs().take(SEEDS.count()) {
        let spec: Value = serde_json::from_str(&spec).expect("a spec is JSON");
        Drawn { schema: &schema, missing: &mut missing }.note(&spec, "Spec", &schema);
    }
    assert_eq!(missing, BTreeSet::new(), "no valid spec has these");
}

/// The keys that a definition of the schema has, and the words that it allows.
fn words_of(name: &str, definition: &Value) -> BTreeSet<String> {
    let keys = definition["properties"].as_object().into_iter().flat_map(|keys| keys.keys());
    let words = definition["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
    keys.map(|key| format!("{name}.{key}")).chain(words.map(|word| format!("{name}: {word}"))).collect()
}

/// Takes from what is missing all that a spec has.
struct Drawn<'a> {
    schema: &'a Value,
    missing: &'a mut BTreeSet<String>,
}

impl Drawn<'_> {
    fn note(&mut self, value: &Value, name: &str, schema: &Value) {
        if let Some(path) = schema["$ref"].as_str() {
            let name = path.trim_start_matches("#/$defs/");
            let definition = &self.schema["$defs"][name];
            return self.note(value, name, definition);
        }
        for form in schema["anyOf"].as_array().into_iter().flatten() {
            self.note(value, name, form);
        }
        match value {
            Value::String(word) => {
                self.missing.remove(&format!("{name}: {word}"));
            }
            Value::Array(elements) => elements.iter().for_each(|element| self.note(element, name, &schema["items"])),
            Value::Object(entries) => {
                for (key, value) in entries {
                    let of_key = &schema["properties"][key];
                    if !of_key.is_null() {
                        self.missing.remove(&format!("{name}.{key}"));
                    }
                    let entry = if of_key.is_null() { &schema["additionalProperties"] } else { of_key };
                    if entry.is_object() {
                        self.note(value, name, entry);
                    }
                }
            }
            _ => {}
        }
    }
}
