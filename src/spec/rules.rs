//! What a spec may hold besides what its types have: keys that the format no longer has.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Which keys a spec may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Those that this version knows.
    Present,
    /// Those that an earlier version knew, too: the spec was valid when it was written, and is only compared with.
    Earlier,
}

/// A key that is gone. It could have one value, which changed nothing.
pub(super) struct Removed {
    /// The type that read it.
    within: &'static str,
    key: &'static str,
    value: &'static str,
}

const REMOVED: [Removed; 2] = [
    Removed { within: "ApiSpec", key: "gateway_validation", value: "false" },
    Removed { within: "FunctionSpec", key: "isolation", value: "single" },
];

/// The key of this name that a type once read.
pub(super) fn removed(within: &str, key: &str) -> Option<&'static Removed> {
    REMOVED.iter().find(|removed| (removed.within, removed.key) == (within, key))
}

impl Removed {
    /// The problem of a spec that still has the key.
    pub(super) fn problem(&self, key: Span) -> Diagnostic {
        let Self { key: name, value, .. } = self;
        Diagnostic::new(Code::RemovedKey, key, format!("the format no longer has the key `{name}`"))
            .note(format!("it never did anything: its only value was `{value}`"))
            .help("delete its line; between braces, delete the key and its value")
    }
}
