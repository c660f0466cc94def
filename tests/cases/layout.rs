//! Every generated `.rs` file is a fixed point of rustfmt, whatever the spec names and holds.

use std::fmt::Write as _;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use libtest_mimic::{Failed, Trial};
use slsgen::model::{ProjectName, Service};
use slsgen::render::render_new;

use crate::random_specs::random_specs;

/// Names of these lengths.
const LENGTHS: RangeInclusive<usize> = 1..=64;

/// How many random specs are rendered where `SLSGEN_RANDOM_SPECS` doesn't say.
const RANDOM_SPECS: usize = 60;

pub(crate) fn trials() -> Vec<Trial> {
    let of_length = |case: Case, length: usize| {
        Trial::test(format!("layout::{case:?}_names_of_length_{length:02}").to_lowercase(), move || {
            has_names_of_length(case, length)
        })
    };
    let lengths = LENGTHS.flat_map(|length| [Case::Lower, Case::Mixed].map(|case| of_length(case, length)));
    let random =
        (0..count()).map(|number| Trial::test(format!("layout::random_spec_{number:02}"), move || is_random(number)));
    let depths = DEPTHS
        .map(|depth| Trial::test(format!("layout::lists_of_depth_{depth:02}"), move || has_lists_of_depth(depth)));
    lengths.chain(depths).chain(random).collect()
}

/// Lists that lie this deep in each other: DynamoDB stores 32 levels, the last of which is no list.
const DEPTHS: RangeInclusive<usize> = 1..=31;

/// Each list has a rule, and takes as many elements as can be said: together they are more than a number can count.
fn has_lists_of_depth(depth: usize) -> Result<(), Failed> {
    let nested = |items: &str| {
        (0..depth).fold(items.to_owned(), |items, _| format!("{{ type: list, max_items: 4294967295, items: {items} }}"))
    };
    let (texts, numbers, sets) =
        (nested("{ type: string, max_length: 5 }"), nested("number"), nested("{ type: set, items: decimal }"));
    let spec = format!(
        "name: depths\ntable: {{ partition_key: id }}\napi: {{ auth: none }}\nroutes: [POST /depths, \"PATCH /depths/{{id}}\"]\nattributes:\n  id: string\n  texts: {texts}\n  numbers: {numbers}\n  sets: {sets}\n"
    );
    let loaded = slsgen::load("spec.yaml", spec.as_bytes());
    let service = loaded.service.unwrap_or_else(|| panic!("{:#?}\n{spec}", loaded.diagnostics));
    is_laid_out_as_rustfmt_does(&format!("depth-{depth}"), &service, &spec)
}

/// How names are spelled. In snake case a mixed one is half as long again.
#[derive(Debug, Clone, Copy)]
enum Case {
    Lower,
    Mixed,
}

fn has_names_of_length(case: Case, length: usize) -> Result<(), Failed> {
    let spec = spec_of_length(case, length);
    let loaded = slsgen::load("spec.yaml", spec.as_bytes());
    let service = loaded.service.unwrap_or_else(|| panic!("{:#?}\n{spec}", loaded.diagnostics));
    is_laid_out_as_rustfmt_does(&format!("{case:?}-{length}"), &service, &spec)
}

fn count() -> usize {
    std::env::var("SLSGEN_RANDOM_SPECS").map_or(RANDOM_SPECS, |count| count.parse().expect("a number"))
}

/// The spec of this number among the random ones.
fn is_random(number: usize) -> Result<(), Failed> {
    static SPECS: LazyLock<Vec<(u64, String, Service)>> = LazyLock::new(|| random_specs().take(count()).collect());
    let (seed, spec, service) = &SPECS[number];
    is_laid_out_as_rustfmt_does(&format!("random-{seed}"), service, spec)
}

/// Writes the crate of a spec, and fails with what rustfmt would change.
fn is_laid_out_as_rustfmt_does(test: &str, service: &Service, spec: &str) -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("layout").join(test);
    let _ = fs::remove_dir_all(&folder);
    let mut roots: Vec<PathBuf> = Vec::new();
    for (path, rendered) in render_new(service, spec).files() {
        let path = path.as_str();
        if !is_rust(path) {
            continue;
        }
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a file has a folder")).expect("a folder can be made");
        fs::write(&file, &rendered.text).expect("a file can be written");
        if ["src/main.rs", "src/lib.rs", "examples/local/main.rs", "tests/api/main.rs"].contains(&path) {
            roots.push(file);
        }
    }
    // A configuration of its own keeps rustfmt from finding slsgen's, further up.
    fs::write(folder.join("rustfmt.toml"), "").expect("a file can be written");
    let mut command = Command::new("rustfmt");
    command.args(["--check", "--color", "never", "--edition", "2024"]);
    let output = command.args(&roots).output().expect("rustfmt runs");
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    if said.is_empty() { Ok(()) } else { Err(format!("{test}:\n{said}").into()) }
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "rs")
}

/// A name of this length, of the kind that begins with `head`.
fn name(case: Case, head: &str, length: usize) -> String {
    let mut name = head.to_owned();
    while name.len() < length {
        name.push(match case {
            Case::Lower if name.len() % 7 == 6 && name.len() + 1 < length => '_',
            Case::Mixed if name.len() % 2 == 1 => 'X',
            Case::Lower | Case::Mixed => 'x',
        });
    }
    name.truncate(length);
    name
}

