use crate::source::{Span, Spanned};

/// A YAML value and its place.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Where it is shown: of a list and a mapping, the first line.
    pub(super) span: Span,
    /// Where it ends.
    pub(super) end: usize,
    pub(super) kind: Kind,
}

/// What a value is by YAML 1.2's core schema.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Null,
    Bool(bool),
    /// The number as written.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Spanned<String>, Node)>),
    /// What nobody can read, and somebody has reported.
    Reported,
}

impl Kind {
    /// The last value inside.
    pub(super) fn last(&self) -> Option<&Node> {
        match self {
            Self::List(list) => list.last(),
            Self::Map(entries) => entries.last().map(|(_, value)| value),
            _ => None,
        }
    }

    /// What people call it, with its article.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
            Self::Reported => "what can't be read",
        }
    }
}
