//! Changing a project: all of it or nothing.
//!
//! A run first writes a journal of all that it will change, with the texts before and after, and makes it last on the
//! disk. Then it changes file after file, each by one rename, has all of them last at once, and renames the journal
//! away: that is the point of no return. A run that dies before it leaves the journal behind, and the next one puts
//! back whatever it finds changed. So the journal is written once and read only after an accident, or for an undo,
//! which is the same list turned round.
//!
//! A file that a person changed in the meantime is left to the person: putting back restores only what the run wrote.
//! A file keeps its permissions; only one that was removed comes back with those of a new file.

use std::path::Path;

use super::journal::{Journal, Kind};
use super::places::{Places, make_folder, on_disk, put, tidy};
use super::recovery::put_back;
use crate::error::Error;
use crate::fs::{self, LockedFolder};
use crate::plan::Write;

/// Makes the changes, or none of them.
pub fn run(folder: &Path, kind: Kind, writes: &[Write]) -> Result<(), Error> {
    let places = Places::of(folder)?;
    make_folder(&places.state)?;
    let lock = LockedFolder::open(&places.txn)?;
    if fs::kind(&places.journal)?.is_some() {
        return Err(Error::Interrupted(folder.to_owned()));
    }
    fs::empty(&places.txn)?;
    let begun = check_unchanged(&places, writes).and_then(|()| begin(&places, kind, writes));
    let done = begun.and_then(|()| {
        change(&places, writes).and_then(|()| commit(&places)).inspect_err(|_| {
            // What can't be put back now, the next run puts back.
            let _ = put_back(&places, writes);
        })
    });
    tidy(&places, writes);
    drop(lock);
    done
}

/// Everything is still as it was when it was read. So what is found as a run would have written it was written by that
/// run, and not by another one that came first.
fn check_unchanged(places: &Places, writes: &[Write]) -> Result<(), Error> {
    writes.iter().try_for_each(|write| expect_before(places, write))
}

fn expect_before(places: &Places, write: &Write) -> Result<(), Error> {
    if on_disk(places, &write.path)? == write.before {
        Ok(())
    } else {
        Err(Error::Changed(write.path.in_folder(&places.folder)))
    }
}

/// The journal is there, whole and lasting, before anything changes.
fn begin(places: &Places, kind: Kind, writes: &[Write]) -> Result<(), Error> {
    let draft = places.txn.join("journal-draft");
    fs::write_new(&draft, &Journal::new(kind, writes).to_json())?;
    fs::sync_file(&draft)?;
    fs::rename(&draft, &places.journal)?;
    fs::sync_folder(&places.txn)?;
    fs::sync_folder(&places.state)
}

fn change(places: &Places, writes: &[Write]) -> Result<(), Error> {
    for write in writes {
        expect_before(places, write)?;
        put(places, &write.path, write.after.as_deref())?;
    }
    fs::sync_everything(&places.folder)
}

/// Nothing is put back after the rename, so it has to be the last thing that can fail.
fn commit(places: &Places) -> Result<(), Error> {
    make_folder(&places.undo)?;
    fs::rename(&places.journal, &places.last)?;
    // If the name should not last, the next run puts everything back.
    let _ = fs::sync_folder(&places.undo);
    Ok(())
}
