use schemars::JsonSchema;
use serde::Serialize;

use super::terminal;
use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::report::{Entry, entries};
use crate::source::Source;

/// What `validate` and `new` print with `--format json`: one object, whatever the spec.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "slsgen validate")]
pub(super) struct Report<'a> {
    /// Whether there is no error.
    valid: bool,
    /// In the order of the spec; at most 101.
    diagnostics: Vec<Entry<'a>>,
    /// What `new` made.
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<Made<'a>>,
}

/// A project that was written.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Project")]
pub(super) struct Made<'a> {
    /// Where, as the user named it.
    pub(super) folder: String,
    /// Paths inside the folder, sorted.
    pub(super) files: Vec<&'a str>,
}

/// Prints the report of a spec, and of the project made from it, if one was.
pub(super) fn print(problems: &Diagnostics, source: &Source, project: Option<Made<'_>>) -> Result<(), Error> {
    let report = Report { valid: !problems.has_errors(), diagnostics: entries(problems, source), project };
    terminal::print_json(&report)
}
