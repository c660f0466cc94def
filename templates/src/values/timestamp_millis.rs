//! Points in time: RFC 3339 on the wire, UTC text with three digits of a second in the table.

use std::fmt;

use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

use super::text::FromText;
use super::timestamp::read_time;

const STORED: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");

/// A point in time, exact to the millisecond, between the years 0 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct TimestampMillis(OffsetDateTime);

impl TimestampMillis {
    pub fn now() -> Self {
        Self(OffsetDateTime::now_utc().truncate_to_millisecond())
    }

    /// The text in the table, as wide for any time.
    pub fn to_fixed_width(self) -> String {
        self.0
            .format(STORED)
            .expect("every component of the format is at hand")
    }
}

impl FromText for TimestampMillis {
    fn from_text(text: &str) -> Result<Self, String> {
        let time = read_time(text).filter(|time| time.nanosecond() % 1_000_000 == 0);
        time.map(Self).ok_or_else(|| {
            "must be a date and time such as 2026-01-31T12:00:00Z, to the millisecond at most"
                .to_owned()
        })
    }
}

impl From<TimestampMillis> for String {
    fn from(timestamp: TimestampMillis) -> Self {
        timestamp.to_string()
    }
}

impl fmt::Display for TimestampMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests;
