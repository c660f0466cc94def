//! How values are stored in DynamoDB.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use uuid::Uuid;

use crate::http::Error;
use crate::values::{Decimal, FromText, Timestamp};

/// An item, or a part of one, as DynamoDB has it.
pub type Attributes = HashMap<String, AttributeValue>;

/// A value that an attribute can hold.
pub trait Stored: Sized {
    fn to_stored(&self) -> AttributeValue;

    /// None if the stored value is of another type.
    fn from_stored(value: &AttributeValue) -> Option<Self>;
}

/// How many bytes a value has as a key; none where it always fits.
pub fn key_bytes(value: &impl Stored) -> Option<usize> {
    match value.to_stored() {
        AttributeValue::S(text) => Some(text.len()),
        _ => None,
    }
}

/// A value as it was read.
impl Stored for AttributeValue {
    fn to_stored(&self) -> AttributeValue {
        self.clone()
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Some(value.clone())
    }
}

/// Adds an attribute to an item.
pub fn put(item: &mut Attributes, name: &str, value: &impl Stored) {
    item.insert(name.to_owned(), value.to_stored());
}

/// Adds an attribute to an item, if there is a value.
pub fn put_some(item: &mut Attributes, name: &str, value: &Option<impl Stored>) {
    if let Some(value) = value {
        put(item, name, value);
    }
}

/// Reads an attribute that an item may lack.
pub fn optional<T: Stored>(item: &Attributes, name: &str) -> Result<Option<T>, Error> {
    let Some(value) = item.get(name) else {
        return Ok(None);
    };
    T::from_stored(value)
        .map(Some)
        .ok_or_else(|| unreadable(name))
}

/// Reads an attribute that every item holds.
pub fn required<T: Stored>(item: &Attributes, name: &str) -> Result<T, Error> {
    optional(item, name)?.ok_or_else(|| unreadable(name))
}

fn unreadable(name: &str) -> Error {
    Error::internal(format!(
        "a stored item lacks `{name}`, or has it as another type"
    ))
}

impl Stored for String {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.clone())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_s().ok().cloned()
    }
}

impl Stored for i64 {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::N(self.to_string())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_n().ok()?.parse().ok()
    }
}

impl Stored for f64 {
    /// What underflows is stored as 0: DynamoDB takes no magnitude below 1e-130.
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::N(if self.abs() < 1e-130 {
            "0".to_owned()
        } else {
            format!("{self:e}")
        })
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_n().ok()?.parse().ok()
    }
}

impl Stored for Decimal {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::N(self.to_string())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        FromText::from_text(value.as_n().ok()?).ok()
    }
}

impl Stored for Timestamp {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.to_fixed_width())
    }

    /// In the very form that it is written in: by no other one would keys and filters find it.
    fn from_stored(value: &AttributeValue) -> Option<Self> {
        let text = value.as_s().ok()?;
        let time: Self = FromText::from_text(text).ok()?;
        (time.to_fixed_width() == *text).then_some(time)
    }
}

impl Stored for Uuid {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.to_string())
    }

    /// In the very form that it is written in: by no other one would keys and filters find it.
    fn from_stored(value: &AttributeValue) -> Option<Self> {
        let text = value.as_s().ok()?;
        let id: Self = text.parse().ok()?;
        (id.to_string() == *text).then_some(id)
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::L(self.iter().map(T::to_stored).collect())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_l().ok()?.iter().map(T::from_stored).collect()
    }
}
