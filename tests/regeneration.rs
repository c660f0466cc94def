//! Random projects, edited at random, are brought up to date with specs changed at random: nothing of a person's is
//! lost, what was planned is what is written, and it can be taken back.
//!
//! `SLSGEN_ROUNDS=1000-3000 cargo test --test regeneration` runs these seeds instead of the few of every day.
#![expect(clippy::disallowed_methods, reason = "tests read and write projects")]

#[path = "support/entries.rs"]
mod entries;
#[path = "support/lines.rs"]
mod lines;
#[path = "support/person.rs"]
mod person;
#[path = "support/random_spec.rs"]
mod random_spec;
#[path = "support/round.rs"]
mod round;
#[path = "support/spec_change.rs"]
mod spec_change;

use std::ops::Range;

/// The seeds of every day: two tests of these run side by side.
const ROUNDS: Range<u64> = 0..60;

#[test]
fn no_edit_is_lost_in_even_rounds() {
    rounds().filter(|seed| seed % 2 == 0).for_each(round::run);
}

#[test]
fn no_edit_is_lost_in_odd_rounds() {
    rounds().filter(|seed| seed % 2 == 1).for_each(round::run);
}

#[test]
fn line_ends_are_no_edit() {
    round::line_ends_are_no_edit(0);
}

fn rounds() -> Range<u64> {
    let Ok(wanted) = std::env::var("SLSGEN_ROUNDS") else { return ROUNDS };
    let (first, end) = wanted.split_once('-').expect("two numbers");
    let number = |text: &str| text.parse().expect("a number");
    number(first)..number(end)
}
