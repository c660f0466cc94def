//! What is done about a run that died, and how the last one that didn't is taken back.

use std::path::Path;

use super::journal::{Journal, Kind};
use super::places::{Places, on_disk, put, tidy};
use crate::error::Error;
use crate::fs::{self, LockedFolder};
use crate::path::ProjectPath;
use crate::plan::Write;

/// Fails if a run is at work in a project, or died in it.
pub fn check_at_rest(folder: &Path) -> Result<(), Error> {
    match died(&Places::of(folder)?)? {
        Some(_) => Err(Error::Interrupted(folder.to_owned())),
        None => Ok(()),
    }
}

/// Puts back what a run that died has changed, and returns what it leaves alone, as a person has changed it since;
/// none if no run died.
pub fn recover(folder: &Path) -> Result<Option<Vec<ProjectPath>>, Error> {
    let places = Places::of(folder)?;
    let Some(lock) = died(&places)? else { return Ok(None) };
    let Some(journal) = Journal::read(&places.journal)? else { return Ok(None) };
    let writes = journal.writes(&places.journal)?;
    let left_alone = put_back(&places, &writes)?;
    tidy(&places, &writes);
    drop(lock);
    Ok(Some(left_alone))
}

/// What a run that died had locked, if one did.
fn died(places: &Places) -> Result<Option<LockedFolder>, Error> {
    if fs::kind(&places.journal)?.is_none() {
        return Ok(None);
    }
    let lock = LockedFolder::of_present(&places.txn)?;
    // Until it was locked, its run may have been alive, and have ended well.
    if fs::kind(&places.journal)?.is_none() { Ok(None) } else { Ok(lock) }
}

/// The writes whose file is no longer as they found it.
pub fn changed_since<'a>(folder: &Path, writes: &'a [Write]) -> Result<Vec<&'a ProjectPath>, Error> {
    let places = Places::of(folder)?;
    let mut changed = Vec::new();
    for write in writes {
        match now(&places, write)? {
            Now::Before => {}
            Now::After | Now::Neither => changed.push(&write.path),
        }
    }
    Ok(changed)
}

/// The writes that take the last update back.
pub fn last_update(folder: &Path) -> Result<Vec<Write>, Error> {
    let places = Places::of(folder)?;
    let nothing = || Error::NothingToUndo(folder.to_owned());
    let journal = Journal::read(&places.last)?.filter(|journal| journal.kind == Kind::Update).ok_or_else(nothing)?;
    let writes = journal.writes(&places.last)?.into_iter().rev();
    Ok(writes.map(|write| Write { path: write.path, before: write.after, after: write.before }).collect())
}

/// Puts back what a run wrote, the last first, and returns what it leaves alone: a person has changed it since.
pub(super) fn put_back(places: &Places, writes: &[Write]) -> Result<Vec<ProjectPath>, Error> {
    let mut left_alone = Vec::new();
    for write in writes.iter().rev() {
        match now(places, write)? {
            Now::After => put(places, &write.path, write.before.as_deref())?,
            Now::Before => {}
            Now::Neither => left_alone.push(write.path.clone()),
        }
    }
    fs::sync_everything(&places.folder)?;
    fs::remove_file(&places.journal)?;
    Ok(left_alone)
}

/// How a file stands to a write of it.
enum Now {
    /// It has not been written.
    Before,
    /// It is as it was written.
    After,
    /// Somebody else has changed it.
    Neither,
}

fn now(places: &Places, write: &Write) -> Result<Now, Error> {
    match on_disk(places, &write.path) {
        Ok(found) if found == write.before => Ok(Now::Before),
        Ok(found) if found == write.after => Ok(Now::After),
        Ok(_) | Err(Error::Changed(_) | Error::InTheWay(_)) => Ok(Now::Neither),
        Err(error) => Err(error),
    }
}
