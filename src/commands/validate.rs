use std::path::{Path, PathBuf};

use super::terminal::Terminal;
use super::{fix, place, report, spec};
use crate::cli::{CheckFormat, Validate};
use crate::error::Error;
use crate::fs::{self, Kind};
use crate::path::ProjectPath;
use crate::report::shown;
use crate::snapshot::Snapshot;

/// Reports every problem of a spec.
pub(super) fn run(validate: &Validate, terminal: &Terminal) -> Result<(), Error> {
    let path = named(validate)?;
    if validate.fix {
        fix::run(&path, validate.format, terminal)?;
    }
    let loaded = spec::read(&path, validate.format, terminal)?;
    match validate.format {
        CheckFormat::Human => terminal.say(&shown!("{} is valid.", loaded.source.name)),
        CheckFormat::Json => report::print(&loaded.warnings, &loaded.source, None)?,
        CheckFormat::Github => {}
    }
    Ok(())
}

/// The spec of a project, which is a plain file: anybody may have sent it.
fn of_project(project: &Path) -> Result<PathBuf, Error> {
    Snapshot::without_lock(project)?.spec()?;
    Ok(ProjectPath::spec().in_folder(project))
}

/// The spec that the arguments name, or that of the project around.
fn named(validate: &Validate) -> Result<PathBuf, Error> {
    let spec = ProjectPath::spec();
    match validate.file.as_ref().or(validate.spec.as_ref()) {
        Some(path) if fs::kind(path)? == Some(Kind::Folder) && place::is_project(path)? => of_project(path),
        Some(path) => Ok(path.clone()),
        None => match place::around()? {
            Some(project) => of_project(&project),
            None if fs::kind(Path::new(spec.as_str()))?.is_some() => Ok(PathBuf::from(spec.as_str())),
            None => Err(Error::NoSpecNamed),
        },
    }
}
