//! A project over years: people edit it, its spec changes, branches are merged, and every tenth round it is built.
//!
//! No line of a person's is lost, the history only grows, and what `check` lets through compiles.
//! `SLSGEN_YEARS=0..3 SLSGEN_YEARS_ROUNDS=50 cargo test --test cases years::` lives through these seeds. With
//! `SLSGEN_YEARS_TO`, each update leaves its documents and findings there, for `.ci/api_changes.py` and
//! `.ci/stack_changes.py`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use super::build;
use crate::project::{Tree, read_tree};
use crate::random::Random;
use crate::regeneration::spec_change;

pub(super) fn trials() -> [Trial; 1] {
    [Trial::test("generated::years::nothing_is_lost_and_what_is_green_compiles", live)]
}

fn live() -> Result<(), Failed> {
    let rounds: usize = std::env::var("SLSGEN_YEARS_ROUNDS").map_or(10, |count| count.parse().expect("a number"));
    for seed in super::seeds("SLSGEN_YEARS", 0..1) {
        let mut years = Years::begin(seed);
        let mut builds = 0;
        for round in 1..=rounds {
            years.round = round;
            years.pass();
            if round % 10 == 0 && years.is_green() {
                years.build()?;
                builds += 1;
            }
        }
        if builds * 20 < rounds {
            return Err(format!("seed {seed}: of {rounds} rounds, only {builds} were built").into());
        }
    }
    Ok(())
}

struct Years {
    seed: u64,
    round: usize,
    random: Random,
    project: PathBuf,
    /// The lines that a person added, each the only one of its kind.
    lines: Vec<String>,
}

impl Years {
    fn begin(seed: u64) -> Self {
        let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("years").join(seed.to_string());
        let _ = fs::remove_dir_all(&project);
        let mut random = Random::new(seed);
        let spec = spec_change::with_name(&spec_change::valid(&mut random), &format!("years-{seed}"));
        fs::create_dir_all(&project).expect("a folder can be made");
        let file = project.with_extension("yaml");
        fs::write(&file, spec).expect("the spec can be written");
        let years = Self { seed, round: 0, random, project, lines: Vec::new() };
        years.slsgen(&["-q", "new", "--spec", &file.display().to_string(), "--out", "."], &[0]);
        years.git(&["init", "-q", "-b", "main"]);
        years.git(&["config", "user.email", "ada@example.com"]);
        years.git(&["config", "user.name", "Ada"]);
        years.git(&["config", "core.autocrlf", "false"]);
        years.commit("Begin");
        years
    }

    /// One round: alone, or in two branches that are merged.
    fn pass(&mut self) {
        let before = self.history();
        self.edit();
        if self.round.is_multiple_of(3) {
            self.commit("Edit");
            self.git(&["switch", "-q", "-c", "other"]);
            self.edit();
            self.change();
            self.commit("Change in a branch");
            self.git(&["switch", "-q", "main"]);
            self.edit();
            self.change();
            self.commit("Change");
            self.merge();
            self.git(&["branch", "-q", "-D", "other"]);
        } else {
            self.change();
            if self.random.one_in(4) {
                self.take_back();
            }
        }
        self.commit("Round");
        let gone: Vec<String> = before.difference(&self.history()).cloned().collect();
        assert!(gone.is_empty(), "{}: the history lost {gone:?}", self.at());
        self.has_all_lines("the round");
        let tree = self.tree();
        self.slsgen(&["-q", "update"], &[0]);
        assert!(tree == self.tree(), "{}: another update finds something to do", self.at());
    }

    fn at(&self) -> String {
        format!("seed {}, round {}", self.seed, self.round)
    }

    /// Adds lines of comments.
    fn edit(&mut self) {
        for _ in 0..self.random.below(4) {
            let tree = self.tree();
            let is_text = |path: &&String| {
                let path = Path::new(path);
                let is_source = path.extension().is_some_and(|end| ["rs", "yaml", "toml"].iter().any(|it| end == *it));
                is_source && !path.ends_with("slsgen.yaml")
            };
            let paths: Vec<&String> = tree.keys().filter(is_text).collect();
            let path = self.random.pick(&paths);
            let sign = if Path::new(path).extension().is_some_and(|end| end == "rs") { "//" } else { "#" };
            let line = format!("{sign} A person's line {}.", self.lines.len());
            let text = String::from_utf8(tree[path].clone()).expect("it is a text");
            let mut texts: Vec<&str> = text.split_inclusive('\n').collect();
            let added = format!("{line}\n");
            texts.insert(self.random.below(texts.len() + 1), &added);
            fs::write(self.project.join(path), texts.concat()).expect("a file can be written");
            self.lines.push(line);
        }
    }

