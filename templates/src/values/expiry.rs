//! When an item expires: RFC 3339 on the wire, epoch seconds in the table, which DynamoDB's TTL reads.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A point in time in whole seconds, between the years 0 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Expiry(OffsetDateTime);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date and time in whole seconds such as 2026-01-31T12:00:00Z")]
pub struct ExpiryError;

impl Expiry {
    pub fn now() -> Self {
        Self(OffsetDateTime::now_utc().truncate_to_second())
    }

    pub fn from_unix(seconds: i64) -> Result<Self, ExpiryError> {
        let time = OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| ExpiryError)?;
        if (0..=9999).contains(&time.year()) {
            Ok(Self(time))
        } else {
            Err(ExpiryError)
        }
    }

    pub fn to_unix(self) -> i64 {
        self.0.unix_timestamp()
    }
}

impl FromStr for Expiry {
    type Err = ExpiryError;

    fn from_str(text: &str) -> Result<Self, ExpiryError> {
        let time = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| ExpiryError)?;
        if time.nanosecond() == 0 {
            Self::from_unix(time.unix_timestamp())
        } else {
            Err(ExpiryError)
        }
    }
}

impl TryFrom<String> for Expiry {
    type Error = ExpiryError;

    fn try_from(text: String) -> Result<Self, ExpiryError> {
        text.parse()
    }
}

impl From<Expiry> for String {
    fn from(expiry: Expiry) -> Self {
        expiry.to_string()
    }
}

impl fmt::Display for Expiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests;
