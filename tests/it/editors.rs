//! Editors find the schema of specs by one address, wherever it stands. `.ci/editor.cjs` asks what they then show.

use std::fs;

use serde_json::Value;

/// What the catalogue requires of an entry, and the names of files.
const MEMBERS: [&str; 4] = ["description", "fileMatch", "name", "url"];

#[test]
fn the_starter_and_the_page_name_the_address_of_the_schema() {
    let line = format!("# yaml-language-server: $schema={}\n", address());
    assert!(read("src/commands/starter.yaml").starts_with(&line));
    assert!(read("docs/editors.md").contains(&format!("```yaml\n{line}```")));
}

#[test]
fn the_entry_for_schemastore_names_the_address_of_the_schema() {
    let entry = entry();
    assert_eq!(entry["url"], address());
    assert_eq!(entry["fileMatch"], Value::from(vec!["slsgen.yaml"]));
}

/// What the catalogue's own schema asks for, and what a check refuses besides.
#[test]
fn the_entry_for_schemastore_is_one_that_it_takes() {
    let entry = entry();
    let mut members: Vec<_> = entry.as_object().expect("an entry is an object").keys().collect();
    members.sort();
    assert_eq!(members, MEMBERS);
    for member in ["name", "description"] {
        let text = entry[member].as_str().expect("it is text");
        assert!(!text.is_empty() && !text.to_lowercase().contains("schema"), "{text}");
        assert!(!text.ends_with([',', '.', ' ', '\t', '-']) && !text.contains('\n'), "{text}");
    }
}

fn entry() -> Value {
    serde_json::from_str(&read("docs/schemastore.json")).expect("the entry is JSON")
}

fn address() -> String {
    slsgen::spec::schema().get("$id").and_then(Value::as_str).expect("the schema has an address").to_owned()
}

fn read(file: &str) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"))
}
