use std::collections::{BTreeMap, BTreeSet};

use super::Class;

/// Which changes of the spec an update refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangePolicy {
    /// Until somebody approves each of them.
    pub refuse: BTreeSet<Class>,
    /// Single changes that are not refused all the same: why, by fingerprint.
    pub allow: BTreeMap<String, String>,
}

impl ChangePolicy {
    /// Whether an update refuses a change until somebody approves it.
    #[must_use]
    pub fn refuses(&self, class: Class, fingerprint: &str) -> bool {
        self.refuse.contains(&class) && !self.allow.contains_key(fingerprint)
    }

    /// What either refuses, and what the later one allows: a spec does not take away the guard that it is judged by.
    #[must_use]
    pub fn guarded_by(&self, earlier: &Self) -> Self {
        Self { refuse: &self.refuse | &earlier.refuse, allow: self.allow.clone() }
    }
}

impl Default for ChangePolicy {
    /// What can't be taken back.
    fn default() -> Self {
        Self { refuse: [Class::Data, Class::Expose].into(), allow: BTreeMap::new() }
    }
}
