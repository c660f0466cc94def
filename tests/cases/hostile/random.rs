//! Projects that are spoilt at random: whatever lies there, no command panics, waits, or reads or writes what is outside.
//!
//! `SLSGEN_HOSTILE_PROJECTS=1000` spoils so many; the number in a test's name is its seed.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;

use super::command::{SECRET, assert_harmless, slsgen};
use super::spoil::{Spoiler, spoil};
use super::spoilt;
use super::tree::{Entry, Tree, difference, tree};
use crate::random::Random;
use crate::trial;

/// As many as a run of all tests has the time for.
const PROJECTS: u64 = 12;

pub(crate) fn trials() -> Vec<Trial> {
    let count = std::env::var("SLSGEN_HOSTILE_PROJECTS").map_or(PROJECTS, |count| count.parse().expect("a number"));
    (0..count).map(|seed| trial(format!("hostile::project-{seed}"), move || check(seed))).collect()
}

fn check(seed: u64) {
    let around = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile-random").join(seed.to_string());
    spoilt::start(&around);
    let mut random = Random::new(seed);
    let done = spoil(&mut Spoiler { random: &mut random, around: &around });
    // Where it fails, this tells how.
    let before = tree(&around);
    let context = Context { around: &around, done: &done, outside: outside(&before), secrets: secrets(&before) };
    for options in [
        &["plan", "project", "--diff"][..],
        &["plan", "project", "--format", "json"],
        &["check", "project"],
        &["check", "project", "--format", "github"],
    ] {
        context.reads(options);
    }
    if fs::symlink_metadata(around.join("project/slsgen.yaml")).is_ok_and(|found| found.is_file()) {
        context.reads(&["validate", "--spec", "project/slsgen.yaml"]);
    }
    let mut commands = vec![
        &["update", "project"][..],
        &["update", "project", "--conflict", "markers"],
        &["update", "project", "--conflict", "ours"],
        &["update", "project", "--conflict", "theirs"],
        &["undo", "project"],
        &["undo", "project"],
    ];
    while !commands.is_empty() {
        let place = random.below(commands.len());
        context.runs(commands.remove(place));
    }
    fs::remove_dir_all(&around).expect("it can be removed");
}

struct Context<'a> {
    around: &'a Path,
    /// What was done to the project.
    done: &'a [String],
    outside: Tree,
    /// The files that hold a secret: those outside, and records that somebody who knows it has written.
    secrets: Vec<PathBuf>,
}

impl Context<'_> {
    fn reads(&self, arguments: &[&str]) {
        let before = tree(self.around);
        self.runs(arguments);
        let after = tree(self.around);
        assert_eq!(difference(&before, &after), None, "{arguments:?} changes something: {:?}", self.done);
    }

    fn runs(&self, arguments: &[&str]) {
        let ran = std::panic::catch_unwind(|| slsgen(self.around, arguments));
        let ran = ran.unwrap_or_else(|_| panic!("{:?}", self.done));
        if !arguments.contains(&"github") {
            assert_harmless(&ran.output);
        }
        assert_harmless(&ran.errors);
        let after = tree(self.around);
        assert_eq!(difference(&self.outside, &outside(&after)), None, "{arguments:?}: {:?}", self.done);
        let copied = secrets(&after).into_iter().find(|path| !self.secrets.contains(path));
        assert_eq!(copied, None, "{arguments:?} copies a secret: {:?}", self.done);
    }
}

/// All that is not in the project. Only what the project itself is may change there: it stays a folder.
fn outside(tree: &Tree) -> Tree {
    let is_outside =
        |path: &Path| path.components().next().is_none_or(|first| first.as_os_str() != OsStr::new("project"));
    tree.iter().filter(|(path, _)| is_outside(path)).map(|(path, entry)| (path.clone(), entry.clone())).collect()
}

fn secrets(tree: &Tree) -> Vec<PathBuf> {
    let has_secret = |entry: &Entry| match entry {
        Entry::File(_, begin) => begin.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()),
        _ => false,
    };
    tree.iter().filter(|(_, entry)| has_secret(entry)).map(|(path, _)| path.clone()).collect()
}
