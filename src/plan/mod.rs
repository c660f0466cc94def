//! Stage 5: what an update does to a project: (baseline, disk, rendered) → [`Plan`].
//!
//! Promises that no line a person wrote is lost: each ends up in the file, in a conflict, or in a file that is left
//! alone and named. A plan is a value, which `plan` prints, `check` judges and `update` applies; making one writes
//! nothing and asks nobody. Knows neither what a person typed nor how a plan looks.

mod action;
pub mod check;
mod choices;
mod decision;
mod deployment;
mod file_plan;
mod lockfile;
mod obstacle;
pub mod own_code;
pub mod refusal;
mod writes;

use std::collections::{BTreeMap, BTreeSet};

pub use action::{Action, Conflicting};
pub use choices::{Choices, Resolution};
pub use deployment::{Deployment, StepTemplate};
pub use file_plan::FilePlan;
pub use obstacle::Obstacle;
pub use writes::Write;

use crate::baseline::{Baseline, Lock, Tracking};
use crate::change::{Finding, Fingerprint, History};
use crate::model::ChangePolicy;
use crate::path::ProjectPath;
use crate::render::{Policy, RenderedProject};
use crate::snapshot::{OnDisk, Snapshot};
use crate::text::{self, unix};
use decision::Case;

/// What an update does to a project.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Each file that was generated or would be, sorted by path.
    pub files: Vec<FilePlan>,
    /// What the change of the spec means, the most dangerous first.
    pub findings: Vec<Finding>,
    /// Which of these changes are refused.
    pub policy: ChangePolicy,
    /// The changes that a person approves.
    pub approved: BTreeSet<Fingerprint>,
    /// What is in the way of files that can't be written.
    pub obstacles: Vec<Obstacle>,
    /// The templates that have to be deployed before `template.yaml`, in order.
    pub deployments: Vec<Deployment>,
    /// The stage that those are for, where they are not for every one.
    pub stage: Option<String>,
    /// What lies beside them, of earlier updates.
    pub older_deployments: Vec<ProjectPath>,
    /// What is remembered afterwards.
    pub baseline: Baseline,
    /// The lines of people's own code that use what changes take away.
    pub uses: own_code::Uses,
    /// Every change on disk, in the order in which they are made; the lock is the last.
    pub writes: Vec<Write>,
}

/// What a spec's change means, as far as it doesn't show in files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// The most dangerous first.
    pub findings: Vec<Finding>,
    /// The templates that have to be deployed before the project's own, in order.
    pub steps: Vec<StepTemplate>,
    /// The stage that those are for, where they are not for every one.
    pub stage: Option<String>,
    /// What items may hold that the earlier spec stored.
    pub history: History,
    /// Which changes are refused.
    pub policy: ChangePolicy,
    /// Whether these changes may have been done and approved before, as they lead on from something older.
    pub may_be_approved: bool,
}

impl Plan {
    /// The files about which a person must decide.
    pub fn conflicts(&self) -> impl Iterator<Item = &FilePlan> {
        self.files.iter().filter(|file| matches!(file.action, Action::Conflict(_)))
    }

    /// The files that hold conflict markers afterwards, each with the first marker's line.
    pub fn marked<'a>(&'a self, snapshot: &'a Snapshot) -> impl Iterator<Item = (&'a ProjectPath, usize)> {
        self.files.iter().filter_map(|file| Some((&file.path, text::marker(file.afterwards(snapshot)?)?)))
    }

    /// Whether an update would change nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.conflicts().next().is_none()
    }

    /// Whether an update would change nothing but what slsgen remembers.
    #[must_use]
    pub fn is_only_noted(&self) -> bool {
        !self.writes.iter().any(|write| write.path.is_generated())
    }

    /// Whether an update would do more than note which files a person has deleted.
    #[must_use]
    pub fn is_pending(&self, snapshot: &Snapshot) -> bool {
        let is_note = |file: &FilePlan| matches!(file.action, Action::StaysDeleted { known: false, .. });
        let is_noted = self.files.iter().any(is_note);
        let only_lock = self.writes.iter().all(|write| write.path.is_lock());
        let is_same_version = self.baseline.lock.version == snapshot.baseline.lock.version;
        let is_only_note = is_noted && only_lock && is_same_version;
        !self.is_empty() && !is_only_note
    }
}

