//! Which parts of three sequences agree, which one side changed, and which both did.

use std::collections::HashMap;
use std::hash::Hash;
use std::iter::zip;
use std::ops::Range;

use similar::{MergeRegion, MergeResolution, TextMerge};

use super::certain_lines;

/// How a region is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resolution {
    /// As ours has it: nobody changed it, ours alone did, or both did the same.
    Ours,
    /// As theirs has it, who alone changed it.
    Theirs,
    /// Both changed it, each in another way.
    Conflict,
}

/// A part of the three sequences; the regions of a merge cover all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) resolution: Resolution,
    pub(super) base: Range<usize>,
    pub(super) ours: Range<usize>,
    pub(super) theirs: Range<usize>,
}

/// Merges three sequences.
///
/// Where lines repeat, there are several shortest diffs, and a merge can be clean by one and in conflict by another. A
/// clean merge of [`TextMerge`]'s is believed only if every shortest diff leads to it, so that no merge is clean where
/// git's conflicts, whichever diff git finds.
pub(super) fn regions<T: Eq + Hash>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<Region> {
    let sequences = Sequences::new(base, ours, theirs);
    let proposed = proposed(&sequences);
    if proposed.iter().any(|region| region.resolution == Resolution::Conflict) {
        return proposed;
    }
    match (
        certain_lines::certain(&sequences.base, &sequences.ours),
        certain_lines::certain(&sequences.base, &sequences.theirs),
    ) {
        (Some(ours), Some(theirs)) => between(&ours, &theirs, &sequences),
        _ => proposed,
    }
}

/// A base and what the two sides made of it; equal numbers stand for what is equal.
#[derive(Debug)]
struct Sequences {
    base: Vec<usize>,
    ours: Vec<usize>,
    theirs: Vec<usize>,
}

impl Sequences {
    fn new<T: Eq + Hash>(base: &[T], ours: &[T], theirs: &[T]) -> Self {
        let mut numbers = HashMap::new();
        let [base, ours, theirs] = [base, ours, theirs].map(|sequence| {
            let numbered = sequence.iter().map(|line| {
                let next = numbers.len();
                *numbers.entry(line).or_insert(next)
            });
            numbered.collect()
        });
        Self { base, ours, theirs }
    }
}

/// What `TextMerge` finds, by one diff a side.
fn proposed(sequences: &Sequences) -> Vec<Region> {
    let [base, ours, theirs] = [&sequences.base, &sequences.ours, &sequences.theirs].map(|sequence| as_lines(sequence));
    let merge = TextMerge::from_lines(base.as_str(), ours.as_str(), theirs.as_str());
    let resolution = |region: &MergeRegion| match region.resolution() {
        MergeResolution::Conflict => Resolution::Conflict,
        MergeResolution::Theirs => Resolution::Theirs,
        _ => Resolution::Ours,
    };
    let region = |region: &MergeRegion| Region {
        resolution: resolution(region),
        base: region.base_range(),
        ours: region.ours_range(),
        theirs: region.theirs_range(),
    };
    merge.regions().iter().map(region).collect()
}

/// A line each: what a number stands for may be no line.
fn as_lines(sequence: &[usize]) -> String {
    sequence.iter().map(|id| id.to_string() + "\n").collect()
}

/// The regions between the lines that are certain on both sides, and those lines.
fn between(in_ours: &[Option<usize>], in_theirs: &[Option<usize>], sequences: &Sequences) -> Vec<Region> {
    let certain = zip(0.., zip(in_ours, in_theirs));
    let certain = certain.filter_map(|(line, (ours, theirs))| Some([line, (*ours)?, (*theirs)?]));
    let mut regions = Vec::new();
    let mut from = [0; 3];
    for at in certain {
        add(&mut regions, changed(from, at, sequences));
        from = at.map(|line| line + 1);
        add(&mut regions, region(Resolution::Ours, at, from));
    }
    let end = [&sequences.base, &sequences.ours, &sequences.theirs].map(Vec::len);
    add(&mut regions, changed(from, end, sequences));
    regions
}

/// What becomes of a gap between certain lines.
fn changed(from: [usize; 3], to: [usize; 3], sequences: &Sequences) -> Region {
    let gap = region(Resolution::Ours, from, to);
    let (base, ours, theirs) =
        (&sequences.base[gap.base.clone()], &sequences.ours[gap.ours.clone()], &sequences.theirs[gap.theirs.clone()]);
    let resolution = match () {
        () if base == theirs || ours == theirs => Resolution::Ours,
        () if base == ours => Resolution::Theirs,
        () => Resolution::Conflict,
    };
    Region { resolution, ..gap }
}

fn region(resolution: Resolution, from: [usize; 3], to: [usize; 3]) -> Region {
    Region { resolution, base: from[0]..to[0], ours: from[1]..to[1], theirs: from[2]..to[2] }
}

/// Appends a region, to the one before it if both are ours.
fn add(regions: &mut Vec<Region>, next: Region) {
    match regions.last_mut() {
        Some(last) if last.resolution == Resolution::Ours && next.resolution == Resolution::Ours => {
            last.base.end = next.base.end;
            last.ours.end = next.ours.end;
            last.theirs.end = next.theirs.end;
        }
        _ => regions.push(next),
    }
}
