//! Whatever somebody put into a project's lock, bases and records: it is refused as `tests/hostile/{case}.txt` shows,
//! and nothing is written, neither in the project nor outside.

mod advice;
mod command;
mod random;
mod records;
mod said;
mod spoil;
mod spoilt;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};

use crate::{reviewed, stale};
use command::{assert_harmless, slsgen};
use spoilt::{CASES, Case, Outcome};
use tree::{Tree, difference, tree};

/// What slsgen says of each case.
const ANSWERS: &str = "tests/hostile";

pub(crate) fn trials() -> Vec<Trial> {
    let each = CASES.iter().map(|case| {
        Trial::test(format!("hostile::{}", case.name), || Ok(reviewed::compare(&answer(case.name), &run(case))?))
    });
    let answers = Trial::test("hostile::each_answer_is_of_a_case", each_answer_is_of_a_case);
    each.chain([answers])
        .chain(advice::trials())
        .chain(records::trials())
        .chain(said::trials())
        .chain(random::trials())
        .collect()
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
        let ran = slsgen(&folder, &[command, "project"]);
        let refuses = matches!(case.outcome, Outcome::Refused);
        assert!(!refuses || ran.code == 1, "{command} takes it: {ran:?}");
        assert_harmless(&ran.output);
        assert_harmless(&ran.errors);
        unchanged(command, &folder, &before);
    }
    let command = if let Outcome::UndoRefused(_) = case.outcome { "undo" } else { "update" };
    let ran = slsgen(&folder, &[command, "project"]);
    let expected = match case.outcome {
        Outcome::Refused => 1,
        Outcome::UndoRefused(code) | Outcome::Stopped(code) => code,
        Outcome::Done => 0,
    };
    assert_eq!(ran.code, expected, "{ran:?}");
    if let Outcome::Done = case.outcome {
        let [before, after] = [before, tree(&folder)].map(|tree| outside(&tree));
        assert_eq!(difference(&before, &after), None, "something outside has changed");
    } else {
        unchanged(command, &folder, &before);
    }
    assert_harmless(&ran.errors);
    format!("$ slsgen {command} project\n{}", ran.errors.replace(env!("CARGO_PKG_VERSION"), "[VERSION]"))
}

fn outside(tree: &Tree) -> Tree {
    tree.iter()
        .filter(|(path, _)| !path.starts_with("project"))
        .map(|(path, entry)| (path.clone(), entry.clone()))
        .collect()
}

fn unchanged(command: &str, folder: &Path, before: &Tree) {
    let after = tree(folder);
    assert_eq!(difference(before, &after), None, "{command} has changed something");
}
