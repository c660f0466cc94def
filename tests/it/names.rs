//! Names that clients, stacks and people's own scripts know: they stay, whatever the code calls things.
//!
//! `tests/names.txt` was made from the projects of version 0.1, and nothing accepts a change of it but a person.

use std::collections::BTreeSet;
use std::fs;

use slsgen::render::{RenderedProject, render_new};

#[test]
fn what_others_know_by_name_keeps_its_name() {
    let known = fs::read_to_string("tests/names.txt").expect("the names are there");
    let known: BTreeSet<&str> = known.lines().collect();
    let now = specs().iter().flat_map(|spec| names(spec)).collect::<BTreeSet<String>>();
    let gone: Vec<_> = known.iter().filter(|name| !now.contains(**name)).collect();
    let new: Vec<_> = now.iter().filter(|name| !known.contains(name.as_str())).collect();
    assert!(gone.is_empty() && new.is_empty(), "names that others know are gone: {gone:#?}\nor new: {new:#?}");
}

fn specs() -> Vec<String> {
    let entries = fs::read_dir("specs").expect("the specs are there").map(|entry| entry.expect("an entry").path());
    entries.map(|path| path.file_stem().expect("a name").display().to_string()).collect()
}

/// The names of a spec's project, one a line.
fn names(spec: &str) -> Vec<String> {
    let text = fs::read(format!("specs/{spec}.yaml")).expect("the spec is there");
    let loaded = slsgen::load("spec.yaml", &text);
    let project = render_new(&loaded.service.expect("it is valid"), &loaded.source.text);
    let operations = values(&project, "openapi.yaml", "operationId: ").map(|id| format!("operation {id}"));
    let ids = logical_ids(project.text("template.yaml").expect("there is a template"));
    let ids = ids.into_iter().map(|id| format!("logical ID {id}"));
    let variables = variables(&project).into_iter().map(|name| format!("variable {name}"));
    operations.chain(ids).chain(variables).map(|name| format!("{spec} {name}")).collect()
}

fn values<'a>(project: &'a RenderedProject, file: &str, key: &'a str) -> impl Iterator<Item = &'a str> {
    let text = project.text(file).expect("the file is there");
    text.lines().filter_map(move |line| line.trim_start().strip_prefix(key))
}

/// Of resources, and of the events of the function.
fn logical_ids(template: &str) -> BTreeSet<String> {
    let (_, resources) = template.split_once("\nResources:\n").expect("a template has resources");
    let resources = resources.lines().take_while(|line| line.is_empty() || line.starts_with(' '));
    let (_, events) = template.split_once("\n      Events:\n").expect("the function has events");
    let events = events.lines().take_while(|line| line.starts_with("        "));
    let keys = |indent: &'static str| {
        move |line: &str| {
            let key = line.strip_prefix(indent)?.strip_suffix(':')?;
            (!key.starts_with(' ')).then(|| key.to_owned())
        }
    };
    resources.filter_map(keys("  ")).chain(events.filter_map(keys("        "))).collect()
}

/// What stands in double braces in the collection and the environments.
fn variables(project: &RenderedProject) -> BTreeSet<String> {
    let files = project.files().filter(|(path, _)| path.as_str().starts_with("postman/"));
    let texts: Vec<&str> = files.map(|(_, file)| file.text.as_str()).collect();
    let used = texts.iter().flat_map(|text| text.split("{{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0)));
    // The script of the very request sets it.
    let is_known = |name: &&str| *name != "long";
    let is_name = |name: &&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-$".contains(&byte));
    used.filter(is_name).filter(is_known).map(str::to_owned).collect()
}
