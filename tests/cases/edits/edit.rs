//! Edits as data: `tests/edits/person` holds what people do to a project, `tests/edits/spec` what becomes of its spec.
//!
//! A file says in its first line what it is about. `@@ PATH` begins a change of a file, as a diff shows it, without line
//! numbers: what is kept and removed stands in the file once. `rewrite PATH` begins a file's new text; `delete PATH`,
//! `reformat PATH` (Rust, by rustfmt) and `export PATH` (JSON, as Postman writes it) are steps of one line.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Serialize;

use crate::project::Tree;

/// What someone does to a project.
pub(crate) struct Edit {
    pub(crate) name: String,
    steps: Vec<Step>,
}

enum Step {
    Replace { path: String, old: String, new: String },
    Rewrite { path: String, text: String },
    Delete(String),
    Reformat(String),
    Export(String),
}

/// The edits in a folder of `tests/edits`, sorted by name.
pub(crate) fn read(folder: &str) -> Vec<Edit> {
    let entries = fs::read_dir(Path::new("tests/edits").join(folder)).expect("the edits are there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let edit = |path: PathBuf| Edit {
        name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
        steps: steps(&fs::read_to_string(&path).expect("an edit is text")),
    };
    paths.into_iter().map(edit).collect()
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for line in text.lines().skip(1) {
        let word = line.split_once(' ').map(|(word, path)| (word, path.to_owned()));
        match (word, steps.last_mut()) {
            (Some(("@@", path)), _) => steps.push(Step::Replace { path, old: String::new(), new: String::new() }),
            (Some(("rewrite", path)), _) => steps.push(Step::Rewrite { path, text: String::new() }),
            (Some(("delete", path)), _) => steps.push(Step::Delete(path)),
            (Some(("reformat", path)), _) => steps.push(Step::Reformat(path)),
            (Some(("export", path)), _) => steps.push(Step::Export(path)),
            (_, Some(Step::Replace { old, new, .. })) => {
                let (kind, line) = line.split_at_checked(1).unwrap_or((" ", ""));
                assert!([" ", "-", "+"].contains(&kind), "a change has no line `{kind}{line}`");
                for side in [(kind != "+").then_some(old), (kind != "-").then_some(new)].into_iter().flatten() {
                    side.push_str(line);
                    side.push('\n');
                }
            }
            (_, Some(Step::Rewrite { text, .. })) => {
                text.push_str(line.strip_prefix('+').expect("a new text is added"));
                text.push('\n');
            }
            _ => panic!("`{line}` belongs to no step"),
        }
    }
    steps
}

impl Edit {
    /// Whether a compiler sees the edit.
    pub(crate) fn is_of_code(&self) -> bool {
        self.steps.iter().any(|step| {
            step.path().starts_with("src/") || step.path().starts_with("tests/") || step.path() == "Cargo.toml"
        })
    }

    /// The project after the edit, unless it does not fit.
    pub(crate) fn applied(&self, project: &Tree) -> Result<Tree, String> {
        let mut project = project.clone();
        for step in &self.steps {
            let before = project.remove(step.path()).unwrap_or_default();
            let before = String::from_utf8(before).expect("projects are text");
            let after = step.after(&before).map_err(|problem| format!("{}: {problem}", self.name))?;
            project.extend(after.map(|text| (step.path().to_owned(), text.into_bytes())));
        }
        Ok(project)
    }
}

impl Step {
    fn path(&self) -> &str {
        match self {
            Self::Replace { path, .. }
            | Self::Rewrite { path, .. }
            | Self::Delete(path)
            | Self::Reformat(path)
            | Self::Export(path) => path,
        }
    }

    /// The file's text after the step, unless it is gone.
    fn after(&self, before: &str) -> Result<Option<String>, String> {
        match self {
            Self::Replace { old, new, .. } if old.is_empty() && before.is_empty() => Ok(Some(new.clone())),
            Self::Replace { path, old, new } => match before.matches(old.as_str()).count() {
                1 => Ok(Some(before.replacen(old, new, 1))),
                places => Err(format!("what changes in {path} must stand there once, not {places} times:\n{old}")),
            },
            Self::Rewrite { text, .. } => Ok(Some(text.clone())),
            Self::Delete(_) => Ok(None),
            Self::Reformat(_) => Ok(Some(reformatted(before))),
            Self::Export(_) => Ok(Some(exported(before))),
        }
    }
}

/// JSON indented by tabs, and without an end to its last line.
fn exported(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
    let mut text = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b"\t");
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut text, formatter)).expect("a value can be written");
    String::from_utf8(text).expect("JSON is text")
}

/// Rust code with long lines, as some prefer it.
fn reformatted(code: &str) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=120,use_small_heuristics=Max"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rustfmt runs");
    rustfmt.stdin.take().expect("it is piped").write_all(code.as_bytes()).expect("rustfmt reads");
    let output = rustfmt.wait_with_output().expect("rustfmt ends");
    assert!(output.status.success(), "rustfmt fails");
    String::from_utf8(output.stdout).expect("rustfmt writes text")
}
