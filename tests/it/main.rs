//! Ordinary tests, one file a concept. What runs over a folder or a table of inputs is in `tests/cases`.
#![expect(clippy::disallowed_methods, reason = "tests read and write fixtures and projects")]

mod answers;
mod arrows;
mod disk;
mod documents;
mod editors;
mod logical_ids;
mod long_merges;
mod merge;
mod merge_random;
mod names;
mod new;
mod projections;
#[path = "../support/random.rs"]
mod random;
mod renamed_files;
mod repair;
mod reports;
#[path = "../support/reviewed.rs"]
mod reviewed;
mod stories;
mod streams;
