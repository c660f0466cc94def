use std::path::PathBuf;

use super::places::{JOURNAL, on_disk, put};
use crate::error::Error;
use crate::fs::Folder;
use crate::path::ProjectPath;
use crate::plan::Write;

/// The files that were not put back.
#[derive(Debug, Default)]
pub struct PutBack {
    /// A person has changed them since.
    pub changed: Vec<ProjectPath>,
    /// slsgen makes no such files, so the record that is about them is not trusted. It stays.
    pub foreign: Vec<ProjectPath>,
    /// Where the record is.
    pub record: PathBuf,
}

/// Puts back what a run wrote, the last first, as far as it may. The journal stays if it is about others' files.
pub(super) fn put_back(
    project: &Folder,
    txn: &Folder,
    writes: &[Write],
    is_own: &dyn Fn(&Write) -> bool,
) -> Result<PutBack, Error> {
    let mut left = PutBack { record: txn.path_of(JOURNAL), ..PutBack::default() };
    for write in writes.iter().rev() {
        match now(project, write)? {
            Now::Before => {}
            // A file that the run made goes, whatever it is.
            Now::After if write.before.is_none() || is_own(write) => {
                put(project, txn, &write.path, write.before.as_deref())?;
            }
            Now::Neither if is_own(write) => left.changed.push(write.path.clone()),
            Now::After | Now::Neither => left.foreign.push(write.path.clone()),
        }
    }
    project.sync_everything()?;
    if left.foreign.is_empty() {
        txn.remove_file(JOURNAL)?;
    }
    Ok(left)
}

/// How a file stands to a write of it.
pub(super) enum Now {
    /// It has not been written.
    Before,
    /// It is as it was written.
    After,
    /// Somebody else has changed it.
    Neither,
}

pub(super) fn now(project: &Folder, write: &Write) -> Result<Now, Error> {
    match on_disk(project, write) {
        Ok(found) if found == write.before => Ok(Now::Before),
        Ok(found) if found == write.after => Ok(Now::After),
        Ok(_) | Err(Error::Changed(_) | Error::InTheWay { .. }) => Ok(Now::Neither),
        Err(error) => Err(error),
    }
}
