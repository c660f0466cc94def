//! Numbers as JSON writes them.

use serde_json::{Number, Value};

use super::text::{FromText, from_number};

/// How long a number is at most that is not written with an exponent: 38 digits, a sign, and `0.`.
const MAX_PLAIN: usize = 41;

/// A number taken apart: its digits times ten to the power of its exponent.
pub(super) struct Numeral {
    /// With a sign if it is negative, and without zeros at either end unless it is 0.
    pub(super) digits: String,
    pub(super) exponent: i64,
}

impl Numeral {
    /// None if the text is none that JSON calls a number.
    pub(super) fn of(text: &str) -> Option<Self> {
        text.parse::<Number>().ok()?;
        let (sign, text) = text
            .strip_prefix('-')
            .map_or(("", text), |text| ("-", text));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_end_matches('0');
        let zeros = digits.len() - significant.len();
        let significant = significant.trim_start_matches('0');
        if significant.is_empty() {
            return Some(Self {
                digits: "0".to_owned(),
                exponent: 0,
            });
        }
        // An exponent that is no i64 is as absurd as the last one that is.
        let absurd = if exponent.starts_with('-') {
            i64::MIN
        } else {
            i64::MAX
        };
        let exponent: i64 = exponent.parse().unwrap_or(absurd);
        let shift = i64::try_from(zeros).ok()? - i64::try_from(fraction.len()).ok()?;
        Some(Self {
            digits: format!("{sign}{significant}"),
            exponent: exponent.saturating_add(shift),
        })
    }

    /// How many digits are significant.
    pub(super) fn precision(&self) -> usize {
        self.digits.trim_start_matches('-').len()
    }

    /// The power of ten of the first digit.
    pub(super) fn magnitude(&self) -> i64 {
        let digits = i64::try_from(self.precision()).unwrap_or(i64::MAX);
        self.exponent.saturating_add(digits - 1)
    }
}

/// The text of a number without a row of zeros, which would make it many times as long as what is
/// stored.
pub fn shortened(plain: &str) -> String {
    match Numeral::of(plain) {
        Some(parts) if plain.len() > MAX_PLAIN => format!("{}e{}", parts.digits, parts.exponent),
        _ => plain.to_owned(),
    }
}

/// Reads a whole number of 64 bits, however it is written: `100`, `100.0` or `1e2`.
pub fn read_integer(text: &str) -> Result<i64, String> {
    let parts = Numeral::of(text).filter(|parts| parts.exponent >= 0);
    let parts = parts.ok_or("must be a whole number")?;
    let too_large = || format!("must be from {} to {}", i64::MIN, i64::MAX);
    // No longer one can fit.
    let zeros = usize::try_from(parts.exponent).unwrap_or(usize::MAX);
    if zeros > 18 {
        return Err(too_large());
    }
    let plain = format!("{}{}", parts.digits, "0".repeat(zeros));
    plain.parse().map_err(|_| too_large())
}

impl FromText for i64 {
    fn from_text(text: &str) -> Result<Self, String> {
        read_integer(text)
    }

    fn from_scalar(json: &Value) -> Result<Self, String> {
        from_number(json)
    }
}

/// A number within what DynamoDB stores. What underflows is 0.
impl FromText for f64 {
    fn from_text(text: &str) -> Result<Self, String> {
        // Rust has more words for numbers than JSON.
        text.parse::<Number>().map_err(|_| "must be a number")?;
        let value: Self = text.parse().map_err(|_| "must be a number")?;
        if value.abs() > 9.99e125 {
            return Err("must be within ±9.99e125".to_owned());
        }
        Ok(if value.abs() < 1e-130 { 0.0 } else { value })
    }

    fn from_scalar(json: &Value) -> Result<Self, String> {
        from_number(json)
    }
}
