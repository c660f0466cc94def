//! The merge by lines.

use similar::{MergeRegion, MergeResolution, TextMerge};

use super::Sides;
use super::conflict::{Hunk, Piece};

/// Merges as `git merge-file` does: changes that overlap or touch are open.
pub(super) fn merge(sides: &Sides<'_>) -> Vec<Piece> {
    let merged = TextMerge::from_lines(sides.base, sides.ours, sides.theirs);
    let text = |region: &MergeRegion| match region.resolution() {
        MergeResolution::Conflict => Piece::Open(Hunk {
            line: region.ours_range().start + 1,
            ours: region.ours_range().filter_map(|line| merged.ours_line(line)).collect(),
            base: region.base_range().filter_map(|line| merged.base_line(line)).collect(),
            theirs: region.theirs_range().filter_map(|line| merged.theirs_line(line)).collect(),
        }),
        MergeResolution::Theirs => {
            Piece::Settled(region.theirs_range().filter_map(|line| merged.theirs_line(line)).collect())
        }
        _ => Piece::Settled(region.ours_range().filter_map(|line| merged.ours_line(line)).collect()),
    };
    merged.regions().iter().map(text).collect()
}

/// All that either side changed, as one open piece: for where each change is sound and all of them together are not.
pub(super) fn undecided(sides: &Sides<'_>) -> Vec<Piece> {
    vec![Piece::Open(Hunk {
        line: 1,
        ours: sides.ours.to_owned(),
        base: sides.base.to_owned(),
        theirs: sides.theirs.to_owned(),
    })]
}
