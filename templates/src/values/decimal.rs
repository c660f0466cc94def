//! Decimals, exact to 38 digits: a JSON number on the wire, a DynamoDB number in the table.

use std::fmt;
use std::str::FromStr;

use bigdecimal::{BigDecimal, Zero};
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;

/// A decimal that DynamoDB stores without rounding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(BigDecimal);

/// Why a text is no such decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    #[error("not a number")]
    Syntax,
    #[error("more than 38 significant digits")]
    Precision,
    #[error("not within 1e-130 and 9.99e125")]
    Magnitude,
}

impl Decimal {
    /// `digits` with the last `scale` of them after the point.
    pub fn new(digits: i128, scale: i64) -> Self {
        Self(BigDecimal::new(digits.into(), scale).normalized())
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        // Nothing longer can be in range, and parsing takes time that grows with the digits.
        if text.len() > 400 {
            return Err(DecimalError::Precision);
        }
        // The parser of decimals takes more than JSON has, such as underscores.
        let number: Number = text.parse().map_err(|_| DecimalError::Syntax)?;
        let value: BigDecimal = number.as_str().parse().map_err(|_| DecimalError::Syntax)?;
        if value.is_zero() {
            return Ok(Self(BigDecimal::zero()));
        }
        // The magnitude is no i64 where the exponent is absurd.
        let is_absurd = value.fractional_digit_count().unsigned_abs() > 600;
        if is_absurd || !(-130..=125).contains(&value.order_of_magnitude()) {
            return Err(DecimalError::Magnitude);
        }
        let value = value.normalized();
        if value.digits() > 38 {
            return Err(DecimalError::Precision);
        }
        Ok(Self(value))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_plain_string())
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number: Number = self.to_string().parse().map_err(S::Error::custom)?;
        number.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = Number::deserialize(deserializer)?;
        number.as_str().parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests;
