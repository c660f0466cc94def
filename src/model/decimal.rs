use std::cmp::Ordering;

/// How many significant digits DynamoDB keeps.
pub(crate) const MAX_DIGITS: usize = 38;

/// An exact decimal number, never zero-padded: what DynamoDB stores and compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    /// Significant digits, without zeros at either end; empty is zero.
    digits: String,
    /// The value is `0.{digits}` × 10 to this.
    exponent: i64,
}

/// Why a number can't be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DecimalError {
    /// Not a number at all.
    Syntax,
    /// More than 38 significant digits.
    Digits,
    /// Beyond ±9.99…e125, or closer to zero than 1e-130.
    Magnitude,
}

impl DecimalError {
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Syntax => "it is not a decimal number",
            Self::Digits => "DynamoDB keeps 38 significant digits",
            Self::Magnitude => "DynamoDB's numbers lie between 1e-130 and 9.99e125",
        }
    }
}

impl Decimal {
    /// Reads a number as YAML and JSON write it.
    pub(crate) fn parse(text: &str) -> Result<Self, DecimalError> {
        let (negative, unsigned) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(DecimalError::Syntax);
        }
        let significant = all.trim_start_matches('0');
        if significant.is_empty() {
            return Ok(Self { negative: false, digits: String::new(), exponent: 0 });
        }
        let exponent: i64 = exponent.parse().map_err(|_| DecimalError::Magnitude)?;
        let leading_zeros = all.len() - significant.len();
        let point = i64::try_from(whole.len()).unwrap_or(i64::MAX) - i64::try_from(leading_zeros).unwrap_or(i64::MAX);
        let digits = significant.trim_end_matches('0').to_owned();
        let exponent = exponent.checked_add(point).ok_or(DecimalError::Magnitude)?;
        if digits.len() > MAX_DIGITS {
            return Err(DecimalError::Digits);
        }
        if !(-129..=126).contains(&exponent) {
            return Err(DecimalError::Magnitude);
        }
        Ok(Self { negative, digits, exponent })
    }

    /// Without an exponent, and without needless zeros.
    pub(crate) fn plain(&self) -> String {
        if self.digits.is_empty() {
            return "0".to_owned();
        }
        let sign = if self.negative { "-" } else { "" };
        let length = i64::try_from(self.digits.len()).unwrap_or(i64::MAX);
        let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or(0));
        if self.exponent <= 0 {
            format!("{sign}0.{}{}", zeros(-self.exponent), self.digits)
        } else if self.exponent >= length {
            format!("{sign}{}{}", self.digits, zeros(self.exponent - length))
        } else {
            let (whole, fraction) = self.digits.split_at(usize::try_from(self.exponent).unwrap_or(0));
            format!("{sign}{whole}.{fraction}")
        }
    }

    /// All significant digits as a whole number with its sign, and the power of ten that it is multiplied by.
    pub(crate) fn scientific(&self) -> (String, i64) {
        let sign = if self.negative { "-" } else { "" };
        let digits = if self.digits.is_empty() { "0" } else { &self.digits };
        (format!("{sign}{digits}"), self.exponent - i64::try_from(self.digits.len()).unwrap_or(i64::MAX))
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => (self.exponent, &self.digits).cmp(&(other.exponent, &other.digits)),
        }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.magnitude(other),
            (true, true) => other.magnitude(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, DecimalError};

    fn plain(text: &str) -> Result<String, DecimalError> {
        Decimal::parse(text).map(|decimal| decimal.plain())
    }

    #[test]
    fn plain_text_is_canonical() {
        let cases = [
            ("12.50", "12.5"),
            ("-0.00", "0"),
            ("+007", "7"),
            ("1e3", "1000"),
            ("1.25E-3", "0.00125"),
            (".5", "0.5"),
            ("120", "120"),
            ("123.456", "123.456"),
            ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_dynamodb_refuses_is_refused() {
        assert_eq!(plain("1e-130").map(|text| text.len()), Ok(132));
        assert_eq!(plain("1e-131"), Err(DecimalError::Magnitude));
        assert_eq!(plain("1e126"), Err(DecimalError::Magnitude));
        assert_eq!(plain("1e99999999999999999999"), Err(DecimalError::Magnitude));
        assert_eq!(plain("123456789012345678901234567890123456789"), Err(DecimalError::Digits));
        assert_eq!(plain("1.2.3"), Err(DecimalError::Syntax));
    }

    #[test]
    fn order_is_by_value() {
        let mut numbers: Vec<Decimal> =
            ["10", "-3", "0", "0.5", "-0.25", "2", "12"].iter().filter_map(|text| Decimal::parse(text).ok()).collect();
        numbers.sort();
        let sorted: Vec<String> = numbers.iter().map(Decimal::plain).collect();
        assert_eq!(sorted, ["-3", "-0.25", "0", "0.5", "2", "10", "12"]);
    }
}
