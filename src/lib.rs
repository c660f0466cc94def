//! slsgen turns one YAML spec into a complete serverless CRUD project.
//!
//! The pipeline, in the order of the modules; arrows go one way:
//!
//! 1. [`spec`]: text → [`spec::Spec`], which mirrors the YAML, with positions;
//! 2. [`validate`]: `Spec` → [`model::Service`], in which nothing can be invalid;
//! 3. [`render`]: `&Service` → [`render::RenderedProject`], every file as a value in memory;
//! 4. [`plan`]: what an update does to a project that people have edited meanwhile.
//!
//! Problems of a spec are [`diagnostic::Diagnostic`]s, which point into its [`source`]; [`report`]
//! shows them.

pub mod apply;
pub mod baseline;
pub mod change;
pub mod cli;
pub mod commands;
pub mod diagnostic;
pub mod error;
mod fs;
pub mod merge;
pub mod model;
pub mod path;
pub mod plan;
pub mod render;
pub mod report;
pub mod snapshot;
pub mod source;
pub mod spec;
pub mod text;
pub mod validate;

use diagnostic::Diagnostics;
use model::Service;
use source::Source;

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

/// Stages 1 and 2: reads and validates a spec; `name` is what diagnostics call it.
///
/// A text longer than [`Source::MAX_BYTES`] is refused unread: a caller needs to fetch only one byte more.
#[must_use]
pub fn load(name: &str, bytes: &[u8]) -> Loaded {
    let mut problems = Diagnostics::default();
    let source = spec::text(name, bytes, &mut problems);
    let spec = if problems.has_errors() { None } else { spec::read(&source, &mut problems) };
    let service = spec.and_then(|spec| validate::validate(&spec, &mut problems));
    Loaded { source, service, diagnostics: problems.sorted() }
}
