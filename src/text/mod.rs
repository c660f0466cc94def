//! What knows only text.

pub(crate) mod prune;
