//! Points in time: RFC 3339 on the wire, UTC text without parts of a second in the table.

use std::fmt;

use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

use super::text::FromText;
use super::timestamp::read_time;

const STORED: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");

/// A point in time in whole seconds, between the years 0 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct TimestampSeconds(OffsetDateTime);

impl TimestampSeconds {
    pub fn now() -> Self {
        Self(OffsetDateTime::now_utc().truncate_to_second())
    }

    /// The text in the table, as wide for any time.
    pub fn to_fixed_width(self) -> String {
        self.0
            .format(STORED)
            .expect("every component of the format is at hand")
    }
}

impl FromText for TimestampSeconds {
    fn from_text(text: &str) -> Result<Self, String> {
        let time = read_time(text).filter(|time| time.nanosecond() == 0);
        time.map(Self).ok_or_else(|| {
            "must be a date and time in whole seconds such as 2026-01-31T12:00:00Z".to_owned()
        })
    }
}

impl From<TimestampSeconds> for String {
    fn from(timestamp: TimestampSeconds) -> Self {
        timestamp.to_string()
    }
}

impl fmt::Display for TimestampSeconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests;
