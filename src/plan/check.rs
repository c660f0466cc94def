//! What a plan says of the state that a project is in.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Action, Conflicting, FilePlan, Plan, lockfile, own_code};
use crate::baseline::Tracking;
use crate::model::{Class, Service};
use crate::path::ProjectPath;
use crate::snapshot::{OnDisk, Snapshot};
use crate::source::Source;
use crate::text::{Language, marker, unix};

/// Something that CI should say of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// What kind of thing.
    pub code: StatusCode,
    /// The file that it is about; the project otherwise.
    pub path: Option<ProjectPath>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// One sentence without a full stop.
    pub message: String,
}

/// The states of a project and its files. A code's text never changes its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusCode {
    /// A file is not what the spec asks for.
    Stale,
    /// A person changed a file.
    Edited,
    /// A person deleted a file.
    Missing,
    /// A file holds conflict markers.
    Marked,
    /// An update needs a person's decision about a file.
    Conflicted,
    /// Another version of slsgen generated the project.
    OtherVersion,
    /// An update was interrupted.
    Interrupted,
    /// An update needs a person's approval of a change of the spec.
    NotApproved,
    /// `Cargo.lock` does not fit `Cargo.toml`.
    LockMisfit,
    /// A change is not made, as its file is gone.
    HeldBack,
    /// A person's route is one of the generated ones.
    RoutesCollide,
    /// A person's code uses what a change takes away.
    CodeUsed,
    /// A person's edit left a file that can't be read any more.
    Broken,
    /// A person deleted a file that the project can't be built without.
    Needed,
}

/// How much a state matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Notice,
    /// A person should look at it.
    Warning,
    /// `slsgen update` is due.
    Pending,
    /// A conflict was committed.
    Conflict,
    /// A change is refused until a person approves it.
    Refused,
}

impl StatusCode {
    /// Every code, in order.
    pub const ALL: &[Self] = &[
        Self::Stale,
        Self::Edited,
        Self::Missing,
        Self::Marked,
        Self::Conflicted,
        Self::OtherVersion,
        Self::Interrupted,
        Self::NotApproved,
        Self::LockMisfit,
        Self::HeldBack,
        Self::RoutesCollide,
        Self::CodeUsed,
        Self::Broken,
        Self::Needed,
    ];

    /// The stable text.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stale => "K0001",
            Self::Edited => "K0002",
            Self::Missing => "K0003",
            Self::Marked => "K0004",
            Self::Conflicted => "K0005",
            Self::OtherVersion => "K0006",
            Self::Interrupted => "K0007",
            Self::NotApproved => "K0008",
            Self::LockMisfit => "K0009",
            Self::HeldBack => "K0010",
            Self::RoutesCollide => "K0011",
            Self::CodeUsed => "K0012",
            Self::Broken => "K0013",
            Self::Needed => "K0014",
        }
    }

    /// The state in a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::Edited => "edited",
            Self::Missing => "missing",
            Self::Marked => "conflict markers",
            Self::Conflicted => "conflicted",
            Self::OtherVersion => "other version",
            Self::Interrupted => "interrupted",
            Self::NotApproved => "not approved",
            Self::LockMisfit => "lock",
            Self::HeldBack => "held back",
            Self::RoutesCollide => "routes collide",
            Self::CodeUsed => "code uses it",
            Self::Broken => "broken",
            Self::Needed => "needed",
        }
    }

    /// What a person has to decide comes first: GitHub shows ten annotations of a step, and no more.
    fn rank(self) -> u8 {
        match self {
            Self::Interrupted | Self::Marked | Self::NotApproved | Self::Conflicted => 0,
            Self::OtherVersion => 1,
            Self::Stale | Self::LockMisfit | Self::Broken | Self::Needed | Self::RoutesCollide => 2,
            Self::HeldBack | Self::CodeUsed => 3,
            Self::Edited | Self::Missing => 4,
        }
    }

    /// Whether the project does not work, and no update helps.
    #[must_use]
    pub fn is_defect(self) -> bool {
        matches!(self, Self::LockMisfit | Self::RoutesCollide | Self::Broken | Self::Needed)
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Edited | Self::Missing => Severity::Notice,
            Self::HeldBack | Self::CodeUsed => Severity::Warning,
            Self::Marked => Severity::Conflict,
            Self::Stale
            | Self::Conflicted
            | Self::OtherVersion
            | Self::Interrupted
            | Self::LockMisfit
            | Self::RoutesCollide
            | Self::Broken
            | Self::Needed => Severity::Pending,
            Self::NotApproved => Severity::Refused,
        }
    }
}

