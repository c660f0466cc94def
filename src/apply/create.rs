//! Writing a new project.
//!
//! A project appears whole or not at all. Where its folder is absent, it is written to a sibling and
//! renamed once. Where the folder exists it is kept, as somebody may be standing in it: the project is written to
//! [`WRITING`] inside it, which becomes [`COMPLETE`] in one rename, after which the parts only move up. A run
//! that was killed leaves one of these behind; the next one empties the former and finishes the latter.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::error::Error;
use crate::fs::{self, Below, Folder, Found, Kind, LockedFolder};
use crate::path::ProjectPath;
use crate::source::Source;
use crate::text::unix;

/// A project that is being written; worthless when its writer is gone.
const WRITING: &str = ".slsgen-writing";
/// A whole project whose parts are moving up into the folder around it.
const COMPLETE: &str = ".slsgen-complete";

/// Writes a project to a folder that is absent, or empty, or holds only `.git` and the project's spec.
pub fn create(files: &[(ProjectPath, String)], target: &Path) -> Result<(), Error> {
    match fs::kind(target)? {
        None => create_folder(files, target),
        Some(Kind::Folder) => fill_folder(files, &Folder::open(target)?),
        Some(Kind::Link) => Err(Error::Link(target.to_owned())),
        Some(Kind::File | Kind::Special) => Err(Error::NotAFolder(target.to_owned())),
    }
}

fn create_folder(files: &[(ProjectPath, String)], target: &Path) -> Result<(), Error> {
    let name = target.file_name().ok_or_else(|| Error::NoName(target.to_owned()))?;
    let parent = target.parent().unwrap_or(Path::new(""));
    if parent != Path::new("") {
        fs::create_folders(parent)?;
    }
    let parent = Folder::open(parent)?;
    let mut sibling = OsString::from(".");
    sibling.push(name);
    sibling.push(WRITING);

    let _lock = write(&files.iter().collect::<Vec<_>>(), &parent, &sibling)?;
    // Somebody else may have made the target in the meantime.
    parent.rename(&sibling, &parent, name).inspect_err(|_| discard(&parent, &sibling))
}

fn fill_folder(files: &[(ProjectPath, String)], target: &Folder) -> Result<(), Error> {
    finish_earlier(target)?;
    let spec = ProjectPath::spec();
    let (of_spec, others): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| *path == spec);
    let has_spec = match of_spec.first() {
        Some((_, text)) => holds(target, &spec, text)?,
        None => false,
    };
    let is_foreign =
        |name: &OsString| name != ".git" && name != WRITING && !(has_spec && name.to_str() == Some(spec.as_str()));
    let foreign: Vec<_> = target.names()?.into_iter().filter(is_foreign).collect();
    if !foreign.is_empty() {
        return Err(Error::Occupied { folder: target.path().to_owned(), holds: foreign });
    }
    let files = if has_spec { others } else { files.iter().collect() };
    let _lock = write(&files, target, WRITING.as_ref())?;
    target.rename(WRITING, target, COMPLETE)?;
    move_up(&target.enter(COMPLETE)?, target)
}

/// Whether a folder holds a plain file with a text.
fn holds(folder: &Folder, path: &ProjectPath, text: &str) -> Result<bool, Error> {
    Ok(match folder.look(path.as_str(), Source::MAX_BYTES)? {
        Found::File(bytes) => std::str::from_utf8(&bytes).is_ok_and(|found| unix(found) == unix(text)),
        _ => false,
    })
}

/// Finishes what a run that was killed had committed to.
fn finish_earlier(target: &Folder) -> Result<(), Error> {
    match LockedFolder::of_present(target, COMPLETE.as_ref())? {
        Some(complete) => move_up(complete.folder(), target),
        None => Ok(()),
    }
}

fn move_up(complete: &Folder, target: &Folder) -> Result<(), Error> {
    for name in complete.names()? {
        if target.kind(&name)?.is_some() {
            return Err(Error::Exists(target.path_of(name)));
        }
        complete.rename(&name, target, &name)?;
    }
    target.remove_folder(COMPLETE)
}

/// Writes a project to a folder of its own, emptied first of what a killed run left there.
fn write(files: &[&(ProjectPath, String)], at: &Folder, name: &OsStr) -> Result<LockedFolder, Error> {
    let lock = LockedFolder::open(at, name)?;
    let folder = lock.folder();
    folder.empty().and_then(|()| write_files(files, folder)).inspect_err(|_| discard(at, name))?;
    Ok(lock)
}

/// Whatever can't be removed now, the next run removes.
fn discard(at: &Folder, name: &OsStr) {
    if let Ok(Below::Folder(folder)) = at.below(name) {
        let _ = folder.empty().and_then(|()| at.remove_folder(name));
    }
}

fn write_files(files: &[&(ProjectPath, String)], project: &Folder) -> Result<(), Error> {
    let mut last = (None, project.clone());
    for (path, text) in files {
        let (above, name) = path.split();
        if last.0 != above {
            last = (above, project.enter_each(above)?);
        }
        last.1.write_new(name, text)?;
    }
    Ok(())
}
