//! Lists where something else has to be, and something else where a list has to be.

use super::edits;
use super::{Entry, Meaning, vocabulary, written};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned};
use crate::spec::format::Allowed;
use crate::spec::node::{Kind, Node};

impl Meaning<'_> {
    pub(super) fn list(&mut self, node: &Node, list: &[Node], allowed: Allowed, path: &[&str]) -> Option<Node> {
        if path.last() == Some(&"enum") && allowed.items.is_some() {
            return self.values_with_labels(node, list);
        }
        if let Some(schema) = allowed.items {
            return if Allowed::by(schema).takes_text() { self.list_of_names(node, list) } else { None };
        }
        if path.last() == Some(&"projection") && allowed.words.is_some_and(|words| words.of == "ProjectionWord") {
            let written = format!("{{ include: {} }}", edits::on_one_line(node, self.source));
            let entry = (Spanned { value: "include".to_owned(), span: node.span }, node.clone());
            return Some(self.instead_of(node, Kind::Map(vec![entry]), &written, "a mapping"));
        }
        if allowed.keys.is_some_and(|keys| keys.of == "AttributeSpec") {
            return self.attribute_of_list(node, list, path);
        }
        if let ([one], true) = (list, allowed.text || allowed.words.is_some()) {
            let written = edits::on_one_line(one, self.source);
            return Some(self.instead_of(node, one.kind.clone(), &written, "one value"));
        }
        allowed.entries?;
        let mut named: Vec<Entry> = list.iter().map(named).collect::<Option<_>>()?;
        if path.last() == Some(&"attributes") {
            for (_, value) in
                named.iter_mut().filter(|(_, value)| matches!(&value.kind, Kind::Map(keys) if keys.is_empty()))
            {
                value.kind = Kind::Text("string".to_owned());
            }
        }
        let lines =
            named.iter().map(|(key, value)| format!("{}: {}", key.value, edits::on_one_line(value, self.source)));
        let written =
            edits::block(node, &lines.collect::<Vec<_>>(), self.source, |lines| format!("{{ {} }}", lines.join(", ")));
        Some(self.instead_of(node, Kind::Map(named), &written, "a mapping"))
    }

    /// A list of one value, or of several that are written without brackets.
    pub(super) fn list_of(&mut self, node: &Node, text: &str) -> Node {
        let inner = text.trim_start_matches('[').trim_end_matches(']');
        let (elements, written) = if inner.contains(',') {
            let values: Vec<&str> = inner.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
            let element = |value: &&str| Node { kind: Kind::Text((*value).to_owned()), ..*node };
            (values.iter().map(element).collect(), format!("[{}]", values.join(", ")))
        } else {
            (vec![node.clone()], format!("[{}]", edits::on_one_line(node, self.source)))
        };
        self.instead_of(node, Kind::List(elements), &written, "a list")
    }

    /// An attribute that is written as a list: of its type, or of its values.
    fn attribute_of_list(&mut self, node: &Node, list: &[Node], path: &[&str]) -> Option<Node> {
        if path.last() == Some(&"required") {
            let message = "`required` is a setting of each attribute, and not an attribute";
            let problem = Diagnostic::new(Code::WrongType, node.span, message);
            self.report(problem.help(super::instead::sentence("Spec", "required").unwrap_or_default()));
            return Some(Node { kind: Kind::Reported, ..*node });
        }
        let types = Allowed::by_name("Type").words?.list();
        let texts = list.iter().map(|node| match &node.kind {
            Kind::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let texts: Option<Vec<&str>> = texts.collect();
        let written = match (list, texts.as_deref()) {
            ([_], Some([kind])) => format!("{{ type: list, items: {} }}", written::read(kind, &types)?.text()),
            ([one], None) => {
                let Kind::Map(entries) = &one.kind else { return None };
                let inner = edits::on_one_line(one, self.source);
                let has_type = entries.iter().any(|(key, _)| vocabulary::plain(&key.value) == "type");
                let items = if has_type { inner } else { format!("{{ type: map, attributes: {inner} }}") };
                format!("{{ type: list, items: {items} }}")
            }
            (_, Some(values)) if values.iter().all(|value| written::read(value, &types).is_none()) => {
                format!("{{ type: string, enum: {} }}", edits::on_one_line(node, self.source))
            }
            _ => return None,
        };
        Some(self.instead_of(node, Kind::Reported, &written, "an attribute"))
    }

    /// The values of an enum with their labels.
    fn values_with_labels(&mut self, node: &Node, list: &[Node]) -> Option<Node> {
        const VALUE: [&str; 5] = ["value", "key", "const", "id", "name"];
        let value = |node: &Node| match &node.kind {
            Kind::List(pair) => pair.first().filter(|value| matches!(value.kind, Kind::Text(_))).cloned(),
            Kind::Map(entries) => {
                let found = entries.iter().find(|(key, _)| VALUE.contains(&&*vocabulary::plain(&key.value)));
                found.map(|(_, value)| value.clone())
            }
            _ => None,
        };
        let values: Vec<Node> = list.iter().map(value).collect::<Option<_>>()?;
        (!values.is_empty()).then(|| self.scalars(node, values, "a list of values"))
    }

    /// The values of an enum with the names of its constants.
    pub(super) fn values_of_constants(&mut self, node: &Node, entries: &[Entry]) -> Option<Node> {
        let is_text = |(_, value): &Entry| matches!(value.kind, Kind::Text(_));
        if entries.is_empty() || !entries.iter().all(is_text) {
            return None;
        }
        Some(self.scalars(node, entries.iter().map(|(_, value)| value.clone()).collect(), "a list of values"))
    }

    /// A list of mappings that have only a name, where the names have to be.
    fn list_of_names(&mut self, node: &Node, list: &[Node]) -> Option<Node> {
        let name = |node: &Node| match &node.kind {
            Kind::Map(entries) => names_of(entries).cloned(),
            Kind::Text(_) => Some(node.clone()),
            _ => None,
        };
        if !list.iter().any(|node| matches!(node.kind, Kind::Map(_))) {
            return None;
        }
        let names: Vec<Node> = list.iter().map(name).collect::<Option<_>>()?;
        Some(self.scalars(node, names, "a list of names"))
    }

    /// A list of scalars that are written in the place of a value.
    fn scalars(&mut self, node: &Node, scalars: Vec<Node>, wanted: &str) -> Node {
        let written: Vec<String> = scalars.iter().map(|scalar| edits::on_one_line(scalar, self.source)).collect();
        self.instead_of(node, Kind::List(scalars), &format!("[{}]", written.join(", ")), wanted)
    }

    /// Routes as a mapping of paths, in which each has its methods.
    pub(super) fn routes(&mut self, node: &Node, entries: &[Entry]) -> Option<Node> {
        let mut routes = Vec::new();
        for (path, methods) in entries {
            let methods: Vec<(&str, Span)> = match &methods.kind {
                Kind::Text(method) => vec![(method, methods.span)],
                Kind::List(list) => list
                    .iter()
                    .map(|method| match &method.kind {
                        Kind::Text(text) => Some((text.as_str(), method.span)),
                        _ => None,
                    })
                    .collect::<Option<_>>()?,
                Kind::Map(methods) => methods.iter().map(|(method, _)| (method.value.as_str(), method.span)).collect(),
                _ => return None,
            };
            routes.extend(
                methods.into_iter().map(|(method, span)| (format!("{} {}", method.to_uppercase(), path.value), span)),
            );
        }
        let lines: Vec<String> = routes.iter().map(|(route, _)| format!("- {route}")).collect();
        let written = edits::block(node, &lines, self.source, |lines| {
            let quoted: Vec<String> = lines.iter().map(|line| format!("\"{}\"", &line[2..])).collect();
            format!("[{}]", quoted.join(", "))
        });
        let list =
            routes.iter().map(|(route, span)| Node { span: *span, end: span.end, kind: Kind::Text(route.clone()) });
        let list = list.collect();
        Some(self.instead_of(node, Kind::List(list), &written, "a list"))
    }
}

/// The name in a mapping that has nothing else to say.
pub(super) fn names_of(entries: &[Entry]) -> Option<&Node> {
    const NAMES: [&str; 5] = ["name", "attribute", "attributename", "field", "path"];
    const BESIDE: [&str; 8] =
        ["enabled", "keytype", "type", "in", "required", "description", "schema", "attributetype"];
    let word = |key: &Spanned<String>| vocabulary::plain(&key.value);
    let (_, name) = entries.iter().find(|(key, _)| NAMES.contains(&word(key).as_str()))?;
    let is_all =
        entries.iter().all(|(key, _)| NAMES.contains(&word(key).as_str()) || BESIDE.contains(&word(key).as_str()));
    (is_all && matches!(name.kind, Kind::Text(_))).then_some(name)
}

/// An element of a list that has its name among its keys, or a mapping of one name.
fn named(node: &Node) -> Option<Entry> {
    match &node.kind {
        Kind::Map(entries) => match entries.iter().position(|(key, _)| is_name(key)) {
            Some(at) => {
                let Kind::Text(name) = &entries[at].1.kind else { return None };
                let rest = entries.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, entry)| entry.clone());
                let key = Spanned { value: name.clone(), span: entries[at].1.span };
                Some((key, Node { kind: Kind::Map(rest.collect()), ..*node }))
            }
            None => match &entries[..] {
                [one] => Some(one.clone()),
                _ => None,
            },
        },
        Kind::Text(name) => {
            Some((Spanned { value: name.clone(), span: node.span }, Node { kind: Kind::Map(Vec::new()), ..*node }))
        }
        _ => None,
    }
}

fn is_name(key: &Spanned<String>) -> bool {
    ["name", "indexname", "attributename", "stagename"].contains(&vocabulary::plain(&key.value).as_str())
}
