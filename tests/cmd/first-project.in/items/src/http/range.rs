//! What a request selects of a sort key. DynamoDB takes one condition on it; the code checks what
//! else is asked for.

use super::error::Error;
use super::parameters::{MAX_SORT_KEY, QueryParameters};
use crate::dynamodb::{Expression, Stored, key_bytes};
use crate::values::FromText;

/// The selection of a sort key.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyRange<T> {
    /// No value can be in the range, for which DynamoDB has no condition.
    Nothing,
    Equal(T),
    /// What lies between two ends, if it has them.
    Between(Option<Bound<T>>, Option<Bound<T>>),
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound<T> {
    value: T,
    included: bool,
}

impl<T: FromText + Stored + PartialOrd> KeyRange<T> {
    /// Reads `name`, `name.gt`, `name.gte`, `name.lt` and `name.lte`.
    pub fn from_query(query: &mut QueryParameters, name: &str) -> Result<Self, Error> {
        let equal = take(query, name)?;
        let lower = bound(query, name, [".gt", ".gte"], |left, right| left > right)?;
        let upper = bound(query, name, [".lt", ".lte"], |left, right| left < right)?;
        let range = match (lower, upper) {
            (Some(lower), Some(upper)) if lower.value > upper.value => Self::Nothing,
            (lower, upper) => Self::Between(lower, upper),
        };
        Ok(match equal {
            None => range,
            Some(value) if range.keeps(&value) => Self::Equal(value),
            Some(_) => Self::Nothing,
        })
    }
}

impl<T: PartialOrd> KeyRange<T> {
    /// Whether a sort key that DynamoDB found is in the range: its BETWEEN has no open ends.
    pub fn keeps(&self, key: &T) -> bool {
        match self {
            Self::Nothing => false,
            Self::Equal(value) => value == key,
            Self::Between(lower, upper) => {
                lower.as_ref().is_none_or(|lower| lower.is_below(key))
                    && upper.as_ref().is_none_or(|upper| upper.is_above(key))
            }
        }
    }
}

impl<T: PartialOrd> Bound<T> {
    fn is_below(&self, key: &T) -> bool {
        self.value < *key || self.included && self.value == *key
    }

    fn is_above(&self, key: &T) -> bool {
        self.value > *key || self.included && self.value == *key
    }
}

impl<T: Stored> KeyRange<T> {
    /// Makes the selection a part of the key condition.
    pub fn select(&self, name: &str, expression: &mut Expression) {
        match self {
            Self::Nothing => {}
            Self::Equal(value) => expression.key(name, "=", value),
            Self::Between(None, None) => {}
            Self::Between(Some(lower), None) => {
                let operator = if lower.included { ">=" } else { ">" };
                expression.key(name, operator, &lower.value);
            }
            Self::Between(None, Some(upper)) => {
                let operator = if upper.included { "<=" } else { "<" };
                expression.key(name, operator, &upper.value);
            }
            Self::Between(Some(lower), Some(upper)) => {
                expression.key_between(name, &lower.value, &upper.value);
            }
        }
    }
}

/// Reads an end of a range, without and with its value. If both are given, the one that is further
/// in holds.
fn bound<T: FromText + Stored>(
    query: &mut QueryParameters,
    name: &str,
    [excluded, included]: [&str; 2],
    is_further_in: impl Fn(&T, &T) -> bool,
) -> Result<Option<Bound<T>>, Error> {
    let excluded = take(query, &format!("{name}{excluded}"))?;
    let included = take(query, &format!("{name}{included}"))?;
    let bound = |value, included| Some(Bound { value, included });
    Ok(match (excluded, included) {
        (Some(excluded), Some(included)) if is_further_in(&included, &excluded) => {
            bound(included, true)
        }
        (Some(excluded), _) => bound(excluded, false),
        (None, Some(included)) => bound(included, true),
        (None, None) => None,
    })
}

/// Takes a value that a sort key can have: DynamoDB compares with no other.
fn take<T: FromText + Stored>(query: &mut QueryParameters, name: &str) -> Result<Option<T>, Error> {
    let Some(value) = query.take_parsed::<T>(name)? else {
        return Ok(None);
    };
    if key_bytes(&value).is_none_or(|bytes| (1..=MAX_SORT_KEY).contains(&bytes)) {
        return Ok(Some(value));
    }
    Err(Error::BadRequest(format!(
        "{name}: must have 1 to {MAX_SORT_KEY} bytes"
    )))
}
