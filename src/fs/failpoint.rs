//! Where a test lets a process die or wait: before each change of the disk, each sync, and half-way through each write.

#[cfg(test)]
mod planned;

#[cfg(test)]
pub(crate) use planned::{VARIABLE, await_waiting, reached, steps};

/// Only in a test does anything happen.
#[cfg(not(test))]
pub(super) fn reached() {}
