//! The types that attributes have of their own.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde_json::Value;

use crate::dynamodb::{Attributes, Stored, optional, put_some};
use crate::http::{Error, FromJson, Problem, members_of};
use crate::values::{FromText, choose};

/// One of the values of `category`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum ItemCategory {
    #[serde(rename = "book")]
    Book,
    #[serde(rename = "game")]
    Game,
    #[serde(rename = "toy")]
    Toy,
}

impl ItemCategory {
    const ALL: [Self; 3] = [Self::Book, Self::Game, Self::Toy];

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
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for ItemCategory {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

impl fmt::Display for ItemCategory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The members of `size`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemSize {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<f64>,
}

impl FromJson for ItemSize {
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
