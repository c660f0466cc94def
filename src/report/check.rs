//! What `check` finds: for people, for programs, and as GitHub's annotations.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use super::paint::{Color, Paint};
use crate::plan::check::{Severity, Status};

/// The state of a project.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "slsgen check")]
pub struct CheckView {
    /// The version of this object's shape.
    format: u32,
    /// Whether neither an update nor a decision is due.
    up_to_date: bool,
    /// What there is to say.
    states: Vec<StateView>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct StateView {
    /// Stable across versions.
    code: &'static str,
    severity: Severity,
    /// Relative to the project; the project itself otherwise.
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
        let up_to_date = states.iter().all(|state| state.code.severity() == Severity::Notice);
        Self { format: 1, up_to_date, states: states.iter().map(view).collect() }
    }

    /// For people.
    #[must_use]
    pub fn text(&self, color: Color) -> String {
        let paint = Paint::new(color);
        let mut text = String::new();
        for state in &self.states {
            let label = format!("{}[{}]", state.word, state.code);
            let label = match state.severity {
                Severity::Notice => paint.bold(&label),
                Severity::Pending => paint.yellow(&label),
                Severity::Conflict => paint.red(&label),
            };
            let place = match (&state.path, state.line) {
                (Some(path), Some(line)) => format!(" {path}:{line}"),
                (Some(path), None) => format!(" {path}"),
                (None, _) => String::new(),
            };
            writeln!(text, "{label}{place}: {}", state.message).expect("a string takes text");
        }
        text
    }

    /// As workflow commands of GitHub Actions; `folder` is the project's, from the repository's root.
    #[must_use]
    pub fn github(&self, folder: &str) -> String {
        let mut text = String::new();
        for state in &self.states {
            let command = match state.severity {
                Severity::Notice => "notice",
                Severity::Pending | Severity::Conflict => "error",
            };
            let file = state.path.as_ref().map(|path| {
                let path = if folder == "." { path.clone() } else { format!("{folder}/{path}") };
                format!("file={},line={},", property(&path), state.line.unwrap_or(1))
            });
            let file = file.unwrap_or_default();
            writeln!(text, "::{command} {file}title=slsgen {}::{}", state.code, message(&state.message))
                .expect("a string takes text");
        }
        text
    }
}

/// Escapes what would end a command's message.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes what would end a command's property.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
