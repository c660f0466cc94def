//! A library's files as pieces that are kept or dropped alone.

use std::ops::Range;

use super::import::Import;
use super::mention::Mention;

/// A file.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: &'static str,
    pub(super) text: &'static str,
    /// Where the docs of the module end.
    pub(super) docs: usize,
    pub(super) pieces: Vec<Piece>,
}

/// An item, or a member of one.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) is_public: bool,
    /// Whole lines, from the comments above to the last token.
    pub(super) place: Range<usize>,
    /// A blank line stands above.
    pub(super) is_apart: bool,
    /// Without which the piece is dropped.
    pub(super) feature: Option<&'static str>,
    pub(super) cuts: Vec<Cut>,
    pub(super) mentions: Vec<Mention>,
    /// The members, each of which may be dropped.
    pub(super) members: Vec<Piece>,
}

#[derive(Debug)]
pub(super) enum Kind {
    Module(&'static str),
    Import(Import),
    /// A function, a constant or a type.
    Item(&'static str),
    Trait(&'static str),
    /// `impl Owner { … }`
    Methods {
        owner: &'static str,
    },
    /// `impl Trait<…> for Type<…> { … }`, with every name of its head.
    Implementation {
        of: &'static str,
        names: Vec<&'static str>,
    },
    /// A function, a constant or a type of a trait or an `impl`.
    Method(&'static str),
    Variant {
        name: &'static str,
        is_default: bool,
    },
    Field(&'static str),
}

/// A place within a piece that is kept or dropped alone.
#[derive(Debug)]
pub(super) struct Cut {
    pub(super) condition: Condition,
    /// The attribute that says so, which no project shows.
    pub(super) attribute: Option<Range<usize>>,
    /// With the attribute.
    pub(super) place: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    Feature(&'static str),
    /// An arm goes with its variant.
    Variant(&'static str, &'static str),
}
