use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::fs;
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

    /// The journal at a path; none if there is none.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, Error> {
        let bytes = match fs::look(path, MAX_BYTES)? {
            fs::Found::Nothing => return Ok(None),
            fs::Found::File(bytes) => bytes,
            fs::Found::Folder | fs::Found::Link | fs::Found::Special => return Err(Error::Journal(path.to_owned())),
        };
        let journal: Self = serde_json::from_slice(&bytes).map_err(|_| Error::Journal(path.to_owned()))?;
        if journal.format != FORMAT {
            return Err(Error::Journal(path.to_owned()));
        }
        Ok(Some(journal))
    }

    /// What was done, in its order.
    pub(super) fn writes(self, from: &Path) -> Result<Vec<Write>, Error> {
        let write = |entry: Entry| {
            let path =
                ProjectPath::new(&entry.path).filter(is_written).ok_or_else(|| Error::Journal(from.to_owned()))?;
            Ok(Write { path, before: entry.before, after: entry.after })
        };
        self.writes.into_iter().map(write).collect()
    }
}

/// Whether an update can write there: to what it generates and what it remembers, and neither to the spec nor to the
/// records of updates.
fn is_written(path: &ProjectPath) -> bool {
    let is_base = path.as_str().starts_with(&format!("{}/base/", ProjectPath::STATE));
    path.is_generated() || is_base || path.is_lock() || *path == ProjectPath::ignored()
}
