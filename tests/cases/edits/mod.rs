//! How well people's edits and changes of the spec go together: each edit in `tests/edits/person` to the project of
//! `specs/items.yaml`, with each change of the spec in `tests/edits/spec`.

pub(crate) mod edit;
pub(crate) mod outcome;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use libtest_mimic::{Failed, Trial};

use crate::project::{Tree, project, render, text};
use crate::{reviewed, trial};
use edit::Edit;
use outcome::conflicts;

/// The least share of pairs that merges clean, in percent.
const GOAL: usize = 98;

/// The pairs that are in conflict, and how many are not.
const REPORT: &str = "tests/edits/conflicts.txt";

/// The project that people edit.
pub(crate) static BASE: LazyLock<Tree> = LazyLock::new(|| project("items"));

/// The changes of the spec by name, and the project of each.
pub(crate) static CHANGES: LazyLock<BTreeMap<String, Tree>> = LazyLock::new(|| {
    let changed = |change: Edit| {
        let project = change.applied(&BASE).unwrap_or_else(|problem| panic!("{problem}"));
        (change.name, render(text(&project["slsgen.yaml"])))
    };
    edit::read("spec").into_iter().map(changed).collect()
});

/// An edit, and the files in conflict with each change of the spec that it does not go together with.
struct Person {
    edit: Edit,
    open: OnceLock<Vec<(&'static str, Vec<String>)>>,
}

static PEOPLE: LazyLock<Vec<Person>> =
    LazyLock::new(|| edit::read("person").into_iter().map(|edit| Person { edit, open: OnceLock::new() }).collect());

pub(crate) fn trials() -> Vec<Trial> {
    let person = |person: &'static Person| {
        trial(format!("edits::{}", person.edit.name), || {
            person.open();
        })
    };
    let share = Trial::test("edits::nearly_all_merge_clean", nearly_all_merge_clean);
    PEOPLE.iter().map(person).chain([share]).collect()
}

impl Person {
    /// Fails if a line of the person's is lost.
    fn open(&self) -> &[(&'static str, Vec<String>)] {
        self.open.get_or_init(|| {
            let disk = self.edit.applied(&BASE).unwrap_or_else(|problem| panic!("{problem}"));
            let open = CHANGES.iter().map(|(change, new)| (change.as_str(), conflicts(&BASE, &disk, new)));
            open.filter(|(_, conflicts)| !conflicts.is_empty()).collect()
        })
    }
}

fn nearly_all_merge_clean() -> Result<(), Failed> {
    assert!(PEOPLE.len() >= 30 && CHANGES.len() >= 10, "the lists are too short to tell anything");
    let mut report = String::new();
    let pairs = PEOPLE.len() * CHANGES.len();
    let mut clean = pairs;
    for person in PEOPLE.iter() {
        for (change, conflicts) in person.open() {
            clean -= 1;
            writeln!(report, "{} and {change}: {}", person.edit.name, conflicts.join(", "))?;
        }
    }
    writeln!(report, "{clean} of {pairs} merge clean, {} %", clean * 100 / pairs)?;
    assert!(clean * 100 >= pairs * GOAL, "{report}");
    Ok(reviewed::compare(Path::new(REPORT), &report)?)
}
