//! Merges of long texts that somebody made to keep slsgen busy. Each of these took minutes.

use slsgen::merge::{Language, Merged, ThreeTexts, merge};

use crate::random::Random;

/// A text of few lines, each of them often, in an order of its own.
fn shuffled(seed: u64, lines: usize) -> String {
    let mut random = Random::new(seed);
    (0..lines).map(|_| random.pick(&["a\n", "b\n", "c\n", "d\n", "{\n", "}\n"])).collect()
}

#[test]
fn of_the_same_lines_in_another_order_is_a_conflict_as_a_whole() {
    let [base, ours] = [1, 2].map(|seed| "first\n".to_owned() + &shuffled(seed, 400_000));
    let sides = ThreeTexts { base: &base, ours: &ours, theirs: "first\nsecond\n" };
    let Merged::Conflict(conflict) = merge(Language::Text, &sides) else { panic!("it is clean") };
    let hunks: Vec<_> = conflict.hunks().collect();
    assert_eq!(hunks.len(), 1);
    assert_eq!((hunks[0].line, hunks[0].theirs.as_str()), (2, "second\n"));
    assert_eq!(hunks[0].ours, ours["first\n".len()..]);
}

#[test]
fn with_names_that_stand_twice_is_clean() {
    let twice = (0..30_000).map(|number| format!("fn f{}() {{}}\n", number / 2)).collect::<Vec<_>>().concat();
    let base = "fn first() {}\nfn last() {}\n";
    let (ours, theirs) = (base.to_owned() + &twice, "fn first(now: u8) {}\nfn last() {}\n");
    let merged = merge(Language::Rust, &ThreeTexts { base, ours: &ours, theirs });
    assert_eq!(merged, Merged::Clean(theirs.to_owned() + &twice));
}

#[test]
fn of_many_imports_is_clean() {
    let imports = (0..20_000).map(|number| format!("use a{number}::b;\n")).collect::<Vec<_>>().concat();
    let [base, ours, theirs] = ["", "use c::d;\n", "use e::f;\n"].map(|end| imports.clone() + end);
    let merged = merge(Language::Rust, &ThreeTexts { base: &base, ours: &ours, theirs: &theirs });
    assert!(matches!(merged, Merged::Clean(text) if text.len() == base.len() + 20));
}
