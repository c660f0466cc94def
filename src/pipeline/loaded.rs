use crate::baseline::Lock;
use crate::change::SpecRevision;
use crate::diagnostic::Diagnostics;
use crate::model::Service;
use crate::source::Source;

/// What stages 1 and 2 make of a spec.
#[derive(Debug)]
pub struct Loaded {
    /// The text that the diagnostics point into; byte for byte the spec's, if there is a service.
    pub source: Source,
    /// What the spec says, unless a diagnostic is an error.
    pub service: Option<Service>,
    /// Every problem, in the order of the spec.
    pub diagnostics: Diagnostics,
}

/// A spec that can be used.
#[derive(Debug)]
pub struct Usable {
    /// What it says.
    pub service: Service,
    /// Its text.
    pub source: Source,
    /// What is wrong with it all the same.
    pub warnings: Diagnostics,
}

impl Loaded {
    /// The spec, if no diagnostic is an error.
    #[must_use]
    pub fn usable(self) -> Option<Usable> {
        let Self { source, service, diagnostics } = self;
        service.map(|service| Usable { service, source, warnings: diagnostics })
    }
}

impl Usable {
    /// The spec, to be compared with another.
    pub(super) fn revision(&self) -> SpecRevision<'_> {
        SpecRevision { service: &self.service, source: &self.source, version: Lock::this_version() }
    }
}
