//! slsgen turns one YAML spec into a complete serverless CRUD project.
//!
//! The pipeline, in the order of the modules; arrows go one way:
//!
//! 1. [`spec`]: text → [`spec::Spec`], which mirrors the YAML, with positions;
//! 2. [`validate`]: `Spec` → [`model::Service`], in which nothing can be invalid;
//! 3. [`render`]: `&Service` → [`render::RenderedProject`], every file as a value in memory.
//!
//! Problems of a spec are [`diagnostic::Diagnostic`]s.

pub mod apply;
pub mod error;
mod fs;
pub mod model;
pub mod render;
