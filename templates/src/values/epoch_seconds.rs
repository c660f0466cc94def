//! Points in time: RFC 3339 on the wire, seconds since 1970 in the table, as DynamoDB's TTL reads them.

use std::fmt;

use serde::Serialize;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::text::FromText;
use super::timestamp::read_time;

/// A point in time in whole seconds, between the years 0 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct EpochSeconds(OffsetDateTime);

impl EpochSeconds {
    pub fn now() -> Self {
        Self(OffsetDateTime::now_utc().truncate_to_second())
    }

    pub fn after(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(Duration::seconds(seconds)))
    }

    pub fn from_unix(seconds: i64) -> Option<Self> {
        let time = OffsetDateTime::from_unix_timestamp(seconds).ok()?;
        (0..=9999).contains(&time.year()).then_some(Self(time))
    }

    pub fn to_unix(self) -> i64 {
        self.0.unix_timestamp()
    }
}

impl FromText for EpochSeconds {
    fn from_text(text: &str) -> Result<Self, String> {
        let time = read_time(text).filter(|time| time.nanosecond() == 0);
        time.map(Self).ok_or_else(|| {
            "must be a date and time in whole seconds such as 2026-01-31T12:00:00Z".to_owned()
        })
    }
}

impl From<EpochSeconds> for String {
    fn from(expiry: EpochSeconds) -> Self {
        expiry.to_string()
    }
}

impl fmt::Display for EpochSeconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests;
