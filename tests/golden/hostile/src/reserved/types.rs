//! The types that attributes have of their own.

use std::str::FromStr;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::dynamodb::{Attributes, Stored, optional, put_some};
use crate::http::{Error, Object};

/// One of the values of `option`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReservedOption {
    #[serde(rename = "Some")]
    Some,
    #[serde(rename = "None")]
    None,
}

impl ReservedOption {
    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Some => "Some",
            Self::None => "None",
        }
    }
}

impl Stored for ReservedOption {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_s().ok()?.parse().ok()
    }
}

impl FromStr for ReservedOption {
    type Err = serde::de::value::Error;

    fn from_str(text: &str) -> Result<Self, serde::de::value::Error> {
        Self::deserialize(text.into_deserializer())
    }
}

/// One of the values of `result`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReservedResult {
    #[serde(rename = "Ok")]
    Ok,
    #[serde(rename = "Err")]
    Err,
}

impl ReservedResult {
    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "Ok",
            Self::Err => "Err",
        }
    }
}

impl Stored for ReservedResult {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_s().ok()?.parse().ok()
    }
}

impl FromStr for ReservedResult {
    type Err = serde::de::value::Error;

    fn from_str(text: &str) -> Result<Self, serde::de::value::Error> {
        Self::deserialize(text.into_deserializer())
    }
}

/// The members of `string`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, expecting = "an object")]
pub struct ReservedString {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vec: Option<String>,
}

impl Serialize for ReservedString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for ReservedString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(Object(deserializer))
    }
}

impl Stored for ReservedString {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put_some(&mut members, "vec", &self.vec);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl ReservedString {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            vec: optional(members, "vec")?,
        })
    }
}

/// The members of `error`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, expecting = "an object")]
pub struct ReservedError {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#box: Option<String>,
}

impl Serialize for ReservedError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for ReservedError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(Object(deserializer))
    }
}

impl Stored for ReservedError {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put_some(&mut members, "box", &self.r#box);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl ReservedError {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            r#box: optional(members, "box")?,
        })
    }
}
