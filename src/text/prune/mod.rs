//! Cuts a library of Rust code down to what other code reaches.
//!
//! The library is ordinary code: files that compile together. What the roots mention is kept, and then what that
//! mentions: functions, types, constants, methods, variants that something makes, and private fields of types that
//! have a default. `#[cfg(feature = "…")]` decides what no mention can, on items, members, statements, arms and
//! parameters. What is kept keeps its text; `use` lines and `mod.rs` follow from what is kept.
//!
//! Code is cut by its tokens. It has to be formatted, and it has no alternatives: there is no `cfg(not(…))`.

mod code;
mod import;
mod mention;
mod piece;
mod reach;
mod read;
mod write;

#[cfg(test)]
mod tests;

use self::piece::File;
pub(crate) use self::reach::Roots;

/// The files of a library, read once.
#[derive(Debug)]
pub(crate) struct Library {
    files: Vec<File>,
}

impl Library {
    /// Reads the files of a library, each with its path; a folder's `mod.rs` says what others may use of it.
    ///
    /// # Panics
    /// Where a file is no Rust.
    pub(crate) fn read(sources: &[(&'static str, &'static str)]) -> Self {
        Self { files: sources.iter().map(|(path, text)| read::file(path, text)).collect() }
    }

    /// The files that the roots reach, in the library's order, each with its path and what is kept of its text.
    pub(crate) fn prune(&self, roots: &Roots<'_>) -> Vec<(&'static str, String)> {
        let kept = reach::reach(&self.files, roots);
        write::files(&self.files, &kept)
    }
}
