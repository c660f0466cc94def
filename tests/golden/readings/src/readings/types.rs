//! The types that attributes have of their own.

use std::fmt;
use std::str::FromStr;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Serialize};

use crate::dynamodb::Stored;

/// One of the values of `quality`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReadingQuality {
    #[serde(rename = "good")]
    Good,
    #[serde(rename = "suspect")]
    Suspect,
    #[serde(rename = "bad")]
    Bad,
}

impl ReadingQuality {
    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Suspect => "suspect",
            Self::Bad => "bad",
        }
    }
}

impl Stored for ReadingQuality {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        value.as_s().ok()?.parse().ok()
    }
}

impl FromStr for ReadingQuality {
    type Err = serde::de::value::Error;

    fn from_str(text: &str) -> Result<Self, serde::de::value::Error> {
        Self::deserialize(text.into_deserializer())
    }
}

impl fmt::Display for ReadingQuality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
