//! The types that attributes have of their own.

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde_json::Value;

use crate::dynamodb::{Attributes, Stored, optional, put_some};
use crate::http::{Error, FromJson, Problem, members_of};
use crate::values::{FromText, choose};

/// One of the values of `option`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum ReservedOption {
    #[serde(rename = "Some")]
    Some,
    #[serde(rename = "None")]
    None,
}

impl ReservedOption {
    const ALL: [Self; 2] = [Self::Some, Self::None];

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
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for ReservedOption {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

/// One of the values of `result`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum ReservedResult {
    #[serde(rename = "Ok")]
    Ok,
    #[serde(rename = "Err")]
    Err,
}

impl ReservedResult {
    const ALL: [Self; 2] = [Self::Ok, Self::Err];

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
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for ReservedResult {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

/// The members of `string`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReservedString {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vec: Option<String>,
}

impl FromJson for ReservedString {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            vec: members.read_some("vec")?,
        };
        members.end()?;
        Ok(value)
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
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReservedError {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#box: Option<String>,
}

impl FromJson for ReservedError {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            r#box: members.read_some("box")?,
        };
        members.end()?;
        Ok(value)
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
