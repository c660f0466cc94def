//! The types that attributes have of their own.

use std::str::FromStr;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::dynamodb::{Attributes, Stored, defaulted, optional, put, put_some, required};
use crate::http::{Error, Object, Problems};
use crate::values::Decimal;

/// One of the values of `color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
        value.as_s().ok()?.parse().ok()
    }
}

impl FromStr for SampleColor {
    type Err = serde::de::value::Error;

    fn from_str(text: &str) -> Result<Self, serde::de::value::Error> {
        Self::deserialize(text.into_deserializer())
    }
}

/// One of the values of `kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SampleKind {
    #[serde(rename = "a")]
    A,
    #[serde(rename = "b")]
    B,
}

impl SampleKind {
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
        value.as_s().ok()?.parse().ok()
    }
}

impl FromStr for SampleKind {
    type Err = serde::de::value::Error;

    fn from_str(text: &str) -> Result<Self, serde::de::value::Error> {
        Self::deserialize(text.into_deserializer())
    }
}

/// One of the values of `levels`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SampleLevel {
    #[serde(rename = "low")]
    Low,
    #[serde(rename = "high")]
    High,
}

impl SampleLevel {
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
        value.as_s().ok()?.parse().ok()
    }
}

impl FromStr for SampleLevel {
    type Err = serde::de::value::Error;

    fn from_str(text: &str) -> Result<Self, serde::de::value::Error> {
        Self::deserialize(text.into_deserializer())
    }
}

/// One of the values of `box.unit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SampleBoxUnit {
    #[serde(rename = "mm")]
    Mm,
    #[serde(rename = "cm")]
    Cm,
}

impl SampleBoxUnit {
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
        value.as_s().ok()?.parse().ok()
    }
}

impl FromStr for SampleBoxUnit {
    type Err = serde::de::value::Error;

    fn from_str(text: &str) -> Result<Self, serde::de::value::Error> {
        Self::deserialize(text.into_deserializer())
    }
}

/// The members of `points`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, expecting = "an object")]
pub struct SamplePoint {
    pub x: Decimal,
    pub y: Decimal,
    #[serde(default = "SamplePoint::default_label")]
    pub label: String,
}

/// What the spec says of the members.
impl SamplePoint {
    pub(super) fn default_label() -> String {
        "point".to_owned()
    }
}

impl Serialize for SamplePoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for SamplePoint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(Object(deserializer))
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, expecting = "an object")]
pub struct SampleBox {
    pub width: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<f64>,
    #[serde(default = "SampleBox::default_unit")]
    pub unit: SampleBoxUnit,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inner: Option<SampleBoxInner>,
}

/// What the spec says of the members.
impl SampleBox {
    pub(super) fn check(&self, problems: &mut Problems) {
        problems.check("width", &self.width, Self::check_width);
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

    pub(super) fn default_unit() -> SampleBoxUnit {
        SampleBoxUnit::Mm
    }
}

impl Serialize for SampleBox {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for SampleBox {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(Object(deserializer))
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, expecting = "an object")]
pub struct SampleBoxInner {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Vec<String>>,
}

impl Serialize for SampleBoxInner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for SampleBoxInner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(Object(deserializer))
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, expecting = "an object")]
pub struct SampleOptions {
    pub level: i64,
    #[serde(default = "SampleOptions::default_verbose")]
    pub verbose: bool,
}

/// What the spec says of the members.
impl SampleOptions {
    pub(super) fn default_verbose() -> bool {
        false
    }
}

impl Serialize for SampleOptions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for SampleOptions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(Object(deserializer))
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
