//! The types that attributes have of their own.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde_json::Value;

use crate::dynamodb::{Attributes, Stored, defaulted, optional, put, put_some, required};
use crate::http::{Error, FromJson, Problem, Problems, members_of};
use crate::values::{Decimal, FromText, choose};

/// One of the values of `state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum OrderState {
    #[serde(rename = "open")]
    Open,
    #[serde(rename = "paid")]
    Paid,
    #[serde(rename = "shipped")]
    Shipped,
    #[serde(rename = "on hold")]
    OnHold,
}

impl OrderState {
    const ALL: [Self; 4] = [Self::Open, Self::Paid, Self::Shipped, Self::OnHold];

    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paid => "paid",
            Self::Shipped => "shipped",
            Self::OnHold => "on hold",
        }
    }
}

impl Stored for OrderState {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for OrderState {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

impl fmt::Display for OrderState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One of the values of `address.country`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum OrderAddressCountry {
    #[serde(rename = "DE")]
    De,
    #[serde(rename = "FR")]
    Fr,
    #[serde(rename = "IT")]
    It,
}

impl OrderAddressCountry {
    const ALL: [Self; 3] = [Self::De, Self::Fr, Self::It];

    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::De => "DE",
            Self::Fr => "FR",
            Self::It => "IT",
        }
    }
}

impl Stored for OrderAddressCountry {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for OrderAddressCountry {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}

/// The members of `lines`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderLine {
    pub sku: String,
    pub quantity: i64,
    pub price: Decimal,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<String>>,
}

/// What the spec says of the members.
impl OrderLine {
    pub(super) fn check(&self, problems: &mut Problems) {
        problems.check("sku", &self.sku, Self::check_sku);
        problems.check("quantity", &self.quantity, Self::check_quantity);
        problems.check("price", &self.price, Self::check_price);
        problems.check_some("options", &self.options, Self::check_options);
    }

    pub(super) fn check_sku(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 40, "characters");
    }

    pub(super) fn check_quantity(value: &i64, problems: &mut Problems) {
        problems.minimum(value, &1);
        problems.maximum(value, &1000);
    }

    pub(super) fn default_quantity() -> i64 {
        1
    }

    pub(super) fn check_price(value: &Decimal, problems: &mut Problems) {
        problems.minimum(value, &Decimal::new(0, 0));
    }

    pub(super) fn check_options(value: &[String], problems: &mut Problems) {
        fn element(value: &str, problems: &mut Problems) {
            problems.max_length(value.chars().count(), 40, "characters");
        }

        problems.each(value, element);
    }
}

impl FromJson for OrderLine {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            sku: members.read("sku")?,
            quantity: members.read_or("quantity", Self::default_quantity)?,
            price: members.read("price")?,
            options: members.read_some("options")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Stored for OrderLine {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put(&mut members, "sku", &self.sku);
        put(&mut members, "quantity", &self.quantity);
        put(&mut members, "price", &self.price);
        put_some(&mut members, "options", &self.options);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl OrderLine {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            sku: required(members, "sku")?,
            quantity: defaulted(members, "quantity", Self::default_quantity)?,
            price: required(members, "price")?,
            options: optional(members, "options")?,
        })
    }
}

/// The members of `address`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderAddress {
    pub street: String,
    pub city: String,
    pub country: OrderAddressCountry,
}

impl FromJson for OrderAddress {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            street: members.read("street")?,
            city: members.read("city")?,
            country: members.read("country")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Stored for OrderAddress {
    fn to_stored(&self) -> AttributeValue {
        let mut members = Attributes::new();
        put(&mut members, "street", &self.street);
        put(&mut members, "city", &self.city);
        put(&mut members, "country", &self.country);
        AttributeValue::M(members)
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_members(value.as_m().ok()?).ok()
    }
}

impl OrderAddress {
    fn from_members(members: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            street: required(members, "street")?,
            city: required(members, "city")?,
            country: required(members, "country")?,
        })
    }
}
