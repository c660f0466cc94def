//! What the commands say, as stories that run: `tests/cmd`, and the console blocks of README.md.
#![expect(clippy::disallowed_methods, reason = "the README's stories need its files around them")]

use std::fs;
use std::path::Path;

use trycmd::TestCases;

#[test]
fn stories_hold() {
    TestCases::new().case("tests/cmd/*.md").case("tests/cmd/*.toml");
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
    TestCases::new().case(folder.join("README.md"));
}
