//! Calendar dates: `YYYY-MM-DD` on the wire and in the table.

use std::fmt;

use serde::Serialize;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

use super::text::FromText;

const FORMAT: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// A day between the years 0 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct Date(time::Date);

impl FromText for Date {
    fn from_text(text: &str) -> Result<Self, String> {
        // The parser also takes a sign.
        let date = time::Date::parse(text, FORMAT)
            .ok()
            .filter(|_| text.len() == 10);
        date.map(Self)
            .ok_or_else(|| "must be a date such as 2026-01-31".to_owned())
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(FORMAT).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests;
