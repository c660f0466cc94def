use std::path::Path;

use super::report;
use super::terminal::Terminal;
use crate::cli::{Format, SpecArgs};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::fs;
use crate::path::ProjectPath;
use crate::pipeline::{Loaded, Usable, load};
use crate::report::{render, shown};
use crate::snapshot::Snapshot;
use crate::source::Source;

/// Reads and checks the spec that the arguments name. People have been shown its problems; a program has if the
/// spec is invalid, and otherwise is told of warnings at the end, with what was done.
pub(super) fn read(arguments: &SpecArgs, terminal: &Terminal) -> Result<Usable, Error> {
    let loaded = if arguments.spec == Path::new("-") {
        load("<stdin>", &fs::read_stdin(Source::MAX_BYTES)?)
    } else {
        load(&arguments.spec.to_string_lossy(), &fs::read(&arguments.spec, Source::MAX_BYTES)?)
    };
    usable(loaded, arguments.format, terminal)
}

/// As [`read`], for the spec of a project.
pub(super) fn of_project(project: &Snapshot, format: Format, terminal: &Terminal) -> Result<Usable, Error> {
    let name = ProjectPath::spec().in_folder(&project.folder);
    usable(load(&name.to_string_lossy(), &project.spec()?), format, terminal)
}

fn usable(loaded: Loaded, format: Format, terminal: &Terminal) -> Result<Usable, Error> {
    let Loaded { source, service, diagnostics } = &loaded;
    match format {
        Format::Human => show(diagnostics, source, terminal),
        Format::Json if service.is_none() => report::print(diagnostics, source, None)?,
        Format::Json => {}
    }
    loaded.usable().ok_or(Error::InvalidSpec)
}

/// Shows people the problems of a spec, and how many there are.
fn show(problems: &Diagnostics, source: &Source, terminal: &Terminal) {
    let is_wanted = |problem: &&Diagnostic| problem.is_error() || !terminal.is_quiet();
    let wanted: Vec<_> = problems.iter().filter(is_wanted).cloned().collect();
    if wanted.is_empty() {
        return;
    }
    let errors = wanted.iter().filter(|problem| problem.is_error()).count();
    let total = match (errors, wanted.len() - errors) {
        (0, warnings) => counted(warnings, "warning"),
        (errors, 0) => counted(errors, "error"),
        (errors, warnings) => format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")),
    };
    Terminal::show(&shown!("{}{}: {}", render(&wanted, source, terminal.color()), source.name, total));
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
