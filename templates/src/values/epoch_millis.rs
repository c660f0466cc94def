//! Points in time: RFC 3339 on the wire, milliseconds since 1970 in the table.

use std::fmt;

use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::text::FromText;
use super::timestamp::read_time;

/// Of a millisecond.
const NANOSECONDS: i128 = 1_000_000;

/// A point in time, exact to the millisecond, between the years 0 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct EpochMillis(OffsetDateTime);

impl EpochMillis {
    pub fn now() -> Self {
        Self(OffsetDateTime::now_utc().truncate_to_millisecond())
    }

    pub fn from_unix(milliseconds: i64) -> Option<Self> {
        let nanoseconds = i128::from(milliseconds) * NANOSECONDS;
        let time = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).ok()?;
        (0..=9999).contains(&time.year()).then_some(Self(time))
    }

    pub fn to_unix(self) -> i128 {
        self.0.unix_timestamp_nanos() / NANOSECONDS
    }
}

impl FromText for EpochMillis {
    fn from_text(text: &str) -> Result<Self, String> {
        let time = read_time(text).filter(|time| time.nanosecond() % 1_000_000 == 0);
        time.map(Self).ok_or_else(|| {
            "must be a date and time such as 2026-01-31T12:00:00Z, to the millisecond at most"
                .to_owned()
        })
    }
}

impl From<EpochMillis> for String {
    fn from(expiry: EpochMillis) -> Self {
        expiry.to_string()
    }
}

impl fmt::Display for EpochMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests;
