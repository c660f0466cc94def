use super::{Entry, member};

/// A table by its header, one of several by its name beside that; a value by its key.
pub(super) fn key(head: &str, entry: &Entry, texts: &[&str]) -> Option<String> {
    if head.starts_with("[[") {
        let name = member(entry, texts, "name").unwrap_or_default();
        return Some(format!("{head} {name}"));
    }
    if head.starts_with('[') {
        return Some(head.split('#').next().unwrap_or(head).trim_end().to_owned());
    }
    let (key, _) = head.split_once('=')?;
    let key = key.trim();
    let is_bare = key.chars().all(|char| char.is_alphanumeric() || "-_.\"' ".contains(char));
    is_bare.then(|| key.to_owned())
}
