use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::fs::{self, Found};
use crate::path::ProjectPath;
use crate::plan::Write;
use crate::snapshot::MAX_BYTES;

/// The places of a project that a run works in.
pub(super) struct Places {
    pub(super) folder: PathBuf,
    /// The folder of what slsgen remembers.
    pub(super) state: PathBuf,
    /// Locked while a run works.
    pub(super) txn: PathBuf,
    /// What the run does.
    pub(super) journal: PathBuf,
    /// Outlives the run.
    pub(super) undo: PathBuf,
    /// What the last run did.
    pub(super) last: PathBuf,
}

impl Places {
    /// Fails if one of them is a link, as anybody can send a project: what it points to is none of a run's.
    pub(super) fn of(folder: &Path) -> Result<Self, Error> {
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

/// The text of a file; none if there is no file. What is no text is none of a run's.
pub(super) fn on_disk(places: &Places, path: &ProjectPath) -> Result<Option<String>, Error> {
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
pub(super) fn put(places: &Places, path: &ProjectPath, text: Option<&str>) -> Result<(), Error> {
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
pub(super) fn make_folder(path: &Path) -> Result<(), Error> {
    match fs::kind(path)? {
        Some(kind) if kind.is_dir() => Ok(()),
        Some(_) => Err(Error::InTheWay(path.to_owned())),
        None => fs::create_folder(path),
    }
}

/// Removes the folders that may be empty now, and the run's own.
pub(super) fn tidy(places: &Places, writes: &[Write]) {
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
