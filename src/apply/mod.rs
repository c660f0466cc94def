//! The only writer of projects.
//!
//! Promises that a new project appears whole or not at all, and that an update happens whole or not at all. Knows what is
//! to be written, and nothing of why.

#[cfg(test)]
mod crash;
mod create;
mod journal;
mod ownership;
mod places;
mod put_back;
mod recovery;
mod transaction;

pub use create::create;
pub use journal::Kind;
pub use put_back::PutBack;
pub use recovery::{Recovered, changed_since, check_at_rest, foreign, last_update, recover, turned_round};
pub use transaction::run;
