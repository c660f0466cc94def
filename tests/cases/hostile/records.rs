//! What a record of an update may do, and what it may not.

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::command::{Ran, slsgen};
use super::spoilt;

pub(crate) fn trials() -> Vec<Trial> {
    trials_of!("hostile::records":
        bring_back_what_the_lock_names,
        bring_back_what_the_spec_asks_for,
        remove_only_their_own_text,
        that_are_whole_are_done,
        of_an_update_that_removed_files_are_taken_back,
        of_an_update_that_wrote_much_are_taken_back,
    )
    .into()
}

struct Project(PathBuf);

impl Project {
    fn new(test: &str) -> Self {
        let around = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile-records").join(test);
        spoilt::start(&around);
        Self(around)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.join("project").join(path)
    }

    fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.path(path)).ok()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }

    fn died(&self, writes: &[Value]) {
        let journal = json!({ "format": 1, "kind": "update", "writes": writes });
        self.write(".slsgen/txn/journal", &journal.to_string());
    }

    fn slsgen(&self, command: &str) -> Ran {
        slsgen(&self.0, &[command, "project"])
    }
}

fn entry(path: &str, before: Option<&str>, after: Option<&str>) -> Value {
    json!({ "path": path, "before": before, "after": after })
}

fn bring_back_what_the_lock_names() {
    let project = Project::new("lock");
    let readme = project.text("README.md").expect("it is there");
    project.write("README.md", "Half\n");
    let base = ".slsgen/base/README.md.base";
    project.died(&[entry("README.md", Some(&readme), Some("Half\n")), entry(base, Some(&readme), Some(&readme))]);
    assert_eq!(project.slsgen("undo").code, 0);
    assert_eq!(project.text("README.md"), Some(readme));
    assert_eq!(project.text(".slsgen/txn/journal"), None);
}

/// A person's file was in the way of a new one, and was replaced as they had decided.
fn bring_back_what_the_spec_asks_for() {
    let project = Project::new("spec");
    project.write("src/tasks/mod.rs", "generated\n");
    project.died(&[entry("src/tasks/mod.rs", Some("Mine\n"), Some("generated\n"))]);
    assert_eq!(project.slsgen("undo").code, 0);
    assert_eq!(project.text("src/tasks/mod.rs").as_deref(), Some("Mine\n"));
}

fn remove_only_their_own_text() {
    let project = Project::new("remove");
    project.write("deploy/1-a.yaml", "a\n");
    project.write("deploy/2-b.yaml", "Mine\n");
    project.died(&[entry("deploy/1-a.yaml", None, Some("a\n")), entry("deploy/2-b.yaml", None, Some("b\n"))]);
    let ran = project.slsgen("undo");
    assert!(ran.code == 5 && ran.errors.contains("\n  deploy/2-b.yaml\n") && !ran.errors.contains("1-a"), "{ran:?}");
    assert_eq!(project.text("deploy/1-a.yaml"), None);
    assert_eq!(project.text("deploy/2-b.yaml").as_deref(), Some("Mine\n"));
    // The record stays, as it holds what nobody else may have.
    assert_eq!(project.slsgen("update").code, 5);
    fs::remove_file(project.path(".slsgen/txn/journal")).expect("it is there");
    assert_eq!(project.slsgen("update").code, 0);
}

/// A run that had only its journal left to rename.
fn that_are_whole_are_done() {
    let project = Project::new("whole");
    assert_eq!(project.slsgen("update").code, 0);
    fs::create_dir(project.path(".slsgen/txn")).expect("it can be made");
    fs::rename(project.path(".slsgen/undo/journal"), project.path(".slsgen/txn/journal")).expect("it is there");
    let readme = project.text("README.md").expect("it is there");
    assert_eq!(project.slsgen("plan").code, 1);
    let ran = project.slsgen("undo");
    assert!(ran.code == 0 && ran.errors.contains("had written everything"), "{ran:?}");
    assert_ne!(project.text("README.md"), Some(readme), "the update was not taken back");
}

fn of_an_update_that_removed_files_are_taken_back() {
    let project = Project::new("removed");
    assert_eq!(project.slsgen("update").code, 0);
    let [spec, item] = ["slsgen.yaml", "src/tasks/item.rs"].map(|path| project.text(path).expect("it is there"));
    let (before, _) = spec.split_once("  tasks:").expect("there are tasks");
    project.write("slsgen.yaml", before);
    let approve = project.slsgen("plan").output;
    let approve =
        approve.lines().find_map(|line| line.trim().strip_prefix("to allow it: --approve ")).expect("it asks");
    assert_eq!(slsgen(&project.0, &["update", "project", "--approve", approve]).code, 0);
    assert_eq!(project.text("src/tasks/item.rs"), None);
    assert_eq!(project.slsgen("undo").code, 0);
    assert_eq!(project.text("src/tasks/item.rs"), Some(item));
}

/// Both versions of a file between markers are longer than a file that is read.
fn of_an_update_that_wrote_much_are_taken_back() {
    let project = Project::new("much");
    let readme = "long\n".repeat(1 << 20);
    project.write("README.md", &readme);
    project.write(".slsgen/base/README.md.base", &"before\n".repeat(1 << 20));
    assert_eq!(slsgen(&project.0, &["update", "project", "--conflict", "markers"]).code, 5);
    assert!(project.text("README.md").is_some_and(|text| text.len() > 8 << 20));
    assert_eq!(project.slsgen("undo").code, 0);
    assert_eq!(project.text("README.md"), Some(readme));
}
