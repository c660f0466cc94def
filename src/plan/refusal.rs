//! When an update writes nothing.

use super::{Action, Conflicting, FilePlan, Obstacle, Plan};
use crate::change::{Finding, Fingerprint};

/// Why an update writes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Every dangerous change, as somebody has approved but some of them, or none.
    NotApproved(Vec<Fingerprint>),
    /// A person must decide about files.
    Conflict(Undecided),
}

/// What a person must decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// So many files hold the conflict markers of before.
    pub marked: usize,
    /// So many files wait for one of two versions.
    pub versions: usize,
    /// So many files can't be written.
    pub blocked: usize,
    /// What those wait for.
    pub obstacles: Vec<Obstacle>,
}

impl Plan {
    /// The changes that an update refuses unless they are approved.
    pub fn dangers(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_refused(&self.policy))
    }

    /// Why the update is refused; none if it is not.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        let dangers: Vec<Fingerprint> = self.dangers().map(|danger| danger.fingerprint).collect();
        if dangers.iter().any(|danger| !self.approved.contains(danger)) {
            return Some(Refusal::NotApproved(dangers));
        }
        let mut undecided = Undecided { marked: 0, versions: 0, blocked: 0, obstacles: self.obstacles.clone() };
        for FilePlan { action, .. } in &self.files {
            match action {
                Action::Conflict(Conflicting::Marked(_)) => undecided.marked += 1,
                Action::Conflict(Conflicting::Lines(_) | Conflicting::InTheWay) => undecided.versions += 1,
                Action::Conflict(Conflicting::NotText(_)) => undecided.blocked += 1,
                _ => {}
            }
        }
        (undecided.marked + undecided.versions + undecided.blocked > 0).then_some(Refusal::Conflict(undecided))
    }
}
