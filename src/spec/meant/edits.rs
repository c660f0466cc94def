//! How a change of the tree is written into the text that it was read from.

use serde_json::json;

use crate::diagnostic::Edit;
use crate::source::{Source, Spanned};
use crate::spec::node::{Kind, Node};

type Entry = (Spanned<String>, Node);

/// Writes something else in place of a value.
pub(super) fn replace_value(node: &Node, text: impl Into<String>) -> Edit {
    Edit::new(node.span.start, node.end, text)
}

/// A value on one line, as it can stand between braces.
pub(super) fn on_one_line(node: &Node, source: &Source) -> String {
    let written = &source.text[node.span.start..node.end];
    match &node.kind {
        Kind::List(list) => {
            format!("[{}]", list.iter().map(|node| on_one_line(node, source)).collect::<Vec<_>>().join(", "))
        }
        Kind::Map(entries) if entries.is_empty() => "{}".to_owned(),
        Kind::Map(entries) => {
            let entries = entries.iter().map(|(key, node)| format!("{}: {}", key.value, on_one_line(node, source)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Kind::Text(text) => {
            let is_quoted = written.starts_with(['"', '\'']);
            let is_plain = !written.contains(['\n', ',', '[', ']', '{', '}']);
            if is_quoted && !written.contains('\n') || is_plain { written.to_owned() } else { json!(text).to_string() }
        }
        Kind::Null | Kind::Reported => "null".to_owned(),
        Kind::Bool(_) | Kind::Number(_) => written.to_owned(),
    }
}

/// Takes an entry away, with its line where it has its own; none where that is not told.
pub(super) fn remove(mapping: &Node, entries: &[Entry], at: usize, source: &Source) -> Option<Edit> {
    let (key, value) = &entries[at];
    let end = value.end.max(key.span.end);
    if is_flow(mapping, source) {
        return Some(match (entries.get(at + 1), at.checked_sub(1)) {
            (Some((next, _)), _) => Edit::new(key.span.start, next.span.start, ""),
            (None, Some(before)) => Edit::new(entries[before].1.end, end, ""),
            (None, None) => Edit::new(key.span.start, end, ""),
        });
    }
    let line = line_start(key.span.start, source);
    source.text[line..key.span.start].trim().is_empty().then(|| Edit::new(line, line_end(end, source, true), ""))
}

/// Adds an entry to a mapping that has some, or to `{}`.
pub(super) fn add(mapping: &Node, entries: &[Entry], entry: &str, source: &Source) -> Option<Edit> {
    let Some(((first, _), (last_key, last))) = entries.first().zip(entries.last()) else {
        return is_flow(mapping, source).then(|| replace_value(mapping, format!("{{ {entry} }}")));
    };
    let end = last.end.max(last_key.span.end);
    if is_flow(mapping, source) {
        return Some(Edit::new(end, end, format!(", {entry}")));
    }
    let indent = &source.text[line_start(first.span.start, source)..first.span.start];
    let end = line_end(end, source, false);
    indent.trim().is_empty().then(|| Edit::new(end, end, format!("\n{indent}{entry}")))
}

/// Writes another value, and more entries beside it.
pub(super) fn beside(mapping: &Node, value: &Node, written: &str, more: &[String], source: &Source) -> Edit {
    let separator = separator(mapping, value.span.start, source);
    let all: Vec<&str> = [written].into_iter().chain(more.iter().map(String::as_str)).collect();
    replace_value(value, all.join(&separator))
}

/// What separates the entries of a mapping, where one is on a line.
pub(super) fn separator(mapping: &Node, at: usize, source: &Source) -> String {
    let line = &source.text[line_start(at, source)..];
    let column = line.len() - line.trim_start_matches(' ').len();
    if is_flow(mapping, source) { ", ".to_owned() } else { format!("\n{}", " ".repeat(column)) }
}

/// Lines in block style where the value is in that style, and one line otherwise.
pub(super) fn block(node: &Node, lines: &[String], source: &Source, flow: impl Fn(&[String]) -> String) -> String {
    let indent = &source.text[line_start(node.span.start, source)..node.span.start];
    if is_flow(node, source) || !indent.trim().is_empty() {
        return flow(lines);
    }
    lines.join(&format!("\n{indent}"))
}

fn is_flow(node: &Node, source: &Source) -> bool {
    source.text[node.span.start..].starts_with(['{', '['])
}

fn line_start(at: usize, source: &Source) -> usize {
    source.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end(at: usize, source: &Source, with_newline: bool) -> usize {
    source.text[at..].find('\n').map_or(source.text.len(), |newline| at + newline + usize::from(with_newline))
}
