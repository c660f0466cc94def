//! The door of the layout: a file whose constructs stand flat, each on one line, however long.
//!
//! Templates write what holds a name that way, so that they read as Rust. A line is told by its first and its last
//! bytes, and what is not known stays as it is: templates hold everything else as rustfmt leaves it.

mod statement;
#[cfg(test)]
mod tests;

use super::{attribute, implementation, scan, signature, structure};

/// What is no wider fits whatever it is: so wide are the narrowest limits, those of arguments, arrays and chains.
const NARROW: usize = 60;

/// Lays out each line that holds a construct, and leaves every other line alone.
///
/// Of blank lines, one stays between two others; none stays after an opening brace or before a closing one. So a
/// template can begin each of several parts with a blank line, whichever of them are printed.
pub(crate) fn file(text: &str) -> String {
    let mut laid = String::with_capacity(text.len() + text.len() / 8);
    let mut is_apart = false;
    for line in text.lines() {
        let code = line.trim_start_matches(' ');
        if code.is_empty() {
            is_apart = true;
            continue;
        }
        if is_apart && !laid.is_empty() && !laid.ends_with("{\n") && !code.starts_with('}') {
            laid.push('\n');
        }
        is_apart = false;
        match construct(line.len() - code.len(), code) {
            Some(tall) => laid.push_str(&tall),
            None => laid.push_str(line),
        }
        laid.push('\n');
    }
    laid
}

/// A construct as rustfmt would leave it; none if the line holds no known one, or is too narrow to be broken.
fn construct(indent: usize, code: &str) -> Option<String> {
    if indent + code.len() <= NARROW {
        return None;
    }
    match code.as_bytes() {
        // A comment, or a part of a construct that is tall already.
        [b'/' | b'.' | b'"' | b'(' | b')' | b'[' | b']' | b'{' | b'}', ..] => None,
        [.., b' ', b'{'] => head(indent, code.strip_suffix(" {")?),
        [b'#', b'[', .., b')', b']'] => {
            let (name, argument) = code.strip_prefix("#[")?.strip_suffix(")]")?.split_once('(')?;
            Some(attribute(indent, name, argument))
        }
        _ => statement::statement(indent, code),
    }
}

/// The first line of an item, without its brace.
fn head(indent: usize, code: &str) -> Option<String> {
    if code.starts_with("impl ") || code.starts_with("impl<") {
        let at = code.find(" for ").or_else(|| code.find(' '))?;
        return Some(implementation(&code[..at], &code[at + 1..]));
    }
    if let Some((keyword @ ("struct" | "enum"), name)) = code.strip_prefix("pub ").and_then(|item| item.split_once(' '))
    {
        return Some(structure(keyword, name));
    }
    let start = code.find("fn ")?;
    if !matches!(&code[..start], "" | "async " | "pub " | "pub async " | "pub(super) ") {
        return None;
    }
    let open = start + code[start..].find('(')?;
    let close = scan::closing(code, open)?;
    let output = match &code[close + 1..] {
        "" => None,
        rest => Some(rest.strip_prefix(" -> ")?),
    };
    Some(signature(indent, &code[..open], &scan::elements(&code[open + 1..close]), output))
}
