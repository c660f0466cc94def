//! The console blocks of README.md and the guide are stories too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use slsgen::change::ChangeCode;
use slsgen::diagnostic::Code;
use slsgen::explain::{self, reference};
use slsgen::plan::check::StatusCode;

use crate::reviewed;
use crate::stories::with_tools;

const README: &str = "README.md";
const GUIDE: &str = "docs/regeneration.md";

/// README.md is copied to where its commands can write.
#[test]
fn what_the_readme_shows_is_what_happens() {
    let folder = empty_folder("readme");
    let inside = folder.join("README.in");
    fs::create_dir_all(inside.join("specs")).expect("a folder can be made");
    for spec in fs::read_dir("specs").expect("specs/ is there") {
        let spec = spec.expect("an entry");
        fs::copy(spec.path(), inside.join("specs").join(spec.file_name())).expect("a spec can be copied");
    }
    fs::copy("tests/cmd/validate.in/bad.yaml", inside.join("bad.yaml")).expect("a spec can be copied");
    let story = folder.join(README);
    fs::copy(README, &story).expect("README.md can be copied");
    with_tools().case(&story).run();
    take_over(README, &[story]);
}

/// Each section of the guide has a project of its own, made from the spec that the guide begins with.
#[test]
fn what_the_guide_shows_is_what_happens() {
    let folder = empty_folder("guide");
    let guide = fs::read_to_string(GUIDE).expect("the guide is there");
    let spec = folder.join("slsgen.yaml");
    let (_, after) = guide.split_once("```yaml\n").expect("the guide shows its spec");
    fs::write(&spec, after.split_once("```").expect("the spec ends").0).expect("a spec can be written");

    let (cases, mut stories) = (with_tools(), Vec::new());
    for (number, section) in (10..).zip(sections(&guide)) {
        let story = folder.join(format!("{number}.md"));
        fs::write(&story, section).expect("a section can be written");
        // With a folder of what is expected there, trycmd works on a copy.
        fs::create_dir(story.with_extension("out")).expect("a folder can be made");
        let project = story.with_extension("in");
        let made = Command::new(env!("CARGO_BIN_EXE_slsgen"))
            .args(["-q", "new", "--spec"])
            .args([&spec, Path::new("--out"), &project])
            .status();
        assert!(made.expect("slsgen runs").success());
        cases.case(&story);
        stories.push(story);
    }
    cases.run();
    take_over(GUIDE, &stories);
}

/// Brings what trycmd has accepted in copies back to their document.
fn take_over(document: &str, copies: &[PathBuf]) {
    let text: String = copies.iter().map(|copy| fs::read_to_string(copy).expect("a copy is text")).collect();
    reviewed::compare(Path::new(document), &text).expect("only an accepted story differs from its document");
}

/// The guide's parts, which together are the whole of it.
fn sections(guide: &str) -> Vec<&str> {
    let starts = guide.match_indices("\n## ").map(|(at, _)| at + 1);
    let ends: Vec<usize> = [0].into_iter().chain(starts).chain([guide.len()]).collect();
    ends.windows(2).map(|range| &guide[range[0]..range[1]]).collect()
}

#[test]
fn every_document_with_a_console_block_is_run() {
    let folders = [".", "docs"].into_iter().flat_map(|folder| fs::read_dir(folder).expect("a folder of documents"));
    let files = folders.map(|entry| entry.expect("an entry").path());
    let documents = files.filter(|file| file.extension().is_some_and(|kind| kind == "md"));
    let is_run = |file: &Path| [README, GUIDE].iter().any(|run| file.ends_with(run));
    let shows_commands = |file: &Path| fs::read_to_string(file).expect("it is text").contains("```console\n");
    let missed: Vec<_> = documents.filter(|file| shows_commands(file) && !is_run(file)).collect();
    assert!(missed.is_empty(), "no test runs the commands of {missed:?}");
}

/// `tests/cases/explain.rs` tries what each page shows.
#[test]
fn the_codes_are_documented_by_their_pages() {
    let problems = Code::ALL.iter().map(|code| code.as_str());
    let changes = ChangeCode::ALL.iter().map(|code| code.as_str());
    let states = StatusCode::ALL.iter().map(|code| code.as_str());
    let all: BTreeSet<_> = problems.chain(changes).chain(states).collect();
    assert_eq!(explain::codes().collect::<BTreeSet<_>>(), all);
    reviewed::compare(Path::new("docs/codes.md"), &explain::document()).expect("the document is made from the pages");
}

#[test]
fn the_format_is_documented_by_its_schema() {
    reviewed::compare(Path::new("docs/spec.md"), &reference::document()).expect("the document is made from the schema");
}

/// A row for each run that the gate makes, with each route that a request fails on.
#[test]
fn a_page_tells_what_differs_on_other_engines() {
    let page = fs::read_to_string("docs/engines.md").expect("the page is there");
    let list = fs::read_to_string(".ci/engines.txt").expect("the list is there");
    for run in list.split("\n[").skip(1) {
        let (run, requests) = run.split_once("]\n").expect("a heading ends");
        let (engine, spec) = run.split_once(' ').expect("an engine and a spec");
        let start = format!("| {engine} {} | {spec} | ", pinned(engine));
        let row = page.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("no row `{start}`"));
        let requests = requests.lines().filter(|line| !line.starts_with('#'));
        let fails: BTreeSet<_> = requests.flat_map(|path| path.split(" / ")).filter(|part| is_route(part)).collect();
        let named: BTreeSet<_> = row.split('`').filter(|part| is_route(part)).collect();
        assert_eq!(named, fails, "{run}");
    }
}

/// The version of a tool that the gate installs.
fn pinned(tool: &str) -> String {
    let of_python = fs::read_to_string(".ci/constraints.txt").expect("the pins are there");
    let of_node = fs::read_to_string(".ci/package.json").expect("the pins are there");
    let (_, version) = of_python
        .split_once(&format!("\n{tool}=="))
        .or_else(|| of_node.split_once(&format!("\"{tool}\": \"")))
        .expect("it is pinned");
    version.chars().take_while(|letter| letter.is_ascii_digit() || *letter == '.').collect()
}

fn is_route(text: &str) -> bool {
    let is_method = |word: &str| word.bytes().all(|letter| letter.is_ascii_uppercase());
    text.split_once(' ').is_some_and(|(method, path)| is_method(method) && path.starts_with('/'))
}

fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the last run's folder can be removed");
    }
    fs::create_dir(&folder).expect("a folder can be made");
    folder
}
