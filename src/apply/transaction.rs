//! Changing a project: all of it or nothing.
//!
//! A run first writes a journal of all that it will change, with the texts before and after, and makes it last on the
//! disk. Then it changes file after file, each by one rename, has all of them last at once, and changes `slsgen.lock` as
//! the last of them. Then it renames the journal away. A run that dies leaves the journal behind, and the next one puts
//! back whatever it finds changed; if it finds all of it changed, the run had only missed to rename the journal, and it
//! does that. So the journal is written once and read only after an accident, or for an undo, which is the same list
//! turned round.
//!
//! As the lock changes last, it tells during a run, and after its death, which files slsgen had made before.
//!
//! A file that a person changed in the meantime is left to the person: putting back restores only what the run wrote.
//! A file keeps its permissions; only one that was removed comes back with those of a new file.

use std::path::Path;

use super::journal::{Journal, Kind};
use super::places::{JOURNAL, Places, TXN, UNDO, draft, on_disk, place, put, tidy};
use super::put_back::put_back;
use crate::error::Error;
use crate::fs::{Folder, LockedFolder};
use crate::path::ProjectPath;
use crate::plan::Write;

/// Makes the changes, or none of them.
pub fn run(folder: &Path, kind: Kind, writes: &[Write]) -> Result<(), Error> {
    let project = Places::of(folder)?.project;
    let state = project.enter(ProjectPath::STATE)?;
    let lock = LockedFolder::open(&state, TXN.as_ref())?;
    let txn = lock.folder();
    if txn.kind(JOURNAL)?.is_some() {
        return Err(Error::Interrupted(folder.to_owned()));
    }
    txn.empty()?;
    let begun = check_unchanged(&project, writes).and_then(|()| begin(&state, txn, kind, writes));
    let done = begun.and_then(|()| {
        change(&project, txn, writes).and_then(|()| commit(&state, txn)).inspect_err(|_| {
            // What can't be put back now, the next run puts back. All of it is this run's own.
            let _ = put_back(&project, txn, writes, &|_| true);
        })
    });
    end(&project, &state, txn, writes);
    drop(lock);
    done
}

/// Removes what a run leaves behind, unless it is the journal of one that died.
pub(super) fn end(project: &Folder, state: &Folder, txn: &Folder, writes: &[Write]) {
    tidy(project, writes);
    if matches!(txn.kind(JOURNAL), Ok(None)) {
        let _ = txn.empty().and_then(|()| state.remove_folder(TXN));
    }
}

/// Everything is still as it was when it was read. So what is found as a run would have written it was written by that
/// run, and not by another one that came first.
fn check_unchanged(project: &Folder, writes: &[Write]) -> Result<(), Error> {
    writes.iter().try_for_each(|write| expect_before(project, write))
}

fn expect_before(project: &Folder, write: &Write) -> Result<(), Error> {
    if on_disk(project, write)? == write.before {
        Ok(())
    } else {
        Err(Error::Changed(project.path_of(write.path.as_str())))
    }
}

/// The journal is there, whole and lasting, before anything changes.
fn begin(state: &Folder, txn: &Folder, kind: Kind, writes: &[Write]) -> Result<(), Error> {
    txn.write_new_lasting("journal-draft", &Journal::new(kind, writes).to_json())?;
    txn.rename("journal-draft", txn, JOURNAL)?;
    txn.sync()?;
    state.sync()
}

fn change(project: &Folder, txn: &Folder, writes: &[Write]) -> Result<(), Error> {
    let (lock, others): (Vec<_>, Vec<_>) = writes.iter().partition(|write| write.path.is_lock());
    for write in others {
        expect_before(project, write)?;
        put(project, txn, &write.path, write.after.as_deref())?;
    }
    let lock = lock.into_iter().find_map(|write| Some((write, write.after.as_deref()?)));
    let Some((write, text)) = lock else { return project.sync_everything() };
    expect_before(project, write)?;
    let at = (project, write.path.as_str());
    draft(txn, text, at)?;
    project.sync_everything()?;
    place(txn, at)?;
    project.sync()
}

/// Nothing is put back after the rename, so it has to be the last thing that can fail.
pub(super) fn commit(state: &Folder, txn: &Folder) -> Result<(), Error> {
    let undo = state.enter(UNDO)?;
    txn.rename(JOURNAL, &undo, JOURNAL)?;
    // If the name should not last, the next run renames it again.
    let _ = undo.sync();
    Ok(())
}
