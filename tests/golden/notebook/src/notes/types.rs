//! The types that attributes have of their own.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde_json::Value;

use crate::dynamodb::{Attributes, Stored, optional, put_some};
use crate::http::{Error, FromJson, Problem, Problems, members_of};
use crate::values::{FromText, choose};

/// One of the values of `color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum NoteColor {
    #[serde(rename = "yellow")]
    Yellow,
    #[serde(rename = "blue")]
    Blue,
    #[serde(rename = "green")]
    Green,
}

impl NoteColor {
    const ALL: [Self; 3] = [Self::Yellow, Self::Blue, Self::Green];

    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Blue => "blue",
            Self::Green => "green",
        }
    }
}

impl Stored for NoteColor {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for NoteColor {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

impl fmt::Display for NoteColor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The members of `layout`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NoteLayout {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<i64>,
}

/// What the spec says of the members.
impl NoteLayout {
    pub(super) fn check(&self, problems: &mut Problems) {
        problems.check_some("size", &self.size, Self::check_size);
    }

    pub(super) fn check_size(value: &i64, problems: &mut Problems) {
        problems.minimum(value, &6);
        problems.maximum(value, &72);
    }
}

impl FromJson for NoteLayout {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            font: members.read_some("font")?,
            size: members.read_some("size")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Stored for NoteLayout {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put_some(&mut members, "font", &self.font);
        put_some(&mut members, "size", &self.size);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl NoteLayout {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            font: optional(members, "font")?,
            size: optional(members, "size")?,
        })
    }
}
