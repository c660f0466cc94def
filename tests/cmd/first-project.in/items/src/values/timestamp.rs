//! Points in time: RFC 3339 on the wire, fixed-width UTC text in the table, so that keys sort.

use std::fmt;

use serde::Serialize;
use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{OffsetDateTime, UtcOffset};

use super::text::FromText;

const STORED: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:9]Z");

/// A point in time, exact to the nanosecond, between the years 0 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct Timestamp(OffsetDateTime);

impl Timestamp {
    /// The current time, to the millisecond.
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

impl FromText for Timestamp {
    fn from_text(text: &str) -> Result<Self, String> {
        let time = read_time(text);
        time.map(Self).ok_or_else(|| {
            "must be a date and time such as 2026-01-31T12:00:00Z, to the nanosecond at most"
                .to_owned()
        })
    }
}

/// Reads a point in time as RFC 3339 writes it. The parser also takes any separator, a 60th second, and
/// more digits than it keeps.
pub(super) fn read_time(text: &str) -> Option<OffsetDateTime> {
    let utc = OffsetDateTime::parse(text, &Rfc3339)
        .ok()?
        .checked_to_offset(UtcOffset::UTC)?;
    let digits = text[19..].strip_prefix('.').map_or(0, |fraction| {
        fraction.bytes().take_while(u8::is_ascii_digit).count()
    });
    let is_strict = matches!(&text[10..11], "T" | "t") && &text[17..19] != "60" && digits <= 9;
    (is_strict && (0..=9999).contains(&utc.year())).then_some(utc)
}

impl From<Timestamp> for String {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.to_string()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}
