//! The lines that every shortest diff keeps.

/// Most cells of the tables below: two texts of 2,000 lines that have nothing in common at their ends.
const MAX_CELLS: usize = 4_000_000;

/// How many of the lines that two texts share at their ends are looked at all the same: a change can slide into them,
/// where they repeat.
const MARGIN: usize = 100;

/// For each line of `base`, the line of `side` that it is in every shortest diff; none where diffs differ about it.
///
/// `None` if the texts are too long to look at every diff.
pub(super) fn certain(base: &[usize], side: &[usize]) -> Option<Vec<Option<usize>>> {
    let start = shared(base.iter(), side.iter()).saturating_sub(MARGIN);
    let end = shared(base[start..].iter().rev(), side[start..].iter().rev()).saturating_sub(MARGIN);
    let kept = within(&base[start..base.len() - end], &side[start..side.len() - end])?;
    let before = (0..start).map(Some);
    let after = (0..end).rev().map(|from_end| Some(side.len() - 1 - from_end));
    Some(before.chain(kept.into_iter().map(|line| Some(line? + start))).chain(after).collect())
}

/// How many lines two texts share from one end on.
fn shared<'a>(left: impl Iterator<Item = &'a usize>, right: impl Iterator<Item = &'a usize>) -> usize {
    left.zip(right).take_while(|(left, right)| left == right).count()
}

/// As [`certain`], by the lengths of the longest common subsequences of every two beginnings and every two ends: a
/// step is part of a shortest diff if what comes before it, the step and what comes after it give the longest one.
fn within(base: &[usize], side: &[usize]) -> Option<Vec<Option<usize>>> {
    let width = side.len() + 1;
    let cells = (base.len() + 1).checked_mul(width).filter(|cells| *cells <= MAX_CELLS)?;
    let mut before = vec![0_u32; cells];
    let mut after = vec![0_u32; cells];
    let at = |line: usize, other: usize| line * width + other;
    for (line, other) in every(base.len(), side.len()) {
        before[at(line + 1, other + 1)] = match base[line] == side[other] {
            true => before[at(line, other)] + 1,
            false => before[at(line + 1, other)].max(before[at(line, other + 1)]),
        };
    }
    for (line, other) in every(base.len(), side.len()).rev() {
        after[at(line, other)] = match base[line] == side[other] {
            true => after[at(line + 1, other + 1)] + 1,
            false => after[at(line + 1, other)].max(after[at(line, other + 1)]),
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
