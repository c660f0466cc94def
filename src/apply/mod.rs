//! The only writer of projects.

mod create;

pub use create::create;
