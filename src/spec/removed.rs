//! Keys that the format no longer has.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

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
pub(super) fn key(within: &str, key: &str) -> Option<&'static Removed> {
    REMOVED.iter().find(|removed| (removed.within, removed.key) == (within, key))
}

impl Removed {
    /// The problem of a spec that still has the key.
    pub(super) fn problem(&self, key: Span) -> Diagnostic {
        let Self { key: name, value, .. } = self;
        Diagnostic::new(Code::RemovedKey, key, format!("the format no longer has the key `{name}`"))
            .note(format!("it never did anything: its only value was `{value}`"))
            .help("delete its line; between braces, delete the key and its value")
            .newly_refused()
    }
}
