//! Whatever somebody put into a project's lock, bases and records: it is refused as `hostile.snapshot` shows, and
//! nothing is written, neither in the project nor outside.
//!
//! `SLSGEN_BLESS=1 cargo test --test hostile` writes the snapshot anew; read the difference.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests read and write projects")]

#[path = "support/spoilt.rs"]
mod spoilt;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use spoilt::{CASES, Case, Outcome};

/// Far more than a refusal takes in debug on a busy machine, and far less than reading everything would.
const SOON: Duration = Duration::from_secs(10);

#[test]
fn hostile_projects_are_refused_and_nothing_is_written() {
    let said: Vec<_> = CASES.iter().map(|case| format!("## {}\n{}", case.name, run(case))).collect();
    let said = said.join("\n");
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile.snapshot");
    if std::env::var_os("SLSGEN_BLESS").is_some() {
        fs::write(snapshot, said).expect("the snapshot can be written");
        return;
    }
    let expected = fs::read_to_string(snapshot).expect("the snapshot can be read");
    let difference = similar::TextDiff::from_lines(&expected, &said).unified_diff().to_string();
    assert!(difference.is_empty(), "{difference}");
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
