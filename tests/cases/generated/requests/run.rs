//! Asks a project, batch by batch, and reports what is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Write, stderr};
use std::time::Duration;

use libtest_mimic::Failed;

use super::batch::{Batch, Setting};
use super::document::{Document, Operation};
use super::target::Target;

/// How many requests to all projects together, where `SLSGEN_REQUESTS` doesn't say.
const REQUESTS: u64 = 5000;

/// How many go to tables that begin empty.
const BATCH: usize = 2000;

/// What no answer may take longer than, in a run that somebody started by hand.
pub(super) const SLOW: Duration = Duration::from_secs(1);

/// Asks one of so many projects.
pub(super) fn run(target: &Target, targets: usize) -> Result<(), Failed> {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let by_hand = number("SLSGEN_REQUESTS");
    let count = usize::try_from(by_hand.unwrap_or(REQUESTS))? / targets;
    let setting = Setting { program: target.build()?, document: Document::read(target.document()) };
    let mut met = Met::default();
    for (seed, start) in (number("SLSGEN_REQUESTS_SEED").unwrap_or(0)..).zip((0..count).step_by(BATCH)) {
        let count = BATCH.min(count - start);
        // Before anything else, as it may be the last that is said.
        say(&format!("requests: {count} to {}, seed {seed}", target.name));
        met.add(Batch::new(&setting, seed).run(count));
    }
    met.report(target, &setting.document, by_hand.is_some())
}

/// What all batches have met.
#[derive(Default)]
pub(super) struct Met {
    /// How often each operation gave each status.
    pub(super) statuses: BTreeMap<(String, u16), usize>,
    /// How many requests were answered, by an operation or not.
    pub(super) answers: usize,
    /// The longest that an answer took, and the request.
    pub(super) slowest: (Duration, String),
    /// What is wrong, by kind: how often it was seen, and an example.
    pub(super) wrong: BTreeMap<String, (usize, String)>,
}

impl Met {
    fn add(&mut self, other: Self) {
        for (key, count) in other.statuses {
            *self.statuses.entry(key).or_default() += count;
        }
        self.answers += other.answers;
        if other.slowest.0 > self.slowest.0 {
            self.slowest = other.slowest;
        }
        for (kind, (count, example)) in other.wrong {
            self.wrong.entry(kind).or_insert((0, example)).0 += count;
        }
    }

    /// The answers that the document promises and that nothing has met, each with its operation.
    pub(super) fn missed<'a>(&self, document: &'a Document) -> Vec<(&'a Operation, u16)> {
        let of = |operation: &'a Operation| expected(operation).into_iter().map(move |status| (operation, status));
        let is_missed =
            |(operation, status): &(&Operation, u16)| !self.statuses.contains_key(&(operation.id.clone(), *status));
        document.operations.iter().flat_map(of).filter(is_missed).collect()
    }

    fn report(self, target: &Target, document: &Document, by_hand: bool) -> Result<(), Failed> {
        let is_good = |((_, status), _): &(&(String, u16), &usize)| (200..300).contains(status);
        let good: usize = self.statuses.iter().filter(is_good).map(|(_, count)| count).sum();
        let (slowest, request) = &self.slowest;
        say(&format!("requests: {} answers of {}, {good} good, the slowest in {slowest:?}", self.answers, target.name));
        let missed = self.missed(document);
        let mut wrong: Vec<String> =
            self.wrong.iter().map(|(kind, (count, example))| format!("{count} × {kind}\n{example}\n")).collect();
        if by_hand && *slowest > SLOW {
            wrong.push(format!("an answer takes {slowest:?}:\n{request}"));
        }
        if good * 10 < self.answers * 3 {
            wrong.push(format!("only {good} of {} answers are good", self.answers));
        }
        if !missed.is_empty() {
            let missed: Vec<_> = missed.iter().map(|(operation, status)| (&operation.id, status)).collect();
            wrong.push(format!("no request met {missed:?}"));
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
    }
}

/// The answers of an operation that requests one after the other can meet: each success, and each failure that is a
/// client's fault. The gateway answers 401, 403 and 429; a PATCH or a PUT is in conflict only with another request.
fn expected(operation: &Operation) -> BTreeSet<u16> {
    let is_met = |status: &u16| match status {
        401 | 403 | 429 => false,
        409 => operation.method == "POST",
        _ => *status < 500,
    };
    operation.answers.keys().copied().filter(is_met).collect()
}

fn say(what: &str) {
    let _ = writeln!(stderr(), "{what}");
}
