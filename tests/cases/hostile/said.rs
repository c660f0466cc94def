//! Whatever is in a spec, a project or on the command line, what slsgen says of it obeys no one: not a terminal, and not
//! the CI that keeps its log.

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;
use serde_json::Value;

use super::command::{Ran, assert_harmless, slsgen};
use super::spoilt;

/// Colours, erases, turns text round, begins a line, and commands two CIs.
const EVIL: &str = "a\u{1b}[31mb\u{9b}2J\u{7}\u{202e}c\n::error::x\r\n##[add-mask]y\u{2028}##vso[task.complete]";

pub(crate) fn trials() -> Vec<Trial> {
    trials_of!("hostile::said":
        of_a_key_that_is_unknown,
        of_lines_that_are_quoted,
        of_a_value_that_is_gone,
        of_lines_in_conflict,
        of_lines_that_change,
        of_names_on_the_command_line,
        of_a_lock,
        of_what_is_deployed,
    )
    .into()
}

/// Makes the project of a test, and returns the folder around it.
fn start(test: &str) -> PathBuf {
    let around = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile-said").join(test);
    spoilt::start(&around);
    around
}

fn edit(around: &Path, path: &str, from: &str, to: &str) {
    let path = around.join("project").join(path);
    let text = fs::read_to_string(&path).expect("it is text");
    assert!(text.contains(from), "{} lacks {from}", path.display());
    fs::write(path, text.replace(from, to)).expect("it can be written");
}

/// Fails unless a command says something of what it is about, and nothing raw.
fn says(around: &Path, arguments: &[&str], about: &str) -> Ran {
    let ran = slsgen(around, arguments);
    let said = ran.output.clone() + &ran.errors;
    assert!(said.contains(about), "{arguments:?} says nothing of {about}: {said}");
    assert_harmless(&ran.output);
    assert_harmless(&ran.errors);
    ran
}

/// Every string in what a command prints as JSON, which holds nothing raw.
fn strings(around: &Path, arguments: &[&str]) -> String {
    let ran = slsgen(around, &[arguments, &["--format", "json"]].concat());
    assert_harmless(&ran.output);
    let value: Value = serde_json::from_str(&ran.output).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let mut all = String::new();
    collect(&value, &mut all);
    all
}

fn collect(value: &Value, into: &mut String) {
    match value {
        Value::String(text) => *into += text,
        Value::Array(list) => list.iter().for_each(|value| collect(value, into)),
        Value::Object(object) => object.values().for_each(|value| collect(value, into)),
        _ => {}
    }
}

/// As it stands in YAML, TOML and JSON, which take no control character as it is.
fn quoted(text: &str) -> String {
    let escape = |c: char| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) };
    Value::from(text).to_string().chars().map(escape).collect()
}

fn of_a_key_that_is_unknown() {
    let around = start("key");
    edit(&around, "slsgen.yaml", "name: notes", &format!("{}: 1\nname: notes", quoted(EVIL)));
    for command in [
        &["plan", "project"][..],
        &["check", "project"],
        &["update", "project"],
        &["validate", "--spec", "project/slsgen.yaml"],
    ] {
        says(&around, command, "unknown key `a\\u{1b}[31mb");
    }
    let annotations = slsgen(&around, &["check", "project", "--format", "github"]).output;
    let rest = annotations.strip_prefix("::error file=project/slsgen.yaml,line=1,").expect("an annotation of the spec");
    assert_eq!(annotations.lines().count(), 1, "{annotations}");
    assert_harmless(rest);
    assert!(
        strings(&around, &["validate", "--spec", "project/slsgen.yaml"]).contains(EVIL),
        "JSON says something else"
    );
}

fn of_lines_that_are_quoted() {
    let around = start("line");
    // The parser reads a comment as it is, whatever is in it.
    let comment = EVIL.replace(['\n', '\r', '\u{2028}'], " ").replace(['\u{1b}', '\u{7}', '\u{9b}'], "");
    edit(&around, "slsgen.yaml", "name: notes", &format!("nane: notes # {comment}"));
    says(&around, &["plan", "project"], "nane: notes # ");
    let text = format!("name: notes\n{EVIL}: [\n");
    fs::write(around.join("project/slsgen.yaml"), text).expect("it can be written");
    says(&around, &["plan", "project"], "error[E0");
}

