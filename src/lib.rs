//! slsgen turns one YAML spec into a complete serverless CRUD project.
//!
//! [`pipeline`] joins the stages; arrows go one way:
//!
//! 1. [`spec`]: text → [`spec::Spec`], which mirrors the YAML, with positions;
//! 2. [`validate`]: `Spec` → [`model::Service`], in which nothing can be invalid;
//! 3. `contract`: what each route takes and answers, and what is written: read by everything that is rendered;
//! 4. [`render`]: `&Service` → [`render::RenderedProject`], every file as a value in memory;
//! 5. [`plan`]: what an update does to a project that people have edited meanwhile.
//!
//! Two rooms answer questions of an update: [`change`] what a changed spec means, and [`merge`] what becomes of three
//! texts. [`snapshot`] reads a project, and [`apply`] writes it.
//!
//! Problems of a spec are [`diagnostic::Diagnostic`]s, which point into its [`source`]; [`report`]
//! shows them.

pub mod apply;
pub mod baseline;
pub mod change;
pub mod cli;
pub mod commands;
mod contract;
pub mod diagnostic;
pub mod error;
pub mod explain;
mod fs;
pub mod merge;
pub mod model;
pub mod path;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod report;
pub mod snapshot;
pub mod source;
pub mod spec;
pub mod text;
pub mod validate;

pub use pipeline::{Loaded, load};
