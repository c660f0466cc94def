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

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::journal::{Journal, Kind};
use crate::error::Error;
use crate::fs::{self, Found, LockedFolder};
use crate::path::ProjectPath;
use crate::plan::Write;

/// The longest file that is compared, as in a snapshot.
const MAX_BYTES: usize = 16 << 20;

/// The places of a project that a run works in.
struct Places {
    folder: PathBuf,
    /// The folder of what slsgen remembers.
    state: PathBuf,
    /// Locked while a run works.
    txn: PathBuf,
    /// What the run does.
    journal: PathBuf,
    /// Outlives the run.
    undo: PathBuf,
    /// What the last run did.
    last: PathBuf,
}

impl Places {
    /// Fails if one of them is a link, as anybody can send a project: what it points to is none of a run's.
    fn of(folder: &Path) -> Result<Self, Error> {
        let state = folder.join(ProjectPath::STATE);
        let (txn, undo) = (state.join("txn"), state.join("undo"));
        for own in [&state, &txn, &undo] {
            if fs::kind(own)?.is_some_and(|kind| !kind.is_dir()) {
                return Err(Error::InTheWay(own.clone()));
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            state,
            journal: txn.join("journal"),
            txn,
            last: undo.join("journal"),
            undo,
        })
    }
}

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
    fs::sync_folder(&places.txn)
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

/// Puts back what a run wrote, the last first, and returns what it leaves alone: a person has changed it since.
fn put_back(places: &Places, writes: &[Write]) -> Result<Vec<ProjectPath>, Error> {
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

/// Removes the folders that may be empty now, and the run's own.
fn tidy(places: &Places, writes: &[Write]) {
    let may_be_gone = writes.iter().filter(|write| write.before.is_none() || write.after.is_none());
    let folders: BTreeSet<&str> = may_be_gone.flat_map(|write| write.path.folders()).collect();
    // Sorted, a folder comes before those in it.
    for folder in folders.into_iter().rev() {
        // One that holds something stays, which is what the system answers.
        let _ = fs::remove_folder(&places.folder.join(folder));
    }
    if !matches!(fs::kind(&places.journal), Ok(Some(_))) {
        let _ = fs::empty(&places.txn).and_then(|()| fs::remove_folder(&places.txn));
    }
}

/// The text of a file; none if there is no file. What is no text is none of a run's.
fn on_disk(places: &Places, path: &ProjectPath) -> Result<Option<String>, Error> {
    let changed = || Error::Changed(path.in_folder(&places.folder));
    for above in path.folders() {
        let above = places.folder.join(above);
        match fs::kind(&above)? {
            Some(kind) if kind.is_dir() => {}
            Some(_) => return Err(Error::InTheWay(above)),
            None => return Ok(None),
        }
    }
    match fs::look(&path.in_folder(&places.folder), MAX_BYTES)? {
        Found::Nothing => Ok(None),
        Found::File(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| changed()),
        Found::Folder | Found::Link | Found::Special => Err(changed()),
    }
}

/// Makes a file hold a text, or be absent, in one step.
fn put(places: &Places, path: &ProjectPath, text: Option<&str>) -> Result<(), Error> {
    let target = path.in_folder(&places.folder);
    let Some(text) = text else { return fs::remove_file(&target) };
    for above in path.folders() {
        make_folder(&places.folder.join(above))?;
    }
    let draft = places.txn.join("file-draft");
    fs::remove_file(&draft)?;
    fs::write_new_like(&draft, text, &target)?;
    fs::rename(&draft, &target)
}

/// Makes a folder whose parent is there, unless it is there; a link is none.
fn make_folder(path: &Path) -> Result<(), Error> {
    match fs::kind(path)? {
        Some(kind) if kind.is_dir() => Ok(()),
        Some(_) => Err(Error::InTheWay(path.to_owned())),
        None => fs::create_folder(path),
    }
}

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
