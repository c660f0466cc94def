//! What becomes of the files that a person edited, when the project is brought up to date.

use std::collections::HashMap;

use slsgen::merge::{Conflict, Language, Merged, ThreeTexts, merge};

use crate::project::{Tree, text};

/// What becomes of a file that a person edited.
enum Outcome {
    /// Only one side changed it.
    Settled(Option<Vec<u8>>),
    Merged(String),
    Conflict(Conflict),
}

/// The new project with all edits, if none is in conflict.
pub(crate) fn updated(base: &Tree, disk: &Tree, new: &Tree) -> Option<Tree> {
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
pub(crate) fn conflicts(base: &Tree, disk: &Tree, new: &Tree) -> Vec<String> {
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
    let sides = ThreeTexts { base: text(base), ours: text(ours), theirs: text(theirs) };
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
