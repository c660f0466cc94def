//! Whether two texts are near enough to each other for a diff that is found soon. A diff of texts that have little in
//! common takes a time that grows with the square of their lines, and anybody can send such texts.

use std::collections::HashMap;

/// Longer texts are no code that is merged, and reading each of them several times takes seconds.
const MAX_BYTES: usize = 4 << 20;

/// Steps of the search below: changes of up to ten thousand lines, or of fewer among lines that repeat.
const MAX_STEPS: usize = 50_000_000;

/// Counted in steps and not in seconds, so that the same texts give the same answer everywhere.
pub(crate) fn is_near(before: &str, after: &str) -> bool {
    if before.len().max(after.len()) > MAX_BYTES {
        return false;
    }
    let mut numbers = HashMap::new();
    let [before, after] = [before, after].map(|text| {
        let numbered = text.split_inclusive('\n').map(|line| {
            let next = numbers.len();
            *numbers.entry(line).or_insert(next)
        });
        numbered.collect::<Vec<usize>>()
    });
    has_short_diff(&before, &after, MAX_STEPS)
}

/// Myers' search for the shortest diff, which goes from each end that so many changes reach to the ends that one more
/// reaches; without the diff itself.
fn has_short_diff(before: &[usize], after: &[usize], mut steps: usize) -> bool {
    let largest = before.len() + after.len();
    // By diagonal, which is how much further a place is in `before` than in `after`, moved to be positive.
    let mut reached = vec![0; 2 * largest + 3];
    let middle = largest + 1;
    for changes in 0..=largest {
        for diagonal in (middle - changes..=middle + changes).step_by(2) {
            let is_first = diagonal == middle - changes;
            let is_last = diagonal == middle + changes;
            let goes_down = is_first || !is_last && reached[diagonal - 1] < reached[diagonal + 1];
            let mut at = if goes_down { reached[diagonal + 1] } else { reached[diagonal - 1] + 1 };
            let mut other = at + middle - diagonal;
            let start = at;
            while at < before.len() && other < after.len() && before[at] == after[other] {
                at += 1;
                other += 1;
            }
            reached[diagonal] = at;
            if at >= before.len() && other >= after.len() {
                return true;
            }
            match steps.checked_sub(1 + at - start) {
                Some(left) => steps = left,
                None => return false,
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{has_short_diff, is_near};

    #[test]
    fn texts_with_few_changes_are_near() {
        let lines = |count: usize| (0..count).flat_map(|line| [line.to_string(), "\n".to_owned()]).collect::<String>();
        let long = lines(100_000);
        assert!(is_near("", ""));
        assert!(is_near("", &lines(5_000)) && is_near(&lines(5_000), ""));
        assert!(is_near(&long, &long.replace("7\n", "seven\n").replace("seven\n", "7\n")));
        assert!(is_near(&long, &(long.clone() + "more\n")) && is_near(&long, &("more\n".to_owned() + &long)));
        assert!(is_near(&long, &long.replace("77\n", "seventy-seven\n")));
    }

    #[test]
    fn texts_with_little_in_common_are_not() {
        let letters = |start: usize| -> String {
            let mut state = start;
            let letter = |_| {
                state = (state * 1_103_515_245 + 12_345) % (1 << 31);
                ["a\n", "b\n", "c\n", "d\n"][state >> 16 & 3]
            };
            (0..100_000).map(letter).collect()
        };
        assert!(!is_near(&letters(1), &letters(2)));
        assert!(!is_near(&"a\n".repeat(3 << 20), "a\n"));
    }

    #[test]
    fn the_search_finds_the_shortest_diff() {
        // One line less and one line more are two changes, which two rounds find: 1 + 2 ends.
        assert!(has_short_diff(&[1, 2], &[2, 3], 10));
        assert!(!has_short_diff(&[1, 2, 3, 4], &[5, 6, 7, 8], 10));
        assert!(has_short_diff(&[1, 2, 3, 4], &[5, 6, 7, 8], 100));
    }
}
