//! Values written in the spec → [`Literal`]s of their attribute's type.
//!
//! A default passes the same constraints that a client's value passes, or is refused here.

use super::decimal::{Decimal, DecimalError};
use super::shape::MAX_DEPTH;
use super::text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Field as Nested, Literal, MapShape, Presence, Range, SetItem, Shape};
use crate::source::{Span, Spanned};
use crate::spec::{Entries, Field, Value};

/// The largest `f64` that is stored: DynamoDB's numbers end at 9.99…e125.
pub(super) const MAX_NUMBER: f64 = 9.99e125;

/// What is wrong with a literal, to become a diagnostic at its place.
enum Refusal {
    /// Not of the type.
    Type(String),
    /// Of the type, but refused by a constraint.
    Constraint(String),
}

/// Reads a default.
pub(super) fn default(shape: &Shape, value: &Spanned<Value>, problems: &mut Diagnostics) -> Option<Literal> {
    let literal = literal(shape, &value.value, value.span, problems)?;
    if depth(&literal) > MAX_DEPTH {
        let message = format!("DynamoDB stores at most {MAX_DEPTH} levels of nesting");
        problems.push(Diagnostic::new(Code::TooDeep, value.span, message));
    }
    Some(literal)
}

/// Levels of nesting, the literal's own included.
fn depth(literal: &Literal) -> usize {
    match literal {
        Literal::List(list) => 1 + list.iter().map(depth).max().unwrap_or(0),
        Literal::Map(entries) => 1 + entries.iter().map(|(_, value)| depth(value)).max().unwrap_or(0),
        _ => 1,
    }
}

fn literal(shape: &Shape, value: &Value, span: Span, problems: &mut Diagnostics) -> Option<Literal> {
    match shape {
        Shape::List { items, length } => list(items, *length, value, span, problems),
        Shape::Set { items, length } => set(*items, *length, value, span, problems),
        Shape::Map(map) => self::map(map, value, span, problems),
        Shape::Json => json(value, span, problems),
        _ => match scalar(shape, value) {
            Ok(literal) => Some(literal),
            Err(refusal) => {
                problems.push(refused(refusal, span));
                None
            }
        },
    }
}

fn refused(refusal: Refusal, span: Span) -> Diagnostic {
    match refusal {
        Refusal::Type(message) => Diagnostic::new(Code::BadLiteral, span, message),
        Refusal::Constraint(message) => Diagnostic::new(Code::DefaultRefused, span, message),
    }
}

fn scalar(shape: &Shape, value: &Value) -> Result<Literal, Refusal> {
    match (shape, value) {
        (Shape::String { length, pattern }, Value::Text(text)) => string(*length, pattern.as_deref(), text),
        (Shape::Enum { values, .. }, Value::Text(text)) => {
            if values.iter().any(|value| value.wire == *text) {
                return Ok(Literal::String(text.clone()));
            }
            Err(Refusal::Constraint(format!("`{text}` is none of the values of this enum")))
        }
        (Shape::Integer(range), Value::Number(text)) => {
            let number =
                integer(text).ok_or_else(|| Refusal::Type(format!("`{text}` is no whole number of 64 bits")))?;
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
        (Shape::Timestamp, Value::Text(text)) => canonical(text, text::timestamp(text), "RFC 3339 timestamp"),
        (Shape::Date, Value::Text(text)) => canonical(text, text::date(text), "date like 2026-12-31"),
        (Shape::Uuid, Value::Text(text)) => canonical(text, text::uuid(text), "hyphenated UUID"),
        (Shape::Ulid, Value::Text(text)) => canonical(text, text::ulid(text), "ULID"),
        (Shape::Binary(length), Value::Text(text)) => {
            let bytes =
                text::base64_length(text).ok_or_else(|| Refusal::Type(format!("`{text}` is no padded base64")))?;
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
    canonical.map(Literal::String).ok_or_else(|| Refusal::Type(format!("`{text}` is no {what}")))
}

fn within(holds: bool, text: &str) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::Constraint(format!("{text} lies outside the attribute's range"))) }
}

