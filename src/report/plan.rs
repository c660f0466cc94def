//! A plan for people and for programs: one view, which both are printed from.

use schemars::JsonSchema;
use serde::Serialize;
use similar::TextDiff;

use crate::baseline::Tracking;
use crate::change::Finding;
use crate::merge::{self, Conflict, Hunk};
use crate::model::Class;
use crate::plan::{Action, Conflicting, FilePlan, Plan};
use crate::snapshot::{OnDisk, Snapshot};
use crate::source::{Source, Span};
use crate::text::unix;

/// What an update does to a project, or would do.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "slsgen plan")]
pub struct PlanView {
    /// The spec, as messages name it.
    #[serde(skip)]
    pub(super) spec: String,
    /// The version of this object's shape.
    pub(super) format: u32,
    /// The version of slsgen that generated the project last.
    pub(super) generated_by: String,
    /// The version of slsgen that made this plan.
    pub(super) planned_by: String,
    /// Every file that does not simply stay as it was generated, sorted by path.
    pub(super) files: Vec<FileView>,
    /// How many files stay as they were generated.
    pub(super) unchanged_files: usize,
    /// What the change of the spec means, the most dangerous first.
    pub(super) changes: Vec<ChangeView>,
    /// The templates to deploy one after the other before `template.yaml`.
    pub(super) deployments: Vec<String>,
    /// The stage that these are for, where they are not for every one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) stage: Option<String>,
    /// Templates of earlier updates that lie beside those.
    pub(super) older_deployments: Vec<String>,
    /// Whether `slsgen update` has anything to do.
    pub(super) pending: bool,
    /// How many files a person must decide about.
    pub(super) conflicts: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FileView {
    /// Relative to the project.
    pub(super) path: String,
    /// Where it was, if it moves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) from: Option<String>,
    pub(super) action: Word,
    /// Why, in a few words.
    pub(super) note: String,
    /// The lines about which a person must decide.
    pub(super) hunks: Vec<HunkView>,
    /// The change as a unified diff, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) diff: Option<String>,
}

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Word {
    /// It is new.
    Create,
    /// It becomes what is generated now.
    Replace,
    /// A person's changes and the generated ones go together.
    Merge,
    /// A conflict was decided on the command line.
    Resolve,
    /// A conflict is written between markers.
    Mark,
    /// It comes back.
    Restore,
    /// It is deleted.
    Delete,
    /// It is a person's, and stays as it is.
    Keep,
    /// slsgen leaves it alone from now on.
    Untrack,
    /// It was deleted by a person, and stays so.
    Deleted,
    /// A person must decide.
    Conflict,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct HunkView {
    /// The first line in the file on disk, from 1.
    pub(super) line: usize,
    /// The lines on disk.
    pub(super) yours: String,
    /// The lines that were generated before.
    pub(super) before: String,
    /// The lines that are generated now.
    pub(super) now: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ChangeView {
    /// Stable across versions.
    pub(super) code: &'static str,
    pub(super) class: Class,
    /// What changes.
    pub(super) message: String,
    /// What that means.
    pub(super) effect: String,
    /// What to do.
    pub(super) help: Vec<String>,
    /// Its line in the spec that was generated last, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) old_line: Option<usize>,
    /// Its line in the spec, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<usize>,
    /// The lines of people's own code that use what is gone, such as `src/hooks.rs:12`.
    pub(super) uses: Vec<String>,
    /// What `--approve` and `policy.allow` take.
    pub(super) fingerprint: String,
    /// Whether an update refuses it until it is approved.
    pub(super) refused: bool,
    /// Whether it would be refused, and is approved.
    pub(super) approved: bool,
    /// Why the spec's `policy.allow` allows it, where it would be refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) allowed: Option<String>,
}

impl PlanView {
    /// A plan, with the texts that it points into; with `diff`, also the change of each file.
    #[must_use]
    pub fn new(plan: &Plan, snapshot: &Snapshot, old: &Source, new: &Source, diff: bool) -> Self {
        let files: Vec<_> = plan.files.iter().filter_map(|file| FileView::new(file, snapshot, diff)).collect();
        Self {
            format: 1,
            spec: new.name.strip_prefix("./").unwrap_or(&new.name).to_owned(),
            generated_by: snapshot.baseline.lock.version.to_string(),
            planned_by: plan.baseline.lock.version.to_string(),
            unchanged_files: plan.files.len() - files.len(),
            files,
            changes: plan.findings.iter().map(|finding| ChangeView::new(finding, plan, old, new)).collect(),
            deployments: plan.deployments.iter().map(|deployment| deployment.path.to_string()).collect(),
            stage: plan.stage.clone(),
            older_deployments: plan.older_deployments.iter().map(ToString::to_string).collect(),
            pending: !plan.is_empty(),
            conflicts: plan.conflicts().count(),
        }
    }
}

impl FileView {
    /// None for a file of which there is nothing to say.
    fn new(file: &FilePlan, snapshot: &Snapshot, diff: bool) -> Option<Self> {
        let (action, mut note) = words(&file.action)?;
        let source = file.from.as_ref().unwrap_or(&file.path);
        if file.action == Action::Edited && snapshot.baseline.lock.files.get(source) == Some(&Tracking::Lockfile) {
            "cargo changed it".clone_into(&mut note);
        }
        let hunks = match &file.action {
            Action::Conflict(Conflicting::Lines(conflict)) => conflict.hunks().map(HunkView::from).collect(),
            _ => Vec::new(),
        };
        Some(Self {
            path: file.path.to_string(),
            from: file.from.as_ref().map(ToString::to_string),
            action,
            note,
            hunks,
            diff: diff.then(|| unified(file, snapshot)).flatten(),
        })
    }
}

/// What happens to a file, and why.
fn words(action: &Action) -> Option<(Word, String)> {
    let (word, note) = match action {
        Action::Same
        | Action::Recorded
        | Action::Theirs
        | Action::StaysDeleted { known: true, held_back: false }
        | Action::Forget => {
            return None;
        }
        Action::Edited => (Word::Keep, "you changed it"),
        Action::Create(_) => (Word::Create, ""),
        Action::Replace(_) => (Word::Replace, ""),
        Action::Merge(_) => (Word::Merge, "your changes are kept"),
        Action::Resolve(_) => (Word::Resolve, "as you decided"),
        Action::Mark(_) => (Word::Mark, "both versions, between markers"),
        Action::Restore(_) => (Word::Restore, "it was deleted"),
        Action::Delete => (Word::Delete, "no longer part of the project"),
        Action::StaysDeleted { held_back: true, .. } => {
            (Word::Deleted, "you deleted or moved it, so its changes are not made; --restore brings it back")
        }
        Action::StaysDeleted { known: false, .. } => (Word::Deleted, "you deleted it; --restore brings it back"),
        Action::Untrack => (Word::Untrack, "no longer part of the project; you changed it, so it stays"),
        Action::LockfileBehind => (Word::Keep, "cargo changed it; `cargo update --workspace` brings it up to date"),
        Action::Conflict(Conflicting::Lines(conflict)) => return Some((Word::Conflict, lines(conflict))),
        Action::Conflict(Conflicting::Marked(line)) => {
            return Some((Word::Conflict, format!("it holds conflict markers, at line {line}")));
        }
        Action::Conflict(Conflicting::InTheWay) => (Word::Conflict, "slsgen has no record of making this file"),
        Action::Conflict(Conflicting::NotText(what)) => {
            return Some((Word::Conflict, format!("it is {what}, and slsgen has changes for it")));
        }
    };
    Some((word, note.to_owned()))
}

fn lines(conflict: &Conflict) -> String {
    let lines: Vec<_> = conflict.hunks().map(|hunk| hunk.line.to_string()).collect();
    let word = if lines.len() == 1 { "line" } else { "lines" };
    format!("you and slsgen changed the same lines, at {word} {}", lines.join(", "))
}

impl From<&Hunk> for HunkView {
    fn from(hunk: &Hunk) -> Self {
        let Hunk { line, ours, base, theirs } = hunk;
        Self { line: *line, yours: ours.clone(), before: base.clone(), now: theirs.clone() }
    }
}

/// The change of a file's text; none if it stays.
fn unified(file: &FilePlan, snapshot: &Snapshot) -> Option<String> {
    let source = file.from.as_ref().unwrap_or(&file.path);
    let old = match snapshot.on_disk(source) {
        OnDisk::Text(text) => unix(text),
        OnDisk::Absent | OnDisk::Other(_) => "".into(),
    };
    let new = match &file.action {
        Action::Delete => "",
        action => action.text()?,
    };
    let (a, b) = (format!("a/{source}"), format!("b/{}", file.path));
    if merge::are_near(&old, new) {
        return Some(TextDiff::from_lines(old.as_ref(), new).unified_diff().header(&a, &b).to_string());
    }
    Some(format!("--- {a}\n+++ {b}\n{}", replaced(&old, new)))
}

/// A hunk of a unified diff that takes one text away and adds another.
fn replaced(old: &str, new: &str) -> String {
    let lines = |sign: &str, text: &str| -> String {
        let lines: String = text.split_inclusive('\n').flat_map(|line| [sign, line]).collect();
        if text.ends_with('\n') { lines } else { lines + "\n\\ No newline at end of file\n" }
    };
    let (removed, added) = (old.lines().count(), new.lines().count());
    format!("@@ -1,{removed} +1,{added} @@\n{}{}", lines("-", old), lines("+", new))
}

impl ChangeView {
    fn new(finding: &Finding, plan: &Plan, old: &Source, new: &Source) -> Self {
        let policy = &plan.policy;
        let uses = plan.uses.get(&finding.fingerprint).into_iter().flatten();
        let fingerprint = finding.fingerprint.to_string();
        let reason = policy.allow.get(&fingerprint);
        let allowed = reason.filter(|_| policy.refuse.contains(&finding.class())).cloned();
        let line = |source: &Source, span: Span| source.position(span.start).0;
        Self {
            code: finding.code.as_str(),
            class: finding.class(),
            message: finding.message.clone(),
            effect: finding.effect.clone(),
            help: finding.help.clone(),
            old_line: finding.old.map(|span| line(old, span)),
            line: finding.new.map(|span| line(new, span)),
            uses: uses.map(|(path, line)| format!("{path}:{line}")).collect(),
            fingerprint,
            refused: finding.is_refused(policy) && !plan.approved.contains(&finding.fingerprint),
            approved: finding.is_refused(policy) && plan.approved.contains(&finding.fingerprint),
            allowed,
        }
    }
}

#[cfg(test)]
mod tests {
    use similar::TextDiff;

    use super::replaced;

    #[test]
    fn a_replaced_text_is_the_diff_of_texts_with_nothing_in_common() {
        for (old, new) in [("a\nb\n", "c\nd\ne\n"), ("a\nb", "c\n\n"), ("a\nb\n", "c\nd")] {
            assert_eq!(replaced(old, new), TextDiff::from_lines(old, new).unified_diff().to_string());
        }
    }
}