/// Plans the update of a project to what was rendered.
#[must_use]
pub fn plan(snapshot: &Snapshot, rendered: &RenderedProject, changes: Changes, choices: &Choices) -> Plan {
    let Baseline { lock, texts, history } = &snapshot.baseline;
    let moves = moves(snapshot, rendered);
    let left: BTreeSet<&ProjectPath> = moves.values().copied().collect();
    let ours = rendered.files().filter(|(_, file)| file.policy != Policy::Spec).map(|(path, _)| path);
    let paths: BTreeSet<&ProjectPath> = ours.chain(lock.files.keys()).filter(|path| !left.contains(path)).collect();

    // What the spec allows is allowed once: whoever does it again says so again.
    let mut policy = changes.policy.clone();
    policy.allow.retain(|change, _| !history.is_allowed(change));
    let mut history = history.and(&changes.history).and(&rendered.history);
    for finding in changes.findings.iter().filter(|finding| policy.refuse.contains(&finding.class())) {
        if let Some(reason) = policy.allow.get(&finding.fingerprint.to_string()) {
            history.allow(finding.fingerprint, reason);
        }
    }
    let refused = changes.findings.iter().filter(|finding| finding.is_refused(&policy));
    for finding in refused.filter(|finding| choices.approved.contains(&finding.fingerprint)) {
        history.approve(finding.fingerprint, choices.because.as_deref());
    }
    let mut files = Vec::new();
    let mut baseline =
        Baseline { lock: Lock::now(rendered.frozen.clone(), BTreeMap::new()), texts: BTreeMap::new(), history };
    for path in paths {
        let from = moves.get(path).copied();
        let source = from.unwrap_or(path);
        let decided = decision::decide(&Case {
            path,
            moves: from.is_some(),
            tracking: lock.files.get(source).copied(),
            base: texts.get(source).map(String::as_str),
            disk: snapshot.on_disk(source),
            new: rendered.file(path),
            restore: choices.restores(path),
            resolution: choices.resolution(path),
        });
        if let Some(tracking) = decided.tracking {
            baseline.lock.files.insert(path.clone(), tracking);
            // The base of what was deleted stays as it was then, so that it tells what has changed since.
            let deleted = texts.get(source).map(String::as_str).filter(|_| tracking == Tracking::Deleted);
            let base = deleted.or_else(|| rendered.text(path.as_str())).filter(|_| tracking != Tracking::Once);
            baseline.texts.extend(base.map(|text| (path.clone(), text.to_owned())));
        }
        files.push(FilePlan { path: path.clone(), from: from.cloned(), action: decided.action });
    }
    let spec = rendered.files().find(|(_, file)| file.policy == Policy::Spec);
    baseline.texts.extend(spec.map(|(path, file)| (path.clone(), unix(&file.text).into_owned())));
    let folder = ProjectPath::deploy(changes.stage.as_deref());
    let deployments = deployment::deployments(snapshot, rendered, &files, (&folder, &changes.steps));
    let is_older = |path: &&ProjectPath| !deployments.iter().any(|deployment| deployment.path == **path);
    let older_deployments = match deployments.as_slice() {
        [] => Vec::new(),
        _ => snapshot.files_in(&folder).filter(is_older).cloned().collect(),
    };
    let writes = writes::writes(snapshot, &files, &deployments, &baseline);
    let obstacles = obstacle::obstacles(snapshot, &files);
    let mut approved = choices.approved.clone();
    if changes.may_be_approved {
        let known = changes.findings.iter().map(|finding| finding.fingerprint);
        approved.extend(known.filter(|change| snapshot.baseline.history.is_approved(*change)));
    }
    let Changes { findings, stage, .. } = changes;
    let uses = own_code::Uses::new();
    Plan { files, findings, policy, approved, obstacles, deployments, stage, older_deployments, baseline, uses, writes }
}

/// Files that follow their resource to its new name: new path → old path. A link or a folder follows nothing: it stays,
/// and the file is made anew.
fn moves<'a>(snapshot: &Snapshot, rendered: &'a RenderedProject) -> BTreeMap<&'a ProjectPath, &'a ProjectPath> {
    let tracked = &snapshot.baseline.lock.files;
    let moves = rendered.files().flat_map(|(path, file)| file.formerly.iter().rev().map(move |from| (path, from)));
    moves
        .filter(|(path, from)| !tracked.contains_key(*path) && tracked.contains_key(*from))
        .filter(|(path, from)| rendered.file(from).is_none() && *snapshot.on_disk(path) == OnDisk::Absent)
        .filter(|(_, from)| !matches!(snapshot.on_disk(from), OnDisk::Other(_)))
        .collect()
}
