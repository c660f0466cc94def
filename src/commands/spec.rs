use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::report;
use super::terminal::{self, Terminal};
use crate::cli::CheckFormat;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::fs::{self, Folder};
use crate::path::ProjectPath;
use crate::pipeline::{Loaded, Usable, load, told};
use crate::report::{annotations, render_within, shown};
use crate::snapshot::Snapshot;
use crate::source::Source;
use crate::spec::suggest;

/// Reads and checks a spec; `-` is standard input. People have been shown its problems; a program has if the spec is
/// invalid, and otherwise is told of warnings at the end, with what was done.
pub(super) fn read(path: &Path, format: CheckFormat, terminal: &Terminal) -> Result<Usable, Error> {
    let loaded = if path == Path::new("-") {
        load("<stdin>", &fs::read_stdin(Source::MAX_BYTES)?)
    } else {
        load(&path.to_string_lossy(), &bytes(path)?)
    };
    usable(loaded, format, terminal)
}

/// As [`read`], for the spec of a project. Its warnings are news only where the spec is: whoever made the project has been
/// told the others.
pub(super) fn of_project(project: &Snapshot, format: CheckFormat, terminal: &Terminal) -> Result<Usable, Error> {
    let name = ProjectPath::spec().in_folder(&project.folder);
    let mut loaded = load(&name.to_string_lossy(), &project.spec()?);
    if let Some(text) = project.baseline.texts.get(&ProjectPath::spec()) {
        loaded.diagnostics.forget_told(&told(text));
    }
    usable(loaded, format, terminal)
}

/// What a file holds that a person named.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path, Source::MAX_BYTES).map_err(|error| match &error {
        Error::Io { source, .. } if source.kind() == ErrorKind::IsADirectory => Error::IsFolder(path.to_owned()),
        Error::Io { source, .. } if source.kind() == ErrorKind::NotFound => {
            Error::NoFile { path: path.to_owned(), near: nearest(path) }
        }
        _ => error,
    })
}

/// The name in the same folder that is most like the one of a path.
fn nearest(path: &Path) -> Option<PathBuf> {
    let names = Folder::open(path.parent()?).ok()?.names().ok()?;
    let names: Vec<String> = names.into_iter().filter_map(|name| name.into_string().ok()).collect();
    let wanted = path.file_name()?.to_str()?;
    let stem = |name: &str| name.rsplit_once('.').map_or(name.to_owned(), |(stem, _)| stem.to_owned());
    let same = names.iter().find(|name| is_yaml(name) && stem(name) == stem(wanted)).map(String::as_str);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Some(path.with_file_name(same.or_else(|| suggest::nearest(wanted, &names))?))
}

fn is_yaml(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

fn usable(loaded: Loaded, format: CheckFormat, terminal: &Terminal) -> Result<Usable, Error> {
    let Loaded { source, service, diagnostics } = &loaded;
    match format {
        CheckFormat::Human => show(diagnostics, source, terminal),
        CheckFormat::Json if service.is_none() => report::print(diagnostics, source, None)?,
        CheckFormat::Json => {}
        CheckFormat::Github => terminal::print_annotations(&annotations(diagnostics, source))?,
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
    Terminal::show(&shown!(
        "{}{}: {}",
        render_within(Terminal::columns(), &wanted, source, terminal.color()),
        source.name,
        total
    ));
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
