//! The merge by lines.

use super::ThreeTexts;
use super::conflict::{Conflict, Hunk, Piece};
use super::threeway::{self, Region, Resolution};

/// Lines of one of the texts, and the number of the first one, from 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines<'a> {
    pub(super) lines: &'a [&'a str],
    pub(super) first: usize,
}

/// A text as lines, each with its newline.
pub(super) fn split(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Merges as `git merge-file` does: changes that overlap or touch are open.
pub(super) fn merge(sides: &ThreeTexts<'_>) -> Vec<Piece> {
    let [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map(split);
    let [base, ours, theirs] = [&base, &ours, &theirs].map(|lines| Lines { lines, first: 1 });
    merge_lines(base, ours, theirs)
}

/// As [`merge`], for parts of the texts.
pub(super) fn merge_lines(base: Lines<'_>, ours: Lines<'_>, theirs: Lines<'_>) -> Vec<Piece> {
    let piece = |region: Region| match region.resolution {
        Resolution::Ours => Piece::Settled(ours.lines[region.ours].concat()),
        Resolution::Theirs => Piece::Settled(theirs.lines[region.theirs].concat()),
        Resolution::Conflict => Piece::Open(Hunk {
            line: ours.first + region.ours.start,
            ours: ours.lines[region.ours].concat(),
            base: base.lines[region.base].concat(),
            theirs: theirs.lines[region.theirs].concat(),
        }),
    };
    threeway::regions(base.lines, ours.lines, theirs.lines).into_iter().map(piece).collect()
}

/// What lies between the first and the last difference, as one hunk: for where each change is sound and all of
/// them together are not.
pub(super) fn undecided(sides: &ThreeTexts<'_>) -> Conflict {
    let [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map(split);
    let agree = |index: usize| ours.get(index) == theirs.get(index) && ours.get(index) == base.get(index);
    let shortest = base.len().min(ours.len()).min(theirs.len());
    let start = (0..shortest).take_while(|index| agree(*index)).count();
    let from_end = |lines: &[&str], index: usize| lines.len().checked_sub(index + 1).map(|at| lines[at].to_owned());
    let agree_at_end = |index: usize| {
        from_end(&ours, index) == from_end(&theirs, index) && from_end(&ours, index) == from_end(&base, index)
    };
    let end = (0..shortest - start).take_while(|index| agree_at_end(*index)).count();
    let middle = |lines: &[&str]| lines[start..lines.len() - end].concat();
    let hunk = Hunk { line: start + 1, ours: middle(&ours), base: middle(&base), theirs: middle(&theirs) };
    Conflict::whole(ours[..start].concat(), hunk, ours[ours.len() - end..].concat())
}
