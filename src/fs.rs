//! Disk access, with errors that name the path.
//!
//! Only this module and [`crate::apply`] touch the disk; `clippy.toml` keeps it so.

#![expect(clippy::disallowed_methods, reason = "this module is where the disk is reached")]

#[cfg(test)]
pub(crate) mod failpoint;
/// Only in a test does anything happen here.
#[cfg(not(test))]
mod failpoint {
    pub(super) fn reached() {}
}

use std::ffi::OsString;
use std::fs::{File, FileType, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::Path;

use same_file::Handle;

use crate::error::Error;

/// Unit tests let processes die, which loses nothing that was written; only a machine that loses its power does.
const SYNCS: bool = !cfg!(test);

/// At most `limit` bytes of a file, and one more if there are more: a caller sees that it is too long.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Error> {
    let read = File::open(path).and_then(|file| {
        // Known beforehand, the length saves most of the calls.
        let length = usize::try_from(file.metadata()?.len()).unwrap_or(limit);
        read_all(file, length, limit)
    });
    read.map_err(Error::io("read", path))
}

/// What is found at a path, a link not followed.
#[derive(Debug)]
pub(crate) enum Found {
    /// Nothing.
    Nothing,
    /// A file's bytes: one more than the limit, if it has more.
    File(Vec<u8>),
    /// A folder.
    Folder,
    /// A link, whatever it points to.
    Link,
    /// A device, a pipe or a socket.
    Special,
}

/// Looks at a path, and reads at most `limit` bytes of the file there, and one more if there are more.
pub(crate) fn look(path: &Path, limit: usize) -> Result<Found, Error> {
    let Some(kind) = kind(path)? else { return Ok(Found::Nothing) };
    if kind.is_file() {
        read(path, limit).map(Found::File)
    } else if kind.is_dir() {
        Ok(Found::Folder)
    } else if kind.is_symlink() {
        Ok(Found::Link)
    } else {
        Ok(Found::Special)
    }
}

/// As [`read`], from standard input.
pub(crate) fn read_stdin(limit: usize) -> Result<Vec<u8>, Error> {
    read_all(io::stdin().lock(), 0, limit).map_err(Error::io("read", Path::new("standard input")))
}

fn read_all(source: impl Read, expected: usize, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(expected.min(limit) + 1);
    source.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file that must not exist yet.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<(), Error> {
    failpoint::reached();
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
        _ => Error::io("write", path)(error),
    })?;
    #[cfg(test)]
    let text = write_half(&mut file, text).map_err(Error::io("write", path))?;
    file.write_all(text.as_bytes()).map_err(Error::io("write", path))
}

/// Writes the first half of a text, and returns the second.
#[cfg(test)]
fn write_half<'a>(file: &mut File, text: &'a str) -> io::Result<&'a str> {
    let half = text.floor_char_boundary(text.len() / 2);
    let (first, second) = text.split_at(half);
    file.write_all(first.as_bytes())?;
    failpoint::reached();
    Ok(second)
}

/// Has the system keep what a file holds even if power fails.
pub(crate) fn sync_file(path: &Path) -> Result<(), Error> {
    failpoint::reached();
    if !SYNCS {
        return Ok(());
    }
    OpenOptions::new().write(true).open(path).and_then(|file| file.sync_all()).map_err(Error::io("sync", path))
}

/// Writes a file that must not exist yet, with the permissions that another one has, if that is there.
pub(crate) fn write_new_like(path: &Path, text: &str, model: &Path) -> Result<(), Error> {
    write_new(path, text)?;
    failpoint::reached();
    match std::fs::metadata(model) {
        Ok(model) => std::fs::set_permissions(path, model.permissions()).map_err(Error::io("write", path)),
        Err(_) => Ok(()),
    }
}

