use super::Action;
use crate::path::ProjectPath;
use crate::snapshot::{OnDisk, Snapshot};

/// What happens to one file.
#[derive(Debug, Clone, PartialEq)]
pub struct FilePlan {
    /// Where it is afterwards.
    pub path: ProjectPath,
    /// Where it was, if it moves.
    pub from: Option<ProjectPath>,
    /// What happens to it.
    pub action: Action,
}

impl FilePlan {
    /// The text that the file has after the update, if it has one.
    pub(super) fn afterwards<'a>(&'a self, snapshot: &'a Snapshot) -> Option<&'a str> {
        match (&self.action, snapshot.on_disk(&self.path)) {
            (Action::Delete, _) => None,
            (action, OnDisk::Text(text)) => Some(action.text().unwrap_or(text)),
            (action, OnDisk::Absent | OnDisk::Other(_)) => action.text(),
        }
    }
}
