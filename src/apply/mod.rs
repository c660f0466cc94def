//! The only writer of projects.

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