fn of_a_value_that_is_gone() {
    let around = start("value");
    let one = |values: &str| format!("text: {{ type: string, enum: [{values}] }}");
    edit(&around, "slsgen.yaml", "text: string", &one(&format!("b, {}", quoted(EVIL))));
    let updated = slsgen(&around, &["-q", "update", "project", "--approve", "D0302-00000000"]);
    let approve = updated.errors.lines().find_map(|line| line.trim().strip_prefix("to allow it: ")).map(str::to_owned);
    if let Some(approve) = approve {
        let approve: Vec<&str> = approve.split(' ').collect();
        assert_eq!(slsgen(&around, &[&["-q", "update", "project"], &approve[..]].concat()).code, 0);
    }
    edit(&around, "slsgen.yaml", &one(&format!("b, {}", quoted(EVIL))), &one("b"));
    says(&around, &["plan", "project"], "D0302");
    assert!(strings(&around, &["plan", "project"]).contains(EVIL), "JSON says something else");
    let ran = slsgen(&around, &["check", "project", "--format", "github"]);
    assert!(ran.output.contains("D0302"), "{ran:?}");
    for line in ran.output.lines() {
        let message = ["::error file=", "::notice file="].iter().find_map(|begin| line.strip_prefix(begin));
        let message = message.unwrap_or_else(|| panic!("{line:?} is no annotation"));
        assert_harmless(message);
    }
}

fn of_lines_in_conflict() {
    let around = start("conflict");
    let line = format!("      MemorySize: 1024 # {}", EVIL.replace("\r\n", " "));
    edit(&around, "template.yaml", "      MemorySize: 256", &line);
    edit(&around, "slsgen.yaml", "api:", "function: { memory: 512 }\napi:");
    says(&around, &["plan", "project"], "MemorySize: 1024 # a\\u{1b}[31mb");
    says(&around, &["update", "project"], "MemorySize: 1024 # a\\u{1b}[31mb");
    assert!(strings(&around, &["plan", "project"]).contains("\u{202e}c\n::error::x"), "JSON says something else");
}

fn of_lines_that_change() {
    let around = start("diff");
    let readme = fs::read_to_string(around.join("project/README.md")).expect("it is text");
    let (title, rest) = readme.split_once("\n\n").expect("there is more");
    fs::write(around.join("project/README.md"), format!("{title}\n{EVIL}\n\n{rest}")).expect("it can be written");
    // A line that does not change begins with a space in a diff.
    says(&around, &["plan", "project", "--diff"], "\n \\u{3a}:error::x");
}

fn of_names_on_the_command_line() {
    let around = start("names");
    let folder = format!("p{}", EVIL.replace('/', ""));
    fs::rename(around.join("project"), around.join(&folder)).expect("it can be renamed");
    let spec = format!("{folder}/slsgen.yaml");
    let missing = format!("missing{EVIL}");
    for arguments in [
        &["plan", &folder][..],
        &["check", &folder],
        &["validate", "--spec", &spec],
        &["update", &folder],
        &["undo", &folder],
        &["plan", &missing],
        &["plan", &folder, "--against", &missing],
        &["plan", &folder, "--restore", &missing],
        &["plan", &folder, "--conflict", &missing],
        &["validate", "--spec", &missing],
        &["new", "--spec", &spec, "--out", &missing, "-v"],
        &["init", &format!("{folder}/starter.yaml")],
        &["init", &spec],
        &[EVIL],
    ] {
        says(&around, arguments, "");
    }
    let ran = slsgen(&around, &["check", &folder, "--format", "github"]);
    assert_harmless(&ran.errors);
    assert!(ran.output.lines().all(|line| line.starts_with("::")), "{ran:?}");
}

fn of_a_lock() {
    for (test, line) in [
        ("lock-key", format!("{} = 1", quoted(EVIL))),
        ("lock-path", format!("{} = \"merged\"", quoted(EVIL))),
        ("lock-policy", format!("\"a\" = {}", quoted(EVIL))),
        ("lock-raw", format!("\"a{EVIL}")),
    ] {
        let around = start(test);
        let lock = fs::read_to_string(around.join("project/slsgen.lock")).expect("it is text");
        fs::write(around.join("project/slsgen.lock"), format!("{lock}{line}\n")).expect("it can be written");
        says(&around, &["plan", "project"], "slsgen can't use");
    }
}

fn of_what_is_deployed() {
    let around = start("deployed");
    let table = serde_json::json!({ "Table": {
        "TableName": EVIL,
        "KeySchema": [{ "AttributeName": EVIL, "KeyType": "HASH" }],
        "AttributeDefinitions": [{ "AttributeName": EVIL, "AttributeType": "S" }],
    }});
    fs::write(around.join("table.json"), table.to_string()).expect("it can be written");
    says(&around, &["plan", "project", "--against", "table.json"], "error: table.json");
    fs::write(around.join("spec.yaml"), format!("{}: 1", quoted(EVIL))).expect("it can be written");
    says(&around, &["plan", "project", "--against", "spec.yaml"], "error: spec.yaml");
}