/// A project's name, near this length where that is not allowed: its crate sorts before each dependency, or after.
fn project(case: Case, length: usize) -> String {
    let letter = match case {
        Case::Lower => "a",
        Case::Mixed => "z",
    };
    letter.repeat(length.clamp(2, ProjectName::MAX))
}

/// A spec with every construct, in which each name has this length, or one near it where that is not free.
fn spec_of_length(case: Case, length: usize) -> String {
    let name = |head: &str, length: usize| name(case, head, length);
    let mut free = ('a'..='z').map(|head| name(&head.to_string(), length));
    let mut next = || free.next().expect("there are more letters than names");
    let (pk, sk, text, choice, size) = (next(), next(), next(), next(), next());
    let (list, set, price, when, version) = (next(), next(), next(), next(), next());
    let (hidden, fixed, json, member, flag) = (next(), next(), next(), next(), next());
    let (resource, other, number, note, deep) = (next(), next(), next(), next(), next());
    let mut earlier = ('A'..='Z').map(|head| name(&head.to_string(), length));
    let mut then = || format!("renamed_from: {}", earlier.next().expect("there are more letters than names"));
    let (before, after) = (then(), then());
    let (then_text, then_choice, then_size, then_fixed) = (then(), then(), then(), then());
    let (then_hidden, then_json, then_version, then_flag) = (then(), then(), then(), then());
    let (index, keys) = (name("i", length.max(3)), name("k", length.max(3)));
    let mut spec = format!(
        "name: {}\nresources:\n  {resource}:\n    {before}\n    item: X{}\n",
        project(case, length),
        "y".repeat(length - 1)
    );
    let _ = write!(
        spec,
        r#"    table:
      partition_key: {pk}
      sort_key: {sk}
      ttl: {when}
      indexes:
        {index}: {{ partition_key: {choice}, sort_key: {price}, projection: {{ include: [{text}] }} }}
        {keys}: {{ partition_key: {text}, sort_key: {choice}, projection: keys_only }}
    attributes:
      {pk}: {{ type: string }}
      {sk}: {{ type: timestamp }}
      {text}: {{ type: string, min_length: 1, max_length: 9, pattern: "^[a-z]+$", {then_text} }}
      {choice}: {{ type: string, enum: [one, {choice}, "two words"], default: one, immutable: true, {then_choice} }}
      {size}: {{ type: map, {then_size}, attributes: {{ {member}: {{ type: number, required: true }}, {list}: {{ type: list, items: {{ type: string, max_length: 5 }} }} }} }}
      {list}: {{ type: list, items: {{ type: map, attributes: {{ {member}: {{ type: integer, minimum: 1, default: 4 }} }} }} }}
      {set}: {{ type: set, items: decimal, max_items: 3 }}
      {deep}: {{ type: list, max_items: 2, items: {{ type: list, items: {{ type: list, max_items: 2, items: {{ type: list, items: {{ type: string, enum: [one, two] }} }} }} }} }}
      {price}: {{ type: decimal, required: true, minimum: 0.5, maximum: 12345678901234567890.25 }}
      {when}: timestamp
      {version}: {{ type: integer, generate: version, {then_version} }}
      {hidden}: {{ type: binary, private: true, max_length: 10, {then_hidden} }}
      {fixed}: {{ type: uuid, immutable: true, {then_fixed} }}
      {json}: {{ type: json, {then_json} }}
      {flag}: {{ type: boolean, default: true, private: true, immutable: true, {then_flag} }}
      {note}: {{ type: string, default: "{}" }}
      {number}: {{ type: number, minimum: -1.25 }}
    routes:
      - {{ method: GET, path: /{resource}, filters: [{text}, {price}, {choice}, {set}] }}
      - POST /{resource}
      - {{ method: POST, path: "/{text}/{{{pk}}}/{resource}" }}
      - {{ method: GET, path: "/{resource}/{{{pk}}}", filters: [{sk}, {number}] }}
      - GET /{resource}/{{{pk}}}/{{{sk}}}
      - {{ method: PUT, path: "/{resource}/{{{pk}}}/{{{sk}}}", upsert: true }}
      - PATCH /{resource}/{{{pk}}}/{{{sk}}}
      - DELETE /{resource}/{{{pk}}}/{{{sk}}}
      - {{ method: GET, path: "/{choice}/{{{choice}}}", index: {index}, filters: [{price}, {text}] }}
      - {{ method: GET, path: "/{keys}/{{{text}}}", index: {keys} }}
  {other}:
    item: Z{}
    table: {{ partition_key: {pk} }}
    attributes:
      {pk}: {{ type: ulid, generate: ulid }}
      {text}: {{ type: string, required: true, {after} }}
      {flag}: boolean
    routes: [{{ method: GET, path: /{other}, filters: [{flag}] }}, POST /{other}, "GET /{other}/{{{pk}}}", "PUT /{other}/{{{pk}}}", "DELETE /{other}/{{{pk}}}"]
api: {{ auth: none, cors: {{ origins: ["*"] }} }}
"#,
        "d".repeat(length + 40),
        "z".repeat(length - 1)
    );
    spec
}
