//! Requests of one seed, to tables that begin empty. What is drawn depends on the seed and the answers alone: a wrong
//! request is asked again, and made simpler, only when the batch is over.

use std::path::PathBuf;
use std::time::Duration;

use super::ask;
use super::child::{Answer, Child, Outcome};
use super::document::Document;
use super::json::Json;
use super::judge::{Wrong, judge};
use super::kept;
use super::known::Known;
use super::request::{Request, shown};
use super::run::{Met, SLOW};
use super::verdict::path_values;
use crate::random::Random;

/// What is asked.
pub(super) struct Setting {
    pub(super) program: PathBuf,
    pub(super) document: Document,
}

pub(super) struct Batch<'a> {
    setting: &'a Setting,
    seed: u64,
    child: Child,
    known: Known,
    met: Met,
    /// The first request of each kind of wrong answers, with the kind as it is reported.
    first: Vec<(String, Request, Wrong)>,
    slow: Vec<(Duration, Request)>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(setting: &'a Setting, seed: u64) -> Self {
        Self {
            setting,
            seed,
            child: Child::start(&setting.program),
            known: Known::default(),
            met: Met::default(),
            first: Vec::new(),
            slow: Vec::new(),
        }
    }

    pub(super) fn run(mut self, count: usize) -> Met {
        let mut random = Random::new(self.seed);
        for number in 0..count {
            let missed = self.met.missed(&self.setting.document);
            let request = ask::draw(&mut random, &self.setting.document, &self.known, &missed);
            let place = format!("seed {}, request {number}", self.seed);
            if let Some(answer) = self.ask(&request, &place) {
                self.learn(&request, &answer, &place);
            }
        }
        for (kind, request, wrong) in std::mem::take(&mut self.first) {
            self.simplify(&kind, &request, &wrong);
        }
        for (took, request) in std::mem::take(&mut self.slow) {
            // Something else may have had the machine.
            if let Outcome::Answered(again) = self.child.ask(&request) {
                self.took(took.min(again.took), &request);
            }
        }
        self.met
    }

    /// Sends a request and judges its answer. After the end of the process, another one begins with empty tables.
    fn ask(&mut self, request: &Request, place: &str) -> Option<Answer> {
        match self.child.ask(request) {
            Outcome::NoRequest => None,
            Outcome::Ended(how) => {
                self.child = Child::start(&self.setting.program);
                self.known = Known::default();
                let wrong = Wrong { kind: ENDS.to_owned(), detail: how };
                self.found(request, "", wrong, place);
                None
            }
            Outcome::Answered(answer) => {
                self.met.answers += 1;
                if let Some(operation) = self.setting.document.route(&request.method, &request.path) {
                    *self.met.statuses.entry((operation.id.clone(), answer.status)).or_default() += 1;
                }
                if answer.took > SLOW {
                    self.slow.push((answer.took, request.clone()));
                } else {
                    self.took(answer.took, request);
                }
                for wrong in judge(&self.setting.document, request, &answer) {
                    self.found(request, &said(&answer), wrong, place);
                }
                Some(answer)
            }
        }
    }

    fn took(&mut self, took: Duration, request: &Request) {
        if took > self.met.slowest.0 {
            self.met.slowest = (took, request.to_string());
        }
    }

    fn found(&mut self, request: &Request, said: &str, wrong: Wrong, place: &str) {
        let route = self.setting.document.route(&request.method, &request.path);
        let name = route.map_or("no route", |operation| &operation.id);
        let status = said.split(' ').next().unwrap_or_default();
        let kind = format!("{name} {status}: {}", wrong.kind);
        let example = || (0, format!("{}\n{place}\n{request}-> {said}", wrong.detail));
        let seen = self.met.wrong.entry(kind.clone()).or_insert_with(example);
        seen.0 += 1;
        if seen.0 == 1 {
            self.first.push((kind, request.clone(), wrong));
        }
    }

    /// Makes a wrong request simpler, part by part, as long as its answer is wrong in the same way.
    fn simplify(&mut self, kind: &str, request: &Request, wrong: &Wrong) {
        const TRIES: usize = 300;
        let (mut least, mut tries) = (request.clone(), 0);
        let (_, example) = &self.met.wrong[kind];
        let place = example.lines().find(|line| line.starts_with("seed ")).unwrap_or_default().to_owned();
        let mut example = None;
        while let Some((simpler, said, detail)) = least.simpler().into_iter().find_map(|simpler| {
            tries += 1;
            let (said, detail) = if tries > TRIES { None } else { self.is_wrong(&simpler, wrong) }?;
            Some((simpler, said, detail))
        }) {
            example = Some(format!("{detail}\n{place}\n{simpler}-> {said}"));
            least = simpler;
        }
        if let (Some(example), Some(seen)) = (example, self.met.wrong.get_mut(kind)) {
            seen.1 = example;
        }
    }

    /// Whether a request is wrong in this way too: what was said, and what is wrong with it.
    fn is_wrong(&mut self, request: &Request, wrong: &Wrong) -> Option<(String, String)> {
        match self.child.ask(request) {
            Outcome::Answered(answer) => {
                let found = judge(&self.setting.document, request, &answer);
                found.into_iter().find(|found| found.kind == wrong.kind).map(|found| (said(&answer), found.detail))
            }
            Outcome::Ended(how) => {
                self.child = Child::start(&self.setting.program);
                (wrong.kind == ENDS).then_some((String::new(), how))
            }
            Outcome::NoRequest => None,
        }
    }

    /// Takes in an answer, and follows a `Location`.
    fn learn(&mut self, request: &Request, answer: &Answer, place: &str) {
        let Some(operation) = self.setting.document.route(&request.method, &request.path) else { return };
        self.known.learn(operation, &path_values(operation, request), answer);
        let Some(location) = answer.header("location").filter(|_| answer.status == 201) else { return };
        let followed = Request::get(resolved(&request.path, location));
        let Some(found) = self.ask(&followed, place) else { return };
        let is_item = found.status == 200
            && match (serde_json::from_slice(&answer.body), serde_json::from_slice(&found.body)) {
                // The elements of a set have no order.
                (Ok(made), Ok(found)) => {
                    let schema = &operation.answers[&201].schema;
                    kept::difference(schema, &Json::of(&made), &Json::of(&found)).is_none()
                }
                _ => false,
            };
        if !is_item {
            let detail = format!("{location} -> {}", said(&found));
            let wrong = Wrong { kind: "has a Location that leads elsewhere".to_owned(), detail };
            self.found(request, &said(answer), wrong, place);
        }
    }
}

const ENDS: &str = "ends the process";

fn said(answer: &Answer) -> String {
    format!("{} {}", answer.status, shown(&answer.body))
}

/// Where a relative reference leads, as a client resolves it: `.` and `..` are steps, even where they are encoded.
pub(super) fn resolved(base: &[String], location: &str) -> Vec<String> {
    let absolute = location.strip_prefix('/');
    let mut path = if absolute.is_some() { Vec::new() } else { base[..base.len() - 1].to_vec() };
    for segment in absolute.unwrap_or(location).split('/') {
        match segment.to_lowercase().replace("%2e", ".").as_str() {
            "." => {}
            ".." => drop(path.pop()),
            _ => path.push(segment.to_owned()),
        }
    }
    path
}
