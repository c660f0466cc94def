//! Expressions and stored values as text, for tests to compare.

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Attributes, Expression};

/// A stored value in one line: its DynamoDB type, and what it holds in an order that is always the same.
pub(crate) fn shown(value: &AttributeValue) -> String {
    match value {
        AttributeValue::S(text) => format!("S {text}"),
        AttributeValue::N(number) => format!("N {number}"),
        AttributeValue::B(bytes) => format!("B {}", String::from_utf8_lossy(bytes.as_ref())),
        AttributeValue::Bool(value) => format!("BOOL {value}"),
        AttributeValue::L(values) => format!("L [{}]", joined(values.iter().map(shown))),
        AttributeValue::M(members) => format!("M {{{}}}", all(members)),
        other => format!("{other:?}"),
    }
}

/// Some stored values by name, in the order of the names.
pub(crate) fn all(attributes: &Attributes) -> String {
    let mut names: Vec<&String> = attributes.keys().collect();
    names.sort_unstable_by_key(|name| (name.len(), *name));
    joined(
        names
            .iter()
            .map(|name| format!("{name}={}", shown(&attributes[*name]))),
    )
}

/// An expression's condition, key condition and update, with what its aliases stand for in their place.
pub(crate) fn spelled_out(expression: &Expression) -> String {
    let texts = [
        expression.condition(),
        Some(expression.key_condition()).filter(|text| !text.is_empty()),
        expression.update(),
    ];
    let mut text = texts.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let names = expression.names().unwrap_or_default().into_iter();
    let values = expression.values().unwrap_or_default().into_iter();
    let mut aliases: Vec<(String, String)> = names
        .chain(values.map(|(alias, value)| (alias, format!("({})", shown(&value)))))
        .collect();
    // `#ab` before `#a`.
    aliases.sort_unstable_by_key(|(alias, _)| std::cmp::Reverse(alias.len()));
    for (alias, meaning) in aliases {
        text = text.replace(&alias, &meaning);
    }
    text
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}
