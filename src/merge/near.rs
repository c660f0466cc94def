//! Whether a diff of two texts is found soon.
//!
//! How long a diff takes grows with the lines and with the changes. Of two long texts that have little in common, or hold
//! the same few lines in another order, it takes minutes, and anybody can send a project with such texts.

use std::collections::HashMap;

/// So many lines are compared in any case: whatever they are, it takes a fraction of a second. A Postman collection that
/// is generated for another key may need it: each version has 20,000 lines, with changes in many.
const FEW_LINES: usize = 80_000;

/// Longer texts are none that slsgen makes, and just reading each of their lines takes seconds.
const MAX_LINES: usize = 1_000_000;

/// Steps of the search for other texts: enough for 10,000 changes, or for fewer among lines that repeat.
const MAX_STEPS: usize = 50_000_000;

/// Counted in lines and steps, not in seconds, so that the same texts give the same answer everywhere.
pub(crate) fn are_near(one: &str, other: &str) -> bool {
    let lines = one.lines().count() + other.lines().count();
    let search = || {
        let [one, other] = numbered([one, other]);
        has_short_diff(&one, &other, MAX_STEPS)
    };
    lines <= FEW_LINES || lines <= MAX_LINES && search()
}

/// The lines of two texts as numbers: equal ones stand for what is equal.
fn numbered(texts: [&str; 2]) -> [Vec<usize>; 2] {
    let mut numbers = HashMap::new();
    texts.map(|text| {
        let numbered = text.split_inclusive('\n').map(|line| {
            let next = numbers.len();
            *numbers.entry(line).or_insert(next)
        });
        numbered.collect()
    })
}

/// Myers' search for the length of the shortest diff: from each end that so many changes reach to the ends that one
/// more reaches.
fn has_short_diff(one: &[usize], other: &[usize], mut steps: usize) -> bool {
    // After so many changes, there are more ends than steps.
    let most = (one.len() + other.len()).min((2 * steps).isqrt());
    if one.len().abs_diff(other.len()) > most {
        return false;
    }
    // By diagonal, which is how much further a place is in `one` than in `other`, moved to be positive.
    let middle = most + 1;
    let mut reached = vec![0; 2 * middle + 1];
    for changes in 0..=most {
        for diagonal in (middle - changes..=middle + changes).step_by(2) {
            let is_first = diagonal == middle - changes;
            let is_last = diagonal == middle + changes;
            let adds = is_first || !is_last && reached[diagonal - 1] < reached[diagonal + 1];
            let mut at = if adds { reached[diagonal + 1] } else { reached[diagonal - 1] + 1 };
            let mut in_other = at + middle - diagonal;
            let start = at;
            while at < one.len() && in_other < other.len() && one[at] == other[in_other] {
                at += 1;
                in_other += 1;
            }
            reached[diagonal] = at;
            if at >= one.len() && in_other >= other.len() {
                return true;
            }
            match steps.checked_sub(1 + at - start) {
                Some(left) => steps = left,
                None => return false,
            }
        }
    }
    false
}

#[cfg(test)]
mod tests;
