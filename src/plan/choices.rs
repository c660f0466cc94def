use std::collections::{BTreeMap, BTreeSet};

use crate::change::Fingerprint;
use crate::path::ProjectPath;

/// What a person decided beforehand, on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// For every conflict that is not named.
    pub everywhere: Option<Resolution>,
    /// For the conflicts of single files.
    pub by_path: BTreeMap<ProjectPath, Resolution>,
    /// Deleted files that are to come back.
    pub restore: BTreeSet<ProjectPath>,
    /// Changes that would be refused.
    pub approved: BTreeSet<Fingerprint>,
    /// Why they are approved.
    pub because: Option<String>,
}

/// How a conflict is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// Both versions are written, between markers.
    Markers,
    /// What is on disk.
    Ours,
    /// What was generated.
    Theirs,
}

impl Choices {
    /// What was decided for a file, by its own path first.
    #[must_use]
    pub fn resolution(&self, path: &ProjectPath) -> Option<Resolution> {
        self.by_path.get(path).copied().or(self.everywhere)
    }

    /// Whether a file is to come back.
    #[must_use]
    pub fn restores(&self, path: &ProjectPath) -> bool {
        self.restore.contains(path)
    }
}
