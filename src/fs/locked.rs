use std::ffi::OsStr;
use std::fs::{File, TryLockError};

use same_file::Handle;

use super::failpoint;
use super::folder::{Below, Folder};
use crate::error::Error;

/// A folder that no other run works in while this value lives; the system unlocks it when a run is killed.
#[derive(Debug)]
pub(crate) struct LockedFolder {
    folder: Folder,
    _lock: File,
}

impl LockedFolder {
    /// Makes the folder if it is absent, and locks it.
    pub(crate) fn open(at: &Folder, name: &OsStr) -> Result<Self, Error> {
        loop {
            failpoint::reached();
            at.make_folder(name)?;
            if let Some(locked) = Self::of_present(at, name)? {
                return Ok(locked);
            }
        }
    }

    /// Locks a folder; none if it is absent.
    pub(crate) fn of_present(at: &Folder, name: &OsStr) -> Result<Option<Self>, Error> {
        loop {
            let folder = match at.below(name)? {
                Below::Nothing => return Ok(None),
                Below::Folder(folder) => folder,
                Below::Other(_) => return Err(at.in_the_way(name)),
            };
            let lock = folder.as_file()?;
            match lock.try_lock() {
                Err(TryLockError::WouldBlock) => return Err(Error::Busy(at.path_of(name))),
                // Some file systems, NFS among them, lock no folders: then two runs at one moment are not told apart.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            // Between opening and locking, the run that had made the folder may have moved it into place.
            if let Below::Folder(there) = at.below(name)?
                && is_same(&there, &folder)?
            {
                return Ok(Some(Self { folder, _lock: lock }));
            }
        }
    }

    /// The folder itself.
    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }
}

fn is_same(one: &Folder, other: &Folder) -> Result<bool, Error> {
    let handle = |folder: &Folder| Handle::from_file(folder.as_file()?).map_err(Error::io("open", folder.path()));
    Ok(handle(one)? == handle(other)?)
}
