use semver::Version;

use crate::model::Service;
use crate::source::Source;

/// A validated spec with its text, so that findings can point into it.
#[derive(Debug, Clone, Copy)]
pub struct SpecRevision<'a> {
    /// What the spec says.
    pub service: &'a Service,
    /// Its text.
    pub source: &'a Source,
    /// The version of slsgen that generates its project.
    pub version: &'a Version,
}
