//! Stage 4: what an update would do to a project, as a value.
//!
//! Knows nothing of the disk: what it compares is handed to it.

pub mod change;
pub mod deployed;
pub mod merge;
pub mod state;
pub mod steps;
