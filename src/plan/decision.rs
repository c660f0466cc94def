use super::{Action, Conflicting, Resolution};
use crate::baseline::Tracking;
use crate::merge::{self, Merged, Side, ThreeTexts};
use crate::path::ProjectPath;
use crate::render::{Policy, RenderedFile};
use crate::snapshot::OnDisk;
use crate::text::{self, Language, unix};

/// All that is known of a file.
pub(super) struct Case<'a> {
    pub(super) path: &'a ProjectPath,
    /// It was generated at another path, where its base and its text on disk still are.
    pub(super) moves: bool,
    /// What the lock says; nothing if slsgen never made it.
    pub(super) tracking: Option<Tracking>,
    /// What was generated last.
    pub(super) base: Option<&'a str>,
    /// What is on disk.
    pub(super) disk: &'a OnDisk,
    /// What is generated now.
    pub(super) new: Option<&'a RenderedFile>,
    pub(super) restore: bool,
    pub(super) resolution: Option<Resolution>,
}

/// What happens to a file, and what the lock says of it afterwards; nothing if slsgen forgets it.
pub(super) struct Decided {
    pub(super) action: Action,
    pub(super) tracking: Option<Tracking>,
}

/// Decides what happens to a file.
pub(super) fn decide(case: &Case<'_>) -> Decided {
    let Some(new) = case.new else {
        // `new --workshop` made it.
        if case.tracking == Some(Tracking::Once) {
            return Decided { action: Action::Theirs, tracking: case.tracking };
        }
        return Decided { action: no_longer_generated(case), tracking: None };
    };
    match new.policy {
        Policy::Once => Decided { action: once(case, &new.text), tracking: Some(Tracking::Once) },
        Policy::Lockfile => Decided { action: lockfile(case, &new.text), tracking: Some(Tracking::Lockfile) },
        Policy::Merged | Policy::Spec => {
            let action = merged(case, &new.text);
            let is_gone = matches!(action, Action::StaysDeleted { .. });
            let tracking = if is_gone { Tracking::Deleted } else { Tracking::Merged };
            Decided { action, tracking: Some(tracking) }
        }
    }
}

fn no_longer_generated(case: &Case<'_>) -> Action {
    match case.disk {
        OnDisk::Absent => Action::Forget,
        OnDisk::Text(text) if case.base.is_some_and(|base| base == unix(text)) => Action::Delete,
        OnDisk::Text(_) | OnDisk::Other(_) => Action::Untrack,
    }
}

fn once(case: &Case<'_>, new: &str) -> Action {
    match (case.disk, case.tracking) {
        (OnDisk::Absent, None) => Action::Create(new.to_owned()),
        (OnDisk::Absent, Some(_)) if case.restore => Action::Restore(new.to_owned()),
        _ => Action::Theirs,
    }
}

/// cargo changes its lock too, and knows best how: what it changed is neither merged nor a conflict.
fn lockfile(case: &Case<'_>, new: &str) -> Action {
    match case.disk {
        OnDisk::Absent if case.tracking.is_none() => Action::Create(new.to_owned()),
        OnDisk::Absent if case.restore => Action::Restore(new.to_owned()),
        OnDisk::Absent => Action::StaysDeleted { known: true, held_back: false },
        OnDisk::Other(_) => Action::Theirs,
        OnDisk::Text(text) => {
            let disk = unix(text);
            let base = case.base.unwrap_or_default();
            if disk == new {
                unchanged(base, new)
            } else if disk == base {
                Action::Replace(new.to_owned())
            } else if base == new {
                Action::Edited
            } else {
                Action::LockfileBehind
            }
        }
    }
}

