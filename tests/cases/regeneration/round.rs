//! One round: a project, its edits, a change of its spec, an update, and what must hold of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use similar::TextDiff;
use slsgen::baseline::{self, Lock, Tracking};
use slsgen::model::Frozen;
use slsgen::path::ProjectPath;
use slsgen::render::{self, RenderedProject};

use super::entries::{self, Tree, assert_same, is_something_else, read, taken_back};
use super::lines::{Lines, unix};
use super::{person, spec_change};
use crate::random::Random;

/// A project in a round.
struct Round {
    /// Its seed.
    name: String,
    /// Holds the project, and what a person moved out of it.
    root: PathBuf,
    /// What was generated before the update.
    old: RenderedProject,
    /// What is generated now.
    new: RenderedProject,
}

/// What a plan says of a file that was generated.
struct Planned<'a> {
    /// Where it was.
    path: &'a str,
    /// Where it is now.
    now: &'a str,
    /// Empty if the plan does not name it.
    action: &'a str,
}

impl<'a> Planned<'a> {
    fn of(path: &'a str, file: Option<&'a Value>) -> Self {
        let now = file.map_or(path, |file| text(&file["path"]));
        Self { path, now, action: file.map_or("", |file| text(&file["action"])) }
    }
}

/// Runs the round of a seed.
pub(crate) fn run(seed: u64) {
    let mut random = Random::new(seed.wrapping_mul(7919));
    let (old_spec, new_spec) = spec_change::pair(&mut random);
    let round = Round::start(&seed.to_string(), &old_spec, &new_spec);
    let paths = |project: &RenderedProject| -> Vec<String> {
        let paths = project.files().map(|(path, _)| path.to_string());
        paths.filter(|path| path != "slsgen.yaml").collect()
    };
    let generated = paths(&round.old);
    let upcoming: Vec<_> = paths(&round.new).into_iter().filter(|path| !generated.contains(path)).collect();
    person::edit(&mut random, &round.project(), &generated, &upcoming);
    fs::write(round.project().join("slsgen.yaml"), &new_spec).expect("the spec can be written");

    let plan = round.plan(&[]);
    round.is_refused_unapproved(&plan);
    if plan["conflicts"] == 0 {
        return round.is_updated(&[], &plan);
    }
    round.is_refused(&[], &plan);
    let how = random.pick(&["markers", "ours", "theirs"]);
    let choice = ["--conflict", how];
    let plan = round.plan(&choice);
    if plan["conflicts"] == 0 {
        return round.is_updated(&choice, &plan);
    }
    round.is_refused(&choice, &plan);
    let choice = ["--conflict", "ours"];
    round.is_updated(&choice, &round.plan(&choice));
}

/// A project that git checked out with CRLF is up to date.
pub(crate) fn line_ends_are_no_edit(seed: u64) {
    let (spec, _) = spec_change::pair(&mut Random::new(seed));
    let round = Round::start("crlf", &spec, &spec);
    person::check_out_with_crlf(&round.project(), |_| true);
    let before = round.tree();
    for command in ["check", "update"] {
        let output = round.slsgen(&[command]);
        round.exits(&output, 0);
        assert!(output.stdout.is_empty(), "{command} finds something: {output:?}");
        round.unchanged(&before, command);
    }
}

impl Round {
    fn start(name: &str, old_spec: &str, new_spec: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("regeneration").join(name);
        let _ = fs::remove_dir_all(&root);
        let service = |spec: &str| slsgen::load("spec", spec.as_bytes()).service.expect("the spec is valid");
        let old = render::render_new(&service(old_spec), old_spec);
        let new = service(new_spec);
        let frozen = Frozen::assign(&new, &old.frozen);
        let round = Self { name: name.to_owned(), root, new: render::render(&new, new_spec, &frozen), old };
        fs::create_dir_all(&round.root).expect("a folder can be made");
        slsgen::apply::create(&baseline::files_of_new_project(&round.old), &round.project())
            .expect("the project can be made");
        round
    }

    fn project(&self) -> PathBuf {
        self.root.join("project")
    }

    fn slsgen(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_slsgen"));
        command.args(arguments).current_dir(self.project()).output().expect("slsgen runs")
    }

    /// What an update would do. Nothing is written.
    fn plan(&self, choice: &[&str]) -> Value {
        let before = self.tree();
        let output = self.slsgen(&[&["plan", "--format", "json", "--diff"], choice].concat());
        self.exits(&output, 0);
        self.unchanged(&before, "plan");
        serde_json::from_slice(&output.stdout).expect("a plan is JSON")
    }

