//! How values are stored in DynamoDB.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::Value;
use ulid::Ulid;
use uuid::Uuid;

use crate::http::Error;
use crate::values::{
    Binary, Date, Decimal, EpochMillis, EpochSeconds, FromText, Set, Timestamp, TimestampMillis,
    TimestampSeconds, shortened,
};

/// An item, or a part of one, as DynamoDB has it.
pub type Attributes = HashMap<String, AttributeValue>;

/// Attributes that were called otherwise before: the name now, and a name then, the latest first.
pub type EarlierNames = &'static [(&'static str, &'static str)];

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
        #[cfg(feature = "binary_key")]
        AttributeValue::B(bytes) => Some(bytes.as_ref().len()),
        _ => None,
    }
}

/// A value as it was read.
#[cfg(feature = "merge")]
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

/// An item with every attribute under its present name, whatever it was stored under.
pub fn with_present_names(item: &Attributes, earlier_names: EarlierNames) -> Cow<'_, Attributes> {
    let mut renamed = Cow::Borrowed(item);
    for (present, earlier) in earlier_names {
        if let Some(value) = item.get(*earlier)
            && !renamed.contains_key(*present)
        {
            renamed
                .to_mut()
                .insert((*present).to_owned(), value.clone());
        }
    }
    renamed
}

/// Reads an attribute that every item holds.
pub fn required<T: Stored>(item: &Attributes, name: &str) -> Result<T, Error> {
    optional(item, name)?.ok_or_else(|| unreadable(name))
}

/// Reads an attribute that has a default, which items from before it was added may lack.
pub fn defaulted<T: Stored>(item: &Attributes, name: &str, default: fn() -> T) -> Result<T, Error> {
    Ok(optional(item, name)?.unwrap_or_else(default))
}

fn unreadable(name: &str) -> Error {
    Error::internal(format!(
        "a stored item lacks `{name}`, or has it as another type"
    ))
}

#[cfg(feature = "string")]
impl Stored for String {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.clone())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_s().ok().cloned()
    }
}

#[cfg(feature = "integer")]
impl Stored for i64 {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::N(self.to_string())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_n().ok()?.parse().ok()
    }
}

#[cfg(feature = "number")]
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

#[cfg(feature = "boolean")]
impl Stored for bool {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::Bool(*self)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_bool().ok().copied()
    }
}

#[cfg(feature = "decimal")]
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

impl Stored for TimestampMillis {
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

impl Stored for TimestampSeconds {
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

impl Stored for EpochSeconds {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::N(self.to_unix().to_string())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_unix(value.as_n().ok()?.parse().ok()?)
    }
}

impl Stored for EpochMillis {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::N(self.to_unix().to_string())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_unix(value.as_n().ok()?.parse().ok()?)
    }
}

impl Stored for Date {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.to_string())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        FromText::from_text(value.as_s().ok()?).ok()
    }
}

#[cfg(feature = "ulid")]
impl Stored for Ulid {
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

#[cfg(feature = "uuid")]
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

impl Stored for Binary {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::B(self.0.clone().into())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Some(Self(value.as_b().ok()?.as_ref().to_vec()))
    }
}

#[cfg(feature = "list")]
impl<T: Stored> Stored for Vec<T> {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::L(self.iter().map(T::to_stored).collect())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_l().ok()?.iter().map(T::from_stored).collect()
    }
}

#[cfg(feature = "string_set")]
impl Stored for Set<String> {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::Ss(self.iter().cloned().collect())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::new(value.as_ss().ok()?.iter().cloned())
    }
}

#[cfg(feature = "decimal_set")]
impl Stored for Set<Decimal> {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::Ns(self.iter().map(ToString::to_string).collect())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        let numbers = value.as_ns().ok()?.iter();
        let decimals = numbers.map(|number| FromText::from_text(number).ok());
        Self::new(decimals.collect::<Option<Vec<_>>>()?)
    }
}

#[cfg(feature = "integer_set")]
impl Stored for Set<i64> {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::Ns(self.iter().map(ToString::to_string).collect())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        let numbers = value.as_ns().ok()?.iter().map(|number| number.parse().ok());
        Self::new(numbers.collect::<Option<Vec<_>>>()?)
    }
}

#[cfg(feature = "binary_set")]
impl Stored for Set<Binary> {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::Bs(self.iter().map(|binary| binary.0.clone().into()).collect())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::new(
            value
                .as_bs()
                .ok()?
                .iter()
                .map(|blob| Binary(blob.as_ref().to_vec())),
        )
    }
}

#[cfg(feature = "json")]
impl Stored for Value {
    fn to_stored(&self) -> AttributeValue {
        match self {
            Self::Null => AttributeValue::Null(true),
            Self::Bool(value) => AttributeValue::Bool(*value),
            Self::Number(number) => AttributeValue::N(number.to_string()),
            Self::String(text) => AttributeValue::S(text.clone()),
            Self::Array(values) => AttributeValue::L(values.iter().map(Self::to_stored).collect()),
            Self::Object(members) => {
                let stored = |(name, value): (&String, &Self)| (name.clone(), value.to_stored());
                AttributeValue::M(members.iter().map(stored).collect())
            }
        }
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        match value {
            AttributeValue::Null(_) => Some(Self::Null),
            AttributeValue::Bool(value) => Some(Self::Bool(*value)),
            AttributeValue::N(number) => shortened(number).parse().ok().map(Self::Number),
            AttributeValue::S(text) => Some(Self::String(text.clone())),
            AttributeValue::L(values) => {
                let values = values.iter().map(Self::from_stored);
                values.collect::<Option<_>>().map(Self::Array)
            }
            AttributeValue::M(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| Some((name.clone(), Self::from_stored(value)?)));
                members.collect::<Option<_>>().map(Self::Object)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
