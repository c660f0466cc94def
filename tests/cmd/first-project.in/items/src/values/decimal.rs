//! Decimals, exact to 38 digits: a JSON number on the wire, a DynamoDB number in the table.

use std::fmt;

use bigdecimal::BigDecimal;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::{Number, Value};

use super::number::{Numeral, shortened};
use super::text::{FromText, from_number};

/// A decimal that DynamoDB stores without rounding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(BigDecimal);

impl Decimal {
    /// `digits` with the last `scale` of them after the point.
    pub fn new(digits: i128, scale: i64) -> Self {
        Self(BigDecimal::new(digits.into(), scale).normalized())
    }
}

impl FromText for Decimal {
    fn from_text(text: &str) -> Result<Self, String> {
        let parts = Numeral::of(text).ok_or("must be a number")?;
        if parts.precision() > 38 {
            return Err("must have at most 38 significant digits".to_owned());
        }
        if !(-130..=125).contains(&parts.magnitude()) {
            return Err("must be 0, or from 1e-130 to 9.99e125 in magnitude".to_owned());
        }
        let digits = parts.digits.parse().map_err(|_| "must be a number")?;
        Ok(Self::new(digits, -parts.exponent))
    }

    fn from_scalar(json: &Value) -> Result<Self, String> {
        from_number(json)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shortened(&self.0.to_plain_string()))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number: Number = self.to_string().parse().map_err(S::Error::custom)?;
        number.serialize(serializer)
    }
}
