//! The Rust crate of a project.
//!
//! Each resource has a folder of its own. What all share is rendered last: which of it a project
//! needs follows from what the resources' code mentions.

mod api_tests;
mod bodies;
mod check;
mod extension;
mod fields;
mod function;
mod gateway;
mod item;
mod library;
mod local;
mod local_server;
mod manifest;
mod pages;
mod routes;
mod rules;
mod seed;
mod shared;
mod stored;
mod table;
mod types;
mod value;
#[cfg(test)]
mod views;
mod words;

use minijinja::{Value, context};
use serde::Serialize;

pub(super) use seed::first_key;

use super::{RenderedProject, layout, templates};
use crate::contract::connection::Connection;
use crate::model::{Resource, Service};
use crate::text::mentions::Mentions;

/// What code of a resource may use of `crate::values`.
const VALUES: &[&str] = &[
    "Binary",
    "Date",
    "Decimal",
    "EpochMillis",
    "EpochSeconds",
    "FromText",
    "Lists4",
    "Lists5",
    "Lists6",
    "Lists7",
    "Lists8",
    "Lists9",
    "Lists10",
    "Lists11",
    "Lists12",
    "Lists13",
    "Lists14",
    "Lists15",
    "Lists16",
    "Lists17",
    "Lists18",
    "Lists19",
    "Lists20",
    "Lists21",
    "Lists22",
    "Lists23",
    "Lists24",
    "Lists25",
    "Lists26",
    "Lists27",
    "Lists28",
    "Lists29",
    "Lists30",
    "Lists31",
    "Set",
    "Timestamp",
    "TimestampMillis",
    "TimestampSeconds",
    "choose",
];

/// Adds the crate's files.
pub(super) fn add(service: &Service, project: &mut RenderedProject) {
    let mut code = String::new();
    let uses = stored::Uses::of(service);
    for resource in &service.resources {
        for (file, text) in resource_files(resource, service, uses) {
            code.push_str(&text);
            project.add_of(resource, |name| format!("src/{}/{file}.rs", name.file()), text);
        }
    }
    let extension = extension::render(service);
    code.push_str(&extension);
    project.add("src/extension.rs", extension);
    let mut mentions = Mentions::of(&code);
    let library = library::draft(service, &mentions);
    mentions.note(&library);
    let connected = Connection::of(service).is_some();
    let main = context! { crate_name => service.name.crate_name(), connected };
    let main = templates::render("src/main.rs.j2", main);
    mentions.note(&main);
    project.add("src/main.rs", main);
    let shared = shared::reached(service, &mentions);
    let values = shared.iter().any(|(path, _)| *path == "src/values/mod.rs");
    project.add("src/lib.rs", library::with_modules(&library, service, values));
    for (path, text) in shared {
        project.add(path, text);
    }
    project.add("src/hooks.rs", templates::HOOKS);
    api_tests::add(service, project);
    let manifest = manifest::render(service, project);
    project.add("Cargo.toml", manifest);
}

fn resource_files(resource: &Resource, service: &Service, uses: stored::Uses) -> Vec<(&'static str, String)> {
    let mut files = vec![
        ("item", item::render(resource)),
        ("table", table::render(resource, service)),
        ("routes", routes::render(resource)),
    ];
    let types = types::render(resource, uses);
    files.push(("mod", library::resource_module(resource, types.is_some())));
    files.extend(types.map(|types| ("types", types)));
    files
}

/// Stands for the imports while they are not known: a comment that no text of a spec can hold.
const IMPORTS: &str = "//\u{1}";

/// Renders a template whose `imports` follow from the rest of its text: groups of `use` lines.
fn with_imports(template: &str, view: impl Serialize, groups: impl Fn(&Mentions) -> Vec<Vec<String>>) -> String {
    let draft = templates::render(template, context! { imports => IMPORTS, ..Value::from_serialize(view) });
    let groups = groups(&Mentions::of(&draft)).into_iter().filter(|group| !group.is_empty());
    let imports: Vec<String> = groups.map(|group| layout::in_order(group).join("\n")).collect();
    draft.replacen(IMPORTS, &imports.join("\n\n"), 1)
}
