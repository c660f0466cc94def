//! Paths as people type them: each may be a link, and what is read may be a pipe.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::kind::Kind;
use super::limited;
use crate::error::Error;

/// At most `limit` bytes of a file, and one more if there are more.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Error> {
    let read = File::open(path).and_then(|file| {
        let length = usize::try_from(file.metadata()?.len()).unwrap_or(limit);
        limited::read(file, length, limit)
    });
    read.map_err(Error::io("read", path))
}

/// As [`read`], from standard input.
pub(crate) fn read_stdin(limit: usize) -> Result<Vec<u8>, Error> {
    limited::read(io::stdin().lock(), 0, limit).map_err(Error::io("read", Path::new("standard input")))
}

/// Writes a file that must not exist yet, not even as a link to nothing.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<(), Error> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
        _ => Error::io("write", path)(error),
    })?;
    file.write_all(text.as_bytes()).map_err(Error::io("write", path))
}

/// Replaces a file's text by one rename; a link stays, and so do the file's permissions.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Error> {
    let tried = |error| Error::io("write", path)(error);
    let file = std::fs::canonicalize(path).map_err(tried)?;
    let mut name = OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(".slsgen-writing");
    let written = file.with_file_name(name);
    let replaced = std::fs::metadata(&file)
        .and_then(|metadata| {
            // Made anew: a link that somebody left there would lead elsewhere.
            let mut file = OpenOptions::new().write(true).create_new(true).open(&written)?;
            file.write_all(text.as_bytes())?;
            file.set_permissions(metadata.permissions())?;
            file.sync_all()
        })
        .and_then(|()| std::fs::rename(&written, &file));
    replaced.map_err(|error| {
        if error.kind() != io::ErrorKind::AlreadyExists {
            let _ = std::fs::remove_file(&written);
        }
        tried(error)
    })
}

/// What is at a path itself, its last name not followed; none if nothing is.
pub(crate) fn kind(path: &Path) -> Result<Option<Kind>, Error> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type().into())),
        // A file where a folder was to be: then nothing is below it.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Error::io("look at", path)(error)),
    }
}

/// Whether two paths lead to one file.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    same_file::is_same_file(one, other).unwrap_or(false)
}

/// Makes a folder and the ones above it.
pub(crate) fn create_folders(path: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(path).map_err(Error::io("create", path))
}
