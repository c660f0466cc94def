//! When an update writes nothing.

use super::{Action, Conflicting, FilePlan, Plan};
use crate::change::{Class, Fingerprint};

/// Why an update writes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Every dangerous change, as somebody has approved but some of them, or none.
    NotApproved(Vec<Fingerprint>),
    /// So many files that a person must decide about.
    Conflict(usize),
    /// Nothing but conflict markers of before.
    Marked,
}

impl Plan {
    /// Why the update is refused; none if it is not.
    #[must_use]
    pub fn refusal(&self, approved: &[Fingerprint]) -> Option<Refusal> {
        let dangers = self.findings.iter().filter(|finding| finding.class() == Class::Data);
        let dangers: Vec<_> = dangers.map(|danger| danger.fingerprint).collect();
        if dangers.iter().any(|danger| !approved.contains(danger)) {
            return Some(Refusal::NotApproved(dangers));
        }
        let is_marked = |file: &&FilePlan| matches!(file.action, Action::Conflict(Conflicting::Marked(_)));
        let (marked, others): (Vec<_>, Vec<_>) = self.conflicts().partition(is_marked);
        match (marked.len(), others.len()) {
            (0, 0) => None,
            (_, 0) => Some(Refusal::Marked),
            (_, others) => Some(Refusal::Conflict(others)),
        }
    }
}
