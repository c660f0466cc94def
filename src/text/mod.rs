//! What can be said of a text alone: its line ends, and the words of messages.
//!
//! Promises that what several rooms ask of a text is answered once. Knows no file, no spec and no project.

pub(crate) mod english;
mod line_ends;

pub use line_ends::{unix, with_line_ends_of};
