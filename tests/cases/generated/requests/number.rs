//! Numbers of any length, as JSON writes them.

use std::cmp::Ordering;

/// ±0.`digits` × 10^`exponent`, without zeros at either end of the digits. Zero has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Number {
    /// Reads what JSON's grammar allows, and nothing else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, power) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned_power = power.strip_prefix(['+', '-']).unwrap_or(power);
        if ![whole, fraction, unsigned_power].into_iter().all(is_digits) || (whole.len() > 1 && whole.starts_with('0'))
        {
            return None;
        }
        // What has more digits is further away than any bound.
        let power = power.parse().unwrap_or(if power.starts_with('-') { FAR.saturating_neg() } else { FAR });
        let all = [whole, fraction].concat();
        let digits = all.trim_start_matches('0');
        let places = i64::try_from(whole.len()).ok()? - i64::try_from(all.len() - digits.len()).ok()?;
        let digits = digits.trim_end_matches('0').to_owned();
        let is_zero = digits.is_empty();
        Some(Self {
            negative: negative && !is_zero,
            exponent: if is_zero { 0 } else { places.saturating_add(power) },
            digits,
        })
    }

    pub(super) fn is_whole(&self) -> bool {
        i64::try_from(self.digits.len()).is_ok_and(|digits| digits <= self.exponent) || self.digits.is_empty()
    }

    /// Whether DynamoDB holds it to the digit.
    pub(super) fn is_decimal(&self) -> bool {
        self.digits.len() <= 38 && (self.digits.is_empty() || (-129..=126).contains(&self.exponent))
    }
}

const FAR: i64 = 1 << 50;

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |number: &Self| match (number.digits.is_empty(), number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let size = |number: &Self| (number.exponent, number.digits.clone());
        let sizes = size(self).cmp(&size(other));
        sign(self).cmp(&sign(other)).then(if self.negative { sizes.reverse() } else { sizes })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
