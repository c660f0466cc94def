//! The textual types: what a literal of each looks like, in its canonical form.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

/// RFC 3339 in UTC.
pub(super) fn timestamp(text: &str) -> Option<String> {
    let moment = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    moment.checked_to_offset(time::UtcOffset::UTC)?.format(&Rfc3339).ok()
}

/// Whether a timestamp has the one form that the function reads: `T` between date and time, no 60th second, and no more
/// digits than it keeps.
pub(super) fn is_strict(timestamp: &str) -> bool {
    let digits = timestamp
        .get(19..)
        .and_then(|rest| rest.strip_prefix('.'))
        .map_or(0, |fraction| fraction.bytes().take_while(u8::is_ascii_digit).count());
    matches!(timestamp.get(10..11), Some("T" | "t")) && timestamp.get(17..19) != Some("60") && digits <= 9
}

/// `YYYY-MM-DD`.
pub(super) fn date(text: &str) -> Option<String> {
    let form = format_description!("[year repr:full range:standard]-[month]-[day]");
    let date = (text.len() == 10).then(|| time::Date::parse(text, form).ok())??;
    date.format(form).ok()
}

/// Hyphenated, lower case.
pub(super) fn uuid(text: &str) -> Option<String> {
    let well_formed = text.len() == 36
        && text.char_indices().all(|(at, c)| match at {
            8 | 13 | 18 | 23 => c == '-',
            _ => c.is_ascii_hexdigit(),
        });
    well_formed.then(|| text.to_ascii_lowercase())
}

/// 26 characters of Crockford's base 32, upper case; the first one can't exceed 7.
pub(super) fn ulid(text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let legal = |c: char| c.is_ascii_digit() || (c.is_ascii_uppercase() && !"ILOU".contains(c));
    (upper.len() == 26 && upper.chars().all(legal) && upper.as_str() < "8").then_some(upper)
}

/// Padded base64; how many bytes it stands for.
pub(super) fn base64_length(text: &str) -> Option<usize> {
    let data = text.trim_end_matches('=');
    let padding = text.len() - data.len();
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u8> = data.bytes().map(digit).collect::<Option<_>>()?;
    let unused_bits = match padding {
        0 => 0,
        1 => 0b11,
        2 => 0b1111,
        _ => return None,
    };
    let last = digits.last().copied().unwrap_or(0);
    (text.len().is_multiple_of(4) && last & unused_bits == 0).then_some(data.len() * 3 / 4)
}

#[cfg(test)]
mod tests {
    use super::{base64_length, date, is_strict, timestamp, ulid, uuid};

    #[test]
    fn timestamps_become_utc() {
        assert_eq!(timestamp("2026-01-01T01:30:00+02:00").as_deref(), Some("2025-12-31T23:30:00Z"));
        assert_eq!(timestamp("2026-01-01T00:00:00.250Z").as_deref(), Some("2026-01-01T00:00:00.25Z"));
        assert_eq!(timestamp("2026-02-30T00:00:00Z"), None);
        assert_eq!(timestamp("2026-01-01"), None);
        assert_eq!(timestamp("0000-01-01T00:00:00+01:00"), None);
    }

    #[test]
    fn one_form_of_a_timestamp_is_strict() {
        for text in ["2026-01-01T00:00:00Z", "2026-01-01t00:00:00.123456789+01:00"] {
            assert!(is_strict(text), "{text}");
        }
        for text in
            ["2026-01-01 00:00:00Z", "2026-01-01_00:00:00Z", "2026-01-31T23:59:60Z", "2026-01-01T00:00:00.1234567890Z"]
        {
            assert!(timestamp(text).is_some() && !is_strict(text), "{text}");
        }
    }

    #[test]
    fn dates_exist() {
        assert_eq!(date("2024-02-29").as_deref(), Some("2024-02-29"));
        assert_eq!(date("2023-02-29"), None);
        assert_eq!(date("+202-01-01"), None);
        assert_eq!(date("2024-2-29"), None);
    }

    #[test]
    fn identifiers_are_canonical() {
        assert_eq!(
            uuid("0190B5A1-7C3E-7000-8000-00000000000A").as_deref(),
            Some("0190b5a1-7c3e-7000-8000-00000000000a")
        );
        assert_eq!(uuid("0190b5a17c3e70008000000000000000"), None);
        assert_eq!(ulid("01arz3ndektsv4rrffq69g5fav").as_deref(), Some("01ARZ3NDEKTSV4RRFFQ69G5FAV"));
        assert_eq!(ulid("81ARZ3NDEKTSV4RRFFQ69G5FAV"), None);
        assert_eq!(ulid("01ARZ3NDEKTSV4RRFFQ69G5FAU"), None);
    }

    #[test]
    fn base64_is_padded_and_exact() {
        assert_eq!(base64_length(""), Some(0));
        assert_eq!(base64_length("aGk="), Some(2));
        assert_eq!(base64_length("aGkh"), Some(3));
        assert_eq!(base64_length("aGk"), None);
        assert_eq!(base64_length("aGl="), None);
        assert_eq!(base64_length("a==="), None);
        assert_eq!(base64_length("aG k"), None);
    }
}
