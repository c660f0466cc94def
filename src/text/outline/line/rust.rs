use std::iter::Peekable;
use std::str::Chars;

use super::{Class, Line, indent, simple};

/// What a line begins in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Code,
    /// A string, with the number of `#` that a raw one ends with.
    Text(Option<usize>),
    /// A block comment, so many levels deep.
    Comment(usize),
    /// An attribute with so many brackets open.
    Attribute(usize),
}

pub(super) fn read(lines: &[&str]) -> Vec<Line> {
    let mut state = State::Code;
    let read = lines.iter().map(|line| {
        let begins_in = state;
        state = after(begins_in, line);
        let depth = indent(line);
        match begins_in {
            State::Code => Line { depth, class: class(line) },
            State::Text(_) => Line::RAW,
            State::Comment(_) | State::Attribute(_) => Line { depth, class: Class::Comment },
        }
    });
    read.collect()
}

fn class(line: &str) -> Class {
    let text = line.trim();
    let is_about_next = ["//", "/*", "#[", "#!["].iter().any(|start| text.starts_with(start));
    match text {
        _ if is_about_next => Class::Comment,
        // rustfmt sets them on lines of their own after a head that is as deep.
        "{" | "where" => Class::Closing,
        _ => simple(line).class,
    }
}

fn after(state: State, line: &str) -> State {
    match state {
        State::Attribute(open) => attribute(open, line),
        State::Code if line.trim_start().starts_with("#[") => attribute(0, line),
        _ => lex(state, line),
    }
}

/// The brackets of an attribute, wherever they stand.
fn attribute(open: usize, line: &str) -> State {
    let opened = line.matches(['(', '[']).count();
    let closed = line.matches([')', ']']).count();
    match (open + opened).saturating_sub(closed) {
        0 => State::Code,
        open => State::Attribute(open),
    }
}

/// Follows strings and comments through a line.
fn lex(mut state: State, line: &str) -> State {
    let mut chars = line.chars().peekable();
    let mut before = ' ';
    while let Some(char) = chars.next() {
        state = match (state, char) {
            (State::Code, '/') if chars.peek() == Some(&'/') => return state,
            (State::Code, '/') if chars.next_if_eq(&'*').is_some() => State::Comment(1),
            (State::Code, '"') => State::Text(None),
            (State::Code, 'r') if is_prefix(before) => raw(&mut chars),
            (State::Code, '\'') => {
                skip_char(&mut chars);
                state
            }
            (State::Text(None), '\\') => {
                chars.next();
                state
            }
            (State::Text(None), '"') => State::Code,
            (State::Text(Some(hashes)), '"') if hashes == take_hashes(&mut chars, hashes) => State::Code,
            (State::Comment(level), '*') if chars.next_if_eq(&'/').is_some() => match level {
                0 | 1 => State::Code,
                _ => State::Comment(level - 1),
            },
            (State::Comment(level), '/') if chars.next_if_eq(&'*').is_some() => State::Comment(level + 1),
            _ => state,
        };
        before = char;
    }
    state
}

/// Whether an `r` after this character can begin a raw string, and is not the end of a name.
fn is_prefix(before: char) -> bool {
    matches!(before, 'b' | 'c') || !(before.is_alphanumeric() || before == '_')
}

/// After an `r`: a raw string, or a name.
fn raw(chars: &mut Peekable<Chars<'_>>) -> State {
    let hashes = take_hashes(chars, usize::MAX);
    match chars.next_if_eq(&'"') {
        Some(_) => State::Text(Some(hashes)),
        None => State::Code,
    }
}

fn take_hashes(chars: &mut Peekable<Chars<'_>>, most: usize) -> usize {
    let mut hashes = 0;
    while hashes < most && chars.next_if_eq(&'#').is_some() {
        hashes += 1;
    }
    hashes
}

/// After a `'`: the rest of a character, or nothing of a lifetime.
fn skip_char(chars: &mut Peekable<Chars<'_>>) {
    let mut ahead = chars.clone();
    let is_char = match (ahead.next(), ahead.next()) {
        (Some('\\'), Some(_)) => {
            ahead.find(|char| *char == '\'');
            true
        }
        (Some(_), Some('\'')) => true,
        _ => false,
    };
    if is_char {
        *chars = ahead;
    }
}
