//! What can be said of a text alone: its language and structure, how it is laid out, its line ends, its markers, the words of messages.
//!
//! Promises that what several rooms ask of a text is answered once. Knows no file, no spec and no project.

pub(crate) mod digest;
pub(crate) mod english;
pub(crate) mod json_commas;
mod language;
pub(crate) mod layout;
mod line_ends;
mod marker;
pub(crate) mod mentions;
pub(crate) mod outline;
pub(crate) mod prune;
pub(crate) mod rust_uses;
pub(crate) mod shell;
pub(crate) mod visible;
pub(crate) mod wrapped;
pub(crate) mod yaml;

pub use language::Language;
pub use line_ends::{unix, with_line_ends_of};
pub use marker::marker;
