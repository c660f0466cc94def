//! Statements, arms, and the fields of types and of values.

use crate::text::layout::{
    self, any, arm, array, assignment, binding, borrowed, built, call, chain, field, initialiser, method, of_string,
    pairs, scan,
};

/// A call and what follows it: `callee(args)rest`.
struct Call<'a> {
    callee: &'a str,
    args: Vec<&'a str>,
    rest: &'a str,
}

impl<'a> Call<'a> {
    fn read(code: &'a str) -> Option<Self> {
        let open = code.find('(')?;
        let callee = &code[..open];
        if !scan::is_path(callee) {
            return None;
        }
        let close = scan::closing(code, open)?;
        Some(Self { callee, args: scan::elements(&code[open + 1..close]), rest: &code[close + 1..] })
    }

    /// What a method is called on, and its name; the first is empty for a function.
    fn receiver(&self) -> (&'a str, &'a str) {
        self.callee.rsplit_once('.').unwrap_or(("", self.callee))
    }
}

/// A statement, an arm, a field, or what a function returns.
pub(super) fn statement(indent: usize, code: &str) -> Option<String> {
    if let Some(code) = code.strip_suffix(',') {
        return member(indent, code);
    }
    let Some(code) = code.strip_suffix(';') else { return value(indent, code) };
    if let Some(code) = code.strip_prefix("return ") {
        return returned(indent, &Call::read(code)?);
    }
    if !["let ", "const ", "static ", "pub(super) const "].iter().any(|keyword| code.starts_with(keyword)) {
        return called(indent, "", &Call::read(code)?, ";");
    }
    let (name, value) = scan::split(code, " = ")?;
    let head = &code[..name.len() + " =".len()];
    if let Some((owner, field)) = value.strip_prefix('&').and_then(|value| value.split_once('.')) {
        return (scan::is_path(owner) && scan::is_path(field)).then(|| borrowed(indent, head, owner, field));
    }
    if scan::is_string(value) || scan::is_path(value) {
        return Some(assignment(indent, head, &format!("{value};")));
    }
    if let Some(elements) = value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        let elements: Vec<String> = scan::elements(elements).into_iter().map(str::to_owned).collect();
        return Some(array(indent, head, &elements));
    }
    if let Some(list) = value.strip_prefix("&[").and_then(|list| list.strip_suffix(']')) {
        return Some(pairs(head, &scan::elements(list).into_iter().map(scan::pair).collect::<Option<Vec<_>>>()?));
    }
    let value = Call::read(value)?;
    if is_tail(value.rest) {
        return Some(binding(indent, head, value.callee, &value.args, &format!("{};", value.rest)));
    }
    awaited(indent, &format!("{head} "), &value)
}

/// What ends with a comma: an arm whose body is a string, a field of a type, or a field of a value that a call gives.
fn member(indent: usize, code: &str) -> Option<String> {
    if let Some((pattern, body)) = scan::split(code, " => ") {
        return scan::is_string(body).then(|| arm(indent, pattern, body));
    }
    let (name, value) = code.split_once(": ")?;
    if name.strip_prefix("pub ").is_some_and(scan::is_path) {
        return Some(field(indent, name, value));
    }
    if !scan::is_path(name) {
        return None;
    }
    if scan::is_path(value) {
        let (owner, place) = value.split_once('.')?;
        return Some(initialiser(indent, name, owner, place));
    }
    called(indent, &format!("{name}: "), &Call::read(value)?, ",")
}

/// A call of a function whose value is returned early.
fn returned(indent: usize, code: &Call) -> Option<String> {
    match (code.receiver(), code.args.as_slice(), code.rest) {
        (("", callee), [arg], "") => Some(layout::returned(indent, callee, arg)),
        _ => None,
    }
}

/// What a function or a branch gives: a call that may be awaited, a value that calls of methods build, or whether one of
/// several calls says yes.
fn value(indent: usize, code: &str) -> Option<String> {
    if let Some((text, method)) = code.rsplit_once('.')
        && scan::is_string(text)
    {
        return Some(of_string(indent, text, method));
    }
    let root = Call::read(code)?;
    if root.rest.is_empty() && (root.callee.contains("::") || root.callee.contains('.')) {
        return Some(call(indent, root.callee, &root.args, ""));
    }
    if root.rest.starts_with(" || ") {
        return any(indent, &code.split(" || ").collect::<Vec<_>>());
    }
    if matches!(root.rest, ".await" | ".await?") {
        return awaited(indent, "", &root)?.strip_suffix(';').map(str::to_owned);
    }
    let root = &code[..code.len() - root.rest.len()];
    let mut rest = &code[root.len()..];
    let mut calls = Vec::new();
    while let Some(link) = rest.strip_prefix('.') {
        let link = Call::read(link)?;
        calls.push((link.callee, link.args));
        rest = link.rest;
    }
    (rest.is_empty() && !calls.is_empty()).then(|| built(indent, root, &calls))
}

/// A call whose value is not bound. `head` is the field that gets it, or empty.
fn called(indent: usize, head: &str, code: &Call, end: &str) -> Option<String> {
    if !is_tail(code.rest) {
        return awaited(indent, head, code);
    }
    let tail = format!("{}{end}", code.rest);
    match code.receiver() {
        ("", _) => Some(call(indent, &format!("{head}{}", code.callee), &code.args, &tail)),
        (receiver, _) if receiver.contains('.') => None,
        (receiver, name) => Some(method(indent, head, receiver, name, &code.args, &tail)),
    }
}

/// A method whose value is awaited.
fn awaited(indent: usize, head: &str, code: &Call) -> Option<String> {
    match (code.receiver(), code.rest) {
        (("", _), _) => None,
        ((receiver, name), ".await" | ".await?") => {
            Some(chain(indent, &format!("{head}{receiver}"), name, &code.args, code.rest))
        }
        _ => None,
    }
}

fn is_tail(rest: &str) -> bool {
    matches!(rest, "" | "?")
}
