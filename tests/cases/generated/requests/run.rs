//! Asks a project, batch by batch, and gathers what is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Write, stderr};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use libtest_mimic::Failed;
use serde_json::Value;

use super::ask;
use super::child::{Answer, Child, Outcome};
use super::document::{Document, Operation};
use super::json::Json;
use super::judge::{Wrong, judge};
use super::kept;
use super::known::Known;
use super::request::{Request, shown};
use super::target::Target;
use super::verdict::path_values;
use crate::random::Random;

/// How many requests in all projects together, where `SLSGEN_REQUESTS` doesn't say.
const REQUESTS: usize = 5000;

/// How many requests go to tables that began empty.
const BATCH: usize = 2000;

/// What no answer may take longer than, in a run that somebody started by hand.
const SLOW: Duration = Duration::from_secs(1);

pub(super) fn run(target: &Target) -> Result<(), Failed> {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let by_hand = number("SLSGEN_REQUESTS");
    let count =
        by_hand.map_or(REQUESTS / super::SPECS.len(), |count| usize::try_from(count).expect("it is not that many"));
    let mut run = Run::new(target)?;
    for (seed, start) in (number("SLSGEN_REQUESTS_SEED").unwrap_or(0)..).zip((0..count).step_by(BATCH)) {
        run.batch(seed, BATCH.min(count - start));
    }
    run.report(by_hand.is_some())
}

struct Run {
    name: String,
    program: PathBuf,
    document: Rc<Document>,
    /// How often each operation gave each status.
    statuses: BTreeMap<(String, u16), usize>,
    asked: usize,
    slowest: (Duration, String),
    /// What is wrong, by kind: an example, and how often it was seen.
    wrong: BTreeMap<String, (String, usize)>,
}

impl Run {
    fn new(target: &Target) -> Result<Self, String> {
        Ok(Self {
            name: target.name.clone(),
            program: target.build()?,
            document: Rc::new(Document::read(target.document())),
            statuses: BTreeMap::new(),
            asked: 0,
            slowest: Default::default(),
            wrong: BTreeMap::new(),
        })
    }

    fn batch(&mut self, seed: u64, count: usize) {
        // Before anything else, as it may be the last that is said.
        say(&format!("requests: {count} to {}, seed {seed}", self.name));
        let mut random = Random::new(seed);
        let mut child = Child::start(&self.program);
        let mut known = Known::default();
        for number in 0..count {
            let request = ask::draw(&mut random, &self.document, &known, &self.wanted());
            let place = format!("seed {seed}, request {number}");
            let Some(answer) = self.ask(&mut child, &request, &place) else {
                known = Known::default();
                continue;
            };
            self.learn(&mut child, &mut known, &request, &answer, &place);
        }
    }

    /// The failures that nothing has met yet.
    fn wanted(&self) -> Vec<(usize, u16)> {
        let missed = |(number, operation): (usize, &Operation)| {
            let missed = expected(operation)
                .into_iter()
                .filter(|status| !self.statuses.contains_key(&(operation.id.clone(), *status)));
            missed.map(move |status| (number, status)).collect::<Vec<_>>()
        };
        self.document.operations.iter().enumerate().flat_map(missed).collect()
    }

    /// Sends a request and judges its answer. A process that has ended is started anew, with empty tables.
    fn ask(&mut self, child: &mut Child, request: &Request, place: &str) -> Option<Answer> {
        match child.ask(request) {
            Outcome::NoRequest => None,
            Outcome::Ended(why) => {
                *child = Child::start(&self.program);
                let ends = |request: &Request| {
                    let ended = matches!(Child::start(&self.program).ask(request), Outcome::Ended(_));
                    ended
                };
                let least = least(request, ends);
                self.found("ends the process", &why, &least, place);
                None
            }
            Outcome::Answered(answer) => {
                self.asked += 1;
                if answer.took > self.slowest.0 {
                    self.slowest = (again(child, request, answer.took), format!("{place}\n{request}"));
                }
                let operation = self.document.route(&request.method, &request.path);
                if let Some(operation) = operation {
                    *self.statuses.entry((operation.id.clone(), answer.status)).or_default() += 1;
                }
                for wrong in judge(&self.document, request, &answer) {
                    self.is_wrong(child, request, &answer, &wrong, place);
                }
                Some(answer)
            }
        }
    }

    fn is_wrong(&mut self, child: &mut Child, request: &Request, answer: &Answer, wrong: &Wrong, place: &str) {
        let name = self.document.route(&request.method, &request.path).map_or("no route", |operation| &operation.id);
        let kind = format!("{name}: {} {}", answer.status, wrong.kind);
        if let Some((_, count)) = self.wrong.get_mut(&kind) {
            *count += 1;
            return;
        }
        let mut seen = format!("{}\n{place}\n{request}-> {} {}", wrong.detail, answer.status, shown(&answer.body));
        least(request, |request| {
            let Outcome::Answered(answer) = child.ask(request) else { return false };
            let all = judge(&self.document, request, &answer);
            let Some(found) = all.iter().find(|found| found.kind == wrong.kind) else { return false };
            seen = format!("{}\n{place}\n{request}-> {} {}", found.detail, answer.status, shown(&answer.body));
            true
        });
        self.wrong.insert(kind, (seen, 1));
    }

