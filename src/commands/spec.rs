use std::path::Path;

use super::terminal::Terminal;
use crate::cli::SpecArgs;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::report::{self, Color};
use crate::source::Source;
use crate::{Loaded, fs, load};

/// Reads and checks the spec that the arguments name; its problems are not yet reported.
pub(super) fn read(arguments: &SpecArgs) -> Result<Loaded, Error> {
    let limit = Source::MAX_BYTES as u64;
    if arguments.spec == Path::new("-") {
        Ok(load("<stdin>", &fs::read_stdin(limit)?))
    } else {
        Ok(load(&arguments.spec.to_string_lossy(), &fs::read(&arguments.spec, limit)?))
    }
}

/// Shows people the problems of a spec, and how many there are.
pub(super) fn show(loaded: &Loaded, terminal: &Terminal) {
    let wanted = |problem: &&Diagnostic| problem.is_error() || !terminal.is_quiet();
    let shown: Vec<_> = loaded.diagnostics.iter().filter(wanted).cloned().collect();
    if shown.is_empty() {
        return;
    }
    let color = if terminal.color() { Color::Always } else { Color::Never };
    let errors = shown.iter().filter(|problem| problem.is_error()).count();
    let warnings = shown.len() - errors;
    let name = &loaded.source.name;
    let problems = report::render(&shown, &loaded.source, color);
    let total = match (errors, warnings) {
        (0, warnings) => format!("{name}: {}", counted(warnings, "warning")),
        (errors, 0) => format!("{name}: {}", counted(errors, "error")),
        (errors, warnings) => format!("{name}: {}, {}", counted(errors, "error"), counted(warnings, "warning")),
    };
    Terminal::show(&format!("{problems}{total}"));
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
