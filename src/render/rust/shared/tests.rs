//! `tests/shared` builds the shared sources as projects do: the same files, features, dependencies and versions.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml_edit::{DocumentMut, Item};
use walkdir::WalkDir;

use super::{Mentions, features, templates};
use crate::render::render_new;
use crate::render::rust::manifest::DEPENDENCIES;

/// More would be another way to decide what a project gets, beside what its code mentions.
const MOST_FEATURES: usize = 21;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("the file can be read")
}

fn toml(path: &str) -> DocumentMut {
    text(path).parse().expect("the file is TOML")
}

/// The files in a folder of the repository, in the order of their names.
fn files(folder: &str) -> Vec<String> {
    let walk = WalkDir::new(root().join(folder)).sort_by_file_name().into_iter();
    let files = walk.map(|entry| entry.expect("the folder can be read")).filter(|entry| entry.file_type().is_file());
    let path =
        |path: &Path| path.strip_prefix(root()).expect("a walk stays inside").to_string_lossy().replace('\\', "/");
    files.map(|entry| path(entry.path())).collect()
}

#[test]
fn each_shared_file_is_embedded() {
    let folders = ["http", "dynamodb", "values"].map(|folder| files(&format!("templates/src/{folder}")));
    let is_test = |path: &str| path.ends_with("/tests.rs") || path.contains("/tests/");
    let on_disk: BTreeSet<String> = folders.concat().into_iter().filter(|path| !is_test(path)).collect();
    let embedded: BTreeSet<String> = templates::SHARED.iter().map(|(path, _)| format!("templates/{path}")).collect();
    assert_equal(&embedded, &on_disk, "what `templates::SHARED` lists is what lies in these folders");
}

fn assert_equal(left: &BTreeSet<String>, right: &BTreeSet<String>, rule: &str) {
    let one_alone: Vec<&String> = left.symmetric_difference(right).collect();
    assert!(one_alone.is_empty(), "{rule}, but for {one_alone:?}");
}

