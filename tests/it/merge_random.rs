//! Whatever two sides do to a generated file, a merge loses nothing and makes nothing up.
#![expect(clippy::print_stdout, reason = "the counts are what people read")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use slsgen::merge::{Conflict, Language, Merged, Side, ThreeTexts, merge};

use crate::random::Random;

/// How often the files are edited, each time elsewhere.
const ROUNDS: usize = 12;

/// Lines that some language takes for an entry.
const FORMS: [&str; 8] = [
    "NAME: 1",
    "NAME = \"1\"",
    "\"NAME\": 1,",
    "pub NAME: u8,",
    "fn NAME() {}",
    "put(&mut item, \"NAME\", &1);",
    "// NAME",
    "- NAME",
];

/// A text, edited.
struct Edited {
    text: String,
    /// What was added, each word nowhere else.
    added: Vec<String>,
    /// Every word of what was removed.
    removed: BTreeSet<String>,
}

#[test]
fn every_word_is_as_often_in_the_result_as_the_sides_say() {
    let files = files();
    let (mut clean, mut conflicts) = (0, 0);
    for round in 0..ROUNDS {
        for (number, (path, base)) in files.iter().enumerate() {
            let mut random = Random::new((round * files.len() + number) as u64);
            let ours = edited(&mut random, base, "ours");
            let theirs = edited(&mut random, base, "theirs");
            let sides = ThreeTexts { base, ours: &ours.text, theirs: &theirs.text };
            match merge(Language::of(path), &sides) {
                Merged::Clean(result) => {
                    clean += 1;
                    assert_adds_up(path, &sides, &[&ours, &theirs], &result);
                }
                Merged::Conflict(conflict) => {
                    conflicts += 1;
                    assert_shows_all(path, &[&ours, &theirs], &conflict);
                }
            }
        }
    }
    println!("{clean} clean, {conflicts} in conflict");
    assert!(clean > 100 && conflicts > 20, "the edits are one-sided: {clean} clean, {conflicts} in conflict");
}

/// The generated files of one project, small enough to be edited at neighbouring places.
fn files() -> Vec<(String, String)> {
    let spec = fs::read("specs/items.yaml").expect("the spec can be read");
    let loaded = slsgen::load("slsgen.yaml", &spec);
    let service = loaded.service.expect("the spec is valid");
    let project = slsgen::render::render_new(&service, &loaded.source.text);
    // A lock is never merged.
    let files = project.files().filter(|(path, _)| path.as_str() != "Cargo.lock");
    files.map(|(path, file)| (path.to_string(), file.text.clone())).collect()
}

/// A text after a few edits, most of them near its first: lines are added, removed, and moved by a line.
fn edited(random: &mut Random, text: &str, who: &str) -> Edited {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let mut edited = Edited { text: String::new(), added: Vec::new(), removed: BTreeSet::new() };
    let place = lines.len() / 3;
    for number in 0..=random.below(3) {
        let at = (place + random.below(12)).min(lines.len() - 1);
        match random.below(4) {
            0 => edited.removed.extend(words(&lines.remove(at)).into_keys()),
            1 => {
                let moved = lines.remove(at);
                edited.removed.extend(words(&moved).into_keys());
                lines.insert((at + 1).min(lines.len()), moved);
            }
            _ => {
                let word = format!("{who}{number}added");
                let indent: String = lines[at].chars().take_while(|char| *char == ' ').collect();
                lines.insert(at, line(random, &indent, &word));
                edited.added.push(word);
            }
        }
        if lines.is_empty() {
            break;
        }
    }
    edited.text = lines.concat();
    // An edit may take back an earlier one.
    edited.added.retain(|word| edited.text.contains(word.as_str()));
    edited
}

/// A line to add, which holds a word.
fn line(random: &mut Random, indent: &str, word: &str) -> String {
    let form = random.pick(&FORMS).replace("NAME", word);
    // Some stand where no entry of the language would.
    let indent = if random.one_in(8) { "" } else { indent };
    format!("{indent}{form}\n")
}

/// The words of a text, and how often each stands there. Marks depend on neighbours: JSON's commas on what follows.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

fn assert_adds_up(path: &str, sides: &ThreeTexts<'_>, edits: &[&Edited; 2], result: &str) {
    let (before, after) = (words(sides.base), words(result));
    for word in edits.iter().flat_map(|edit| &edit.added) {
        assert_eq!(
            after.get(word),
            words(&edits.iter().map(|edit| edit.text.as_str()).collect::<String>()).get(word),
            "{word} in {path}: {sides:#?}"
        );
    }
    let is_touched = |word: &String| edits.iter().any(|edit| edit.removed.contains(word));
    // The lines that are added have words of their own around the one that names them.
    let common = ["1", "pub", "u8", "fn", "put", "mut", "item"];
    for (word, count) in before.iter().filter(|(word, _)| !is_touched(word) && !common.contains(&word.as_str())) {
        assert_eq!(after.get(word), Some(count), "{word} in {path}: {sides:#?}");
    }
}

fn assert_shows_all(path: &str, edits: &[&Edited; 2], conflict: &Conflict) {
    assert!(conflict.hunks().next().is_some(), "{path} has nothing to decide");
    let shown = conflict.with_markers();
    for word in edits.iter().flat_map(|edit| &edit.added) {
        assert!(shown.contains(word.as_str()), "{word} is lost in {path}:\n{shown}");
    }
    for (edit, side) in edits.iter().zip([Side::Ours, Side::Theirs]) {
        let decided = conflict.resolved(side);
        assert!(
            edit.added.iter().all(|word| decided.contains(word.as_str())),
            "{side:?} is lost in {path}:\n{decided}"
        );
    }
}
