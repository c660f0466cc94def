//! The types that attributes have of their own.

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde_json::Value;

use crate::dynamodb::{Attributes, Stored, optional, put_some};
use crate::http::{Error, FromJson, Problem, members_of};
use crate::values::{FromText, choose};

/// One of the values of `medium`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum AlbumMedium {
    #[serde(rename = "vinyl")]
    Vinyl,
    #[serde(rename = "cd")]
    Cd,
    #[serde(rename = "tape")]
    Tape,
}

impl AlbumMedium {
    const ALL: [Self; 3] = [Self::Vinyl, Self::Cd, Self::Tape];

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
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for AlbumMedium {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

/// The members of `sleeve`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlbumSleeve {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
}

impl FromJson for AlbumSleeve {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            width: members.read_some("width")?,
            height: members.read_some("height")?,
        };
        members.end()?;
        Ok(value)
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
