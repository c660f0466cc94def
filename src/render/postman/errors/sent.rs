//! A value that a client sends, though it may be too long to write out.

use serde_json::{Value, to_string};

use crate::contract::wire;
use crate::model::Literal;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sent {
    Literal(Literal),
    /// So many times the letter x, which is base64 too.
    Text(u32),
    /// So many elements that are alike.
    Alike(Box<Sent>, u32),
    /// So many different numbers.
    Numbers(u32),
    /// So many different texts of four digits, which are base64 too.
    Texts(u32),
    List(Vec<Sent>),
    Map(Vec<(String, Sent)>),
}

impl Sent {
    /// The value in full.
    pub(super) fn json(&self) -> Value {
        match self {
            Self::Literal(literal) => wire::json(literal),
            Self::Text(length) => "x".repeat(*length as usize).into(),
            Self::Alike(element, count) => (0..*count).map(|_| element.json()).collect(),
            Self::Numbers(count) => (0..*count).collect(),
            Self::Texts(count) => (0..*count).map(|number| format!("{number:04}")).collect(),
            Self::List(elements) => elements.iter().map(Self::json).collect(),
            Self::Map(members) => members.iter().map(|(name, value)| (name.clone(), value.json())).collect(),
        }
    }

    /// About how many characters the value has in full.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Literal(literal) => wire::json(literal).to_string().len(),
            Self::Text(length) => *length as usize,
            Self::Alike(element, count) => (element.size() + 1) * *count as usize,
            Self::Numbers(count) | Self::Texts(count) => 7 * *count as usize,
            Self::List(elements) => elements.iter().map(Self::size).sum(),
            Self::Map(members) => members.iter().map(|(name, value)| name.len() + value.size()).sum(),
        }
    }

    /// An expression in JavaScript that makes the value.
    pub(super) fn script(&self) -> String {
        match self {
            Self::Literal(literal) => wire::json(literal).to_string(),
            Self::Text(length) => format!("\"x\".repeat({length})"),
            Self::Alike(element, count) => format!("Array({count}).fill({})", element.script()),
            Self::Numbers(count) => format!("[...Array({count}).keys()]"),
            Self::Texts(count) => format!("[...Array({count}).keys()].map((n) => String(n).padStart(4, \"0\"))"),
            Self::List(elements) => {
                let elements: Vec<String> = elements.iter().map(Self::script).collect();
                format!("[{}]", elements.join(", "))
            }
            Self::Map(members) => {
                let member = |(name, value): &(String, Self)| format!("{}: {}", quoted(name), value.script());
                format!("{{ {} }}", members.iter().map(member).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

fn quoted(text: &str) -> String {
    to_string(text).expect("a text can be written as JSON")
}
