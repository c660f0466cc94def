//! What slsgen advises works: it is typed into a shell, and then the update succeeds.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::{Failed, Trial};

use super::command::{Ran, run, slsgen};
use super::spoilt::{self, CASES};

pub(crate) fn trials() -> Vec<Trial> {
    let each = CASES.iter().filter(|case| gives_a_command(case.name)).map(|case| {
        Trial::test(format!("hostile::advice::{}", case.name), || {
            let place = Place::new(case.name, "project");
            (case.spoil)(&place.around);
            place.takes_the_advice(&[])
        })
    });
    let odd = ["my project", "it's $(touch x) `y`", "./-rf", "a\nb\u{1b}[31m\u{202e}", "é*", "~"].map(|name| {
        Trial::test(format!("hostile::advice::in {name:?}"), move || {
            let place = Place::new(&format!("odd{}", name.len()), name);
            place.link("README.md");
            place.takes_the_advice(&[])
        })
    });
    let others = trials_of!("hostile::advice":
        nothing_is_moved_over,
        links_and_lines_are_decided_at_once,
        options_are_kept,
        an_approval_is_kept,
        a_file_is_in_the_way_of_templates_to_deploy,
        an_empty_file_is_in_the_way,
        an_interrupted_update_is_put_right,
    );
    each.chain(odd).chain(others).collect()
}

/// Markers are decided in a merge, which `tests/cmd/two-branches.md` shows, and some cases need nothing or leave nothing
/// to type.
fn gives_a_command(case: &str) -> bool {
    let answer = fs::read_to_string(format!("tests/hostile/{case}.txt")).unwrap_or_default();
    !case.ends_with("-markers") && answer.lines().any(|line| line.starts_with("    ") && !line.starts_with("      "))
}

/// A project in a folder of some name, committed before it is spoilt.
struct Place {
    around: PathBuf,
    /// As a person names it there.
    project: String,
}

impl Place {
    fn new(test: &str, project: &str) -> Self {
        let around = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile-advice").join(test);
        spoilt::start(&around);
        let place = Self { around, project: project.to_owned() };
        if project != "project" {
            fs::rename(place.around.join("project"), place.path("")).expect("it can be renamed");
        }
        place.types("git init -q . && git add -A && git -c user.name=a -c user.email=a@b.c commit -qm good");
        place
    }

    fn path(&self, path: &str) -> PathBuf {
        self.around.join(&self.project).join(path)
    }

    /// Puts a link to nothing in place of a file.
    fn link(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("it is there");
        symlink("nothing", self.path(path)).expect("a link can be made");
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).expect("it is text");
        assert!(text.contains(from), "{path} lacks {from}");
        fs::write(self.path(path), text.replace(from, to)).expect("it can be written");
    }

    fn slsgen(&self, command: &str, options: &[&str]) -> Ran {
        slsgen(&self.around, &[&[command, &self.project], options].concat())
    }

    fn types(&self, line: &str) -> Ran {
        let binary = Path::new(env!("CARGO_BIN_EXE_slsgen")).parent().expect("a folder").to_owned();
        let path = std::env::var("PATH").expect("there is one");
        let path = format!("{}:{path}", binary.display());
        run(Command::new("bash").args(["-c", line]).env("PATH", path).current_dir(&self.around))
    }

    /// Types what an update advises, until it has updated.
    fn takes_the_advice(&self, options: &[&str]) -> Result<(), Failed> {
        let command = if self.around.to_string_lossy().contains("/undo-") { "undo" } else { "update" };
        let refused = self.slsgen(command, options);
        assert_ne!(refused.code, 0, "it needs no advice");
        for line in advised(&refused.errors) {
            let ran = self.types(&line);
            if ran.code != 0 {
                return Err(format!("{line:?} fails: {ran:?}\nafter: {}", refused.errors).into());
            }
        }
        let then = self.slsgen("update", &[]);
        if then.code == 0 { Ok(()) } else { Err(format!("then: {then:?}\nafter: {}", refused.errors).into()) }
    }
}

/// The first commands that a message has a person type, up to the one that updates; of several, the last one.
fn advised(message: &str) -> Vec<String> {
    let is_typed = |line: &&str| line.starts_with("    ") && !line.starts_with("     ") && !line.starts_with("    |");
    let typed: Vec<_> = message.lines().filter(is_typed).map(|line| line.trim().to_owned()).collect();
    let updates = |line: &&String| line.starts_with("slsgen update");
    let theirs = typed.iter().find(|line| line.ends_with("# the generated lines"));
    let update = theirs.or_else(|| typed.iter().find(updates));
    let lines: Vec<_> = typed.iter().take_while(|line| !updates(line)).chain(update).cloned().collect();
    assert!(!lines.is_empty(), "nothing is advised: {message}");
    lines
}

