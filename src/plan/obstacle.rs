use std::collections::BTreeMap;

use super::{Action, Conflicting, FilePlan};
use crate::path::ProjectPath;
use crate::snapshot::{OnDisk, Snapshot};

/// Something that no version can be written over: a link, a folder, or what is no text. A person has to move it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// Where it is: a file, or the folder that files would be in.
    pub path: ProjectPath,
    /// The files that count as deleted once it is gone, so that they have to be restored.
    pub restored: Vec<ProjectPath>,
}

/// What is in the way of the files that conflict for no other reason.
pub(super) fn obstacles(snapshot: &Snapshot, files: &[FilePlan]) -> Vec<Obstacle> {
    let conflicts = files.iter().filter(|file| matches!(file.action, Action::Conflict(Conflicting::NotText(_))));
    let mut obstacles: BTreeMap<&ProjectPath, Vec<ProjectPath>> =
        conflicts.map(|file| (snapshot.obstacle(source(file)), Vec::new())).collect();
    for file in files.iter().filter(|file| is_made_anew(snapshot, file)) {
        if let Some(restored) = obstacles.get_mut(snapshot.obstacle(source(file))) {
            restored.push(file.path.clone());
        }
    }
    obstacles.into_iter().map(|(path, restored)| Obstacle { path: path.clone(), restored }).collect()
}

/// Whether a file, once nothing is at its place, is a generated one that somebody deleted.
fn is_made_anew(snapshot: &Snapshot, file: &FilePlan) -> bool {
    let is_generated = !matches!(file.action, Action::Untrack);
    let is_tracked = snapshot.baseline.lock.files.contains_key(source(file));
    is_generated && is_tracked && matches!(snapshot.on_disk(source(file)), OnDisk::Other(_))
}

fn source(file: &FilePlan) -> &ProjectPath {
    file.from.as_ref().unwrap_or(&file.path)
}
