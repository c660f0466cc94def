//! Values written in the spec → [`Literal`]s of their attribute's type.
//!
//! A default passes the same constraints that a client's value passes, or is refused here.

mod scalar;

use scalar::{Refusal, counted};
pub(super) use scalar::{integer, number, value_name};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::limits::MAX_DEPTH;
use crate::model::{Decimal, Field as Nested, Literal, MapShape, Presence, Range, SetItem, Shape, TimeForm};
use crate::source::{Span, Spanned};
use crate::spec::{Entries, Field, Value, suggest};
use crate::validate::text;

/// What the names begin with by which `serde_json` hands values on to itself, in the generated crate too.
const PRIVATE: &str = "$serde_json::private::";

/// Reads a default.
pub(super) fn default(shape: &Shape, value: &Spanned<Value>, problems: &mut Diagnostics) -> Option<Literal> {
    let literal = literal(shape, &value.value, value.span, problems)?;
    if depth(&literal) > MAX_DEPTH {
        let message = format!("DynamoDB stores at most {MAX_DEPTH} levels of nesting");
        problems.push(Diagnostic::new(Code::TooDeep, value.span, message));
    }
    Some(literal)
}

/// A single value; none if it is not of the type, or breaks a constraint.
pub(super) fn single(shape: &Shape, value: &Value) -> Option<Literal> {
    scalar::scalar(shape, value).ok()
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
        _ => match scalar::scalar(shape, value) {
            Ok(literal) => {
                if let (Shape::Timestamp(form), Value::Text(text)) = (shape, value) {
                    timestamp(*form, text, &literal, span, problems);
                }
                Some(literal)
            }
            Err(refusal) => {
                problems.push(with_near_value(refused(refusal, span), shape, value, span));
                None
            }
        },
    }
}

/// Reports what the function would not take for a time, or could not store whole.
fn timestamp(form: TimeForm, text: &str, literal: &Literal, span: Span, problems: &mut Diagnostics) {
    let digits = form.digits();
    let held = match literal {
        Literal::String(utc) => utc.split_once('.').map_or(0, |(_, fraction)| fraction.len() - "Z".len()),
        _ => 0,
    };
    let message = if !text::is_strict(text) {
        format!("`{text}` is not an RFC 3339 timestamp with at most 9 digits of a second")
    } else if held > digits && digits == 0 {
        format!("`{text}` has parts of a second, and whole seconds are stored")
    } else if held > digits {
        format!("`{text}` has more than the {digits} digits of a second that are stored")
    } else {
        return;
    };
    problems.push(Diagnostic::new(Code::BadLiteral, span, message).newly_refused());
}

/// Advises the value of an enum that is most likely meant.
fn with_near_value(problem: Diagnostic, shape: &Shape, value: &Value, span: Span) -> Diagnostic {
    let (Shape::Enum { values, .. }, Value::Text(text)) = (shape, value) else { return problem };
    let values: Vec<&str> = values.iter().map(|value| value.wire.as_str()).collect();
    let same = values.iter().copied().find(|value| value.eq_ignore_ascii_case(text));
    let near = same.or_else(|| suggest::nearest(text, &values));
    suggest::instead(problem, &Spanned { value: text.clone(), span }, near)
}

fn refused(refusal: Refusal, span: Span) -> Diagnostic {
    match refusal {
        Refusal::Type(message) => Diagnostic::new(Code::BadLiteral, span, message),
        Refusal::Constraint(message) => Diagnostic::new(Code::DefaultRefused, span, message),
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
                    if key.value.starts_with(PRIVATE) {
                        let message = format!("no member can be called `{}`", key.value);
                        problems.push(Diagnostic::new(Code::BadLiteral, key.span, message).newly_refused());
                    }
                    let value = value.read()?;
                    Some((key.value.clone(), json(&value.value, value.span, problems)?))
                })
                .collect::<Option<_>>()?,
        ),
    })
}
