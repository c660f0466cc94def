//! Sets: arrays without duplicates on the wire, DynamoDB sets in the table.

use std::collections::BTreeSet;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

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

impl<'de, T: Deserialize<'de> + Ord> Deserialize<'de> for Set<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values = Vec::<T>::deserialize(deserializer)?;
        let given = values.len();
        let set = Self::new(values).ok_or_else(|| D::Error::custom("a set can't be empty"))?;
        if set.size() < given {
            return Err(D::Error::custom("a set can't hold a value twice"));
        }
        Ok(set)
    }
}

#[cfg(test)]
mod tests;
