//! `slsgen schema` and the reader agree: both are derived from the same types.

#![expect(clippy::disallowed_methods, reason = "the ban keeps the library's disk access in one place")]

use std::fs;
use std::path::Path;

use serde_json::Value;
use slsgen::spec;

fn schema() -> jsonschema::Validator {
    jsonschema::validator_for(&spec::schema().to_value()).expect("the schema is one")
}

/// The YAML as JSON, read by another reader than slsgen's own.
fn json(text: &str) -> Value {
    serde_saphyr::from_str(text).expect("the spec is YAML")
}

#[test]
fn each_spec_fits_the_schema_and_is_valid() {
    let schema = schema();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs");
    for entry in fs::read_dir(folder).expect("specs/ is there") {
        let path = entry.expect("is readable").path();
        let text = fs::read_to_string(&path).expect("is text");
        let name = path.display().to_string();

        let misfits: Vec<String> =
            schema.iter_errors(&json(&text)).map(|error| format!("{}: {error}", error.instance_path)).collect();
        assert!(misfits.is_empty(), "{name} doesn't fit the schema: {misfits:#?}");

        let loaded = slsgen::load(&name, text.as_bytes());
        let shown = slsgen::report::render(&loaded.diagnostics, &loaded.source, slsgen::report::Color::Never);
        assert_eq!(shown, "", "{name} is neither invalid nor warned about");
        assert!(loaded.service.is_some());
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let schema = schema();
    for text in
        ["name: x\ntabel: {}", "{}", "name: 5", "name: x\nstages: { dev: { log_level: loud } }", "name: x\nformat: 2"]
    {
        assert!(!schema.is_valid(&json(text)), "{text}");
    }
}