/// Where cargo locks the versions of a project's dependencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locks {
    /// In the project.
    Own,
    /// Perhaps in a workspace around it.
    Shared,
}

/// The state of a project that no update is at work in.
#[must_use]
pub fn check(snapshot: &Snapshot, plan: &Plan, (spec, service): (&Source, &Service), locks: Locks) -> Vec<Status> {
    let mut states = Vec::new();
    let (made_by, this) = (&snapshot.baseline.lock.version, &plan.baseline.lock.version);
    if made_by != this {
        let message = format!("slsgen {made_by} generated the project, and this is {this}");
        states.push(Status { code: StatusCode::OtherVersion, path: None, line: None, message });
    }
    for finding in plan.dangers().filter(|danger| !plan.approved.contains(&danger.fingerprint)) {
        let message = format!("{}: {}", finding.code.as_str(), finding.message);
        let path = Some(ProjectPath::spec());
        let line = finding.new.map(|span| spec.position(span.start).0);
        states.push(Status { code: StatusCode::NotApproved, path, line, message });
    }
    for file in &plan.files {
        let path = file.from.as_ref().unwrap_or(&file.path);
        let state =
            |code, line, message: &str| Status { code, path: Some(path.clone()), line, message: message.to_owned() };
        if let Some(line) = open_conflict(snapshot, path) {
            states.push(state(StatusCode::Marked, Some(line), "the file holds conflict markers"));
            continue;
        }
        if let Some(broken) = broken(snapshot, path) {
            states.push(broken);
            continue;
        }
        if let Some(needed) = needed(snapshot, file, locks) {
            states.push(state(StatusCode::Needed, None, &needed));
            continue;
        }
        if matches!(file.action, Action::StaysDeleted { held_back: true, .. }) {
            let message = format!(
                "a person deleted or moved it, so what the spec changes in it is done nowhere; `slsgen update --restore {path}` \
                 brings it back"
            );
            states.push(state(StatusCode::HeldBack, None, &message));
            continue;
        }
        if file.action == Action::Edited && snapshot.baseline.lock.files.get(path) == Some(&Tracking::Lockfile) {
            let message =
                "cargo changed it, as it does for other dependencies or versions, and updates leave it to cargo";
            states.push(state(StatusCode::Edited, None, message));
            continue;
        }
        states.extend(of_action(&file.action).map(|(code, line, message)| state(code, line, message)));
    }
    states.extend(lock_misfit(snapshot));
    // Code that does not compile does not start either.
    let compiles = !states.iter().any(|state| matches!(state.code, StatusCode::Broken | StatusCode::Needed));
    let colliding = own_code::colliding_routes(snapshot, service).into_iter().filter(|_| compiles);
    for (path, line, route) in colliding {
        let message = format!("`{route}` is a route of the spec, too, so the function does not start");
        states.push(Status { code: StatusCode::RoutesCollide, path: Some(path), line: Some(line), message });
    }
    for finding in &plan.findings {
        for (path, line) in plan.uses.get(&finding.fingerprint).into_iter().flatten() {
            let text = if finding.class() == Class::Code { "" } else { ", and a text here names it" };
            let message = format!("{}: {}{text}", finding.code.as_str(), finding.message);
            let (code, path) = (StatusCode::CodeUsed, Some(path.clone()));
            states.push(Status { code, path, line: Some(*line), message });
        }
    }
    for deployment in plan.deployments.iter().filter(|deployment| deployment.is_new) {
        let message = "this template is to be deployed before template.yaml, and is not there".to_owned();
        let path = Some(deployment.path.clone());
        states.push(Status { code: StatusCode::Stale, path, line: None, message });
    }
    let is_behind = states.iter().any(|state| state.code.severity() >= Severity::Pending && !state.code.is_defect());
    if plan.is_pending(snapshot) && !is_behind {
        let message = "the spec changed since the last update, though no file does".to_owned();
        let path = Some(ProjectPath::spec());
        states.push(Status { code: StatusCode::Stale, path, line: None, message });
    }
    states.sort_by_key(|state| state.code.rank());
    states
}

