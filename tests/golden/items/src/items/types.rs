//! The types that attributes have of their own.

use std::fmt;
use std::str::FromStr;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::dynamodb::{Attributes, Stored, optional, put_some};
use crate::http::{Error, Object, Problems};

/// One of the values of `category`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ItemCategory {
    #[serde(rename = "book")]
    Book,
    #[serde(rename = "game")]
    Game,
    #[serde(rename = "toy")]
    Toy,
}

impl ItemCategory {
    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::Game => "game",
            Self::Toy => "toy",
        }
    }
}

impl Stored for ItemCategory {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_s().ok()?.parse().ok()
    }
}

impl FromStr for ItemCategory {
    type Err = serde::de::value::Error;

    fn from_str(text: &str) -> Result<Self, serde::de::value::Error> {
        Self::deserialize(text.into_deserializer())
    }
}

impl fmt::Display for ItemCategory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The members of `size`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, expecting = "an object")]
pub struct ItemSize {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<f64>,
}

/// What the spec says of the members.
impl ItemSize {
    pub(super) fn check(&self, problems: &mut Problems) {
        problems.check_some("width", &self.width, Self::check_width);
        problems.check_some("height", &self.height, Self::check_height);
    }

    pub(super) fn check_width(value: &f64, problems: &mut Problems) {
        problems.minimum(value, &-9.99e125);
        problems.maximum(value, &9.99e125);
    }

    pub(super) fn check_height(value: &f64, problems: &mut Problems) {
        problems.minimum(value, &-9.99e125);
        problems.maximum(value, &9.99e125);
    }
}

impl Serialize for ItemSize {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for ItemSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(Object(deserializer))
    }
}

impl Stored for ItemSize {
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

impl ItemSize {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            width: optional(members, "width")?,
            height: optional(members, "height")?,
        })
    }
}
