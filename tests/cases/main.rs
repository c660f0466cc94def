//! Fixtures and rows of data: each is a test with a name of its own, and one function checks all of a kind.
//!
//! `cargo test --test cases spec_errors::bad-names` runs one. A check fails with a message, or by a panic.
#![expect(clippy::disallowed_methods, reason = "tests read and write fixtures and projects")]

/// Tests of functions that fail by a panic, each named after itself.
macro_rules! trials_of {
    ($kind:literal: $($test:ident),+ $(,)?) => {
        [$(crate::trial(concat!($kind, "::", stringify!($test)), $test)),+]
    };
}

mod bad_input;
#[cfg(unix)]
mod bot;
mod catalogue;
mod deployed;
mod deployments;
mod earlier;
mod edits;
mod explain;
mod generated;
mod golden;
#[cfg(unix)]
mod hostile;
mod layout;
mod merge_cases;
mod mistakes;
mod mutated_specs;
mod pointer;
mod project;
#[path = "../support/random.rs"]
mod random;
#[path = "../support/random_spec/mod.rs"]
mod random_spec;
mod random_specs;
mod regeneration;
#[path = "../support/reviewed.rs"]
mod reviewed;
mod schema;
mod spec_errors;
mod stale;

use std::collections::BTreeSet;

use libtest_mimic::{Arguments, Trial};

fn main() {
    if random_specs::are_written() || random_specs::pairs_are_written() {
        return;
    }
    let trials: Vec<Trial> = [
        spec_errors::trials(),
        bad_input::trials(),
        mutated_specs::trials(),
        #[cfg(unix)]
        hostile::trials(),
        golden::trials(),
        merge_cases::trials(),
        schema::trials(),
        mistakes::trials().into(),
        catalogue::trials(),
        deployed::trials(),
        deployments::trials(),
        random_specs::trials().into(),
        layout::trials(),
        earlier::trials(),
        edits::trials(),
        explain::trials(),
        regeneration::trials(),
        #[cfg(unix)]
        bot::trials(),
        // Last, as what cargo builds would take the time of those that have to answer soon.
        generated::trials(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut names = BTreeSet::new();
    for trial in &trials {
        assert!(names.insert(trial.name()), "two tests are called {}", trial.name());
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// A test that fails by a panic.
fn trial(name: impl Into<String>, check: impl FnOnce() + Send + 'static) -> Trial {
    Trial::test(name, || {
        check();
        Ok(())
    })
}
