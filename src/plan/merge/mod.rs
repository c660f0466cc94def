//! Three texts → one: what a person changed and what the spec changed, in the same file.
//!
//! [`merge`] promises that what each side changed is in its result, or in a [`Hunk`] of its conflict. It first merges
//! by lines, as git does, and no line merge is clean where git's conflicts. Knows nothing of files, paths beyond their
//! extension, or line ends other than `\n`.

mod anchor;
mod conflict;
mod language;
mod lines;
mod marker;
mod threeway;

pub use conflict::{Conflict, Hunk, Side};
pub use language::Language;
pub use marker::marker;

/// The three texts of a file, all with `\n` line ends.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    /// What was generated before.
    pub base: &'a str,
    /// What is on disk: the person's.
    pub ours: &'a str,
    /// What is generated now.
    pub theirs: &'a str,
}

/// What becomes of three texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// Every change of both sides.
    Clean(String),
    /// Some changes of both sides, and where a person has to decide.
    Conflict(Conflict),
}

/// Merges what changed between `base` and `ours` with what changed between `base` and `theirs`.
#[must_use]
pub fn merge(language: Language, sides: &Sides<'_>) -> Merged {
    let pieces = lines::merge(sides);
    match conflict::settled(&pieces) {
        Some(text) if stays_valid(language, sides, &text) => Merged::Clean(text),
        Some(_) => Merged::Conflict(Conflict::new(lines::undecided(sides))),
        None => Merged::Conflict(Conflict::new(pieces)),
    }
}

/// Whether a result still parses, if all that it was made from does.
fn stays_valid(language: Language, sides: &Sides<'_>, result: &str) -> bool {
    language.parses(result) || ![sides.base, sides.ours, sides.theirs].iter().all(|text| language.parses(text))
}
