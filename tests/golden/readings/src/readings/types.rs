//! The types that attributes have of their own.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;

use crate::dynamodb::Stored;
use crate::values::{FromText, choose};

/// One of the values of `quality`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum ReadingQuality {
    #[serde(rename = "good")]
    Good,
    #[serde(rename = "suspect")]
    Suspect,
    #[serde(rename = "bad")]
    Bad,
}

impl ReadingQuality {
    const ALL: [Self; 3] = [Self::Good, Self::Suspect, Self::Bad];

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
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for ReadingQuality {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

impl fmt::Display for ReadingQuality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
