//! What becomes of what leaves the stack: it stays in the account or goes, as each stage's `data` has it.

use super::words;
use crate::model::{DataPolicy, Service};

/// The stages that are in both specs, by what becomes of their data. Where a change of `data` comes with it, nobody should
/// count on what stays.
pub(super) struct Leaving<'a> {
    kept: Vec<&'a str>,
    disposable: Vec<&'a str>,
}

impl<'a> Leaving<'a> {
    pub(super) fn of(old: &'a Service, new: &Service) -> Self {
        let in_both = |name: &str| new.stages.iter().find(|stage| stage.name == name);
        let (mut kept, mut disposable) = (Vec::new(), Vec::new());
        for before in &old.stages {
            let Some(after) = in_both(&before.name) else { continue };
            let stays = [before.data, after.data] == [DataPolicy::Kept; 2];
            if stays { &mut kept } else { &mut disposable }.push(before.name.as_str());
        }
        Self { kept, disposable }
    }

    /// In words that follow a colon: what holds where it stays, and what where it goes.
    pub(super) fn said(&self, stays: &str, goes: &str) -> String {
        let within = |stages: &[&str]| words::list(stages);
        match (self.kept.as_slice(), self.disposable.as_slice()) {
            (_, []) => stays.to_owned(),
            ([], _) => goes.to_owned(),
            (kept, disposable) => {
                format!("in {} {goes}, as its data is disposable, and in {} {stays}", within(disposable), within(kept))
            }
        }
    }
}
