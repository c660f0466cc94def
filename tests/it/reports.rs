//! What programs read of a project fits the schemas that are published for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn slsgen(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_slsgen")).args(arguments).output().expect("slsgen runs");
    let text = String::from_utf8(output.stdout).expect("text");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{arguments:?} printed no JSON: {error}\n{text}"))
}

fn assert_fits(schema: &str, value: &Value) {
    let schema = jsonschema::validator_for(&slsgen(&["schema", schema])).expect("the schema is one");
    let misfits: Vec<String> =
        schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path)).collect();
    assert!(misfits.is_empty(), "{misfits:#?}\n{value:#}");
}

/// A project whose spec has changed in several ways since it was made, and which people have edited.
fn edited_project(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports").join(name);
    if project.exists() {
        fs::remove_dir_all(&project).expect("the last run's project can be removed");
    }
    let out = project.to_str().expect("a path of text");
    let spec = root.join("tests/steps/before.yaml");
    slsgen(&["new", "--spec", spec.to_str().expect("a path of text"), "--out", out, "--format", "json"]);
    fs::copy(root.join("tests/steps/after.yaml"), project.join("slsgen.yaml")).expect("the spec can be changed");
    fs::remove_file(project.join("README.md")).expect("a file can be deleted");
    let edit = |path: &str, from: &str, to: &str| {
        let text = fs::read_to_string(project.join(path)).expect("a text");
        assert!(text.contains(from), "{path} lacks {from}");
        fs::write(project.join(path), text.replace(from, to)).expect("a file can be edited");
    };
    edit(
        "src/parcels/item.rs",
        "pub forget_at: Option<EpochSeconds>,",
        "pub forget_at: Option<EpochSeconds>, // a week",
    );
    project
}

#[test]
fn what_programs_read_fits_the_published_schemas() {
    let project = edited_project("fits");
    let folder = project.to_str().expect("a path of text");

    let plan = slsgen(&["plan", folder, "--diff", "--format", "json"]);
    assert_fits("plan", &plan);
    for part in ["files", "changes", "deployments"] {
        assert!(plan[part].as_array().is_some_and(|list| !list.is_empty()), "the plan has no {part}: {plan:#}");
    }
    assert_eq!(plan["conflicts"], 1, "{plan:#}");

    let check = slsgen(&["check", folder, "--format", "json"]);
    assert_fits("check", &check);
    assert_eq!(check["up_to_date"], false);

    let changes = plan["changes"].as_array().expect("a list").iter();
    let exposed: Vec<_> = changes.filter(|change| change["class"] == "EXPOSE").collect();
    let [exposed] = &exposed[..] else { panic!("one change is to be approved: {exposed:#?}") };
    let approved = exposed["fingerprint"].as_str().expect("a text");
    let update = slsgen(&["update", folder, "--conflict", "theirs", "--approve", approved, "--format", "json"]);
    assert_fits("plan", &update);
    let check = slsgen(&["check", folder, "--format", "json"]);
    assert_fits("check", &check);
    assert_eq!(check["up_to_date"], true, "{check:#}");
}

#[test]
fn the_schemas_tell_reports_apart() {
    let project = edited_project("apart");
    let check = slsgen(&["check", project.to_str().expect("a path of text"), "--format", "json"]);
    let schema = jsonschema::validator_for(&slsgen(&["schema", "plan"])).expect("the schema is one");
    assert!(!schema.is_valid(&check));
}

#[test]
fn what_validate_prints_fits_its_schema() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec_errors");
    let specs = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("is readable").path());
    let mut specs: Vec<_> = specs.filter(|path| path.extension().is_some_and(|it| it == "yaml")).collect();
    specs.sort();
    for spec in specs.iter().step_by(8) {
        let report = slsgen(&["validate", spec.to_str().expect("a path of text"), "--format", "json"]);
        let diagnostics = report["diagnostics"].as_array().expect("a list");
        assert!(!diagnostics.is_empty(), "{}", spec.display());
        assert_fits("validate", &report);
    }
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports-new");
    if out.exists() {
        fs::remove_dir_all(&out).expect("the last run's project can be removed");
    }
    let made = slsgen(&["new", "specs/minimal.yaml", "--out", out.to_str().expect("text"), "--format", "json"]);
    assert!(made["project"]["files"].is_array());
    assert_fits("validate", &made);
}
