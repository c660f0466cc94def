//! What a request selects of a sort key. DynamoDB takes one condition on it.

use aws_sdk_dynamodb::types::AttributeValue;

use super::error::Error;
use super::parameters::{MAX_SORT_KEY, QueryParameters};
use crate::dynamodb::{Expression, Stored};
use crate::values::FromText;

/// The selection of a sort key.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyRange<T> {
    Everything,
    Equal(T),
    Prefix(T),
    AtLeast(Bound<T>),
    AtMost(Bound<T>),
    Between(Bound<T>, Bound<T>),
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound<T> {
    value: T,
    included: bool,
}

impl<T: FromText + Stored> KeyRange<T> {
    /// Reads `name`.
    pub fn equal_to(query: &mut QueryParameters, name: &str) -> Result<Self, Error> {
        let value = take(query, name)?;
        Ok(value.map_or(Self::Everything, Self::Equal))
    }

    /// Reads `name.begins_with`, or what [`from_query`](Self::from_query) reads.
    pub fn or_prefix(query: &mut QueryParameters, name: &str) -> Result<Self, Error> {
        let prefix = take(query, &format!("{name}.begins_with"))?;
        match (prefix, Self::from_query(query, name)?) {
            (None, range) => Ok(range),
            (Some(prefix), Self::Everything) => Ok(Self::Prefix(prefix)),
            (Some(_), _) => Err(two_conditions(name)),
        }
    }

    /// Reads `name` alone, or an end each of `name.gt` or `name.gte` and `name.lt` or `name.lte`.
    pub fn from_query(query: &mut QueryParameters, name: &str) -> Result<Self, Error> {
        let equal = take(query, name)?;
        let lower = bound(query, name, ".gt", ".gte")?;
        let upper = bound(query, name, ".lt", ".lte")?;
        match (equal, lower, upper) {
            (None, None, None) => Ok(Self::Everything),
            (Some(value), None, None) => Ok(Self::Equal(value)),
            (None, Some(lower), None) => Ok(Self::AtLeast(lower)),
            (None, None, Some(upper)) => Ok(Self::AtMost(upper)),
            (None, Some(lower), Some(upper)) => Ok(Self::Between(lower, upper)),
            (Some(_), _, _) => Err(two_conditions(name)),
        }
    }
}

impl<T: PartialOrd> KeyRange<T> {
    /// Whether no value can be in the range, which DynamoDB would refuse.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Between(lower, upper) if lower.value > upper.value)
    }

    /// Whether a sort key that DynamoDB found is in the range: its BETWEEN has no open ends.
    pub fn keeps(&self, key: &T) -> bool {
        match self {
            Self::Between(lower, upper) => {
                let excludes = |bound: &Bound<T>| !bound.included && bound.value == *key;
                !excludes(lower) && !excludes(upper)
            }
            _ => true,
        }
    }
}

impl<T: Stored> KeyRange<T> {
    /// Makes the selection a part of the key condition.
    pub fn select(&self, name: &str, expression: &mut Expression) {
        match self {
            Self::Everything => {}
            Self::Equal(value) => expression.key(name, "=", value),
            Self::Prefix(prefix) => expression.key_begins_with(name, prefix),
            Self::AtLeast(lower) => {
                let operator = if lower.included { ">=" } else { ">" };
                expression.key(name, operator, &lower.value);
            }
            Self::AtMost(upper) => {
                let operator = if upper.included { "<=" } else { "<" };
                expression.key(name, operator, &upper.value);
            }
            Self::Between(lower, upper) => {
                expression.key_between(name, &lower.value, &upper.value);
            }
        }
    }
}

fn bound<T: FromText + Stored>(
    query: &mut QueryParameters,
    name: &str,
    excluded: &str,
    included: &str,
) -> Result<Option<Bound<T>>, Error> {
    let excluded = take(query, &format!("{name}{excluded}"))?;
    let included = take(query, &format!("{name}{included}"))?;
    match (excluded, included) {
        (Some(_), Some(_)) => Err(two_conditions(name)),
        (Some(value), None) => Ok(Some(Bound {
            value,
            included: false,
        })),
        (None, Some(value)) => Ok(Some(Bound {
            value,
            included: true,
        })),
        (None, None) => Ok(None),
    }
}

/// Takes a value that a sort key can have: DynamoDB compares with no other.
fn take<T: FromText + Stored>(query: &mut QueryParameters, name: &str) -> Result<Option<T>, Error> {
    let Some(value) = query.take_parsed::<T>(name)? else {
        return Ok(None);
    };
    let bytes = match value.to_stored() {
        AttributeValue::S(text) => text.len(),
        AttributeValue::B(blob) => blob.as_ref().len(),
        _ => return Ok(Some(value)),
    };
    if (1..=MAX_SORT_KEY).contains(&bytes) {
        return Ok(Some(value));
    }
    Err(Error::BadRequest(format!(
        "{name}: must have 1 to {MAX_SORT_KEY} bytes"
    )))
}

fn two_conditions(name: &str) -> Error {
    Error::BadRequest(format!("{name}: takes one value, or one range"))
}

#[cfg(test)]
mod tests;
