//! The only writer of projects.
//!
//! Promises that a new project appears whole or not at all, and that an update happens whole or not at all. Knows what is
//! to be written, and nothing of why.

#[cfg(test)]
mod crash;
mod create;
mod journal;
mod places;
mod recovery;
mod transaction;

pub use create::create;
pub use journal::Kind;
pub use recovery::{changed_since, check_at_rest, last_update, recover};
pub use transaction::run;
