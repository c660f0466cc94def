//! What people meant who wrote a spec in words or shapes that the format doesn't have.
//!
//! Promises a tree that can be read further, and one problem for each thing that it changed: so nothing is reported that
//! only follows from it. Runs after a spec turned out to be wrong, so that a right one costs nothing.

mod dynamodb;
mod edits;
mod instead;
mod keys;
mod lists;
mod routes;
mod values;
mod vocabulary;
mod written;

use serde_json::Value;

use super::format::Allowed;
use super::node::{Kind, Node};
use crate::diagnostic::{Advice, Code, Diagnostic};
use crate::source::{Source, Span, Spanned};

type Entry = (Spanned<String>, Node);

/// The tree as it was meant, and what was wrong.
pub(super) fn meant(root: &Node, source: &Source) -> (Node, Vec<Diagnostic>) {
    let mut meaning = Meaning { root, source, problems: Vec::new(), moves: Vec::new() };
    let mut tree = meaning.value(root, Allowed::by_name("Spec"), &[]);
    for moved in meaning.moves {
        moved.graft(&mut tree);
    }
    (tree, meaning.problems)
}

/// A type of another language as this format writes an attribute.
pub(super) fn attribute(text: &str) -> Option<String> {
    let types = Allowed::by_name("Type").words?.list();
    written::read(text, &types).map(|written| written.text())
}

/// The keys that others call so, and the words, each with what such words are called.
pub(super) fn known_as(word: &str) -> (Vec<&'static str>, Vec<(&'static str, &'static str)>) {
    (vocabulary::keys_anywhere(word), vocabulary::values_anywhere(word))
}

/// What is known while a tree is read.
struct Meaning<'a> {
    root: &'a Node,
    source: &'a Source,
    problems: Vec<Diagnostic>,
    moves: Vec<Move>,
}

/// An entry that belongs elsewhere.
struct Move {
    /// The keys that lead to its mapping.
    to: Vec<String>,
    entry: Entry,
}

impl Meaning<'_> {
    /// Reads a value at the end of a path of keys.
    fn value(&mut self, node: &Node, allowed: Allowed, path: &[&str]) -> Node {
        let changed = self.changed(node, allowed, path);
        let node = changed.as_ref().unwrap_or(node);
        let kind = match &node.kind {
            Kind::Map(entries) => match (allowed.keys, allowed.entries) {
                (Some(keys), _) => Kind::Map(self.entries(node, entries, keys, path)),
                (None, Some(schema)) => Kind::Map(
                    entries.iter().map(|(key, value)| (key.clone(), self.at(key, value, schema, path))).collect(),
                ),
                (None, None) => return node.clone(),
            },
            Kind::List(list) => match allowed.items {
                Some(schema) => {
                    Kind::List(list.iter().map(|node| self.value(node, Allowed::by(schema), path)).collect())
                }
                None => return node.clone(),
            },
            _ => return node.clone(),
        };
        Node { kind, ..*node }
    }

    fn at(&mut self, key: &Spanned<String>, value: &Node, schema: &'static Value, path: &[&str]) -> Node {
        let path: Vec<&str> = path.iter().copied().chain([key.value.as_str()]).collect();
        self.value(value, Allowed::by(schema), &path)
    }

    fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    fn report_edit(&mut self, code: Code, span: Span, message: String, advice: Advice) {
        self.report(Diagnostic::new(code, span, message).advise(advice));
    }
}

impl Move {
    /// Puts the entry into its mapping, which is made if it is not there.
    fn graft(self, tree: &mut Node) {
        let mut node = tree;
        for name in &self.to {
            let place = (node.span, node.end);
            let Some(entries) = entries_of(node) else { return };
            let at = entries.iter().position(|(key, _)| key.value == *name).unwrap_or_else(|| {
                let key = Spanned { value: name.clone(), span: self.entry.0.span };
                entries.push((key, Node { span: place.0, end: place.1, kind: Kind::Null }));
                entries.len() - 1
            });
            node = &mut entries[at].1;
        }
        if let Some(entries) = entries_of(node) {
            entries.push(self.entry);
        }
    }
}

/// The entries of a mapping; a key without a value has none yet.
fn entries_of(node: &mut Node) -> Option<&mut Vec<Entry>> {
    if matches!(node.kind, Kind::Null) {
        node.kind = Kind::Map(Vec::new());
    }
    match &mut node.kind {
        Kind::Map(entries) => Some(entries),
        _ => None,
    }
}
