//! What the commands say, as the stories of `tests/cmd` tell it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use trycmd::TestCases;

/// What people use between two commands of slsgen.
const TOOLS: &[&str] = &["cat", "cp", "diff", "git", "grep", "ls", "rm", "sed", "sh"];

/// Makes a test of each story in `tests/cmd`, by its file's name with `_` for `-`.
macro_rules! stories {
    ($($name:ident)+) => {
        $(
            #[test]
            fn $name() {
                with_tools().case(file(stringify!($name)));
            }
        )+

        #[test]
        fn every_story_is_told() {
            let told: BTreeSet<PathBuf> = [$(file(stringify!($name))),+].into();
            assert_eq!(told, files(), "the list in tests/it/stories.rs is not what tests/cmd holds");
        }
    };
}

stories! {
    against check conflict deleted_file explain first_project fix history hooks init line_ends merged_edit new own_code plan policy removed_key removed_route repair
    renamed_attribute second_index stdin table_key tool_upgrade two_branches two_resources typed undo validate workshop
}

/// A story without such a folder runs in its own files, and changes them.
#[test]
fn a_story_runs_on_a_copy_of_its_files() {
    let runs_in_place = |story: &PathBuf| {
        let [given, left] = ["in", "out"].map(|folder| story.with_extension(folder));
        given.exists() && !left.exists()
    };
    let in_place: Vec<_> = files().into_iter().filter(runs_in_place).collect();
    assert!(in_place.is_empty(), "these need a folder .out: {in_place:?}");
}

/// The files of `tests/cmd` that tell a story.
fn files() -> BTreeSet<PathBuf> {
    let entries = fs::read_dir("tests/cmd").expect("the stories are there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.extension().is_some_and(|kind| kind == "md" || kind == "toml")).collect()
}

fn file(story: &str) -> PathBuf {
    let path = Path::new("tests/cmd").join(story.replace('_', "-"));
    let [told, run] = ["md", "toml"].map(|kind| path.with_extension(kind));
    if run.exists() { run } else { told }
}

/// Stories in which git commits the same on every machine.
pub(crate) fn with_tools() -> TestCases {
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
