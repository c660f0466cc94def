use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::places::JOURNAL;
use crate::error::Error;
use crate::fs::{Folder, Found};
use crate::path::ProjectPath;
use crate::plan::Write;

/// What a run does to a project, with the texts before and after: enough to put everything back.
///
/// Untrusted like all that lies in a project: each path is a [`ProjectPath`].
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journal {
    format: u32,
    pub(super) kind: Kind,
    writes: Vec<Entry>,
}

/// What a run is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// `slsgen update`, which can be taken back.
    Update,
    /// `slsgen undo`.
    Undo,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    before: Option<String>,
    after: Option<String>,
}

const FORMAT: u32 = 1;

/// More than any update of a project writes.
const MAX_BYTES: usize = 256 << 20;

impl Journal {
    pub(super) fn new(kind: Kind, writes: &[Write]) -> Self {
        let entry = |write: &Write| Entry {
            path: write.path.to_string(),
            before: write.before.clone(),
            after: write.after.clone(),
        };
        Self { format: FORMAT, kind, writes: writes.iter().map(entry).collect() }
    }

    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings always serialise")
    }

    /// The journal in a folder; none if there is none.
    pub(super) fn read(folder: &Folder) -> Result<Option<Self>, Error> {
        let no_journal = || Error::Journal(folder.path_of(JOURNAL));
        let bytes = match folder.look(JOURNAL, MAX_BYTES)? {
            Found::Nothing => return Ok(None),
            Found::File(bytes) => bytes,
            Found::Other(_) => return Err(no_journal()),
        };
        let journal: Self = serde_json::from_slice(&bytes).map_err(|_| no_journal())?;
        if journal.format == FORMAT { Ok(Some(journal)) } else { Err(no_journal()) }
    }

    /// What was done, in its order.
    pub(super) fn writes(self, from: &Path) -> Result<Vec<Write>, Error> {
        let no_journal = || Error::Journal(from.to_owned());
        let write = |Entry { path, before, after }: Entry| {
            let path = ProjectPath::new(&path).filter(is_written).ok_or_else(no_journal)?;
            Ok(Write { path, before, after })
        };
        let writes: Vec<Write> = self.writes.into_iter().map(write).collect::<Result<_, Error>>()?;
        let paths: BTreeSet<&ProjectPath> = writes.iter().map(|write| &write.path).collect();
        let has_lock = |write: &Write| !write.path.is_lock() || write.before.is_some() && write.after.is_some();
        if paths.len() == writes.len() && writes.iter().all(has_lock) { Ok(writes) } else { Err(no_journal()) }
    }
}

/// Whether an update can write there: to what it generates and what it remembers, and neither to the spec nor to the
/// records of updates.
fn is_written(path: &ProjectPath) -> bool {
    path.is_generated() || path.of_base().is_some() || path.is_lock() || path.is_note()
}