    fn change(&mut self) {
        let old = self.read("slsgen.yaml");
        let new = spec_change::next(&mut self.random, &old);
        fs::write(self.project.join("slsgen.yaml"), new).expect("the spec can be written");
        let documents = self.documents();
        let lines = self.present_lines();
        let changes = self.update();
        self.note(&documents, &changes);
        let lost: Vec<String> = lines.difference(&self.present_lines()).cloned().collect();
        assert!(lost.is_empty(), "{}: an update lost {lost:?}", self.at());
    }

    /// Does what the spec asks for, and approves all of it; conflicts are resolved by a person.
    fn update(&self) -> Vec<Value> {
        let plan = self.slsgen(&["plan", "--format", "json", "--conflict", "markers"], &[0]);
        let plan: Value = serde_json::from_slice(&plan.stdout).expect("a plan is JSON");
        let changes = plan["changes"].as_array().expect("a list").clone();
        let refused = changes.iter().filter(|change| change["refused"] == true);
        let fingerprints = refused.filter_map(|change| change["fingerprint"].as_str());
        let approvals = fingerprints.flat_map(|fingerprint| ["--approve", fingerprint]);
        let update: Vec<&str> = ["-q", "update", "--conflict", "markers"].into_iter().chain(approvals).collect();
        if self.slsgen(&update, &[0, 5]).status.code() == Some(5) {
            for (path, bytes) in self.tree() {
                if let Ok(text) = String::from_utf8(bytes)
                    && text.lines().any(|line| line.starts_with("<<<<<<< "))
                {
                    fs::write(self.project.join(path), resolved(&text)).expect("a file can be written");
                }
            }
        }
        changes
    }

    fn take_back(&self) {
        let after = self.tree();
        // What a person has resolved since is not taken back.
        if self.slsgen(&["undo"], &[0, 5]).status.code() == Some(5) {
            return;
        }
        self.update();
        assert!(after == self.tree(), "{}: an update after undo gives something else", self.at());
    }

    /// Merges the other branch as docs/regeneration.md says.
    fn merge(&mut self) {
        let mut is_clean = self.run("git", &["merge", "-q", "other", "-m", "Merge"]).status.success();
        if !self.run("git", &["grep", "-lE", "^<{8,} "]).stdout.is_empty() {
            self.git(&["merge", "--abort"]);
            let merge = ["merge", "-q", "-X", "find-renames=100%", "other", "-m", "Merge"];
            is_clean = self.run("git", &merge).status.success();
        }
        let both = ["main", "other"].map(|branch| self.shown(branch, "slsgen.yaml"));
        let merged = self.read("slsgen.yaml");
        if slsgen::load("spec", merged.as_bytes()).service.is_none() {
            fs::write(self.project.join("slsgen.yaml"), &both[self.random.below(2)]).expect("it can be written");
        }
        if !is_clean {
            let marked =
                String::from_utf8(self.run("git", &["grep", "-l", "^<<<<<<< "]).stdout).expect("they are texts");
            let (people, ours): (Vec<&str>, Vec<&str>) =
                marked.lines().partition(|path| !path.starts_with(".slsgen/") && self.has_own_lines(path));
            if !ours.is_empty() {
                self.git(&[["checkout", "-q", "--theirs", "--"].as_slice(), &ours].concat());
            }
            for path in people {
                fs::write(self.project.join(path), self.reconciled(path)).expect("it can be written");
            }
        }
        self.update();
        self.commit("Merge");
        self.has_all_lines("a merge");
    }

    /// What a person makes of a file in conflict: what slsgen wrote, and the lines of both sides.
    fn reconciled(&self, path: &str) -> String {
        let marked = self.read(path);
        let own = marked.lines().filter(|line| line.contains("A person's line")).map(|line| format!("{line}\n"));
        let Ok(base) = fs::read_to_string(self.project.join(format!(".slsgen/base/{path}.base"))) else {
            return resolved(&marked);
        };
        [base].into_iter().chain(own).collect()
    }

