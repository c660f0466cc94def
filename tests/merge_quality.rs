//! How well people's edits and changes of the spec go together: each edit in `tests/edits/person` to the project of
//! `specs/items.yaml`, with each change of the spec in `tests/edits/spec`.
#![expect(clippy::print_stdout, reason = "the report is what people read")]

#[path = "support/build.rs"]
mod build;
#[path = "support/edits.rs"]
mod edits;
mod support;

use std::collections::HashMap;

use edits::Edit;
use slsgen::merge::{Conflict, Language, Merged, Sides, merge};
use support::Tree;

/// The least share of pairs that merges clean, in percent.
const GOAL: usize = 98;

/// What becomes of a file that a person edited.
enum Outcome {
    /// Only one side changed it.
    Settled(Option<Vec<u8>>),
    Merged(String),
    Conflict(Conflict),
}

#[test]
fn nearly_all_edits_merge_and_none_is_lost() {
    let base = support::project("items");
    let (people, changes) = (edits::read("person"), changes(&base));
    assert!(people.len() >= 30 && changes.len() >= 10, "the lists are too short to tell anything");
    let mut clean = 0;
    for edit in &people {
        let disk = edit.applied(&base).unwrap_or_else(|problem| panic!("{problem}"));
        let open = changes.iter().map(|(change, new)| (change, conflicts(&base, &disk, new)));
        let open: Vec<_> = open.filter(|(_, conflicts)| !conflicts.is_empty()).collect();
        clean += changes.len() - open.len();
        println!("{}: {} of {}", edit.name, changes.len() - open.len(), changes.len());
        for (change, conflicts) in open {
            println!("    {change}: {}", conflicts.join(", "));
        }
    }
    let pairs = people.len() * changes.len();
    println!("{clean} of {pairs} merge clean, {} %", clean * 100 / pairs);
    assert!(clean * 100 >= pairs * GOAL, "{clean} of {pairs} merge clean");
}

/// Each clean merge of code compiles: for each change of the spec, all edits that go together are made at once.
#[test]
fn merged_code_compiles() {
    let base = support::project("items");
    let people: Vec<_> = edits::read("person").into_iter().filter(Edit::is_of_code).collect();
    for (change, new) in changes(&base) {
        for (number, (names, project)) in crates(&base, &people, &new).into_iter().enumerate() {
            println!("{change}, crate {number}: {}", names.join(", "));
            let folder = build::on_disk(&format!("merged-{change}-{number}"), &project);
            build::cargo(&folder, &["check", "--quiet", "--all-targets"]);
        }
    }
}

/// The changes of the spec by name, and the project of each.
fn changes(base: &Tree) -> Vec<(String, Tree)> {
    let changed = |change: Edit| {
        let project = change.applied(base).unwrap_or_else(|problem| panic!("{problem}"));
        (change.name.clone(), support::render(text(&project["slsgen.yaml"])))
    };
    edits::read("spec").into_iter().map(changed).collect()
}

/// Merged projects that have all the edits which merge clean on their own, as many in each as go together.
fn crates<'a>(base: &Tree, people: &'a [Edit], new: &Tree) -> Vec<(Vec<&'a str>, Tree)> {
    let updated = |disk: &Tree| updated(base, disk, new);
    let mut left: Vec<_> =
        people.iter().filter(|edit| edit.applied(base).is_ok_and(|disk| updated(&disk).is_some())).collect();
    let mut crates = Vec::new();
    while !left.is_empty() {
        let (mut names, mut disk) = (Vec::new(), base.clone());
        left.retain(|edit| match edit.applied(&disk).ok().filter(|edited| updated(edited).is_some()) {
            Some(edited) => {
                disk = edited;
                names.push(edit.name.as_str());
                false
            }
            None => true,
        });
        crates.extend(updated(&disk).map(|project| (names, project)));
    }
    crates
}

/// The new project with all edits, if none is in conflict.
fn updated(base: &Tree, disk: &Tree, new: &Tree) -> Option<Tree> {
    let mut project = new.clone();
    project.extend(
        disk.iter().filter(|(path, _)| !base.contains_key(*path)).map(|(path, text)| (path.clone(), text.clone())),
    );
    for (path, outcome) in outcomes(base, disk, new) {
        match outcome {
            Outcome::Conflict(_) => return None,
            Outcome::Merged(text) => drop(project.insert(path, text.into_bytes())),
            Outcome::Settled(Some(text)) => drop(project.insert(path, text)),
            Outcome::Settled(None) => drop(project.remove(&path)),
        }
    }
    Some(project)
}

/// The files in conflict; fails if a line of the person's is lost in any file.
fn conflicts(base: &Tree, disk: &Tree, new: &Tree) -> Vec<String> {
    let open = outcomes(base, disk, new).into_iter().filter_map(|(path, outcome)| {
        let (result, is_open) = match outcome {
            Outcome::Settled(_) => return None,
            Outcome::Merged(text) => (text, false),
            Outcome::Conflict(conflict) => {
                assert!(conflict.hunks().all(|hunk| hunk.ours != hunk.theirs), "a hunk shows no difference");
                assert!(conflict.hunks().count() > 0, "a conflict shows nothing");
                (conflict.with_markers(), true)
            }
        };
        assert_nothing_is_lost(text(&base[&path]), text(&disk[&path]), &result);
        is_open.then_some(path)
    });
    open.collect()
}

/// What becomes of each file that the edits changed, by the table of decisions.
fn outcomes(base: &Tree, disk: &Tree, new: &Tree) -> Vec<(String, Outcome)> {
    let edited = base.iter().filter(|(path, text)| disk.get(*path) != Some(text));
    let outcome = |(path, base): (&String, &Vec<u8>)| {
        let outcome = match (disk.get(path), new.get(path)) {
            (Some(ours), Some(theirs)) if theirs != base && theirs != ours => merged(path, base, ours, theirs),
            (ours, _) => Outcome::Settled(ours.cloned()),
        };
        (path.clone(), outcome)
    };
    edited.map(outcome).collect()
}

fn merged(path: &str, base: &[u8], ours: &[u8], theirs: &[u8]) -> Outcome {
    let sides = Sides { base: text(base), ours: text(ours), theirs: text(theirs) };
    match merge(Language::of(path), &sides) {
        Merged::Clean(text) => Outcome::Merged(text),
        Merged::Conflict(conflict) => Outcome::Conflict(conflict),
    }
}

/// Each line that the person added is in the result, or in a hunk that the person sees.
fn assert_nothing_is_lost(base: &str, ours: &str, result: &str) {
    let (base, result) = (counts(base), counts(result));
    let count = |counts: &HashMap<&str, usize>, line| counts.get(line).copied().unwrap_or_default();
    for (line, times) in counts(ours) {
        let added = times.saturating_sub(count(&base, line));
        assert!(added == 0 || count(&result, line) >= added, "`{line}` is lost");
    }
}

/// How often each line stands in a text, wherever it begins, and without the comma that depends on what follows.
fn counts(text: &str) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for line in text.lines() {
        *counts.entry(line.trim().trim_end_matches(',')).or_default() += 1;
    }
    counts
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("projects are text")
}
