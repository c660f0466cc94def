//! Sets: arrays without duplicates on the wire, DynamoDB sets in the table.

use std::collections::BTreeSet;

use serde::Serialize;

/// A set that is never empty, as DynamoDB stores no empty one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Set<T>(BTreeSet<T>);

impl<T: Ord> Set<T> {
    /// None if there are no values.
    pub fn new(values: impl IntoIterator<Item = T>) -> Option<Self> {
        let set: BTreeSet<T> = values.into_iter().collect();
        (!set.is_empty()).then_some(Self(set))
    }

    /// The number of values.
    pub fn size(&self) -> usize {
        self.0.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests;
