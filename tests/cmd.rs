//! What the commands say, as stories that run: `tests/cmd`, and the console blocks of README.md and the guides.
#![expect(clippy::disallowed_methods, reason = "the README's stories need its files around them")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use slsgen::change::ChangeCode;
use slsgen::plan::check::StatusCode;
use trycmd::TestCases;

const GUIDE: &str = "docs/regeneration.md";

/// What people use between two commands of slsgen.
const TOOLS: &[&str] = &["cat", "cp", "diff", "git", "grep", "ls", "rm", "sed"];

#[test]
fn stories_hold() {
    stories().case("tests/cmd/*.md").case("tests/cmd/*.toml");
}

/// Stories in which git commits the same on every machine.
fn stories() -> TestCases {
    let cases = TestCases::new();
    for tool in TOOLS {
        cases.register_bin(*tool, on_path(tool));
    }
    for key in ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"] {
        cases.env(key, "A person");
    }
    cases.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    cases
}

/// Where the shell would find a program.
fn on_path(tool: &str) -> PathBuf {
    let path = env::var_os("PATH").expect("there is a PATH");
    let mut places = env::split_paths(&path).map(|folder| folder.join(tool));
    places.find(|place| place.is_file()).unwrap_or_else(|| panic!("{tool} is not on the PATH"))
}

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
    fs::copy("README.md", folder.join("README.md")).expect("README.md can be copied");
    stories().case(folder.join("README.md"));
}

/// Each section of the guide has a project of its own, made from the spec that the guide begins with.
#[test]
fn what_the_guide_shows_is_what_happens() {
    let folder = empty_folder("guide");
    let guide = fs::read_to_string(GUIDE).expect("the guide is there");
    let spec = folder.join("slsgen.yaml");
    let (_, after) = guide.split_once("```yaml\n").expect("the guide shows its spec");
    fs::write(&spec, after.split_once("```").expect("the spec ends").0).expect("a spec can be written");

    let cases = stories();
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
        cases.case(story);
    }
}

/// The guide's parts, which together are the whole of it.
fn sections(guide: &str) -> Vec<&str> {
    let starts = guide.match_indices("\n## ").map(|(at, _)| at + 1);
    let ends: Vec<usize> = [0].into_iter().chain(starts).chain([guide.len()]).collect();
    ends.windows(2).map(|range| &guide[range[0]..range[1]]).collect()
}

#[test]
fn the_guide_tells_of_every_code() {
    let guide = fs::read_to_string(GUIDE).expect("the guide is there");
    let changes = ChangeCode::ALL.iter().map(|code| code.as_str());
    let states = StatusCode::ALL.iter().map(|code| code.as_str());
    let missing: Vec<_> = changes.chain(states).filter(|code| !guide.contains(&format!("\n| {code} | "))).collect();
    assert!(missing.is_empty(), "{GUIDE} has no row for {missing:?}");
}

fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the last run's folder can be removed");
    }
    fs::create_dir(&folder).expect("a folder can be made");
    folder
}
