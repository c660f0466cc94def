//! Stage 4: what an update does to a project.

pub mod merge;
