use super::{ChangeCode, Fingerprint};
use crate::model::{ChangePolicy, Class};
use crate::source::Span;
use crate::text::rust_uses::Use;

/// One thing that a changed spec means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable across versions; says the class.
    pub code: ChangeCode,
    /// One sentence without a full stop: what changes, with the old and the new value.
    pub message: String,
    /// One sentence without a full stop: what that means for stored data, clients, the stack or hooks.
    pub effect: String,
    /// What to do; never empty for what is refused or takes steps.
    pub help: Vec<String>,
    /// Where it stands in the old spec, if it does.
    pub old: Option<Span>,
    /// Where it stands in the new spec, if it does.
    pub new: Option<Span>,
    /// What it is approved by.
    pub fingerprint: Fingerprint,
    /// The names that Rust code can't use any more, or not as before.
    pub(crate) gone: Vec<(String, Use)>,
}

impl Finding {
    /// What its code stands for.
    #[must_use]
    pub fn class(&self) -> Class {
        self.code.class()
    }

    /// Whether an update refuses it until somebody approves it.
    #[must_use]
    pub fn is_refused(&self, policy: &ChangePolicy) -> bool {
        policy.refuses(self.class(), &self.fingerprint.to_string())
    }
}
