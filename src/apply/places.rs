use std::collections::BTreeSet;
use std::path::Path;

use crate::error::Error;
use crate::fs::{Below, Folder, Found};
use crate::path::ProjectPath;
use crate::plan::Write;
use crate::snapshot::MAX_BYTES;

/// The folder of a run, locked while it works.
pub(super) const TXN: &str = "txn";
/// The folder of what outlives the run.
pub(super) const UNDO: &str = "undo";
/// What a run does, in the one; what the last run did, in the other.
pub(super) const JOURNAL: &str = "journal";
/// A text on its way to a file.
const DRAFT: &str = "file-draft";

/// The places of a project that a run works in.
pub(super) struct Places {
    pub(super) project: Folder,
    /// The folder of what slsgen remembers, if it is there.
    pub(super) state: Option<Folder>,
    /// What the last run did is in there.
    pub(super) undo: Option<Folder>,
}

impl Places {
    /// Fails if one of them is a link, as anybody can send a project: what it points to is none of a run's.
    pub(super) fn of(folder: &Path) -> Result<Self, Error> {
        let project = Folder::open(folder)?;
        let state = match project.below(ProjectPath::STATE)? {
            Below::Nothing => None,
            Below::Folder(state) => Some(state),
            Below::Other(kind) => {
                let path = project.path_of(ProjectPath::STATE);
                return Err(Error::BadState {
                    project: folder.to_owned(),
                    what: kind.words(),
                    obstacle: path.clone(),
                    path,
                });
            }
        };
        let [_, undo] = match &state {
            Some(state) => [own(state, TXN)?, own(state, UNDO)?],
            None => [None, None],
        };
        Ok(Self { project, state, undo })
    }
}

fn own(at: &Folder, name: &str) -> Result<Option<Folder>, Error> {
    match at.below(name)? {
        Below::Nothing => Ok(None),
        Below::Folder(folder) => Ok(Some(folder)),
        Below::Other(_) => Err(at.in_the_way(name.as_ref())),
    }
}

/// The text of a file that a run writes; none if there is no file. What is no text, or longer, is none of a run's.
pub(super) fn on_disk(project: &Folder, write: &Write) -> Result<Option<String>, Error> {
    let (above, name) = write.path.split();
    let longest = [&write.before, &write.after].into_iter().flatten().map(String::len).fold(MAX_BYTES, usize::max);
    let Some(folder) = project.find(above)? else { return Ok(None) };
    let changed = || Error::Changed(folder.path_of(name));
    match folder.look(name, longest)? {
        Found::Nothing => Ok(None),
        Found::File(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| changed()),
        Found::Other(_) => Err(changed()),
    }
}

/// Makes a file hold a text, or be absent, in one step.
pub(super) fn put(project: &Folder, txn: &Folder, path: &ProjectPath, text: Option<&str>) -> Result<(), Error> {
    let (above, name) = path.split();
    let Some(text) = text else {
        return project.find(above)?.map_or(Ok(()), |folder| folder.remove_file(name));
    };
    let folder = project.enter_each(above)?;
    draft(txn, text, (&folder, name))?;
    place(txn, (&folder, name))
}

/// Writes a text beside the run's journal, with the permissions of the file that it is for.
pub(super) fn draft(txn: &Folder, text: &str, of: (&Folder, &str)) -> Result<(), Error> {
    txn.remove_file(DRAFT)?;
    txn.write_new_like(DRAFT, text, of)
}

/// Moves the drafted text to its file.
pub(super) fn place(txn: &Folder, (folder, name): (&Folder, &str)) -> Result<(), Error> {
    txn.rename(DRAFT, folder, name)
}

/// Removes the folders that may be empty now.
pub(super) fn tidy(project: &Folder, writes: &[Write]) {
    let may_be_gone = writes.iter().filter(|write| write.before.is_none() || write.after.is_none());
    let folders: BTreeSet<&str> = may_be_gone.flat_map(|write| write.path.folders()).collect();
    // Sorted, a folder comes before those in it.
    for folder in folders.into_iter().rev() {
        let (above, name) = folder.rsplit_once('/').map_or((None, folder), |(above, name)| (Some(above), name));
        // One that holds something stays, which is what the system answers.
        if let Ok(Some(around)) = project.find(above) {
            let _ = around.remove_folder(name);
        }
    }
}
