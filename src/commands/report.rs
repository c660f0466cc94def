use serde::Serialize;

use super::terminal;
use crate::error::Error;
use crate::{Loaded, report};

/// What a program reads with `--format json`: one object, whatever happened.
#[derive(Serialize)]
struct Report<'a> {
    valid: bool,
    diagnostics: Vec<report::Entry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<Made<'a>>,
}

/// A project that was written.
#[derive(Serialize)]
pub(super) struct Made<'a> {
    /// Where, as the user named it.
    pub(super) folder: String,
    /// Paths inside the folder, sorted.
    pub(super) files: Vec<&'a str>,
}

/// Prints the report of a spec, and of the project made from it, if one was.
pub(super) fn print(loaded: &Loaded, project: Option<Made<'_>>) -> Result<(), Error> {
    let diagnostics = report::entries(&loaded.diagnostics, &loaded.source);
    let report = Report { valid: loaded.service.is_some(), diagnostics, project };
    let text = serde_json::to_string_pretty(&report).expect("strings and numbers always serialise");
    terminal::print(&format!("{text}\n"))
}