    fn found(&mut self, kind: &str, detail: &str, request: &Request, place: &str) {
        let name = self.document.route(&request.method, &request.path).map_or("no route", |operation| &operation.id);
        let entry =
            self.wrong.entry(format!("{name}: {kind}")).or_insert_with(|| (format!("{detail}\n{place}\n{request}"), 0));
        entry.1 += 1;
    }

    /// Takes in an answer, and follows a `Location`.
    fn learn(&mut self, child: &mut Child, known: &mut Known, request: &Request, answer: &Answer, place: &str) {
        let document = Rc::clone(&self.document);
        let Some(operation) = document.route(&request.method, &request.path) else { return };
        known.learn(operation, &path_values(operation, request), answer);
        if let (201, Some(location)) = (answer.status, answer.header("location")) {
            let followed = Request {
                method: "GET".to_owned(),
                path: resolved(&request.path, location),
                query: Vec::new(),
                headers: Vec::new(),
                body: None,
            };
            let Some(found) = self.ask(child, &followed, place) else { return };
            let schema = &operation.answers[&201].schema;
            if found.status != 200 || !is_item(schema, &answer.body, &found.body) {
                let detail = format!("{location} -> {} {}", found.status, shown(&found.body));
                let wrong = Wrong { kind: "has a Location that leads elsewhere".to_owned(), detail };
                self.is_wrong(child, request, answer, &wrong, place);
            }
        }
    }

    fn report(self, by_hand: bool) -> Result<(), Failed> {
        let good: usize =
            self.statuses.iter().filter(|((_, status), _)| (200..300).contains(status)).map(|(_, count)| count).sum();
        let (slowest, request) = &self.slowest;
        say(&format!("requests: {} answers of {}, {good} good, the slowest in {slowest:?}", self.asked, self.name));
        if by_hand {
            let met = self.statuses.iter().map(|((operation, status), count)| format!("{operation} {status}: {count}"));
            say(&met.collect::<Vec<_>>().join("\n"));
        }
        let mut wrong: Vec<String> =
            self.wrong.iter().map(|(kind, (example, count))| format!("{count} × {kind}\n{example}\n")).collect();
        if by_hand && *slowest > SLOW {
            wrong.push(format!("takes {slowest:?}: {request}"));
        }
        if good * 10 < self.asked * 3 {
            wrong.push(format!("only {good} of {} answers are good", self.asked));
        }
        let missed = self.wanted();
        if !missed.is_empty() {
            let missed: BTreeSet<_> =
                missed.iter().map(|(number, status)| (&*self.document.operations[*number].id, status)).collect();
            wrong.push(format!("no request met {missed:?}"));
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
    }
}

/// The answers of an operation that requests one after the other can meet: a success, and each failure that is a client's
/// fault. The gateway answers 401, 403 and 429, and a PATCH or a PUT conflicts only with another request.
fn expected(operation: &Operation) -> BTreeSet<u16> {
    let met = operation.answers.keys().copied().filter(|status| match status {
        401 | 403 | 429 => false,
        409 => operation.method == "POST",
        _ => *status < 500,
    });
    met.collect()
}

/// A slow answer is asked for again, as something else may have had the machine.
fn again(child: &mut Child, request: &Request, took: Duration) -> Duration {
    if took < SLOW {
        return took;
    }
    match child.ask(request) {
        Outcome::Answered(answer) => took.min(answer.took),
        _ => took,
    }
}

/// Whether two answers show the same item. The elements of a set have no order.
fn is_item(schema: &Value, one: &[u8], two: &[u8]) -> bool {
    let read = |bytes: &[u8]| serde_json::from_slice(bytes).map(|value| Json::of(&value));
    match (read(one), read(two)) {
        (Ok(one), Ok(two)) => kept::difference(schema, &one, &two).is_none(),
        _ => false,
    }
}

/// A request that is as wrong as another one, and simpler.
fn least(request: &Request, mut is_so: impl FnMut(&Request) -> bool) -> Request {
    let mut least = request.clone();
    let mut tries = 0;
    while let Some(simpler) = least.simpler().into_iter().find(|simpler| {
        tries += 1;
        tries < 300 && is_so(simpler)
    }) {
        least = simpler;
    }
    least
}

/// Where a relative reference leads, as a client resolves it: `.` and `..` are steps, even where they are encoded.
fn resolved(base: &[String], location: &str) -> Vec<String> {
    let absolute = location.strip_prefix('/');
    let start = if absolute.is_some() { &[] } else { &base[..base.len() - 1] };
    let mut path: Vec<String> = start.to_vec();
    for segment in absolute.unwrap_or(location).split('/') {
        match segment.to_lowercase().replace("%2e", ".").as_str() {
            "." => {}
            ".." => drop(path.pop()),
            _ => path.push(segment.to_owned()),
        }
    }
    path
}

fn say(what: &str) {
    let _ = writeln!(stderr(), "{what}");
}
