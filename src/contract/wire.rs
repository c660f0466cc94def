//! Values on the wire: as JSON, and as the text of a path or query parameter; and what comes back of one.

use serde_json::{Number, Value};

use super::answer;
use crate::model::{Attribute, Decimal, Literal, Shape};

/// The literal as JSON, with every digit of a decimal.
pub(crate) fn json(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::String(text) => Value::String(text.clone()),
        Literal::Integer(n) => Value::from(*n),
        Literal::Number(n) => Value::from(*n),
        Literal::Decimal(text) => Value::Number(decimal(&shortened(text))),
        Literal::Boolean(flag) => Value::from(*flag),
        Literal::List(items) => items.iter().map(json).collect(),
        Literal::Map(members) => members.iter().map(|(name, value)| (name.clone(), json(value))).collect(),
    }
}

/// The text of a decimal as a JSON number.
pub(crate) fn decimal(text: &str) -> Number {
    text.parse().expect("a decimal of the model is written as JSON writes numbers")
}

/// The text of a decimal as an answer has it: without a row of zeros.
pub(crate) fn shortened(plain: &str) -> String {
    match Decimal::parse(plain) {
        Ok(decimal) if plain.len() > MAX_PLAIN => {
            let (digits, exponent) = decimal.scientific();
            format!("{digits}e{exponent}")
        }
        _ => plain.to_owned(),
    }
}

/// How long a decimal is at most that is written without an exponent, as in the function.
const MAX_PLAIN: usize = 41;

/// The literal in a path or a query string, percent-encoded.
pub(crate) fn in_url(shape: &Shape, literal: &Literal) -> String {
    let text = shape.in_path(literal).unwrap_or_else(|| json(literal).to_string());
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// Whether an answer shows an example of the attribute to the letter as it was sent.
pub(crate) fn comes_back(attribute: &Attribute) -> bool {
    answer::shows(attribute) && is_verbatim(&attribute.shape)
}

fn is_verbatim(shape: &Shape) -> bool {
    match shape {
        Shape::Timestamp(_) | Shape::Set { .. } | Shape::Map(_) | Shape::Binary(_) => false,
        Shape::List { items, .. } => is_verbatim(items),
        _ => true,
    }
}

/// The value of an attribute as an answer shows it: sets come back in order.
pub(crate) fn answered(attribute: &Attribute, mut value: Value) -> Value {
    if let (Shape::Set { .. }, Some(elements)) = (&attribute.shape, value.as_array_mut()) {
        elements.sort_by(|a, b| match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            _ => a.as_str().cmp(&b.as_str()),
        });
    }
    value
}
