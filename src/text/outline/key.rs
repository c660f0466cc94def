//! What names an entry among its siblings.

mod json;
mod rust;
mod toml;
mod yaml;

use super::Entry;
use crate::text::Language;

/// What the entries of a block are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Lines whose order matters, and that have no names: statements, parameters, text.
    Plain,
    /// Keys with values, or elements that name themselves.
    Map,
    /// Values in a list that is a set.
    Set,
    /// Rust: functions, types, implementations, modules, imports.
    Items,
    /// Rust: the fields of a type, or of a value.
    Fields,
    /// Rust: the variants of an enum.
    Variants,
    /// Rust: the arms of a match.
    Arms,
}

/// What a text's outermost entries are.
pub(super) fn root(language: Language) -> Kind {
    match language {
        Language::Rust => Kind::Items,
        Language::Yaml | Language::Toml | Language::Json => Kind::Map,
        Language::Text => Kind::Plain,
    }
}

/// What the entries beneath a head are; `first` is the first head of its entry, and `outer` what that is.
pub(super) fn body(language: Language, outer: Kind, first: &str, head: &str) -> Kind {
    match language {
        Language::Rust => rust::body(outer, first.trim(), head.trim()),
        Language::Yaml => yaml::body(head.trim()),
        Language::Toml | Language::Json => Kind::Map,
        Language::Text => Kind::Plain,
    }
}

/// The name of an entry in a block of a kind, if it has one.
pub(super) fn of(language: Language, kind: Kind, entry: &Entry, texts: &[&str]) -> Option<String> {
    let head = texts[entry.parts.first()?.head].trim();
    match language {
        Language::Rust => rust::key(kind, entry, texts),
        Language::Yaml => yaml::key(kind, head, entry, texts),
        Language::Toml => toml::key(head, entry, texts),
        Language::Json => json::key(head, entry, texts),
        Language::Text => None,
    }
}

/// The line of an entry's member, by the member's key.
fn member<'a>(entry: &Entry, texts: &[&'a str], key: &str) -> Option<&'a str> {
    let mut members = entry.parts.iter().flat_map(|part| &part.body.entries);
    let member = members.find(|member| member.key.as_deref() == Some(key))?;
    Some(texts[member.parts.first()?.head].trim())
}