fn counted(length: Range<u32>, count: usize, of: &str) -> Result<(), Refusal> {
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

fn list(items: &Shape, length: Range<u32>, value: &Value, span: Span, problems: &mut Diagnostics) -> Option<Literal> {
    let elements = elements(value, "a list", length, span, problems)?;
    let literals: Vec<Option<Literal>> =
        elements.iter().map(|element| literal(items, &element.value, element.span, problems)).collect();
    literals.into_iter().collect::<Option<_>>().map(Literal::List)
}

fn set(items: SetItem, length: Range<u32>, value: &Value, span: Span, problems: &mut Diagnostics) -> Option<Literal> {
    let length = Range { min: Some(length.min.unwrap_or(1).max(1)), ..length };
    let shape = match items {
        SetItem::String => Shape::String { length: Range::ANY, pattern: None },
        SetItem::Integer => Shape::Integer(Range::ANY),
        SetItem::Decimal => Shape::Decimal(Range::ANY),
        SetItem::Binary => Shape::Binary(Range::ANY),
    };
    let mut literals: Vec<Literal> = Vec::new();
    for element in elements(value, "a list", length, span, problems)? {
        let literal = literal(&shape, &element.value, element.span, problems)?;
        if literals.contains(&literal) {
            problems.push(Diagnostic::new(Code::Repeated, element.span, "a set can't hold the same value twice"));
        }
        literals.push(literal);
    }
    Some(Literal::List(literals))
}

fn elements<'a>(
    value: &'a Value,
    expected: &str,
    length: Range<u32>,
    span: Span,
    problems: &mut Diagnostics,
) -> Option<Vec<&'a Spanned<Value>>> {
    let Value::List(list) = value else {
        let message = format!("expected {expected}, found {}", value_name(value));
        problems.push(Diagnostic::new(Code::BadLiteral, span, message));
        return None;
    };
    if let Err(refusal) = counted(length, list.len(), "elements") {
        problems.push(refused(refusal, span));
    }
    list.iter().map(Field::read).collect()
}

fn map(map: &MapShape, value: &Value, span: Span, problems: &mut Diagnostics) -> Option<Literal> {
    let Value::Mapping(Entries(entries)) = value else {
        let message = format!("expected a mapping, found {}", value_name(value));
        problems.push(Diagnostic::new(Code::BadLiteral, span, message));
        return None;
    };
    for (key, _) in entries {
        if !map.fields.iter().any(|field| field.name.as_str() == key.value) {
            problems.push(Diagnostic::new(Code::BadLiteral, key.span, format!("the map has no `{}`", key.value)));
        }
    }
    let mut literals = Vec::new();
    for field in &map.fields {
        let given = entries.iter().find(|(key, _)| key.value == field.name.as_str()).map(|(_, value)| value);
        let literal = match given {
            Some(given) => {
                let given = given.read()?;
                literal(&field.shape, &given.value, given.span, problems)
            }
            None => absent(field, span, problems),
        };
        literals.extend(literal.map(|literal| (field.name.as_str().to_owned(), literal)));
    }
    Some(Literal::Map(literals))
}

/// What stands for an attribute that a map's literal leaves out.
fn absent(field: &Nested, span: Span, problems: &mut Diagnostics) -> Option<Literal> {
    match &field.presence {
        Presence::Optional => None,
        Presence::Default(literal) => Some(literal.clone()),
        Presence::Required => {
            let message = format!("the map's `{}` is required", field.name);
            problems.push(Diagnostic::new(Code::DefaultRefused, span, message));
            None
        }
    }
}

fn json(value: &Value, span: Span, problems: &mut Diagnostics) -> Option<Literal> {
    Some(match value {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Boolean(*value),
        Value::Text(text) => Literal::String(text.clone()),
        Value::Number(text) => match (integer(text), Decimal::parse(text)) {
            (Some(number), _) => Literal::Integer(number),
            (None, Ok(decimal)) => Literal::Decimal(decimal.plain()),
            (None, Err(error)) => {
                let message = format!("`{text}` can't be stored: {}", error.reason());
                problems.push(Diagnostic::new(Code::BadLiteral, span, message));
                return None;
            }
        },
        Value::List(list) => Literal::List(
            list.iter()
                .map(|element| element.read().and_then(|element| json(&element.value, element.span, problems)))
                .collect::<Option<_>>()?,
        ),
        Value::Mapping(Entries(entries)) => Literal::Map(
            entries
                .iter()
                .map(|(key, value)| {
                    let value = value.read()?;
                    Some((key.value.clone(), json(&value.value, value.span, problems)?))
                })
                .collect::<Option<_>>()?,
        ),
    })
}

/// An `i64` as YAML writes it.
pub(super) fn integer(text: &str) -> Option<i64> {
    text.strip_prefix('+').unwrap_or(text).parse().ok()
}

/// An `f64` that DynamoDB can store.
pub(super) fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.abs() <= MAX_NUMBER)
}

/// What people call a value of a type, with its article.
fn shape_name(shape: &Shape) -> &'static str {
    match shape {
        Shape::String { .. } | Shape::Enum { .. } => "a string",
        Shape::Integer(_) => "a whole number",
        Shape::Number(_) | Shape::Decimal(_) => "a number",
        Shape::Boolean => "`true` or `false`",
        Shape::Timestamp => "a timestamp",
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
pub(super) fn value_name(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(value) => format!("the boolean `{value}`"),
        Value::Number(text) => format!("the number `{text}`"),
        Value::Text(_) => "a string".to_owned(),
        Value::List(_) => "a list".to_owned(),
        Value::Mapping(_) => "a mapping".to_owned(),
    }
}