fn nothing_is_moved_over() {
    let place = Place::new("taken", "project");
    fs::write(place.path("README.md.aside"), "Mine\n").expect("it can be written");
    place.link("README.md");
    place.takes_the_advice(&[]).expect("the advice works");
    assert_eq!(fs::read_to_string(place.path("README.md.aside")).expect("it is there"), "Mine\n");
    assert!(fs::symlink_metadata(place.path("README.md.aside2")).expect("it was moved").is_symlink());
    assert!(fs::read_to_string(place.path("README.md")).expect("it is made anew").contains("Notes of all"));
}

fn links_and_lines_are_decided_at_once() {
    let place = Place::new("both", "project");
    place.edit("slsgen.yaml", "api:", "function: { memory: 512 }\napi:");
    place.edit("template.yaml", "MemorySize: 256", "MemorySize: 1024");
    place.link("README.md");
    let refused = place.slsgen("update", &[]);
    assert_eq!(refused.code, 5);
    // The last of the advised lines takes the generated ones.
    let lines: Vec<_> = refused
        .errors
        .lines()
        .filter(|line| line.starts_with("    mv ") || line.ends_with("generated lines"))
        .collect();
    assert_eq!(lines.len(), 2, "{refused:?}");
    for line in lines {
        assert_eq!(place.types(line).code, 0, "{line}");
    }
    assert!(fs::read_to_string(place.path("template.yaml")).expect("it is text").contains("MemorySize: 512"));
    assert!(place.path("README.md").is_file(), "it is not made anew");
}

fn options_are_kept() {
    let place = Place::new("options", "project");
    fs::copy(place.path(".slsgen/base/slsgen.yaml.base"), place.around.join("what runs.yaml"))
        .expect("it can be copied");
    place.link("README.md");
    let refused = place.slsgen("update", &["--against", "what runs.yaml"]);
    assert!(
        refused.errors.contains("slsgen update project --against 'what runs.yaml' --restore README.md\n"),
        "{refused:?}"
    );
    place.takes_the_advice(&["--against", "what runs.yaml"]).expect("the advice works");
}

fn an_approval_is_kept() {
    let place = Place::new("approval", "project");
    place.edit("slsgen.yaml", "text: string", "text: { type: string, required: true }");
    place.link("README.md");
    let refused = place.slsgen("update", &[]);
    assert_eq!(refused.code, 6);
    let [approve] = &advised(&refused.errors)[..] else { panic!("{refused:?}") };
    let conflict = place.types(approve);
    assert_eq!(conflict.code, 5, "{conflict:?}");
    for line in advised(&conflict.errors) {
        assert_eq!(place.types(&line).code, 0, "{line}");
    }
    assert_eq!(place.slsgen("check", &[]).code, 0);
}

fn a_file_is_in_the_way_of_templates_to_deploy() {
    let place = Place::new("deploy", "project");
    let notes = "table: { partition_key: id }\n    attributes: { id: uuid, text: string }";
    let indexed = "table: { partition_key: id, indexes: { by_a: { partition_key: a }, by_b: { partition_key: b } } }\n    \
                   attributes: { id: uuid, text: string, a: string, b: string }";
    place.edit("slsgen.yaml", notes, indexed);
    fs::write(place.path("deploy"), "A script\n").expect("it can be written");
    for command in ["plan", "check", "update"] {
        let refused = place.slsgen(command, &[]);
        assert!(refused.code == 1 && refused.errors.contains("project/deploy is in the way"), "{refused:?}");
    }
    place.takes_the_advice(&[]).expect("the advice works");
    assert!(place.path("deploy").is_dir(), "no template was written");
}

fn an_empty_file_is_in_the_way() {
    for how in ["markers", "ours", "theirs"] {
        let place = Place::new(&format!("empty-{how}"), "project");
        fs::create_dir(place.path("src/tasks")).expect("it can be made");
        fs::write(place.path("src/tasks/mod.rs"), "").expect("it can be written");
        let refused = place.slsgen("update", &[]);
        let line =
            refused.errors.lines().find(|line| line.contains(&format!("--conflict {how}"))).expect("it is advised");
        assert_eq!(place.types(line).code, 0, "{line}");
    }
}

fn an_interrupted_update_is_put_right() {
    for (command, description) in [("slsgen update", "Notes of all"), ("slsgen undo", "Notes of ours")] {
        let place = Place::new(&command.replace(' ', "-"), "project");
        let readme = fs::read_to_string(place.path("README.md")).expect("it is text");
        let write = serde_json::json!({ "path": "README.md", "before": readme, "after": "Half\n" });
        let journal = serde_json::json!({ "format": 1, "kind": "update", "writes": [write] });
        fs::create_dir(place.path(".slsgen/txn")).expect("it can be made");
        fs::write(place.path(".slsgen/txn/journal"), journal.to_string()).expect("it can be written");
        fs::write(place.path("README.md"), "Half\n").expect("it can be written");
        let plan = place.slsgen("plan", &[]);
        let line = plan.errors.lines().find(|line| line.contains(command)).expect("it is advised");
        assert_eq!(place.types(line).code, 0, "{line}");
        assert!(fs::read_to_string(place.path("README.md")).expect("it is text").contains(description), "{command}");
    }
}
