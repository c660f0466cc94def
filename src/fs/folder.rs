//! A folder that is held open, and what lies in it by name.

#[cfg(unix)]
mod at;
/// Unix has a better way, and tests see that both do the same.
#[cfg(any(not(unix), test))]
mod by_path;

#[cfg(unix)]
use at as system;
#[cfg(not(unix))]
use by_path as system;

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::failpoint;
use super::kind::Kind;
use super::limited;
use crate::error::Error;

/// Unit tests let processes die, which loses nothing that was written; only a machine that loses its power does.
const SYNCS: bool = !cfg!(test);

/// A folder. What lies in it is reached by one name at a time, so no link is ever followed.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    handle: Arc<system::Handle>,
    path: PathBuf,
}

/// What is at a name where a folder may be.
#[derive(Debug)]
pub(crate) enum Below {
    /// Nothing.
    Nothing,
    /// A folder.
    Folder(Folder),
    /// Something else.
    Other(Kind),
}

/// What is at a name where a file may be.
#[derive(Debug)]
pub(crate) enum Found {
    /// Nothing.
    Nothing,
    /// A file's bytes: one more than the limit, if it has more.
    File(Vec<u8>),
    /// Something else.
    Other(Kind),
}

impl Folder {
    /// The folder that a person named, which may be a link to one.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let path = if path == Path::new("") { Path::new(".") } else { path };
        let handle = system::open(path).map_err(Error::io("open", path))?;
        Ok(Self { handle: Arc::new(handle), path: path.to_owned() })
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Where something in it is, as people name it: `slsgen.yaml`, not `./slsgen.yaml`.
    pub(crate) fn path_of(&self, name: impl AsRef<Path>) -> PathBuf {
        if self.path == Path::new(".") { name.as_ref().to_owned() } else { self.path.join(name) }
    }

    /// What is at a name; none if nothing is.
    pub(crate) fn kind(&self, name: impl AsRef<OsStr>) -> Result<Option<Kind>, Error> {
        let name = name.as_ref();
        match system::kind(&self.handle, name) {
            Ok(kind) => Ok(Some(kind)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io("look at", &self.path_of(name))(error)),
        }
    }

    /// The folder at a name.
    pub(crate) fn below(&self, name: impl AsRef<OsStr>) -> Result<Below, Error> {
        let name = name.as_ref();
        match self.kind(name)? {
            None => Ok(Below::Nothing),
            Some(Kind::Folder) => self.folder(name),
            Some(other) => Ok(Below::Other(other)),
        }
    }

    fn folder(&self, name: &OsStr) -> Result<Below, Error> {
        let path = self.path_of(name);
        match system::folder(&self.handle, name) {
            Ok(handle) => Ok(Below::Folder(Self { handle: Arc::new(handle), path })),
            // Another run has just moved it away.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Below::Nothing),
            Err(error) => Err(Error::io("open", &path)(error)),
        }
    }

    /// Reads at most `limit` bytes of the file at a name, and one more if there are more.
    pub(crate) fn look(&self, name: impl AsRef<OsStr>, limit: usize) -> Result<Found, Error> {
        let name = name.as_ref();
        match self.kind(name)? {
            None => return Ok(Found::Nothing),
            Some(Kind::File) => {}
            Some(other) => return Ok(Found::Other(other)),
        }
        let read = system::file(&self.handle, name).and_then(|file| {
            let metadata = file.metadata()?;
            // Somebody may have put something else there since.
            if !metadata.is_file() {
                return Ok(Found::Other(metadata.file_type().into()));
            }
            let length = usize::try_from(metadata.len()).unwrap_or(limit);
            limited::read(file, length, limit).map(Found::File)
        });
        read.map_err(Error::io("read", &self.path_of(name)))
    }

    /// The names in it, sorted.
    pub(crate) fn names(&self) -> Result<Vec<OsString>, Error> {
        let mut names = system::names(&self.handle).map_err(Error::io("list", &self.path))?;
        names.sort();
        Ok(names)
    }