/// No spec of `specs/` has bytes as a key.
const BINARY_KEY: &str = "\
name: seals
table: { partition_key: seal }
attributes: { seal: binary }
routes: [GET /seals, \"GET /seals/{seal}\"]
api: { auth: none }
";

/// The code of a spec's project that it does not share, and the features that it turns on.
fn own_code(spec: &str) -> (String, BTreeSet<&'static str>) {
    let loaded = crate::load("slsgen.yaml", spec.as_bytes());
    let service = loaded.service.expect("the spec is valid");
    let project = render_new(&service, &loaded.source.text);
    let is_own = |path: &str| path.starts_with("src/") && templates::SHARED.iter().all(|(shared, _)| *shared != path);
    let own = project.files().filter(|(path, _)| is_own(path.as_str()));
    let code: String = own.map(|(_, file)| file.text.as_str()).collect();
    let features = features(&service, &Mentions::of(&code));
    (code, features)
}

/// The features that some spec turns on.
fn turned_on() -> BTreeSet<String> {
    let specs = files("specs").into_iter().map(|path| text(&path)).chain([BINARY_KEY.to_owned()]);
    specs.flat_map(|spec| own_code(&spec).1).map(str::to_owned).collect()
}

#[test]
fn a_set_needs_what_its_elements_need() {
    let features = |items: &str| {
        let spec = format!(
            "name: sets\ntable: {{ partition_key: id }}\n\
             attributes: {{ id: uuid, tags: {{ type: set, items: {items} }} }}\n\
             routes: [{{ method: GET, path: /sets, filters: [tags] }}]\napi: {{ auth: none }}\n"
        );
        own_code(&spec).1.into_iter().collect::<Vec<_>>().join(" ")
    };
    let rows = [
        ("string", "string string_set uuid"),
        ("integer", "integer integer_set uuid"),
        ("decimal", "decimal decimal_set uuid"),
        ("binary", "binary_set uuid"),
    ];
    for (items, expected) in rows {
        assert_eq!(features(items), expected);
    }
}

#[test]
fn a_map_in_a_default_is_read_where_no_body_is() {
    let spec = |default: &str| {
        format!(
            "name: parcels\ntable: {{ partition_key: id }}\nattributes:\n  id: string\n  \
             box: {{ type: map, attributes: {{ width: integer }}{default} }}\nroutes: [GET /parcels]\napi: {{ auth: none }}\n"
        )
    };
    let reads = |default| own_code(&spec(default)).0.contains("impl FromJson for ParcelBox {");
    assert!(reads(", default: { width: 1 }"));
    assert!(!reads(""));
}

/// The features that decide about something in the shared sources.
fn asked_for() -> BTreeSet<String> {
    let after = |text: &'static str| text.split("feature = \"").skip(1);
    let names = templates::SHARED.iter().flat_map(|(_, text)| after(text));
    names.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn each_feature_is_declared_asked_for_and_turned_on() {
    let manifest = toml("tests/shared/Cargo.toml");
    let declared = manifest["features"].as_table().expect("a table");
    let declared: BTreeSet<String> = declared.iter().map(|(name, _)| name.to_owned()).collect();
    assert_equal(&asked_for(), &declared, "what the sources ask for is what the manifest declares");
    assert_equal(&turned_on(), &declared, "what projects turn on is what the manifest declares");
    assert!(declared.len() <= MOST_FEATURES, "{} features are too many", declared.len());
}

/// What a line says of each dependency: its version, features and so on, in an order that is always the same.
fn dependencies(table: &Item) -> BTreeMap<String, String> {
    let table = table.as_table().expect("a table");
    table.iter().map(|(name, item)| (name.to_owned(), item.to_string().trim().to_owned())).collect()
}

fn given_to_projects() -> BTreeMap<String, String> {
    let lines: Vec<&str> = DEPENDENCIES.iter().map(|(_, line)| *line).collect();
    dependencies(lines.join("\n").parse::<DocumentMut>().expect("each line is TOML").as_item())
}

#[test]
fn each_dependency_is_the_one_that_projects_have() {
    let given = given_to_projects();
    for (name, line) in dependencies(&toml("tests/shared/Cargo.toml")["dependencies"]) {
        assert_eq!(Some(&line), given.get(&name), "{name}");
    }
}

/// Features may differ: they are no part of what is shared.
#[test]
fn each_dependency_of_the_tests_has_the_version_that_projects_have() {
    let template = text("templates/Cargo.toml.j2");
    let (_, tests) = template.split_once("[dev-dependencies]").expect("the section of a project's tests");
    let (tests, _) = tests.split_once("\n[").expect("a section behind it");
    let tests: DocumentMut = tests.parse().expect("the section is TOML");
    let of_projects = [given_to_projects(), dependencies(tests.as_item())];
    for (name, line) in dependencies(&toml("tests/shared/Cargo.toml")["dev-dependencies"]) {
        let given: Vec<&str> =
            of_projects.iter().filter_map(|lines| lines.get(&name)).map(|line| version(line)).collect();
        assert!(given.contains(&version(&line)), "{name}: {line}, but projects have {given:?}");
    }
}

/// The first string of a dependency's line.
fn version(line: &str) -> &str {
    line.split('"').nth(1).unwrap_or_default()
}

#[test]
fn each_locked_version_is_one_that_projects_may_have() {
    let [mut shared, superset] = ["tests/shared/Cargo.lock", "templates/Cargo.lock"].map(locked);
    assert!(shared.remove("shared 0.0.0"), "the crate itself is locked");
    let others: Vec<&String> = shared.difference(&superset).collect();
    assert!(others.is_empty(), "templates/Cargo.lock lacks {others:?}");
}

fn locked(path: &str) -> BTreeSet<String> {
    let lock = toml(path);
    let packages = lock["package"].as_array_of_tables().expect("packages");
    let text = |item: &Item| item.as_str().unwrap_or_default().to_owned();
    packages.iter().map(|package| format!("{} {}", text(&package["name"]), text(&package["version"]))).collect()
}

/// An item of the same name would hide it where a resource imports it.
#[test]
fn no_item_is_called_like_a_shared_type() {
    let is_valid = |item: &str| {
        let spec = format!(
            "name: a-b\nitem: {item}\ntable: {{ partition_key: id }}\nattributes: {{ id: string }}\n\
             routes: [GET /a]\napi: {{ auth: none }}\n"
        );
        crate::load("slsgen.yaml", spec.as_bytes()).service.is_some()
    };
    assert!(is_valid("Thing"));
    let declared = templates::SHARED.iter().flat_map(|(_, text)| text.lines());
    let declared = declared.filter_map(|line| {
        let declaration = line.strip_prefix("pub ")?;
        let (kind, rest) = declaration.split_once(' ')?;
        ["struct", "enum", "trait"].contains(&kind).then(|| rest.split([' ', '<', '(', ';', '{']).next())?
    });
    let handed_out: String =
        templates::SHARED.iter().filter(|(path, _)| path.ends_with("/mod.rs")).map(|(_, text)| *text).collect();
    let handed_out: BTreeSet<&str> = handed_out.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let free: Vec<&str> = declared.filter(|name| handed_out.contains(name) && is_valid(name)).collect();
    assert!(free.is_empty(), "{free:?}");
}
