//! What the commands say, as stories that run: `tests/cmd`, and the console blocks of README.md and the guides.
#![expect(clippy::disallowed_methods, reason = "the README's stories need its files around them")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use trycmd::TestCases;

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
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the last run's folder can be removed");
    }
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