/// A project that is up to date with its spec, and that `cargo --locked` refuses all the same.
fn lock_misfit(snapshot: &Snapshot) -> Option<Status> {
    let [manifest, lock] = ["Cargo.toml", "Cargo.lock"].map(ProjectPath::new);
    let (manifest, lock) = (manifest?, lock?);
    let text = |path: &ProjectPath| match snapshot.on_disk(path) {
        OnDisk::Text(text) => Some(text),
        OnDisk::Absent | OnDisk::Other(_) => None,
    };
    // What slsgen makes fits.
    let is_ours = |path: &ProjectPath| {
        let base = snapshot.baseline.texts.get(path);
        base.zip(text(path)).is_some_and(|(base, text)| *base == unix(text))
    };
    if is_ours(&manifest) && is_ours(&lock) {
        return None;
    }
    let why = lockfile::misfit(text(&manifest)?, text(&lock)?)?;
    let message = format!("`cargo --locked` refuses it: {why}; `cargo update --workspace` writes it anew");
    Some(Status { code: StatusCode::LockMisfit, path: Some(lock), line: None, message })
}

/// Why the project can't be built without a file that was deleted; none if it can.
fn needed(snapshot: &Snapshot, file: &FilePlan, locks: Locks) -> Option<String> {
    let path = &file.path;
    let is_deleted = matches!(file.action, Action::StaysDeleted { .. } | Action::Theirs);
    if !is_deleted || *snapshot.on_disk(path) != OnDisk::Absent {
        return None;
    }
    let back = format!("`slsgen update --restore {path}` brings it back");
    if snapshot.baseline.lock.files.get(path) == Some(&Tracking::Lockfile) {
        let message = format!("a person deleted it, and `cargo --locked` refuses the project without it; {back}");
        return (locks == Locks::Own).then_some(message);
    }
    let (parent, line) = own_code::module_of(snapshot, path)?;
    Some(format!("a person deleted or moved it, and {parent}:{line} names it, so the project does not compile; {back}"))
}

/// A file that a person edited, and that is no longer what its language asks for.
fn broken(snapshot: &Snapshot, path: &ProjectPath) -> Option<Status> {
    let OnDisk::Text(text) = snapshot.on_disk(path) else { return None };
    let language = Language::of(path.as_str());
    // The hooks have no base, as they are a person's from the start.
    let base = snapshot.baseline.texts.get(path);
    let is_read = base.map_or(*path == ProjectPath::hooks(), |base| *base != unix(text) && language.parses(base));
    let line = if is_read { language.error_line(&unix(text))? } else { return None };
    let message = format!("a person edited it, and it is not valid {} any more", language.as_str());
    Some(Status { code: StatusCode::Broken, path: Some(path.clone()), line: Some(line), message })
}

/// The first marker of a conflict that was written and not decided yet.
fn open_conflict(snapshot: &Snapshot, path: &ProjectPath) -> Option<usize> {
    let OnDisk::Text(text) = snapshot.on_disk(path) else { return None };
    marker(text)
}

fn of_action(action: &Action) -> Option<(StatusCode, Option<usize>, &'static str)> {
    let (code, line, message) = match action {
        Action::Same | Action::Theirs | Action::LockfileBehind => return None,
        Action::Edited => (StatusCode::Edited, None, "a person changed the file, and updates keep the change"),
        Action::StaysDeleted { .. } => (StatusCode::Missing, None, "a person deleted the file, and it stays so"),
        Action::Recorded => (StatusCode::Stale, None, "the file is up to date, and slsgen has yet to take note"),
        Action::Create(_) | Action::Restore(_) => (StatusCode::Stale, None, "the spec asks for this file"),
        Action::Replace(_) | Action::Merge(_) | Action::Resolve(_) | Action::Mark(_) => {
            (StatusCode::Stale, None, "the file is not what the spec asks for")
        }
        Action::Delete | Action::Forget | Action::Untrack => {
            (StatusCode::Stale, None, "the file is no longer part of the project")
        }
        Action::Conflict(Conflicting::Lines(conflict)) => {
            let line = conflict.hunks().next().map(|hunk| hunk.line);
            (StatusCode::Conflicted, line, "a person and slsgen changed the same lines, and a person must decide")
        }
        Action::Conflict(Conflicting::Marked(line)) => {
            (StatusCode::Marked, Some(*line), "the file holds conflict markers")
        }
        Action::Conflict(Conflicting::InTheWay) => {
            (StatusCode::Conflicted, None, "slsgen has no record of making this file, and would make one here")
        }
        Action::Conflict(Conflicting::NotText(_)) => {
            (StatusCode::Conflicted, None, "slsgen has changes for this file, and can't merge it")
        }
    };
    Some((code, line, message))
}