    fn is_refused_unapproved(&self, plan: &Value) {
        if !dangers(plan).is_empty() {
            let before = self.tree();
            self.exits(&self.slsgen(&["update"]), 6);
            self.unchanged(&before, "update");
        }
    }

    /// In conflict, an update names each file, and not a byte changes.
    fn is_refused(&self, choice: &[&str], plan: &Value) {
        let before = self.tree();
        let output = self.update(choice, plan);
        self.exits(&output, 5);
        self.unchanged(&before, "update");
        let said = String::from_utf8_lossy(&output.stderr);
        for file in files(plan).filter(|file| file["action"] == "conflict") {
            assert!(said.contains(text(&file["path"])), "seed {}: {file} is not named in {said}", self.name);
        }
    }

    /// But for a `Cargo.lock` that a person took something out of, and files that an edit broke.
    fn is_up_to_date(&self, marks: bool) {
        let check = self.slsgen(&["check"]);
        let said = String::from_utf8_lossy(&check.stdout).into_owned();
        let is_edit = |line: &str| {
            ["edited[K0002]", "missing[K0003]", "held back[K0010]", "code uses it[K0012]"]
                .iter()
                .any(|state| line.starts_with(state))
        };
        let mut states = said.lines().filter(|line| !is_edit(line)).peekable();
        let is_lock = states.peek().is_some()
            && states.all(|line| {
                ["lock[K0009] Cargo.lock: ", "broken[K0013]", "needed[K0014]"]
                    .iter()
                    .any(|state| line.starts_with(state))
            });
        self.exits(
            &check,
            if marks {
                5
            } else if is_lock {
                4
            } else {
                0
            },
        );
    }

    fn update(&self, choice: &[&str], plan: &Value) -> Output {
        let dangers = dangers(plan);
        let approvals = dangers.iter().flat_map(|fingerprint| ["--approve", fingerprint]);
        self.slsgen(&["update"].into_iter().chain(choice.iter().copied()).chain(approvals).collect::<Vec<_>>())
    }

    /// The update does what was planned, once, keeps what a person did, and can be taken back.
    fn is_updated(&self, choice: &[&str], plan: &Value) {
        let before = self.tree();
        let marks = files(plan).any(|file| file["action"] == "mark");
        self.exits(&self.update(choice, plan), if marks { 5 } else { 0 });
        let after = self.tree();
        self.as_planned(plan, &before, &after);
        self.keeps_edits(plan, &before, &after);
        self.keeps_line_ends(&before, &after);
        self.remembers(&after);

        self.exits(&self.slsgen(&["update"]), if marks { 5 } else { 0 });
        assert_same(&self.name, "a second update", &after, &self.tree());
        self.is_up_to_date(marks);

        if before != after {
            self.exits(&self.slsgen(&["undo"]), 0);
            let [old, undone] = [&before, &self.tree()].map(|tree| taken_back(tree, &after));
            assert_same(&self.name, "undo", &old, &undone);
            self.exits(&self.update(choice, plan), if marks { 5 } else { 0 });
            assert_same(&self.name, "an update after undo", &after, &self.tree());
        }
    }

    /// Every file that changes is in the plan with that very change, and every change in the plan is made.
    fn as_planned(&self, plan: &Value, before: &Tree, after: &Tree) {
        let mut planned = BTreeSet::new();
        for file in files(plan).filter(|file| file.get("diff").is_some()) {
            let path = text(&file["path"]);
            let from = file.get("from").map_or(path, text);
            let (old, new) = (read(before, from).unwrap_or_default(), read(after, path).unwrap_or_default());
            let (a, b) = (format!("a/{from}"), format!("b/{path}"));
            let diff = TextDiff::from_lines(unix(&old), unix(&new)).unified_diff().header(&a, &b).to_string();
            assert_eq!(diff, text(&file["diff"]), "seed {}: {path} is not written as planned", self.name);
            planned.extend([path, from]);
        }
        planned.extend(plan["deployments"].as_array().expect("a list").iter().map(text));
        let is_ours = |path: &str| path.starts_with("project/.slsgen/") || path == "project/slsgen.lock";
        for path in before.keys().chain(after.keys()).filter(|path| !is_ours(path)) {
            let is_planned = path.strip_prefix("project/").is_some_and(|path| planned.contains(path));
            assert!(is_planned || before.get(path) == after.get(path), "seed {}: {path} was not planned", self.name);
        }
    }

