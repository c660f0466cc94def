use super::{Entry, member};

/// What tells the elements of an array apart, the best first.
const NAMES: [&str; 5] = ["\"id\"", "\"_postman_id\"", "\"name\"", "\"key\"", "\"listen\""];

/// A member by its name; an object in an array by what names it.
pub(super) fn key(head: &str, entry: &Entry, texts: &[&str]) -> Option<String> {
    if head == "{" {
        return NAMES.iter().find_map(|name| member(entry, texts, name)).map(str::to_owned);
    }
    name(head).map(str::to_owned)
}

/// The quoted name before a colon.
fn name(head: &str) -> Option<&str> {
    let inner = head.strip_prefix('"')?;
    let mut is_escaped = false;
    let end = inner.bytes().position(|byte| {
        let ends = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    })?;
    inner[end + 1..].trim_start().starts_with(':').then_some(&head[..end + 2])
}
