//! Whatever somebody put into a project's lock, bases and records: it is refused as `tests/hostile/{case}.txt` shows,
//! and nothing is written, neither in the project nor outside.

mod spoilt;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use libtest_mimic::{Failed, Trial};

use crate::{reviewed, stale};
use spoilt::{CASES, Case, Outcome};

/// What slsgen says of each case.
const ANSWERS: &str = "tests/hostile";

/// Far more than a refusal takes in debug on a busy machine, and far less than reading everything would.
const SOON: Duration = Duration::from_secs(10);

pub(crate) fn trials() -> Vec<Trial> {
    let each = CASES.iter().map(|case| {
        Trial::test(format!("hostile::{}", case.name), || Ok(reviewed::compare(&answer(case.name), &run(case))?))
    });
    each.chain([Trial::test("hostile::each_answer_is_of_a_case", each_answer_is_of_a_case)]).collect()
}

fn answer(case: &str) -> PathBuf {
    Path::new(ANSWERS).join(format!("{case}.txt"))
}

fn each_answer_is_of_a_case() -> Result<(), Failed> {
    let files = fs::read_dir(ANSWERS).expect("the answers are there").map(|entry| entry.expect("an entry").path());
    let is_stale = |file: &PathBuf| CASES.iter().all(|case| *file != answer(case.name));
    Ok(stale::remove(files.filter(is_stale).collect())?)
}

/// What slsgen says of a case.
fn run(case: &Case) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(case.name);
    spoilt::start(&folder);
    (case.spoil)(&folder);
    let before = tree(&folder);
    for command in ["plan", "check"] {
        let output = slsgen(&folder, command);
        let refuses = matches!(case.outcome, Outcome::Refused);
        assert!(!refuses || output.status.code() == Some(1), "{}: {command} takes it: {output:?}", case.name);
        assert!(output.status.code().is_some(), "{}: {command} crashes: {output:?}", case.name);
        unchanged(case, command, &folder, &before);
    }
    let command = if let Outcome::UndoRefused = case.outcome { "undo" } else { "update" };
    let start = Instant::now();
    let output = slsgen(&folder, command);
    assert!(start.elapsed() < SOON, "{}: it took {:?}", case.name, start.elapsed());
    match case.outcome {
        Outcome::Refused | Outcome::UndoRefused => {
            assert_eq!(output.status.code(), Some(1), "{}: {output:?}", case.name);
            unchanged(case, command, &folder, &before);
        }
        Outcome::Stopped(code) => {
            assert_eq!(output.status.code(), Some(code), "{}: {output:?}", case.name);
            unchanged(case, command, &folder, &before);
        }
        Outcome::Done => {
            assert_eq!(output.status.code(), Some(0), "{}: {output:?}", case.name);
            let outside = |tree: BTreeMap<PathBuf, Vec<u8>>| -> BTreeMap<PathBuf, Vec<u8>> {
                tree.into_iter().filter(|(path, _)| !path.starts_with("project")).collect()
            };
            assert!(outside(before) == outside(tree(&folder)), "{}: something outside has changed", case.name);
        }
    }
    let said = String::from_utf8_lossy(&output.stderr).replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    format!("$ slsgen {command} project\n{said}")
}

fn slsgen(folder: &Path, command: &str) -> Output {
    let mut process = Command::new(env!("CARGO_BIN_EXE_slsgen"));
    process.args([command, "project"]).current_dir(folder).output().expect("slsgen runs")
}

fn unchanged(case: &Case, command: &str, folder: &Path, before: &BTreeMap<PathBuf, Vec<u8>>) {
    let after = tree(folder);
    let differ = before.keys().chain(after.keys()).find(|path| before.get(*path) != after.get(*path));
    assert_eq!(differ, None, "{}: {command} has changed something", case.name);
}

/// Every file with its bytes, every link with its target, and every folder.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("it can be read"));
    let entry = |entry: walkdir::DirEntry| {
        let path = entry.path();
        let bytes = match entry.file_type() {
            kind if kind.is_symlink() => {
                fs::read_link(path).expect("it is a link").into_os_string().into_encoded_bytes()
            }
            kind if kind.is_dir() => Vec::new(),
            _ => fs::read(path).expect("a file can be read"),
        };
        (path.strip_prefix(folder).expect("it is inside").to_owned(), bytes)
    };
    entries.map(entry).collect()
}
