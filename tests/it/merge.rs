//! The merge by lines, against `git merge-file` on texts drawn at random.
#![expect(clippy::print_stdout, reason = "the counts are what people read")]

use std::fs;
use std::path::Path;
use std::process::Command;

use slsgen::merge::{Language, Merged, ThreeTexts, merge};

use crate::random::Random;

/// Enough that every rare case has come up: with a few letters, most edits meet.
const TRIPLES: u64 = 4_000;

/// What lines hold.
const LETTERS: [char; 10] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

#[test]
fn is_never_clean_where_git_conflicts() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("merge");
    fs::create_dir_all(&folder).expect("a folder can be made");
    let (mut both_clean, mut both_conflict, mut stricter) = (0, 0, 0);
    for seed in 0..TRIPLES {
        let [base, ours, theirs] = triple(&mut Random::new(seed));
        let by_git = git(&folder, &base, &ours, &theirs);
        let sides = ThreeTexts { base: &base, ours: &ours, theirs: &theirs };
        match (merge(Language::Text, &sides), by_git) {
            (Merged::Clean(merged), Some(by_git)) => {
                assert_eq!(merged, by_git, "seed {seed}: {sides:?}");
                both_clean += 1;
            }
            (Merged::Clean(merged), None) => panic!("seed {seed}: clean, and git conflicts: {sides:?} → {merged:?}"),
            (Merged::Conflict(_), None) => both_conflict += 1,
            (Merged::Conflict(_), Some(_)) => stricter += 1,
        }
    }
    println!("both clean: {both_clean}, both in conflict: {both_conflict}, only we in conflict: {stricter}");
    assert!(both_clean > 500 && both_conflict > 500, "the triples are one-sided");
    assert!(stricter * 10 < TRIPLES, "more than one in ten conflicts that git knows how to merge");
}

/// What git makes of three texts, if it finds no conflict.
fn git(folder: &Path, base: &str, ours: &str, theirs: &str) -> Option<String> {
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
        fs::write(folder.join(name), text).expect("a file can be written");
    }
    let output = Command::new("git")
        .args(["merge-file", "-p", "--diff3", "ours", "base", "theirs"])
        .current_dir(folder)
        .output()
        .expect("git runs");
    assert!(output.stderr.is_empty(), "git fails: {}", String::from_utf8_lossy(&output.stderr));
    output.status.success().then(|| String::from_utf8(output.stdout).expect("its input is text"))
}

/// A text, and two that were made of it by a few edits.
fn triple(random: &mut Random) -> [String; 3] {
    let letters = &LETTERS[..2 + random.below(LETTERS.len() - 2)];
    let length = random.below(13);
    let base: Vec<_> = (0..length).map(|_| random.pick(letters)).collect();
    let ours = edited(random, &base, letters);
    let theirs = edited(random, &base, letters);
    [base, ours, theirs].map(|lines| text(random, &lines))
}

fn edited(random: &mut Random, lines: &[char], letters: &[char]) -> Vec<char> {
    let mut lines = lines.to_vec();
    for _ in 0..random.below(4) {
        let at = random.below(lines.len() + 1);
        match random.below(3) {
            0 => lines.insert(at, random.pick(letters)),
            _ if at == lines.len() => {}
            1 => lines[at] = random.pick(letters),
            _ => drop(lines.remove(at)),
        }
    }
    lines
}

/// One letter a line; one text in eight ends without a newline.
fn text(random: &mut Random, lines: &[char]) -> String {
    let mut text: String = lines.iter().flat_map(|line| [*line, '\n']).collect();
    if random.one_in(8) {
        text.pop();
    }
    text
}
