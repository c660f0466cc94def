use super::{Entry, Kind, member};

/// What tells the elements of a list apart, the best first.
const NAMES: [&str; 9] = ["id", "Id", "Sid", "name", "Name", "PolicyName", "Key", "AttributeName", "IndexName"];

/// Lists of values that mean the same in any order.
const SETS: [&str; 8] =
    ["Action", "Resource", "required", "enum", "DependsOn", "AllowedValues", "AlarmActions", "needs"];

pub(super) fn body(head: &str) -> Kind {
    let text = head.strip_prefix("- ").unwrap_or(head);
    match name(text) {
        Some(name) if SETS.contains(&name) => Kind::Set,
        _ => Kind::Map,
    }
}

/// A member by its key; an element by what names it, or by itself in a set.
pub(super) fn key(kind: Kind, head: &str, entry: &Entry, texts: &[&str]) -> Option<String> {
    let Some(element) = head.strip_prefix("- ") else { return name(head).map(str::to_owned) };
    if kind == Kind::Set && entry.parts.len() == 1 && entry.parts[0].body.entries.is_empty() {
        return Some(element.to_owned());
    }
    let first = name(element)?;
    let named = NAMES.iter().find_map(|name| if *name == first { Some(element) } else { member(entry, texts, name) });
    named.map(str::to_owned).or_else(|| grant(element, entry, texts))
}

/// A statement of a policy without a name, by what it is about.
fn grant(element: &str, entry: &Entry, texts: &[&str]) -> Option<String> {
    let mut members = entry.parts.iter().flat_map(|part| &part.body.entries);
    let resource = members.find(|member| member.key.as_deref() == Some("Resource"))?;
    let lines = &texts[resource.parts.first()?.head..resource.range().end];
    element.starts_with("Effect:").then(|| lines.iter().take(2).copied().collect())
}

/// The key before a colon, plain or quoted.
fn name(text: &str) -> Option<&str> {
    let end = match text.chars().next()? {
        quote @ ('"' | '\'') => 2 + text[1..].find(quote)?,
        '{' | '[' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' | '?' | '#' => return None,
        _ => text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1))?,
    };
    let is_key = text[end..].starts_with(": ") || &text[end..] == ":";
    is_key.then_some(&text[..end])
}
