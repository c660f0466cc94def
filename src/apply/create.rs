//! Writing a new project.
//!
//! A project appears whole or not at all. Where its folder is absent, it is written to a sibling and
//! renamed once. Where the folder exists it is kept, as somebody may be standing in it: the project is written to
//! [`WRITING`] inside it, which becomes [`COMPLETE`] in one rename, after which the parts only move up. A run
//! that was killed leaves one of these behind; the next one empties the former and finishes the latter.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::fs::{self, LockedFolder};
use crate::path::ProjectPath;

/// A project that is being written; worthless when its writer is gone.
const WRITING: &str = ".slsgen-writing";
/// A whole project whose parts are moving up into the folder around it.
const COMPLETE: &str = ".slsgen-complete";

/// Writes a project to a folder that is absent, empty or holds only `.git`.
pub fn create(files: &[(ProjectPath, String)], target: &Path) -> Result<(), Error> {
    match fs::kind(target)? {
        None => create_folder(files, target),
        Some(kind) if kind.is_dir() => fill_folder(files, target),
        Some(kind) if kind.is_symlink() => Err(Error::Link(target.to_owned())),
        Some(_) => Err(Error::NotAFolder(target.to_owned())),
    }
}

fn create_folder(files: &[(ProjectPath, String)], target: &Path) -> Result<(), Error> {
    let name = target.file_name().ok_or_else(|| Error::NoName(target.to_owned()))?;
    let parent = target.parent().unwrap_or(Path::new(""));
    if parent != Path::new("") {
        fs::create_folders(parent)?;
    }
    let mut sibling = OsString::from(".");
    sibling.push(name);
    sibling.push(WRITING);
    let sibling = parent.join(sibling);

    let _lock = write(files, &sibling)?;
    // Somebody else may have made the target in the meantime.
    fs::rename(&sibling, target).inspect_err(|_| discard(&sibling))
}

fn fill_folder(files: &[(ProjectPath, String)], target: &Path) -> Result<(), Error> {
    finish_earlier(target)?;
    let others: Vec<_> = fs::names(target)?.into_iter().filter(|name| name != ".git" && name != WRITING).collect();
    if !others.is_empty() {
        return Err(Error::Occupied { folder: target.to_owned(), holds: others });
    }
    let writing = target.join(WRITING);
    let _lock = write(files, &writing)?;
    let complete = target.join(COMPLETE);
    fs::rename(&writing, &complete)?;
    move_up(&complete, target)
}

/// Finishes what a run that was killed had committed to.
fn finish_earlier(target: &Path) -> Result<(), Error> {
    let complete = target.join(COMPLETE);
    if fs::kind(&complete)?.is_none() {
        return Ok(());
    }
    let _lock = LockedFolder::open(&complete)?;
    move_up(&complete, target)
}

fn move_up(complete: &Path, target: &Path) -> Result<(), Error> {
    for name in fs::names(complete)? {
        let to = target.join(&name);
        if fs::kind(&to)?.is_some() {
            return Err(Error::Exists(to));
        }
        fs::rename(&complete.join(&name), &to)?;
    }
    fs::remove_folder(complete)
}

/// Writes a project to a folder of its own, emptied first of what a killed run left there.
fn write(files: &[(ProjectPath, String)], folder: &Path) -> Result<LockedFolder, Error> {
    let lock = LockedFolder::open(folder)?;
    fs::empty(folder).and_then(|()| write_files(files, folder)).inspect_err(|_| discard(folder))?;
    Ok(lock)
}

/// Whatever can't be removed now, the next run removes.
fn discard(folder: &Path) {
    let _ = fs::empty(folder).and_then(|()| fs::remove_folder(folder));
}

fn write_files(files: &[(ProjectPath, String)], folder: &Path) -> Result<(), Error> {
    let mut made = PathBuf::new();
    for (path, text) in files {
        let path = path.in_folder(folder);
        let parent = path.parent().unwrap_or(folder);
        if parent != made {
            fs::create_folders(parent)?;
            parent.clone_into(&mut made);
        }
        fs::write_new(&path, text)?;
    }
    Ok(())
}