/// Removes a file, if it is there.
pub(crate) fn remove_file(path: &Path) -> Result<(), Error> {
    failpoint::reached();
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io("remove", path)(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Has the system keep the names in a folder even if power fails.
pub(crate) fn sync_folder(path: &Path) -> Result<(), Error> {
    failpoint::reached();
    // Elsewhere folders can't be opened, and names last without being asked for.
    if cfg!(unix) && SYNCS {
        File::open(path).and_then(|folder| folder.sync_all()).map_err(Error::io("sync", path))?;
    }
    Ok(())
}

/// Has the system keep everything that was written to the file system of a folder: one call for all files.
pub(crate) fn sync_everything(folder: &Path) -> Result<(), Error> {
    failpoint::reached();
    if !SYNCS {
        return Ok(());
    }
    #[cfg(target_os = "linux")]
    {
        let folder_file = File::open(folder).map_err(Error::io("open", folder))?;
        rustix::fs::syncfs(folder_file).map_err(|error| Error::io("sync", folder)(error.into()))
    }
    #[cfg(all(unix, not(target_os = "linux")))]
    {
        let _ = folder;
        rustix::fs::sync();
        Ok(())
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        Ok(())
    }
}

/// What is at a path itself, a link not followed; none if nothing is.
pub(crate) fn kind(path: &Path) -> Result<Option<FileType>, Error> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        // A file where a folder was to be: then nothing is below it.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Error::io("look at", path)(error)),
    }
}

/// The names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Result<Vec<OsString>, Error> {
    let entries = std::fs::read_dir(folder).map_err(Error::io("list", folder))?;
    let names: io::Result<Vec<_>> = entries.map(|entry| Ok(entry?.file_name())).collect();
    let mut names = names.map_err(Error::io("list", folder))?;
    names.sort();
    Ok(names)
}

/// Makes a folder and the ones above it.
pub(crate) fn create_folders(path: &Path) -> Result<(), Error> {
    failpoint::reached();
    std::fs::create_dir_all(path).map_err(Error::io("create", path))
}

/// Makes a folder.
pub(crate) fn create_folder(path: &Path) -> Result<(), Error> {
    failpoint::reached();
    std::fs::create_dir(path).map_err(Error::io("create", path))
}

/// Moves a file or folder within a file system.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    failpoint::reached();
    std::fs::rename(from, to).map_err(Error::io("move into place", to))
}

/// Removes an empty folder.
pub(crate) fn remove_folder(path: &Path) -> Result<(), Error> {
    failpoint::reached();
    std::fs::remove_dir(path).map_err(Error::io("remove", path))
}

/// Removes what a folder holds; links are removed, not followed.
pub(crate) fn empty(folder: &Path) -> Result<(), Error> {
    for name in names(folder)? {
        let path = folder.join(name);
        failpoint::reached();
        let is_folder = kind(&path)?.is_some_and(|kind| kind.is_dir());
        let removed = if is_folder { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        removed.map_err(Error::io("remove", &path))?;
    }
    Ok(())
}

/// A folder that no other run works in while this value lives; the system unlocks it when a run is killed.
#[derive(Debug)]
pub(crate) struct LockedFolder {
    _file: File,
}

impl LockedFolder {
    /// Makes the folder if it is absent, and locks it.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        loop {
            failpoint::reached();
            match std::fs::create_dir(path) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(Error::io("create", path)(error));
                }
                Ok(()) | Err(_) => {}
            }
            if let Some(locked) = Self::of_present(path)? {
                return Ok(locked);
            }
        }
    }

    /// Locks a folder; none if it is absent.
    pub(crate) fn of_present(path: &Path) -> Result<Option<Self>, Error> {
        loop {
            match kind(path)? {
                None => return Ok(None),
                Some(kind) if kind.is_dir() => {}
                Some(_) => return Err(Error::NotAFolder(path.to_owned())),
            }
            let file = match File::open(path) {
                // Another run has just moved it away.
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                file => file.map_err(Error::io("open", path))?,
            };
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Err(Error::Busy(path.to_owned())),
                // Some file systems, NFS among them, lock no folders: then two runs at one moment are not told apart.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            // Between opening and locking, the run that had made the folder may have moved it into place.
            let locked = file.try_clone().and_then(Handle::from_file).map_err(Error::io("open", path))?;
            if Handle::from_path(path).is_ok_and(|there| there == locked) {
                return Ok(Some(Self { _file: file }));
            }
        }
    }
}
