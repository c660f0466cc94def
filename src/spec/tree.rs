//! YAML text → a tree of values with their places.
//!
//! The tree is small (at most [`MAX_NODES`] values, [`MAX_DEPTH`] levels) whatever the text is: an
//! alias counts as much as what it stands for. Scalars keep the text as written, so that a decimal
//! never passes through binary floating point. Duplicate keys are kept: the reader reports both.

use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};

use super::node::{Kind, Node};
use super::{scalar, syntax};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span, Spanned};

/// The most values a spec may hold, aliases resolved.
const MAX_NODES: usize = 20_000;

/// The most levels of nesting: a map attribute takes two, and DynamoDB stores 32 levels.
const MAX_DEPTH: usize = 100;

/// Reads the one document of the text.
pub(super) fn parse(source: &Source) -> Result<Node, Box<Diagnostic>> {
    let mut builder = Builder::new(&source.text);
    for next in Parser::new_from_str_with_options(&source.text, options()) {
        let (event, span) = next.map_err(|error| syntax(&source.text, &error))?;
        builder.event(event, place(&source.text, span))?;
    }
    builder.root.filter(|root| !matches!(root.kind, Kind::Null)).ok_or_else(|| {
        let empty = Diagnostic::new(Code::Empty, Span::default(), "the spec is empty");
        Box::new(empty.help("`slsgen init` writes a starter spec whose comments teach the format"))
    })
}

fn options() -> granit_parser::Options {
    granit_parser::options! {
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        emit_comments: false,
    }
}

/// The tree as far as it is built.
struct Builder<'a> {
    text: &'a str,
    /// The collections that are not closed yet, outermost first.
    open: Vec<Open>,
    /// What each anchor stands for, and how many values that is.
    anchors: HashMap<usize, (Node, usize)>,
    nodes: usize,
    /// The number of values in `anchors`.
    anchored: usize,
    root: Option<Node>,
}

/// A collection that is not closed yet.
struct Open {
    span: Span,
    anchor: usize,
    /// The number of values before it, to know how many it holds.
    nodes_before: usize,
    children: Children,
}

enum Children {
    List(Vec<Node>),
    /// The entries, and the key that waits for its value.
    Map(Vec<(Spanned<String>, Node)>, Option<Spanned<String>>),
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, open: Vec::new(), anchors: HashMap::new(), nodes: 0, anchored: 0, root: None }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Box<Diagnostic>> {
        if let Some(tag) = event.tag() {
            let message = format!("the tag `{}` has no meaning in a spec", tag.original());
            return Err(Box::new(Diagnostic::new(Code::Yaml, span, message).help("remove the tag")));
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let kind = match style {
                    ScalarStyle::Plain => scalar::resolve(&text),
                    _ => Kind::Text(text.into_owned()),
                };
                // A value that is not there is behind the colon.
                let at = span.start + 1;
                let is_absent =
                    span.start == span.end && style == ScalarStyle::Plain && self.text[at - 1..].starts_with(':');
                let span = if is_absent { Span { start: at, end: at } } else { span };
                self.value(Node { span, end: span.end, kind }, anchor, 1)
            }
            Event::SequenceStart(_, anchor, _) => self.open(span, anchor, Children::List(Vec::new())),
            Event::MappingStart(_, anchor, _) => self.open(span, anchor, Children::Map(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(id) => {
                let Some((node, size)) = self.anchors.get(&id) else {
                    return Err(refuse(Code::Yaml, span, "an alias can't be part of what it stands for"));
                };
                // Checked before the copy is made, which is what defuses a bomb.
                if self.nodes + size > MAX_NODES {
                    return Err(too_many(span));
                }
                self.value(node.clone(), 0, *size)
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                Err(refuse(Code::Yaml, span, "a spec is one YAML document, and here a second one begins"))
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, span: Span, anchor: usize, children: Children) -> Result<(), Box<Diagnostic>> {
        if self.open.len() == MAX_DEPTH {
            return Err(too_deep(span));
        }
        self.open.push(Open { span, anchor, nodes_before: self.nodes, children });
        Ok(())
    }

    fn close(&mut self, end: Span) -> Result<(), Box<Diagnostic>> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let kind = match open.children {
            Children::List(list) => Kind::List(list),
            Children::Map(entries, _) => Kind::Map(entries),
        };
        // In block style, the end is found where the next thing begins.
        let is_flow = self.text[open.span.start..].starts_with(['{', '[']);
        let end_of_all = if is_flow { end.end } else { kind.last().map_or(open.span.end, |last| last.end) };
        // Its first line shows where a collection is; the whole of it would bury what is said about it.
        let held = self.text.get(open.span.start..end.end).unwrap_or_default();
        let first_line = held.lines().next().unwrap_or_default().trim_end();
        let span = Span { start: open.span.start, end: open.span.start + first_line.len() };
        let size = self.nodes - open.nodes_before + 1;
        self.nodes = open.nodes_before;
        self.value(Node { span, end: end_of_all, kind }, open.anchor, size)
    }

    /// Puts a finished value, which is `size` values in all, where it belongs.
    fn value(&mut self, node: Node, anchor: usize, size: usize) -> Result<(), Box<Diagnostic>> {
        self.nodes += size;
        self.anchored += if anchor == 0 { 0 } else { size };
        if self.nodes.max(self.anchored) > MAX_NODES {
            return Err(too_many(node.span));
        }
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut().map(|open| &mut open.children) {
            None => self.root = Some(node),
            Some(Children::List(list)) => list.push(node),
            Some(Children::Map(entries, waiting)) => match waiting.take() {
                Some(key) => entries.push((key, node)),
                None => *waiting = Some(self::key(self.text, node)?),
            },
        }
        Ok(())
    }
}

/// A key is text, whatever it looks like: `1`, `true` and `null` are names of attributes as good as any.
fn key(text: &str, node: Node) -> Result<Spanned<String>, Box<Diagnostic>> {
    let value = match node.kind {
        Kind::Text(value) | Kind::Number(value) => value,
        Kind::Null | Kind::Bool(_) => text[node.span.range()].to_owned(),
        Kind::List(_) | Kind::Map(_) | Kind::Reported => {
            return Err(refuse(Code::Yaml, node.span, &format!("a key can't be {}", node.kind.name())));
        }
    };
    Ok(Spanned { value, span: node.span })
}

fn refuse(code: Code, span: Span, message: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(code, span, message))
}