    /// Writes a file that must not exist yet.
    pub(crate) fn write_new(&self, name: impl AsRef<OsStr>, text: &str) -> Result<File, Error> {
        let name = name.as_ref();
        let path = self.path_of(name);
        failpoint::reached();
        let mut file = system::create_file(&self.handle, name).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Error::Exists(path.clone()),
            _ => Error::io("write", &path)(error),
        })?;
        #[cfg(test)]
        let text = write_half(&mut file, text).map_err(Error::io("write", &path))?;
        file.write_all(text.as_bytes()).map_err(Error::io("write", &path))?;
        Ok(file)
    }

    /// As [`write_new`](Self::write_new), and has the system keep what it holds even if power fails.
    pub(crate) fn write_new_lasting(&self, name: impl AsRef<OsStr>, text: &str) -> Result<(), Error> {
        let file = self.write_new(&name, text)?;
        failpoint::reached();
        if SYNCS { file.sync_all().map_err(Error::io("sync", &self.path_of(name.as_ref()))) } else { Ok(()) }
    }

    /// As [`write_new`](Self::write_new), with the permissions of the file that it is to replace, if there is one.
    pub(crate) fn write_new_like(&self, name: &str, text: &str, (at, model): (&Self, &str)) -> Result<(), Error> {
        let file = self.write_new(name, text)?;
        failpoint::reached();
        match system::permissions(&at.handle, model.as_ref()) {
            Ok(permissions) => file.set_permissions(permissions).map_err(Error::io("write", &self.path_of(name))),
            Err(_) => Ok(()),
        }
    }

    /// Makes a folder, unless there is something.
    pub(crate) fn make_folder(&self, name: impl AsRef<OsStr>) -> Result<(), Error> {
        failpoint::reached();
        match system::create_folder(&self.handle, name.as_ref()) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                Err(Error::io("create", &self.path_of(name.as_ref()))(error))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// The folder at a name, which is made unless it is there.
    pub(crate) fn enter(&self, name: impl AsRef<OsStr>) -> Result<Self, Error> {
        let name = name.as_ref();
        if self.kind(name)?.is_none() {
            self.make_folder(name)?;
        }
        match self.below(name)? {
            Below::Folder(folder) => Ok(folder),
            Below::Nothing | Below::Other(_) => Err(self.in_the_way(name)),
        }
    }

    /// The failure that something is where a folder has to be.
    pub(crate) fn in_the_way(&self, name: &OsStr) -> Error {
        Error::InTheWay { path: self.path_of(name), aside: self.path_of(self.aside(name)) }
    }

    /// A name that tells of another one, and where nothing is.
    pub(crate) fn aside(&self, name: &OsStr) -> OsString {
        let aside = |number: usize| {
            let mut aside = name.to_owned();
            aside.push(".aside");
            aside.push(if number == 1 { String::new() } else { number.to_string() });
            aside
        };
        let is_free = |name: &OsString| matches!(self.kind(name), Ok(None) | Err(_));
        (1..1_000).map(aside).find(is_free).unwrap_or_else(|| aside(1_000))
    }

    /// The folder at a path, whose names are joined by `/`; without a path, itself. None if nothing is there.
    pub(crate) fn find(&self, path: Option<&str>) -> Result<Option<Self>, Error> {
        let mut folder = self.clone();
        for name in names(path) {
            folder = match folder.below(name)? {
                Below::Folder(below) => below,
                Below::Nothing => return Ok(None),
                Below::Other(_) => return Err(folder.in_the_way(name.as_ref())),
            }
        }
        Ok(Some(folder))
    }

    /// As [`find`](Self::find), and makes each folder that is not there.
    pub(crate) fn enter_each(&self, path: Option<&str>) -> Result<Self, Error> {
        names(path).try_fold(self.clone(), |folder, name| folder.enter(name))
    }

    /// Removes a file, if it is there.
    pub(crate) fn remove_file(&self, name: impl AsRef<OsStr>) -> Result<(), Error> {
        failpoint::reached();
        match system::remove_file(&self.handle, name.as_ref()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Error::io("remove", &self.path_of(name.as_ref()))(error))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Removes an empty folder.
    pub(crate) fn remove_folder(&self, name: impl AsRef<OsStr>) -> Result<(), Error> {
        failpoint::reached();
        let name = name.as_ref();
        system::remove_folder(&self.handle, name).map_err(Error::io("remove", &self.path_of(name)))
    }

    /// Removes all that it holds; links are removed, not followed.
    pub(crate) fn empty(&self) -> Result<(), Error> {
        for name in self.names()? {
            match self.below(&name)? {
                Below::Nothing => {}
                Below::Other(_) => self.remove_file(&name)?,
                Below::Folder(folder) => {
                    folder.empty()?;
                    self.remove_folder(&name)?;
                }
            }
        }
        Ok(())
    }

    /// Moves a file or folder to another folder, in place of what is there.
    pub(crate) fn rename(&self, name: impl AsRef<OsStr>, to: &Self, new_name: impl AsRef<OsStr>) -> Result<(), Error> {
        failpoint::reached();
        let new_name = new_name.as_ref();
        system::rename(&self.handle, name.as_ref(), &to.handle, new_name)
            .map_err(Error::io("move into place", &to.path_of(new_name)))
    }

    /// Has the system keep the names in it even if power fails.
    pub(crate) fn sync(&self) -> Result<(), Error> {
        failpoint::reached();
        if SYNCS { system::sync(&self.handle).map_err(Error::io("sync", &self.path)) } else { Ok(()) }
    }

    /// Has the system keep everything that was written to its file system.
    pub(crate) fn sync_everything(&self) -> Result<(), Error> {
        failpoint::reached();
        if SYNCS { system::sync_everything(&self.handle).map_err(Error::io("sync", &self.path)) } else { Ok(()) }
    }

    /// The folder as the system's file, which can be locked.
    pub(super) fn as_file(&self) -> Result<File, Error> {
        system::as_file(&self.handle).map_err(Error::io("open", &self.path))
    }
}

fn names(path: Option<&str>) -> impl Iterator<Item = &str> {
    path.into_iter().flat_map(|path| path.split('/'))
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

#[cfg(all(test, unix))]
mod tests;
