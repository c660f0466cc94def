//! What `check` finds: for people, for programs, and as GitHub's annotations.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use super::paint::{Color, Paint};
use super::shown::{Shown, shown};
use crate::diagnostic::Diagnostic;
use crate::plan::check::{Severity, Status};
use crate::source::Source;
use crate::text::visible;

/// The state of a project.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "slsgen check")]
pub struct CheckView {
    /// The version of this object's shape.
    format: u32,
    /// Whether no update and no decision is due.
    up_to_date: bool,
    /// What there is to say.
    states: Vec<StateView>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct StateView {
    /// Stable across versions.
    code: &'static str,
    severity: Severity,
    /// Relative to the project; without it, the state is that of the project itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// From 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    message: String,
    #[serde(skip)]
    word: &'static str,
}

impl CheckView {
    /// What was found.
    #[must_use]
    pub fn new(states: &[Status]) -> Self {
        let view = |state: &Status| StateView {
            code: state.code.as_str(),
            severity: state.code.severity(),
            path: state.path.as_ref().map(ToString::to_string),
            line: state.line,
            message: state.message.clone(),
            word: state.code.word(),
        };
        let up_to_date = states.iter().all(|state| state.code.severity() <= Severity::Warning);
        Self { format: 1, up_to_date, states: states.iter().map(view).collect() }
    }

    /// For people.
    #[must_use]
    pub fn text(&self, color: Color) -> Shown {
        let paint = Paint::new(color);
        let line = |state: &StateView| {
            let label = shown!("{}[{}]", state.word, state.code);
            let label = match state.severity {
                Severity::Notice => paint.bold(&label),
                Severity::Warning | Severity::Pending => paint.yellow(&label),
                Severity::Conflict | Severity::Refused => paint.red(&label),
            };
            let place = match (&state.path, state.line) {
                (Some(path), Some(line)) => shown!(" {}:{}", path, line),
                (Some(path), None) => shown!(" {}", path),
                (None, _) => Shown::default(),
            };
            shown!("{}{}: {}\n", label, place, state.message)
        };
        self.states.iter().map(line).collect()
    }

    /// As workflow commands of GitHub Actions; `folder` is the project's, from the repository's root.
    #[must_use]
    pub fn github(&self, folder: &str) -> Annotations {
        let mut text = String::new();
        for state in &self.states {
            let command = match state.severity {
                Severity::Notice => "notice",
                Severity::Warning => "warning",
                Severity::Pending | Severity::Conflict | Severity::Refused => "error",
            };
            let file = state.path.as_ref().map(|path| {
                let path = if folder == "." { path.clone() } else { format!("{folder}/{path}") };
                format!("file={},line={},", property(&path), state.line.unwrap_or(1))
            });
            let file = file.unwrap_or_default();
            writeln!(text, "::{command} {file}title=slsgen {}::{}", state.code, message(&state.message))
                .expect("a string takes text");
        }
        Annotations(text)
    }
}

/// The problems of a spec as workflow commands of GitHub Actions.
#[must_use]
pub fn annotations(problems: &[Diagnostic], source: &Source) -> Annotations {
    let mut text = String::new();
    for problem in problems {
        let command = if problem.is_error() { "error" } else { "warning" };
        let ((line, column), (end_line, end_column)) =
            (source.position(problem.primary.span.start), source.position(problem.primary.span.end));
        let parts = [&problem.message].into_iter().chain(problem.advice.iter().map(|advice| &advice.text));
        writeln!(
            text,
            "::{command} file={},line={line},endLine={end_line},col={column},endColumn={end_column},title=slsgen {}::{}",
            property(&source.name),
            problem.code.as_str(),
            message(&parts.map(String::as_str).collect::<Vec<_>>().join("; ")),
        )
        .expect("a string takes text");
    }
    Annotations(text)
}

/// Commands to GitHub Actions, a line each; all that is in them from elsewhere is escaped.
#[derive(Debug)]
pub struct Annotations(String);

impl Annotations {
    /// The lines.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Escapes what would end a command's message, and what would be hidden in it.
fn message(text: &str) -> String {
    visible::without_commands(&visible::within_line(text)).replace('%', "%25")
}

/// Escapes what would end a command's property, and what would be hidden in it.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
