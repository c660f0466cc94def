//! `slsgen schema` and the reader agree: both are derived from the same types.

use std::fs;

use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use slsgen::spec;

use crate::project::specs;
use crate::trial;

/// What the reader refuses.
const REFUSED: &[(&str, &str)] = &[
    ("an_unknown_key", "name: x\ntabel: {}"),
    ("no_name", "{}"),
    ("a_name_that_is_a_number", "name: 5"),
    ("an_unknown_word", "name: x\nstages: { dev: { log_level: loud } }"),
    ("another_format", "name: x\nformat: 2"),
    ("a_removed_key_of_the_api", "name: x\napi: { gateway_validation: false }"),
    ("a_removed_key_of_the_function", "name: x\nfunction: { isolation: single }"),
];

pub(crate) fn trials() -> Vec<Trial> {
    let specs =
        specs().into_iter().map(|spec| Trial::test(format!("schema::{spec}"), move || fits_and_is_valid(&spec)));
    let refused = REFUSED.iter().map(|(name, text)| {
        trial(format!("schema::refuses::{name}"), move || assert!(!schema().is_valid(&json(text)), "{text}"))
    });
    specs.chain(refused).chain([Trial::test("schema::each_key_has_an_example", each_key_has_an_example)]).collect()
}

/// Editors show it beside what the key means. It fits the key's own schema, and so does the default.
fn each_key_has_an_example() -> Result<(), Failed> {
    let schema = spec::schema().to_value();
    let types = schema["$defs"].as_object().expect("there are types").values().chain([&schema]);
    for (key, value) in types.filter_map(|kind| kind["properties"].as_object()).flatten() {
        let description = value["description"].as_str().unwrap_or_default();
        if description.is_empty() {
            return Err(format!("nothing is said of `{key}`").into());
        }
        let examples = value["examples"].as_array().map_or(&[][..], Vec::as_slice);
        if examples.is_empty() != description.starts_with("Not available yet") && !OF_OWNER.contains(&key.as_str()) {
            return Err(format!("`{key}` has {} examples", examples.len()).into());
        }
        let mut own = value.clone();
        own["$defs"] = schema["$defs"].clone();
        let own = jsonschema::validator_for(&own)?;
        for shown in examples.iter().chain(value.get("default")) {
            if let Some(error) = own.iter_errors(shown).next() {
                return Err(format!("`{key}`: {shown}: {error}").into());
            }
        }
    }
    Ok(())
}

/// The keys of `owner`, which is not available yet.
const OF_OWNER: [&str; 2] = ["attribute", "claim"];

fn schema() -> jsonschema::Validator {
    jsonschema::validator_for(&spec::schema().to_value()).expect("the schema is one")
}

/// The YAML as JSON, read by another reader than slsgen's own.
fn json(text: &str) -> Value {
    serde_saphyr::from_str(text).expect("the spec is YAML")
}

fn fits_and_is_valid(spec: &str) -> Result<(), Failed> {
    let name = format!("specs/{spec}.yaml");
    let text = fs::read_to_string(&name).expect("is text");
    let misfits: Vec<String> =
        schema().iter_errors(&json(&text)).map(|error| format!("{}: {error}", error.instance_path)).collect();
    if !misfits.is_empty() {
        return Err(format!("{name} doesn't fit the schema: {misfits:#?}").into());
    }
    let loaded = slsgen::load(&name, text.as_bytes());
    let shown = slsgen::report::render(&loaded.diagnostics, &loaded.source, slsgen::report::Color::Never);
    if !shown.as_str().is_empty() {
        return Err(format!("{name} is invalid, or warned about:\n{shown}").into());
    }
    assert!(loaded.service.is_some());
    Ok(())
}
