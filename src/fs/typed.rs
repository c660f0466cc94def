//! Paths as people type them: each may be a link, and what is read may be a pipe.

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

/// What is at a path itself, its last name not followed; none if nothing is.
pub(crate) fn kind(path: &Path) -> Result<Option<Kind>, Error> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type().into())),
        // A file where a folder was to be: then nothing is below it.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Error::io("look at", path)(error)),
    }
}

/// Makes a folder and the ones above it.
pub(crate) fn create_folders(path: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(path).map_err(Error::io("create", path))
}