fn too_many(span: Span) -> Box<Diagnostic> {
    refuse(Code::TooComplex, span, "the spec has more than 20,000 keys and values, with its aliases resolved")
}

fn too_deep(span: Span) -> Box<Diagnostic> {
    refuse(Code::TooComplex, span, &format!("the spec is nested deeper than {MAX_DEPTH} levels"))
}

/// What git leaves in a spec that two branches changed is said by its name.
fn conflict_marker(text: &str) -> Option<Box<Diagnostic>> {
    const MARKER: &str = "<<<<<<< ";
    let start = if text.starts_with(MARKER) { 0 } else { text.find(&format!("\n{MARKER}"))? + 1 };
    let span = Span { start, end: start + MARKER.trim_end().len() };
    let problem = Diagnostic::new(Code::Syntax, span, "this is a conflict marker of a merge");
    Some(Box::new(problem.help("decide between the two versions, and remove the lines with the markers")))
}

fn syntax(text: &str, error: &ScanError) -> Box<Diagnostic> {
    if let Some(problem) = conflict_marker(text) {
        return problem;
    }
    let start = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let end = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    let span = Span { start, end };
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return too_deep(span);
    }
    match syntax::cause(text, start, reads_to) {
        Some(problem) => Box::new(problem),
        None => refuse(Code::Syntax, span, &error.info()),
    }
}

/// Where the first error of a text is, if it has one.
fn reads_to(text: &str) -> Option<usize> {
    let error = Parser::new_from_str_with_options(text, options()).find_map(Result::err)?;
    Some(error.marker().byte_offset().unwrap_or(0).min(text.len()))
}

/// The tree of a text without the top-level key in which a mistake is, if that can be read: what is under the key counts as
/// reported.
pub(super) fn parse_around(source: &Source, mistake: usize) -> Option<Node> {
    let mut starts = vec![];
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        if syntax::begins_key(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let start = *starts.iter().rev().find(|start| **start <= mistake)?;
    let end = starts.into_iter().find(|start| *start > mistake).unwrap_or(source.text.len());
    let key = source.text[start..end].split([':', '=', ' ', '\n', '\r']).next()?.trim().to_owned();
    let blank = |c: char| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) };
    let blanked: String = source.text[start..end].chars().map(blank).collect();
    let text = format!("{}{blanked}{}", &source.text[..start], &source.text[end..]);
    let mut root = parse(&Source { name: source.name.clone(), text }).ok()?;
    let Kind::Map(entries) = &mut root.kind else { return None };
    let span = Span { start, end: start + key.len() };
    let node = |span| Node { span, end, kind: Kind::Reported };
    entries.push((Spanned { value: key, span }, node(span)));
    // Whatever is missing may be in the part that can't be read.
    let has = |entries: &[(Spanned<String>, Node)], name: &str| entries.iter().any(|(key, _)| key.value == name);
    let needed = if has(entries, "resources") { &["name"][..] } else { &["name", "table", "attributes", "routes"] };
    for name in needed {
        if !has(entries, name) {
            entries.push((Spanned { value: (*name).to_owned(), span }, node(span)));
        }
    }
    Some(root)
}

fn place(text: &str, span: YamlSpan) -> Span {
    let range = span.byte_range().unwrap_or_default();
    let end = range.end.min(text.len());
    Span { start: range.start.min(end), end }
}