    fn has_own_lines(&self, path: &str) -> bool {
        self.read(path).lines().any(|line| self.lines.iter().any(|own| line == own))
    }

    fn shown(&self, branch: &str, path: &str) -> String {
        String::from_utf8(self.git(&["show", &format!("{branch}:{path}")]).stdout).expect("it is a text")
    }

    /// The lines of a person's that are in the working tree.
    fn present_lines(&self) -> BTreeSet<String> {
        let tree = self.tree();
        let texts = tree.values().filter_map(|bytes| str::from_utf8(bytes).ok());
        texts.flat_map(str::lines).filter(|line| line.contains("A person's line")).map(str::to_owned).collect()
    }

    fn has_all_lines(&self, what: &str) {
        let present = self.present_lines();
        let lost: Vec<&String> = self.lines.iter().filter(|line| !present.contains(*line)).collect();
        assert!(lost.is_empty(), "{}: {what} lost {lost:?}", self.at());
    }

    fn is_green(&self) -> bool {
        self.run(env!("CARGO_BIN_EXE_slsgen"), &["check"]).status.success()
    }

    fn build(&self) -> Result<(), String> {
        let check = ["check", "--quiet", "--all-targets"];
        build::cargo_offline(&self.project, &check).map_err(|said| format!("{}: {said}", self.at()))
    }

    /// The documents that slsgen generated last.
    fn documents(&self) -> [String; 3] {
        [".slsgen/base/slsgen.yaml.base", ".slsgen/base/openapi.yaml.base", ".slsgen/base/template.yaml.base"]
            .map(|path| self.read(path))
    }

    fn note(&self, old: &[String; 3], changes: &[Value]) {
        let Ok(folder) = std::env::var("SLSGEN_YEARS_TO") else { return };
        let write = |name: &str, text: &str| {
            let file = Path::new(&folder).join(format!("{}{name}", self.seed * 1000 + self.round as u64));
            fs::write(file, text).expect("a file can be written");
        };
        for (side, documents) in [("old", old), ("new", &self.documents())] {
            for (name, text) in ["spec", "openapi.yaml", "template.yaml"].iter().zip(documents) {
                write(&format!(".{side}.{name}"), text);
            }
        }
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let lines = changes.iter().map(|it| format!("{} {}\n", text(&it["code"]), text(&it["message"])));
        write(".findings", &lines.collect::<String>());
    }

    fn history(&self) -> BTreeSet<String> {
        self.read(".slsgen/history").lines().map(str::to_owned).collect()
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.project.join(path)).expect("it is a text")
    }

    /// All but what git and slsgen keep for themselves.
    fn tree(&self) -> Tree {
        let is_own = |path: &String| path.starts_with(".git/") || path.starts_with(".slsgen/");
        read_tree(&self.project).into_iter().filter(|(path, _)| !is_own(path)).collect()
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    fn git(&self, arguments: &[&str]) -> Output {
        let output = self.run("git", arguments);
        assert!(output.status.success(), "{}: git {arguments:?}: {output:?}", self.at());
        output
    }

    fn slsgen(&self, arguments: &[&str], allowed: &[i32]) -> Output {
        let output = self.run(env!("CARGO_BIN_EXE_slsgen"), arguments);
        let is_allowed = output.status.code().is_some_and(|code| allowed.contains(&code));
        let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said)).concat();
        assert!(is_allowed, "{}: slsgen {arguments:?}: {}, {said}", self.at(), output.status);
        output
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        Command::new(program).args(arguments).current_dir(&self.project).output().expect("it runs")
    }
}

/// A file with conflict markers as a person leaves it: the other side, and the lines that are only on this one.
fn resolved(text: &str) -> String {
    let (mut kept, mut ours, mut side) = (String::new(), Vec::new(), ' ');
    for line in text.lines() {
        let marker = line.chars().next().filter(|sign| line.starts_with(&sign.to_string().repeat(7)));
        match (marker, side) {
            (Some('<'), ' ') => side = '<',
            (Some('|'), '<') => side = '|',
            (Some('='), '<' | '|') => {
                side = '=';
                let person = ours.drain(..).filter(|line: &&str| line.contains("A person's line"));
                kept.extend(person.map(|line| format!("{line}\n")));
            }
            (Some('>'), '=') => side = ' ',
            (_, '<') => ours.push(line),
            (_, '|') => {}
            _ => kept.extend([line, "\n"]),
        }
    }
    kept
}
