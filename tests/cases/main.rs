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
mod deployed;
mod deployments;
#[cfg(unix)]
mod hostile;
mod merge_cases;
mod pointer;
#[path = "../support/random.rs"]
mod random;
#[path = "../support/reviewed.rs"]
mod reviewed;
mod spec_errors;
mod stale;

use std::collections::BTreeSet;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let trials: Vec<Trial> = [
        spec_errors::trials(),
        bad_input::trials(),
        #[cfg(unix)]
        hostile::trials(),
        merge_cases::trials(),
        deployed::trials(),
        deployments::trials(),
        #[cfg(unix)]
        bot::trials(),
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
