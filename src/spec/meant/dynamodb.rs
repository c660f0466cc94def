//! Keys, projections and times to live as CloudFormation and the SDKs write them.

use super::edits;
use super::lists::names_of;
use super::{Entry, Meaning, vocabulary};
use crate::diagnostic::{Advice, Code, Diagnostic, Edit};
use crate::source::Spanned;
use crate::spec::node::{Kind, Node};

impl Meaning<'_> {
    /// What a table or an index has in place of an entry that is the key in one: `KeySchema`, `keys: { hash, range }`.
    pub(super) fn key_schema(&mut self, mapping: &Node, entries: &[Entry], at: usize) -> Option<Vec<Entry>> {
        let (key, value) = &entries[at];
        let word = vocabulary::plain(&key.value);
        if word == "attributedefinitions" {
            let problem = Diagnostic::new(Code::UnknownKey, key.span, format!("unknown key `{}`", key.value));
            let edits = edits::remove(mapping, entries, at, self.source).into_iter().collect();
            self.report(problem.advise(Advice::certain("remove it: `attributes:` has the types", edits)));
            return Some(Vec::new());
        }
        if !["keyschema", "keys", "key", "primarykey"].contains(&word.as_str()) {
            return None;
        }
        let parts = parts_of_key(value)?;
        let separator = edits::separator(mapping, key.span.start, self.source);
        let written: Vec<String> =
            parts.iter().map(|(name, node)| format!("{name}: {}", edits::on_one_line(node, self.source))).collect();
        let edit = Edit::new(key.span.start, value.end, written.join(&separator));
        let advice = Advice::certain(format!("write `{}`", written.join(", ")), vec![edit]);
        self.report_edit(Code::UnknownKey, key.span, format!("unknown key `{}`", key.value), advice);
        let entry = |(name, node): (&str, Node)| (Spanned { value: name.to_owned(), span: node.span }, node);
        Some(parts.into_iter().map(entry).collect())
    }

    /// A projection as CloudFormation writes it.
    pub(super) fn projection(&mut self, node: &Node, entries: &[Entry]) -> Option<Node> {
        let find = |word: &str| entries.iter().find(|(key, _)| vocabulary::plain(&key.value) == word);
        let (_, kind) = find("projectiontype")?;
        let Kind::Text(kind) = &kind.kind else { return None };
        let (written, kind) = match (vocabulary::plain(kind).as_str(), find("nonkeyattributes")) {
            ("include", Some((_, names))) => {
                let entry = (Spanned { value: "include".to_owned(), span: names.span }, names.clone());
                (format!("{{ include: {} }}", edits::on_one_line(names, self.source)), Kind::Map(vec![entry]))
            }
            ("all", _) => ("all".to_owned(), Kind::Text("all".to_owned())),
            ("keysonly", _) => ("keys_only".to_owned(), Kind::Text("keys_only".to_owned())),
            _ => return None,
        };
        Some(self.instead_of(node, kind, &written, "a projection"))
    }
}

/// The parts of a key, by the names that they have here.
fn parts_of_key(value: &Node) -> Option<Vec<(&'static str, Node)>> {
    const PARTS: [&str; 2] = ["partition_key", "sort_key"];
    let part = |word: &str| match vocabulary::plain(word).as_str() {
        "hash" | "pk" | "partition" | "partitionkey" | "hashkey" => Some(PARTS[0]),
        "range" | "sk" | "sort" | "sortkey" | "rangekey" => Some(PARTS[1]),
        _ => None,
    };
    match &value.kind {
        Kind::Map(entries) => entries
            .iter()
            .map(|(key, node)| Some((part(&key.value)?, node.clone())).filter(|_| matches!(node.kind, Kind::Text(_))))
            .collect(),
        Kind::List(list) if (1..=2).contains(&list.len()) => list
            .iter()
            .zip(PARTS)
            .map(|(node, place)| match &node.kind {
                Kind::Text(_) => Some((place, node.clone())),
                Kind::Map(entries) => {
                    let kind =
                        entries.iter().find(|(key, _)| ["keytype", "type"].contains(&&*vocabulary::plain(&key.value)));
                    let of_type = kind.and_then(|(_, kind)| match &kind.kind {
                        Kind::Text(word) => part(word),
                        _ => None,
                    });
                    Some((of_type.unwrap_or(place), names_of(entries)?.clone()))
                }
                _ => None,
            })
            .collect(),
        _ => None,
    }
}
