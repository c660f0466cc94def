use super::{FEW_LINES, are_near, has_short_diff};

fn counted(lines: std::ops::Range<usize>) -> String {
    lines.flat_map(|line| [line.to_string(), "\n".to_owned()]).collect()
}

/// A text of a few lines in an order of its own.
fn letters(mut state: usize, count: usize) -> String {
    let letter = |_| {
        state = (state * 1_103_515_245 + 12_345) % (1 << 31);
        ["a\n", "b\n", "c\n", "d\n"][state >> 16 & 3]
    };
    (0..count).map(letter).collect()
}

#[test]
fn texts_with_few_changes_are_near() {
    let long = counted(0..100_000);
    assert!(are_near(&long, &(long.clone() + "more\n")) && are_near(&long, &("more\n".to_owned() + &long)));
    assert!(are_near(&long, &long.replace("77\n", "seventy-seven\n")));
    // A part that was moved.
    assert!(are_near(&long, &(counted(2_000..100_000) + &counted(0..2_000))));
}

#[test]
fn short_texts_are_near() {
    assert!(are_near("", "") && are_near("", &counted(0..FEW_LINES)) && are_near(&counted(0..FEW_LINES), ""));
    assert!(are_near(&letters(1, FEW_LINES / 2), &letters(2, FEW_LINES / 2)));
}

#[test]
fn long_texts_with_many_changes_are_not() {
    assert!(!are_near(&letters(1, 100_000), &letters(2, 100_000)));
    assert!(!are_near(&letters(1, 100_000), "a\nb\n"));
    assert!(!are_near(&counted(0..50_000), &(counted(25_000..50_000) + &counted(0..25_000))));
    assert!(!are_near(&"\n".repeat(1_000_001), "\n"));
}

#[test]
fn the_search_finds_the_shortest_diff() {
    // One line less and one line more are two changes, which two rounds find: from 1 end and from 2.
    assert!(has_short_diff(&[1, 2], &[2, 3], 10));
    assert!(!has_short_diff(&[1, 2, 3, 4], &[5, 6, 7, 8], 10));
    assert!(has_short_diff(&[1, 2, 3, 4], &[5, 6, 7, 8], 100));
    assert!(has_short_diff(&[], &[], 0));
}
