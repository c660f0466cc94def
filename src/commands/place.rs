use std::path::{Path, PathBuf};

use crate::cli::ProjectArgs;
use crate::error::Error;
use crate::fs::{self, Kind};
use crate::path::ProjectPath;

/// The folder of the project that the arguments name.
pub(super) fn of(arguments: &ProjectArgs) -> Result<PathBuf, Error> {
    match &arguments.dir {
        Some(path) => match named(path)? {
            Some(folder) => Ok(folder),
            None if matches!(fs::kind(path)?, None | Some(Kind::File)) => Err(Error::NoProjectAt(path.clone())),
            None => Ok(path.clone()),
        },
        None => Ok(around()?.unwrap_or_else(|| PathBuf::from("."))),
    }
}

/// The folder of a project's `slsgen.yaml`; none if the path is of another file.
fn named(path: &Path) -> Result<Option<PathBuf>, Error> {
    let is_spec = path.file_name().is_some_and(|name| name == ProjectPath::spec().as_str());
    let is_of_project = is_spec && fs::kind(path)?.is_some_and(|kind| kind != Kind::Folder);
    Ok(is_of_project.then(|| match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }))
}

/// The nearest project: this folder, or one above it.
pub(super) fn around() -> Result<Option<PathBuf>, Error> {
    let here = std::path::absolute(".").map_err(Error::io("look at", Path::new(".")))?;
    let mut folder = PathBuf::from(".");
    for _ in here.ancestors() {
        if is_project(&folder)? {
            return Ok(Some(folder));
        }
        folder = if folder == Path::new(".") { PathBuf::from("..") } else { folder.join("..") };
    }
    Ok(None)
}

/// Whether a folder holds what slsgen keeps in a project.
pub(super) fn is_project(folder: &Path) -> Result<bool, Error> {
    let lock = fs::kind(&ProjectPath::lock().in_folder(folder))?;
    Ok(lock.is_some() || fs::kind(&ProjectPath::spec().base().in_folder(folder))?.is_some())
}
