//! What becomes of the lines of a text.

use std::collections::{BTreeMap, BTreeSet};

/// The lines of a text, and how often each is there.
pub(crate) struct Lines<'a> {
    pub(crate) lines: Vec<&'a str>,
    counts: BTreeMap<&'a str, usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let lines: Vec<_> = text.lines().collect();
        let mut counts = BTreeMap::new();
        for line in &lines {
            *counts.entry(*line).or_default() += 1;
        }
        Self { lines, counts }
    }

    pub(crate) fn has(&self, line: &str) -> bool {
        self.counts.contains_key(line)
    }

    /// The lines that are between the same neighbours in another text, and in both texts only there.
    pub(crate) fn stays_in(&self, other: &Self) -> impl Iterator<Item = &'a str> {
        let places = |lines: &[&'a str]| -> BTreeSet<[&'a str; 3]> {
            lines.windows(3).map(|lines| [lines[0], lines[1], lines[2]]).collect()
        };
        let (here, there) = (places(&self.lines), places(&other.lines));
        let is_once = |line: &str| self.counts.get(line) == Some(&1) && other.counts.get(line) == Some(&1);
        let stay: Vec<_> = here.intersection(&there).map(|lines| lines[1]).filter(|line| is_once(line)).collect();
        stay.into_iter()
    }
}

/// The text with `\n` line ends.
pub(crate) fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}
