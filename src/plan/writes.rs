use std::collections::BTreeSet;

use super::{Action, Deployment, FilePlan};
use crate::baseline::Baseline;
use crate::path::ProjectPath;
use crate::snapshot::{OnDisk, Snapshot};
use crate::text::{unix, with_line_ends_of};

/// A change of one file on disk. Texts are as they are on disk; none: there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Which file.
    pub path: ProjectPath,
    /// What is there now.
    pub before: Option<String>,
    /// What is there afterwards; never the same.
    pub after: Option<String>,
}

/// Every change that the plan's files and its baseline ask for. Files come first, then what is remembered of them, and
/// the lock last.
pub(super) fn writes(
    snapshot: &Snapshot,
    files: &[FilePlan],
    deployments: &[Deployment],
    baseline: &Baseline,
) -> Vec<Write> {
    let mut writes = Vec::new();
    for file in files {
        let source = file.from.as_ref().unwrap_or(&file.path);
        let before = text(snapshot, source);
        let after = match before {
            Some(before) => file.action.text().map(|text| with_line_ends_of(text, before)),
            None => file.action.text().map(str::to_owned),
        };
        if file.from.is_some() && after.is_some() {
            writes.push(Write { path: source.clone(), before: before.map(str::to_owned), after: None });
            writes.push(Write { path: file.path.clone(), before: None, after });
        } else if file.action == Action::Delete || after.is_some() {
            writes.push(Write { path: file.path.clone(), before: before.map(str::to_owned), after });
        }
    }
    for Deployment { path, text, .. } in deployments.iter().filter(|deployment| deployment.is_new) {
        writes.push(Write { path: path.clone(), before: None, after: Some(text.clone()) });
    }
    let (lock, remembered): (Vec<_>, Vec<_>) = baseline.files().partition(|(path, _)| path.is_lock());
    let kept: BTreeSet<&ProjectPath> = remembered.iter().map(|(path, _)| path).collect();
    for base in snapshot.baseline.texts.keys().map(ProjectPath::base).filter(|path| !kept.contains(path)) {
        let before = text(snapshot, &base).map(str::to_owned);
        writes.push(Write { path: base, before, after: None });
    }
    for (path, after) in remembered.into_iter().chain(lock) {
        let before = text(snapshot, &path);
        if before.is_none_or(|before| unix(before) != after) {
            let lines = before.map(|before| with_line_ends_of(&after, before));
            let after = lines.unwrap_or_else(|| after.into_owned());
            writes.push(Write { before: before.map(str::to_owned), path, after: Some(after) });
        }
    }
    writes.retain(|write| write.before != write.after);
    writes
}

fn text<'a>(snapshot: &'a Snapshot, path: &ProjectPath) -> Option<&'a str> {
    match snapshot.on_disk(path) {
        OnDisk::Text(text) => Some(text),
        OnDisk::Absent | OnDisk::Other(_) => None,
    }
}
