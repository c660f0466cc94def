//! The types that attributes have of their own.

use std::str::FromStr;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::dynamodb::{Attributes, Stored, optional, put_some};
use crate::http::{Error, Object};

/// One of the values of `medium`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AlbumMedium {
    #[serde(rename = "vinyl")]
    Vinyl,
    #[serde(rename = "cd")]
    Cd,
    #[serde(rename = "tape")]
    Tape,
}

impl AlbumMedium {
    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vinyl => "vinyl",
            Self::Cd => "cd",
            Self::Tape => "tape",
        }
    }
}

impl Stored for AlbumMedium {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_s().ok()?.parse().ok()
    }
}

impl FromStr for AlbumMedium {
    type Err = serde::de::value::Error;

    fn from_str(text: &str) -> Result<Self, serde::de::value::Error> {
        Self::deserialize(text.into_deserializer())
    }
}

/// The members of `sleeve`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, expecting = "an object")]
pub struct AlbumSleeve {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
}

impl Serialize for AlbumSleeve {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for AlbumSleeve {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(Object(deserializer))
    }
}

impl Stored for AlbumSleeve {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put_some(&mut members, "width", &self.width);
        put_some(&mut members, "height", &self.height);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl AlbumSleeve {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            width: optional(members, "width")?,
            height: optional(members, "height")?,
        })
    }
}
