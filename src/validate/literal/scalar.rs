//! Literals that are one value.

use crate::model::limits::{MAX_NUMBER, MIN_NUMBER};
use crate::model::{Decimal, DecimalError, Literal, Range, Shape};
use crate::spec::Value;
use crate::validate::text;

/// What is wrong with a literal, to become a diagnostic at its place.
pub(in crate::validate) enum Refusal {
    /// Not of the type.
    Type(String),
    /// Of the type, but refused by a constraint.
    Constraint(String),
}

/// Reads a scalar of the type, in its canonical form.
pub(super) fn scalar(shape: &Shape, value: &Value) -> Result<Literal, Refusal> {
    match (shape, value) {
        (Shape::String { length, pattern }, Value::Text(text)) => string(*length, pattern.as_deref(), text),
        (Shape::Enum { values, .. }, Value::Text(text)) => {
            if values.iter().any(|value| value.wire == *text) {
                return Ok(Literal::String(text.clone()));
            }
            Err(Refusal::Constraint(format!("`{text}` is not one of the values of this enum")))
        }
        (Shape::Integer(range), Value::Number(text)) => {
            let number =
                integer(text).ok_or_else(|| Refusal::Type(format!("`{text}` is not a whole number of 64 bits")))?;
            within(range.min.is_none_or(|min| min <= number) && range.max.is_none_or(|max| number <= max), text)?;
            Ok(Literal::Integer(number))
        }
        (Shape::Number(range), Value::Number(text)) => {
            let number = number(text).ok_or_else(|| Refusal::Type(format!("`{text}` lies beyond ±9.99e125")))?;
            within(range.min.is_none_or(|min| min <= number) && range.max.is_none_or(|max| number <= max), text)?;
            Ok(Literal::Number(number))
        }
        (Shape::Decimal(range), Value::Number(text)) => {
            let decimal = Decimal::parse(text).map_err(|error: DecimalError| {
                Refusal::Type(format!("`{text}` can't be stored: {}", error.reason()))
            })?;
            let bound = |text: &Option<String>| text.as_deref().and_then(|text| Decimal::parse(text).ok());
            let (min, max) = (bound(&range.min), bound(&range.max));
            within(min.is_none_or(|min| min <= decimal) && max.is_none_or(|max| decimal <= max), text)?;
            Ok(Literal::Decimal(decimal.plain()))
        }
        (Shape::Boolean, Value::Bool(value)) => Ok(Literal::Boolean(*value)),
        (Shape::Timestamp(_), Value::Text(text)) => canonical(text, text::timestamp(text), "an RFC 3339 timestamp"),
        (Shape::Date, Value::Text(text)) => canonical(text, text::date(text), "a date like 2026-12-31"),
        (Shape::Uuid, Value::Text(text)) => canonical(text, text::uuid(text), "a hyphenated UUID"),
        (Shape::Ulid, Value::Text(text)) => canonical(text, text::ulid(text), "a ULID"),
        (Shape::Binary(length), Value::Text(text)) => {
            let bytes =
                text::base64_length(text).ok_or_else(|| Refusal::Type(format!("`{text}` is not padded base64")))?;
            counted(*length, bytes, "bytes")?;
            Ok(Literal::String(text.clone()))
        }
        _ => Err(Refusal::Type(format!("expected {}, found {}", shape_name(shape), value_name(value)))),
    }
}

fn string(length: Range<u32>, pattern: Option<&str>, text: &str) -> Result<Literal, Refusal> {
    counted(length, text.chars().count(), "characters")?;
    let matches = pattern.and_then(|pattern| regex::Regex::new(pattern).ok()).is_none_or(|regex| regex.is_match(text));
    if !matches {
        return Err(Refusal::Constraint(format!("`{text}` doesn't match the attribute's pattern")));
    }
    Ok(Literal::String(text.to_owned()))
}

fn canonical(text: &str, canonical: Option<String>, what: &str) -> Result<Literal, Refusal> {
    canonical.map(Literal::String).ok_or_else(|| Refusal::Type(format!("`{text}` is not {what}")))
}

fn within(holds: bool, text: &str) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::Constraint(format!("{text} lies outside the attribute's range"))) }
}

/// Checks a length.
pub(super) fn counted(length: Range<u32>, count: usize, of: &str) -> Result<(), Refusal> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    match (length.min, length.max) {
        (Some(min), _) if count < min => {
            Err(Refusal::Constraint(format!("{count} {of}, but at least {min} are needed")))
        }
        (_, Some(max)) if count > max => {
            Err(Refusal::Constraint(format!("{count} {of}, but at most {max} are allowed")))
        }
        _ => Ok(()),
    }
}

/// An `i64`, however YAML writes it: `1.0` and `1e2` are whole too.
pub(in crate::validate) fn integer(text: &str) -> Option<i64> {
    Decimal::parse(text).ok()?.plain().parse().ok()
}

/// An `f64` that DynamoDB can store. What underflows is 0.
pub(in crate::validate) fn number(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok().filter(|number: &f64| number.abs() <= MAX_NUMBER)?;
    Some(if number.abs() < MIN_NUMBER { 0.0 } else { number })
}

/// What people call a value of a type, with its article.
fn shape_name(shape: &Shape) -> &'static str {
    match shape {
        Shape::String { .. } | Shape::Enum { .. } => "a string",
        Shape::Integer(_) => "a whole number",
        Shape::Number(_) | Shape::Decimal(_) => "a number",
        Shape::Boolean => "`true` or `false`",
        Shape::Timestamp(_) => "a timestamp",
        Shape::Date => "a date",
        Shape::Uuid => "a UUID",
        Shape::Ulid => "a ULID",
        Shape::Binary(_) => "base64 text",
        Shape::Json => "anything",
        Shape::List { .. } | Shape::Set { .. } => "a list",
        Shape::Map(_) => "a mapping",
    }
}

/// What people call a value, with its article.
pub(in crate::validate) fn value_name(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(value) => format!("the boolean `{value}`"),
        Value::Number(text) => format!("the number `{text}`"),
        Value::Text(_) => "a string".to_owned(),
        Value::List(_) => "a list".to_owned(),
        Value::Mapping(_) => "a mapping".to_owned(),
    }
}
