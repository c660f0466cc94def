//! What is done about a run that died, and how the last one that didn't is taken back.

use std::path::Path;

use super::journal::{Journal, Kind};
use super::ownership::is_own;
use super::places::{JOURNAL, Places, TXN};
use super::put_back::{Now, PutBack, now, put_back};
use super::transaction::{commit, end};
use crate::error::Error;
use crate::fs::{Folder, LockedFolder};
use crate::path::ProjectPath;
use crate::plan::Write;

/// Fails if a run is at work in a project, or died in it.
pub fn check_at_rest(folder: &Path) -> Result<(), Error> {
    match died(&Places::of(folder)?)? {
        Some(_) => Err(Error::Interrupted(folder.to_owned())),
        None => Ok(()),
    }
}

/// What was done about a run that died.
#[derive(Debug)]
pub enum Recovered {
    /// It had done all that it was to do, and now counts as done.
    Finished(Kind),
    /// What it had written is put back.
    PutBack(PutBack),
}

/// Puts back what a run that died has changed, or counts it as done; none if no run died. Files come back only where
/// slsgen makes them.
pub fn recover(folder: &Path, is_made: &dyn Fn(&ProjectPath) -> bool) -> Result<Option<Recovered>, Error> {
    let Places { project, state, .. } = Places::of(folder)?;
    let Some(state) = state else { return Ok(None) };
    let Some(lock) = died_in(&state)? else { return Ok(None) };
    let txn = lock.folder();
    let Some(journal) = Journal::read(txn)? else { return Ok(None) };
    let kind = journal.kind;
    let writes = journal.writes(&txn.path_of(JOURNAL))?;
    let recovered = if is_whole(&project, &writes)? {
        commit(&state, txn)?;
        Recovered::Finished(kind)
    } else {
        Recovered::PutBack(put_back(&project, txn, &writes, &|write| is_own(write, is_made))?)
    };
    end(&project, &state, txn, &writes);
    drop(lock);
    Ok(Some(recovered))
}

/// What a run that died had locked, if one did.
fn died(places: &Places) -> Result<Option<LockedFolder>, Error> {
    places.state.as_ref().map_or(Ok(None), died_in)
}

fn died_in(state: &Folder) -> Result<Option<LockedFolder>, Error> {
    match state.find(Some(TXN))? {
        Some(txn) if has_journal(&txn)? => {}
        _ => return Ok(None),
    }
    // Until it was locked, its run may have been alive, and have ended well.
    match LockedFolder::of_present(state, TXN.as_ref())? {
        Some(lock) if has_journal(lock.folder())? => Ok(Some(lock)),
        _ => Ok(None),
    }
}

fn has_journal(txn: &Folder) -> Result<bool, Error> {
    Ok(txn.kind(JOURNAL)?.is_some())
}

/// Whether a run has made all its changes: the lock, which changes last, and each of the others, unless a person has
/// changed the file since.
fn is_whole(project: &Folder, writes: &[Write]) -> Result<bool, Error> {
    let mut has_lock = false;
    for write in writes {
        match (now(project, write)?, write.path.is_lock()) {
            (Now::After, true) => has_lock = true,
            (Now::Before, _) | (Now::Neither, true) => return Ok(false),
            (Now::After | Now::Neither, false) => {}
        }
    }
    Ok(has_lock)
}

/// The last update.
pub fn last_update(folder: &Path) -> Result<Vec<Write>, Error> {
    let nothing = || Error::NothingToUndo(folder.to_owned());
    let undo = Places::of(folder)?.undo.ok_or_else(nothing)?;
    let journal = Journal::read(&undo)?.filter(|journal| journal.kind == Kind::Update).ok_or_else(nothing)?;
    journal.writes(&undo.path_of(JOURNAL))
}

/// The files that are no longer as an update left them.
pub fn changed_since<'a>(folder: &Path, update: &'a [Write]) -> Result<Vec<&'a ProjectPath>, Error> {
    let project = Places::of(folder)?.project;
    let mut changed = Vec::new();
    for write in update {
        match now(&project, write)? {
            Now::After => {}
            Now::Before | Now::Neither => changed.push(&write.path),
        }
    }
    Ok(changed)
}

/// The files of an update that taking it back would bring back where slsgen makes none.
pub fn foreign<'a>(update: &'a [Write], is_made: &dyn Fn(&ProjectPath) -> bool) -> Vec<&'a ProjectPath> {
    let is_foreign = |write: &&Write| write.before.is_some() && !is_own(write, is_made);
    update.iter().filter(is_foreign).map(|write| &write.path).collect()
}

/// The writes that take an update back.
#[must_use]
pub fn turned_round(update: Vec<Write>) -> Vec<Write> {
    let turned = |write: Write| Write { path: write.path, before: write.after, after: write.before };
    update.into_iter().rev().map(turned).collect()
}
