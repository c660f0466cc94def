//! The heart: each spec's project is formatted, clean under clippy, and passes its own tests with its own lock.
//!
//! The projects share one target folder, where cargo lets one of them build while another's tests run.

mod build;
mod chains;
mod exposure;
mod first;
mod merged;
mod owners;
mod recipes;
mod requests;
mod stored;
mod updated;
mod years;

use std::ops::Range;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};

use crate::project::{Tree, project, project_of, read_tree, render, specs};
use crate::random_specs::random_specs;

/// What holds of each spec's project, and how cargo says so.
const RULES: &[(&str, &[&str])] = &[
    ("is_a_fixed_point_of_rustfmt", &["fmt", "--check"]),
    ("has_the_lock_that_cargo_would_write", &["update", "--workspace", "--locked"]),
    ("is_clean_under_clippy", &["clippy", "--locked", "--all-targets", "--", "-D", "warnings"]),
    ("passes_its_own_tests", &["test", "--locked"]),
];

pub(crate) fn trials() -> Vec<Trial> {
    let of_spec = |spec: &String| {
        let rule = |(rule, arguments): &(&'static str, &'static [&'static str])| {
            let (spec, arguments) = (spec.clone(), *arguments);
            let name = format!("generated::{spec}::{rule}");
            Trial::test(name, move || Ok(build::cargo(&build::on_disk(&spec, &project(&spec)), arguments)?))
        };
        RULES.iter().map(rule).collect::<Vec<_>>()
    };
    let others = [
        Trial::test("generated::a_hook_that_people_wrote_is_part_of_the_project", a_hook_is_part_of_the_project),
        Trial::test("generated::the_log_tells_clients_apart", the_log_tells_clients_apart),
        Trial::test("generated::messages_lead_from_an_empty_folder_to_an_answer", first::messages_lead_to_an_answer),
        Trial::test("generated::each_recipe_does_what_it_says", recipes::each_does_what_it_says),
        Trial::test("generated::each_recipe_compiles_for_hostile_names", || recipes::each_compiles("hostile")),
        Trial::test("generated::each_recipe_compiles_for_small_projects", || recipes::each_compiles("minimal")),
        Trial::test("generated::routes_answer_for_a_table_in_trouble", routes_answer_for_a_table_in_trouble),
        Trial::test("generated::items_stored_before_a_change_are_read_and_written", stored_items_are_read_and_written),
        Trial::test("generated::stored_items_survive_the_changes_that_are_said_to_be_safe", stored_items_survive),
    ];
    let random = Trial::test("generated::random_specs_are_clean_under_clippy", random_specs_are_clean_under_clippy);
    let small = Trial::test("generated::small_specs_are_clean_under_clippy", small_specs_are_clean_under_clippy);
    specs()
        .iter()
        .flat_map(of_spec)
        .chain(others)
        .chain([random, small])
        .chain(requests::trials())
        .chain(merged::trials())
        .chain(chains::trials())
        .chain(exposure::trials())
        .chain(owners::trials())
        .chain(years::trials())
        .collect()
}

/// How many random specs are linted where `SLSGEN_RANDOM_SPECS` doesn't say. Each takes a third of a minute.
const RANDOM_SPECS: usize = 2;

/// What a project has of the shared code depends on its spec, and none of it is unused.
fn random_specs_are_clean_under_clippy() -> Result<(), Failed> {
    let count = std::env::var("SLSGEN_RANDOM_SPECS").map_or(RANDOM_SPECS, |count| count.parse().expect("a number"));
    for (seed, spec, _) in random_specs().take(count) {
        let project = build::on_disk(&format!("random-{seed}"), &render(&spec));
        build::cargo(&project, &["clippy", "--locked", "--all-targets", "--", "-D", "warnings"])?;
    }
    Ok(())
}

/// The routes of a resource, and an attribute beside its key. Large specs use all of the shared code; in small ones, what is
/// left needs its other half.
const SMALL_SPECS: &[(&[&str], &str)] = &[
    (&["POST /notes"], "string"),
    (&["GET /notes"], "string"),
    (&["GET /notes/{id}"], "string"),
    (&["PUT /notes/{id}"], "string"),
    (&["PATCH /notes/{id}"], "string"),
    (&["DELETE /notes/{id}"], "string"),
    (&["POST /notes", "GET /notes/{id}"], "{ type: integer, minimum: 1 }"),
    (&["POST /notes", "GET /notes/{id}", "PATCH /notes/{id}"], "boolean"),
    (&["POST /notes", "GET /notes/{id}"], "{ type: decimal, minimum: -1e125, maximum: 1e100, default: 1e-130 }"),
    (&["GET /notes", "PUT /notes/{id}"], "{ type: integer, generate: version }"),
    (&["GET /notes/{id}", "PATCH /notes/{id}"], "{ type: map, attributes: { a: string } }"),
    (&["GET /notes/{id}", "PATCH /notes/{id}"], "json"),
    (&["POST /notes", "DELETE /notes/{id}"], "{ type: set, items: binary }"),
    (&["GET /notes", "POST /notes"], "{ type: string, private: true, default: x }"),
    (&["PUT /notes/{id}", "PATCH /notes/{id}"], "{ type: string, immutable: true, required: true }"),
];

fn small_specs_are_clean_under_clippy() -> Result<(), Failed> {
    for (number, (routes, ty)) in SMALL_SPECS.iter().enumerate() {
        // A PATCH needs something to change.
        let spec = format!(
            "name: small-{number}\ntable: {{ partition_key: id }}\napi: {{ auth: none }}\n\
             attributes: {{ id: string, text: date, other: {ty} }}\nroutes: {routes:?}\n"
        );
        let project = build::on_disk(&format!("small-{number}"), &render(&spec));
        build::cargo(&project, &["clippy", "--locked", "--lib", "--", "-D", "warnings"])?;
    }
    Ok(())
}

/// The seeds that the environment asks for, such as `0..500`, or the few of every day.
fn seeds(variable: &str, usual: Range<u64>) -> Range<u64> {
    let Ok(wanted) = std::env::var(variable) else { return usual };
    let (first, end) = wanted.split_once("..").expect("a range, such as 0..500");
    let number = |text: &str| text.parse().expect("a number");
    number(first)..number(end)
}

/// Cargo tells projects in one target folder apart by name, so this one bears a name of its own.
fn a_hook_is_part_of_the_project() -> Result<(), Failed> {
    passes_its_tests_when_edited("bazaar", project_of("tests/edited/bazaar/slsgen.yaml"))
}

/// Locally by their names, and in Lambda by the IDs of their keys.
fn the_log_tells_clients_apart() -> Result<(), Failed> {
    passes_its_tests_when_edited("counter", project_of("tests/edited/counter/slsgen.yaml"))
}

/// The tests of `tests/edited/depot` are held to the rules of their project.
fn routes_answer_for_a_table_in_trouble() -> Result<(), Failed> {
    let folder = edited("depot", depot());
    for (_, arguments) in RULES {
        build::cargo(&folder, arguments)?;
    }
    Ok(())
}

fn depot() -> Tree {
    let spec = std::fs::read_to_string("tests/edited/depot/slsgen.yaml").expect("the spec is there");
    let columns: Vec<String> = (0..296).map(|column| format!("      w{column}: string\n")).collect();
    let filters: Vec<String> = (0..16).map(|column| format!("w{column}")).collect();
    let id = "  rows:\n    table: { partition_key: id }\n    attributes:\n      id: string\n";
    let spec = spec.replace(id, &format!("{id}{}", columns.concat()));
    render(&spec.replace("filters: []", &format!("filters: [{}]", filters.join(", "))))
}

/// The project of `specs/music.yaml`, under a name of its own.
fn stored_items_are_read_and_written() -> Result<(), Failed> {
    let spec = std::fs::read_to_string("specs/music.yaml").expect("the spec is there");
    passes_its_tests_when_edited("archive", render(&spec.replace("name: music", "name: archive")))
}

fn passes_its_tests_when_edited(name: &str, project: Tree) -> Result<(), Failed> {
    Ok(build::cargo(&edited(name, project), &["test", "--locked"])?)
}

/// The project on disk, with what lies in `tests/edited`.
fn edited(name: &str, mut project: Tree) -> PathBuf {
    project.extend(read_tree(&Path::new("tests/edited").join(name)));
    build::on_disk(name, &project)
}

/// The one project reads what the other one stored: the changes between them are those of tests/catalogue.
fn stored_items_survive() -> Result<(), Failed> {
    let [before, after] = stored::projects();
    build::on_disk("before", &before);
    Ok(build::cargo_offline(&build::on_disk("after", &after), &["test", "--test", "reads"])?)
}