    /// What a person deleted stays so, which is said, and what a person edited keeps the edits.
    fn keeps_edits(&self, plan: &Value, before: &Tree, after: &Tree) {
        for (path, file) in self.old.files().filter(|(path, _)| !path.is_spec()) {
            let path = path.as_str();
            let is_it = |file: &&Value| file["path"] == path || file.get("from").is_some_and(|from| from == path);
            let planned = Planned::of(path, files(plan).find(is_it));
            match read(before, path) {
                Some(mine) => self.keeps_lines(&planned, &file.text, &unix(&mine), after),
                None if is_something_else(before, path) => {}
                None => self.stays_deleted(&planned, after),
            }
        }
    }

    fn stays_deleted(&self, Planned { path, now, action }: &Planned<'_>, after: &Tree) {
        assert!(read(after, now).is_none(), "seed {}: {path} came back", self.name);
        let needs_saying = self.new.text(now).is_some() && !["Cargo.lock", "src/hooks.rs"].contains(now);
        assert!(*action == "deleted" || !needs_saying, "seed {}: nobody says that {path} was deleted", self.name);
    }

    /// Lines that a person added are there, and lines that a person removed are not; nor is what is generated lost.
    fn keeps_lines(&self, Planned { path, now, action }: &Planned<'_>, base: &str, mine: &str, after: &Tree) {
        let seed = &self.name;
        let result = read(after, now);
        if mine == base || ["resolve", "mark"].contains(action) {
            return;
        }
        let result = unix(&result.unwrap_or_else(|| panic!("seed {seed}: {path} was edited and is gone")));
        let new = Lines::of(self.new.text(now).unwrap_or_default());
        let (base, mine, result) = (Lines::of(base), Lines::of(mine), Lines::of(&result));
        for line in mine.lines.iter().filter(|line| !base.has(line)) {
            assert!(result.has(line), "seed {seed}: {path} lost {line:?}");
        }
        for line in base.stays_in(&new).filter(|line| !mine.has(line)) {
            assert!(!result.has(line), "seed {seed}: {path} got {line:?} back");
        }
        for line in new.lines.iter().filter(|line| *action == "merge" && !base.has(line)) {
            assert!(result.has(line), "seed {seed}: {path} did not get {line:?}");
        }
    }

    /// A file whose lines all ended in CRLF has no other line ends now.
    fn keeps_line_ends(&self, before: &Tree, after: &Tree) {
        let is_crlf = |text: &str| text.contains("\r\n") && !text.replace("\r\n", "").contains('\n');
        for path in before.keys().filter_map(|path| path.strip_prefix("project/")) {
            if let (Some(old), Some(new)) = (read(before, path), read(after, path))
                && is_crlf(&old)
            {
                assert!(is_crlf(&new) || !new.contains('\n'), "seed {}: {path} lost its line ends", self.name);
            }
        }
    }

    /// The bases are what is generated now.
    fn remembers(&self, after: &Tree) {
        let lock = Lock::read(&read(after, "slsgen.lock").expect("there is a lock")).expect("it can be read");
        assert_eq!(lock.frozen, self.new.frozen);
        let is_there = |path: &ProjectPath| lock.files.get(path) != Some(&Tracking::Deleted);
        let merged = self.new.files().filter(|(path, _)| path.as_str() != "src/hooks.rs");
        for (path, file) in merged.filter(|(path, _)| is_there(path)) {
            let base = read(after, path.base().as_str()).map(|base| unix(&base));
            assert_eq!(base.as_deref(), Some(unix(&file.text).as_str()), "seed {}: the base of {path}", self.name);
        }
        let bases = after.keys().filter(|path| path.starts_with("project/.slsgen/base/")).count();
        assert_eq!(bases, self.new.files().len() - 1, "seed {}: there are other bases", self.name);
    }

    fn tree(&self) -> Tree {
        entries::tree(&self.root)
    }

    fn unchanged(&self, before: &Tree, command: &str) {
        assert_same(&self.name, command, before, &self.tree());
    }

    fn exits(&self, output: &Output, code: i32) {
        let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said).into_owned()).concat();
        assert_eq!(output.status.code(), Some(code), "seed {}: {said}", self.name);
    }
}

fn files(plan: &Value) -> impl Iterator<Item = &Value> {
    plan["files"].as_array().expect("a list").iter()
}

fn dangers(plan: &Value) -> Vec<&str> {
    let changes = plan["changes"].as_array().expect("a list").iter();
    changes.filter(|change| change["refused"] == true).map(|change| text(&change["fingerprint"])).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}
