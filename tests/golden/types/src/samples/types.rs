//! The types that attributes have of their own.

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde_json::Value;

use crate::dynamodb::{Attributes, Stored, defaulted, optional, put, put_some, required};
use crate::http::{Error, FromJson, Problem, members_of};
use crate::values::{Decimal, FromText, choose};

/// One of the values of `color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum SampleColor {
    #[serde(rename = "red")]
    Red,
    #[serde(rename = "green")]
    Green,
    #[serde(rename = "dark blue")]
    DarkBlue,
    #[serde(rename = "#fff")]
    Fff,
}

impl SampleColor {
    const ALL: [Self; 4] = [Self::Red, Self::Green, Self::DarkBlue, Self::Fff];

    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Green => "green",
            Self::DarkBlue => "dark blue",
            Self::Fff => "#fff",
        }
    }
}

impl Stored for SampleColor {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for SampleColor {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

/// One of the values of `kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum SampleKind {
    #[serde(rename = "a")]
    A,
    #[serde(rename = "b")]
    B,
}

impl SampleKind {
    const ALL: [Self; 2] = [Self::A, Self::B];

    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
        }
    }
}

impl Stored for SampleKind {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for SampleKind {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

/// One of the values of `levels`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum SampleLevel {
    #[serde(rename = "low")]
    Low,
    #[serde(rename = "high")]
    High,
}

impl SampleLevel {
    const ALL: [Self; 2] = [Self::Low, Self::High];

    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::High => "high",
        }
    }
}

impl Stored for SampleLevel {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for SampleLevel {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

/// One of the values of `box.unit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum SampleBoxUnit {
    #[serde(rename = "mm")]
    Mm,
    #[serde(rename = "cm")]
    Cm,
}

impl SampleBoxUnit {
    const ALL: [Self; 2] = [Self::Mm, Self::Cm];

    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mm => "mm",
            Self::Cm => "cm",
        }
    }
}

impl Stored for SampleBoxUnit {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for SampleBoxUnit {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

/// The members of `points`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SamplePoint {
    pub x: Decimal,
    pub y: Decimal,
    pub label: String,
}

/// What the spec says of the members.
impl SamplePoint {
    pub(super) fn default_label() -> String {
        "point".to_owned()
    }
}

impl FromJson for SamplePoint {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            x: members.read("x")?,
            y: members.read("y")?,
            label: members.read_or("label", Self::default_label)?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Stored for SamplePoint {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put(&mut members, "x", &self.x);
        put(&mut members, "y", &self.y);
        put(&mut members, "label", &self.label);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl SamplePoint {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            x: required(members, "x")?,
            y: required(members, "y")?,
            label: defaulted(members, "label", Self::default_label)?,
        })
    }
}

/// The members of `box`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampleBox {
    pub width: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<f64>,
    pub unit: SampleBoxUnit,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inner: Option<SampleBoxInner>,
}

/// What the spec says of the members.
impl SampleBox {
    pub(super) fn default_unit() -> SampleBoxUnit {
        SampleBoxUnit::Mm
    }
}

impl FromJson for SampleBox {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            width: members.read("width")?,
            height: members.read_some("height")?,
            unit: members.read_or("unit", Self::default_unit)?,
            inner: members.read_some("inner")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Stored for SampleBox {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put(&mut members, "width", &self.width);
        put_some(&mut members, "height", &self.height);
        put(&mut members, "unit", &self.unit);
        put_some(&mut members, "inner", &self.inner);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl SampleBox {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            width: required(members, "width")?,
            height: optional(members, "height")?,
            unit: defaulted(members, "unit", Self::default_unit)?,
            inner: optional(members, "inner")?,
        })
    }
}

/// The members of `box.inner`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampleBoxInner {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Vec<String>>,
}

impl FromJson for SampleBoxInner {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            depth: members.read_some("depth")?,
            notes: members.read_some("notes")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Stored for SampleBoxInner {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put_some(&mut members, "depth", &self.depth);
        put_some(&mut members, "notes", &self.notes);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl SampleBoxInner {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            depth: optional(members, "depth")?,
            notes: optional(members, "notes")?,
        })
    }
}

/// The members of `options`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampleOptions {
    pub level: i64,
    pub verbose: bool,
}

/// What the spec says of the members.
impl SampleOptions {
    pub(super) fn default_verbose() -> bool {
        false
    }
}

impl FromJson for SampleOptions {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            level: members.read("level")?,
            verbose: members.read_or("verbose", Self::default_verbose)?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Stored for SampleOptions {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put(&mut members, "level", &self.level);
        put(&mut members, "verbose", &self.verbose);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl SampleOptions {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            level: required(members, "level")?,
            verbose: defaulted(members, "verbose", Self::default_verbose)?,
        })
    }
}
