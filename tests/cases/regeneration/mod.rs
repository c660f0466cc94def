//! Random projects, edited at random, are brought up to date with specs changed at random: nothing of a person's is
//! lost, what was planned is what is written, and it can be taken back.
//!
//! `SLSGEN_ROUNDS=1000-3000 cargo test --test cases regeneration::` runs these seeds instead of the few of every day.

mod entries;
mod lines;
mod person;
mod round;
pub(crate) mod spec_change;

use std::ops::Range;

use libtest_mimic::Trial;

use crate::trial;

/// The seeds of every day.
const ROUNDS: Range<u64> = 0..60;

pub(crate) fn trials() -> Vec<Trial> {
    let round = |seed| trial(format!("regeneration::no_edit_is_lost_in_round_{seed:02}"), move || round::run(seed));
    rounds().map(round).chain(trials_of!("regeneration": line_ends_are_no_edit)).collect()
}

fn line_ends_are_no_edit() {
    round::line_ends_are_no_edit(0);
}

fn rounds() -> Range<u64> {
    let Ok(wanted) = std::env::var("SLSGEN_ROUNDS") else { return ROUNDS };
    let (first, end) = wanted.split_once('-').expect("two numbers");
    let number = |text: &str| text.parse().expect("a number");
    number(first)..number(end)
}
