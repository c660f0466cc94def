//! The types that attributes have of their own.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde_json::Value;

use crate::dynamodb::{Attributes, Stored, optional, put_some};
use crate::http::{Error, FromJson, Problem, members_of};
use crate::values::{FromText, choose};

/// One of the values of `match`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum StructMatch {
    #[serde(rename = " ")]
    CharsX20,
    #[serde(rename = "  ")]
    CharsX20X20,
}

impl StructMatch {
    const ALL: [Self; 2] = [Self::CharsX20, Self::CharsX20X20];

    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CharsX20 => " ",
            Self::CharsX20X20 => "  ",
        }
    }
}

impl Stored for StructMatch {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for StructMatch {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

impl fmt::Display for StructMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One of the values of `box.let`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum StructBoxLet {
    #[serde(rename = "self")]
    CharsX73X65X6cX66,
    #[serde(rename = "Self")]
    CharsX53X65X6cX66,
    #[serde(rename = "SELF")]
    CharsX53X45X4cX46,
}

impl StructBoxLet {
    const ALL: [Self; 3] = [
        Self::CharsX73X65X6cX66,
        Self::CharsX53X65X6cX66,
        Self::CharsX53X45X4cX46,
    ];

    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CharsX73X65X6cX66 => "self",
            Self::CharsX53X65X6cX66 => "Self",
            Self::CharsX53X45X4cX46 => "SELF",
        }
    }
}

impl Stored for StructBoxLet {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for StructBoxLet {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

/// One of the values of `enum`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum StructEnum {
    #[serde(rename = "*/")]
    CharsX2aX2f,
    #[serde(rename = "//")]
    CharsX2fX2f,
    #[serde(rename = "\"")]
    CharsX22,
    #[serde(rename = "\\")]
    CharsX5c,
    #[serde(rename = "{{ x }}")]
    X,
    #[serde(rename = "a\nb")]
    CharsX61XaX62,
    #[serde(rename = "a b")]
    CharsX61X20X62,
    #[serde(rename = "a-b")]
    CharsX61X2dX62,
    #[serde(rename = "a_b")]
    CharsX61X5fX62,
    #[serde(rename = "\u{1f980}")]
    CharsX1f980,
    #[serde(rename = "\u{1f980}\u{1f980}")]
    CharsX1f980X1f980,
    #[serde(rename = "größe")]
    CharsX67X72Xf6XdfX65,
    #[serde(rename = "\u{202e}abc")]
    Abc,
    #[serde(rename = "null")]
    Null,
    #[serde(rename = "true")]
    True,
    #[serde(rename = "1")]
    N1,
    #[serde(rename = "01")]
    N01,
    #[serde(rename = "e\u{301}")]
    E,
    #[serde(rename = "é")]
    CharsXe9,
    #[serde(rename = "'")]
    CharsX27,
}

impl StructEnum {
    const ALL: [Self; 20] = [
        Self::CharsX2aX2f,
        Self::CharsX2fX2f,
        Self::CharsX22,
        Self::CharsX5c,
        Self::X,
        Self::CharsX61XaX62,
        Self::CharsX61X20X62,
        Self::CharsX61X2dX62,
        Self::CharsX61X5fX62,
        Self::CharsX1f980,
        Self::CharsX1f980X1f980,
        Self::CharsX67X72Xf6XdfX65,
        Self::Abc,
        Self::Null,
        Self::True,
        Self::N1,
        Self::N01,
        Self::E,
        Self::CharsXe9,
        Self::CharsX27,
    ];

    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CharsX2aX2f => "*/",
            Self::CharsX2fX2f => "//",
            Self::CharsX22 => "\"",
            Self::CharsX5c => "\\",
            Self::X => "{{ x }}",
            Self::CharsX61XaX62 => "a\nb",
            Self::CharsX61X20X62 => "a b",
            Self::CharsX61X2dX62 => "a-b",
            Self::CharsX61X5fX62 => "a_b",
            Self::CharsX1f980 => "\u{1f980}",
            Self::CharsX1f980X1f980 => "\u{1f980}\u{1f980}",
            Self::CharsX67X72Xf6XdfX65 => "größe",
            Self::Abc => "\u{202e}abc",
            Self::Null => "null",
            Self::True => "true",
            Self::N1 => "1",
            Self::N01 => "01",
            Self::E => "e\u{301}",
            Self::CharsXe9 => "é",
            Self::CharsX27 => "'",
        }
    }
}

impl Stored for StructEnum {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for StructEnum {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

/// One of the values of `a_very_long_attribute_name_that_has_exactly_64_characters_000000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum StructAVeryLongAttributeNameThatHasExactly64Characters000000 {
    #[serde(rename = "one")]
    One,
}

impl StructAVeryLongAttributeNameThatHasExactly64Characters000000 {
    const ALL: [Self; 1] = [Self::One];

    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::One => "one",
        }
    }
}

impl Stored for StructAVeryLongAttributeNameThatHasExactly64Characters000000 {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for StructAVeryLongAttributeNameThatHasExactly64Characters000000 {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

/// The members of `box`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StructBox {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#in: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#let: Option<StructBoxLet>,
}

impl FromJson for StructBox {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            r#in: members.read_some("in")?,
            r#let: members.read_some("let")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Stored for StructBox {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put_some(&mut members, "in", &self.r#in);
        put_some(&mut members, "let", &self.r#let);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl StructBox {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            r#in: optional(members, "in")?,
            r#let: optional(members, "let")?,
        })
    }
}

/// The members of `dyn`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StructDyn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#ref: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#mut: Option<StructDynMut>,
}

impl FromJson for StructDyn {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            r#ref: members.read_some("ref")?,
            r#mut: members.read_some("mut")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Stored for StructDyn {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put_some(&mut members, "ref", &self.r#ref);
        put_some(&mut members, "mut", &self.r#mut);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl StructDyn {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            r#ref: optional(members, "ref")?,
            r#mut: optional(members, "mut")?,
        })
    }
}

/// The members of `dyn.mut`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StructDynMut {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#yield: Option<i64>,
}

impl FromJson for StructDynMut {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            r#yield: members.read_some("yield")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Stored for StructDynMut {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put_some(&mut members, "yield", &self.r#yield);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl StructDynMut {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            r#yield: optional(members, "yield")?,
        })
    }
}
