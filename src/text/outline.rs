//! A text as a tree of entries: the lines of a text, grouped by what they belong to.
//!
//! An entry is a line, what is indented deeper beneath it, and the lines that close it; comments, attributes and blank
//! lines belong to the entry that follows. The tree only divides the lines, so that comments, formatting and tags stay
//! as they are written, and it is the same for all languages: they differ in how a line is read (`line`) and in what
//! names an entry among its siblings (`key`). Where a person's indentation misleads it, entries come out odd and the
//! merge is a conflict, or parses no longer, which is one too.

mod key;
mod line;
mod parse;

use std::ops::Range;

pub(crate) use key::Kind;
pub(crate) use parse::parse;

/// Entries side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// What the entries are.
    pub(crate) kind: Kind,
    /// What comes before the first entry and is not about it alone, such as a file's own comment.
    pub(crate) header: Range<usize>,
    pub(crate) entries: Vec<Entry>,
    /// Comments after the last entry.
    pub(crate) rest: Range<usize>,
}

/// A head and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// What tells it from its siblings, if anything does.
    pub(crate) key: Option<String>,
    /// Comments, attributes and blank lines before it.
    pub(crate) lead: Range<usize>,
    /// At least one: `fn f(` with the parameters, `) {` with the statements, and `}`.
    pub(crate) parts: Vec<Part>,
}

/// A line and what is indented deeper beneath it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) head: usize,
    pub(crate) body: Block,
}

impl Block {
    /// A block of lines with no structure.
    pub(crate) fn plain(lines: Range<usize>) -> Self {
        Self { kind: Kind::Plain, rest: lines.end..lines.end, entries: Vec::new(), header: lines }
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.header.start..self.rest.end
    }
}

impl Entry {
    pub(crate) fn range(&self) -> Range<usize> {
        self.lead.start..self.parts.last().map_or(self.lead.end, |part| part.body.range().end)
    }
}

/// The keys that stand twice in a block, each after the keys of the entries around it.
pub(crate) fn repeated(block: &Block) -> Vec<String> {
    let mut keys: Vec<_> = block.entries.iter().filter_map(|entry| entry.key.as_deref()).collect();
    keys.sort_unstable();
    // A type may have several blocks of methods.
    let here = keys
        .windows(2)
        .filter(|pair| pair[0] == pair[1] && !pair[0].starts_with("impl"))
        .map(|pair| pair[0].to_owned());
    let inside = block.entries.iter().flat_map(|entry| {
        let bodies = entry.parts.iter().flat_map(|part| repeated(&part.body));
        bodies.map(|inner| format!("{}\n{inner}", entry.key.as_deref().unwrap_or_default()))
    });
    here.chain(inside).collect()
}