fn merged(case: &Case<'_>, new: &str) -> Action {
    let disk = match case.disk {
        OnDisk::Absent => return absent(case, new),
        OnDisk::Other(_) if case.base == Some(new) => return Action::Edited,
        OnDisk::Other(what) => return not_text(case, what),
        OnDisk::Text(text) => unix(text),
    };
    let Some(base) = case.base else { return in_the_way(case, &disk, new) };
    if case.moves && (disk == new || disk == base) {
        Action::Replace(new.to_owned())
    } else if case.moves && base == new {
        Action::Merge(disk.into_owned())
    } else if disk == new {
        unchanged(base, new)
    } else if disk == base {
        Action::Replace(new.to_owned())
    } else if base == new {
        Action::Edited
    } else if let Some(line) = text::marker(&disk) {
        marked(case, line, disk.into_owned())
    } else {
        both_changed(case, &ThreeTexts { base, ours: &disk, theirs: new })
    }
}

/// Text between markers is nothing to merge with: what comes out could hold half of them.
fn marked(case: &Case<'_>, line: usize, disk: String) -> Action {
    match case.resolution {
        Some(Resolution::Ours) if case.moves => Action::Resolve(disk),
        Some(Resolution::Ours) => Action::Edited,
        Some(Resolution::Theirs | Resolution::Markers) | None => Action::Conflict(Conflicting::Marked(line)),
    }
}

fn unchanged(base: &str, new: &str) -> Action {
    if base == new { Action::Same } else { Action::Recorded }
}

fn absent(case: &Case<'_>, new: &str) -> Action {
    match case.tracking {
        None => Action::Create(new.to_owned()),
        // A person deletes the file alone. Where its base is gone too, a branch did not need it, and the lock is of another.
        Some(Tracking::Merged) if case.base.is_none() => Action::Create(new.to_owned()),
        Some(_) if case.restore => Action::Restore(new.to_owned()),
        Some(tracking) => Action::StaysDeleted {
            known: tracking == Tracking::Deleted,
            held_back: case.base.is_some_and(|base| base != new),
        },
    }
}

/// Neither version can be taken but the one on disk: a link or a folder is not slsgen's to remove.
fn not_text(case: &Case<'_>, what: &'static str) -> Action {
    match case.resolution {
        Some(Resolution::Ours) => Action::Edited,
        Some(Resolution::Theirs | Resolution::Markers) | None => Action::Conflict(Conflicting::NotText(what)),
    }
}

fn in_the_way(case: &Case<'_>, disk: &str, new: &str) -> Action {
    if disk == new {
        return Action::Recorded;
    }
    match case.resolution {
        Some(Resolution::Ours) => Action::Edited,
        Some(Resolution::Theirs) => Action::Resolve(new.to_owned()),
        Some(Resolution::Markers) => {
            match merge::merge(Language::Text, &ThreeTexts { base: "", ours: disk, theirs: new }) {
                Merged::Conflict(conflict) => Action::Mark(conflict.with_markers()),
                // Nothing is there but an empty file.
                Merged::Clean(text) => Action::Resolve(text),
            }
        }
        None => Action::Conflict(Conflicting::InTheWay),
    }
}

fn both_changed(case: &Case<'_>, sides: &ThreeTexts<'_>) -> Action {
    let conflict = match merge::merge(Language::of(case.path.as_str()), sides) {
        Merged::Clean(text) if text == sides.ours && !case.moves => return Action::Edited,
        Merged::Clean(text) => return Action::Merge(text),
        Merged::Conflict(conflict) => conflict,
    };
    match case.resolution {
        Some(Resolution::Ours) => resolved(case, sides, conflict.resolved(Side::Ours)),
        Some(Resolution::Theirs) => resolved(case, sides, conflict.resolved(Side::Theirs)),
        Some(Resolution::Markers) => Action::Mark(conflict.with_markers()),
        None => Action::Conflict(Conflicting::Lines(conflict)),
    }
}

fn resolved(case: &Case<'_>, sides: &ThreeTexts<'_>, text: String) -> Action {
    if text == sides.ours && !case.moves { Action::Edited } else { Action::Resolve(text) }
}

#[cfg(test)]
mod tests;
