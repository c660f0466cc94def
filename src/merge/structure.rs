//! The merge by structure: for what the merge by lines leaves open.
//!
//! Where entries have names, what each side did is told by name and not by place: entries that both sides add next to
//! each other both stay, and entries that are edited next to each other are no conflict. An entry that both changed is
//! merged inside; what both changed differently there, or one changed and the other removed, is open.
//!
//! It is used where the order of siblings carries no meaning, or the names keep what does: keys, functions, types,
//! fields, variants, the arms of a match without conditions, requests, policies. Between those, and for statements and
//! all else whose order matters, lines are merged as before, with each block that is settled by name standing for one
//! unchanged line. Statements have no names, with one exception: calls that each give a value to another name of the
//! same receiver. Two that are added at one place both stay, as neither can tell whether the other is there; so do rows
//! of a table (`independent`).

mod aligned;
mod imports;
mod independent;
mod named;

use std::ops::Range;

use super::ThreeTexts;
use super::conflict::Piece;
use super::lines::{self, Lines};
use crate::text::Language;
use crate::text::outline::{self, Block, Entry};

/// A block of one of the three texts.
#[derive(Debug, Clone, Copy)]
struct View<'a> {
    texts: &'a [&'a str],
    block: &'a Block,
}

impl<'a> View<'a> {
    fn lines(self, range: Range<usize>) -> Lines<'a> {
        Lines { first: range.start + 1, lines: &self.texts[range] }
    }

    fn all(self) -> Lines<'a> {
        self.lines(self.block.range())
    }
}

/// A value for the base, for ours and for theirs.
type Three<T> = [T; 3];

/// Merges three texts of a language.
pub(super) fn merge(language: Language, sides: &ThreeTexts<'_>) -> Vec<Piece> {
    let texts = [sides.base, sides.ours, sides.theirs].map(lines::split);
    let outlines = texts.each_ref().map(|texts| outline::parse(language, texts));
    let [base, ours, theirs] = [0, 1, 2].map(|side| View { texts: &texts[side], block: &outlines[side] });
    blocks([base, ours, theirs])
}

fn blocks(views: Three<View<'_>>) -> Vec<Piece> {
    named::merge(views).unwrap_or_else(|| aligned::merge(views))
}

/// Merges lines that have no structure.
fn plain(sides: Three<Lines<'_>>) -> Vec<Piece> {
    let [base, ours, theirs] = sides;
    match () {
        () if ours.lines == theirs.lines || base.lines == theirs.lines => vec![Piece::Settled(ours.lines.concat())],
        () if base.lines == ours.lines => vec![Piece::Settled(theirs.lines.concat())],
        () => lines::merge_lines(base, ours, theirs),
    }
}

/// Merges an entry that all three have.
fn entries(views: Three<View<'_>>, entries: Three<&Entry>) -> Vec<Piece> {
    let lines = |range: fn(&Entry) -> Range<usize>| [0, 1, 2].map(|side| views[side].lines(range(entries[side])));
    let [base, ours, theirs] = lines(Entry::range);
    if base.lines == ours.lines || base.lines == theirs.lines || ours.lines == theirs.lines {
        return plain([base, ours, theirs]);
    }
    let mut pieces = plain(lines(|entry| entry.lead.clone()));
    if let Some(imports) = imports::merge(lines(|entry| entry.lead.end..entry.range().end)) {
        pieces.push(Piece::Settled(imports));
        return pieces;
    }
    let parts = entries.map(|entry| entry.parts.len());
    if parts != [parts[0]; 3] {
        pieces.extend(plain(lines(|entry| entry.lead.end..entry.range().end)));
        return pieces;
    }
    for index in 0..parts[0] {
        let parts = entries.map(|entry| &entry.parts[index]);
        pieces.extend(plain([0, 1, 2].map(|side| views[side].lines(parts[side].head..parts[side].head + 1))));
        pieces.extend(blocks([0, 1, 2].map(|side| View { block: &parts[side].body, ..views[side] })));
    }
    pieces
}
