//! The lines that every shortest diff keeps.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Most cells of the tables below: changes of 2,000 lines at one place.
const MAX_CELLS: usize = 4_000_000;

/// How far a change can be moved over lines that repeat: beyond, one diff is believed.
const MARGIN: usize = 40;

/// For each line of `base`, the line of `side` that it is in every shortest diff; none where diffs differ about it.
///
/// `None` if the texts differ too much to look at every diff.
pub(super) fn certain(base: &[usize], side: &[usize]) -> Option<Vec<Option<usize>>> {
    let mut certain = Vec::with_capacity(base.len());
    let mut window = (0, 0);
    for operation in capture_diff_slices(Algorithm::Myers, base, side) {
        let DiffOp::Equal { old_index, new_index, len } = operation else { continue };
        let is_first = old_index == 0 && new_index == 0;
        let is_last = old_index + len == base.len() && new_index + len == side.len();
        let start = if is_first { 0 } else { MARGIN };
        let end = len.saturating_sub(if is_last { 0 } else { MARGIN });
        if start < end {
            certain.extend(within(base, side, window, (old_index + start, new_index + start))?);
            certain.extend((start..end).map(|line| Some(new_index + line)));
            window = (old_index + end, new_index + end);
        }
    }
    certain.extend(within(base, side, window, (base.len(), side.len()))?);
    Some(certain)
}

/// As [`certain`], for the lines between two places.
fn within(base: &[usize], side: &[usize], from: (usize, usize), to: (usize, usize)) -> Option<Vec<Option<usize>>> {
    let kept = in_every_diff(&base[from.0..to.0], &side[from.1..to.1])?;
    Some(kept.into_iter().map(|line| Some(line? + from.1)).collect())
}

/// As [`certain`], by the lengths of the longest common subsequences of every two beginnings and every two ends: a
/// step is part of a shortest diff if what comes before it, the step and what comes after it give the longest one.
fn in_every_diff(base: &[usize], side: &[usize]) -> Option<Vec<Option<usize>>> {
    let width = side.len() + 1;
    let cells = (base.len() + 1).checked_mul(width).filter(|cells| *cells <= MAX_CELLS)?;
    let mut before = vec![0_u32; cells];
    let mut after = vec![0_u32; cells];
    let at = |line: usize, other: usize| line * width + other;
    for (line, other) in every(base.len(), side.len()) {
        before[at(line + 1, other + 1)] = if base[line] == side[other] {
            before[at(line, other)] + 1
        } else {
            before[at(line + 1, other)].max(before[at(line, other + 1)])
        };
    }
    for (line, other) in every(base.len(), side.len()).rev() {
        after[at(line, other)] = if base[line] == side[other] {
            after[at(line + 1, other + 1)] + 1
        } else {
            after[at(line + 1, other)].max(after[at(line, other + 1)])
        };
    }
    let longest = after[0];
    let may_go = |line| (0..width).any(|other| before[at(line, other)] + after[at(line + 1, other)] == longest);
    let may_be = |line: usize, other: usize| {
        base[line] == side[other] && before[at(line, other)] + 1 + after[at(line + 1, other + 1)] == longest
    };
    let kept = |line| {
        let mut places = (0..side.len()).filter(|other| may_be(line, *other));
        let place = places.next().filter(|_| !may_go(line));
        place.filter(|_| places.next().is_none())
    };
    Some((0..base.len()).map(kept).collect())
}

/// Every pair of lines, in order.
fn every(lines: usize, others: usize) -> impl DoubleEndedIterator<Item = (usize, usize)> {
    (0..lines).flat_map(move |line| (0..others).map(move |other| (line, other)))
}
