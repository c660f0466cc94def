//! The door of the layout: a file whose constructs stand flat, each on one line, however long.
//!
//! Templates write what holds a name that way, so that they read as Rust. A line is told by its first and its last
//! bytes, and what is not known stays as it is: templates hold everything else as rustfmt leaves it.

mod statement;
#[cfg(test)]
mod tests;

use super::imports::blocks_in_order;
use super::{MAX_WIDTH, STEP, attribute, call, fits, implementation, pad, record, scan, signature, structure};

/// What is no wider fits whatever it is: so wide are the narrowest limits, those of arguments, arrays and chains.
const NARROW: usize = 60;

/// Lays out each line that holds a construct, and leaves every other line alone.
///
/// Of blank lines, one stays between two others; none stays after an opening brace or before a closing one. So a
/// template can begin each of several parts with a blank line, whichever of them are printed. A block that holds
/// nothing is closed on the line that opens it, and so is a value of a struct whose fields are short.
pub(crate) fn file(text: &str) -> String {
    let mut laid = String::with_capacity(text.len() + text.len() / 8);
    let mut is_apart = false;
    // Where the value of a struct begins that was opened last, where its fields do, and its first line.
    let mut opened = None;
    let text = blocks_in_order(text);
    let lines: Vec<&str> = text.lines().collect();
    for (number, &line) in lines.iter().enumerate() {
        let code = line.trim_start_matches(' ');
        if code.is_empty() {
            is_apart = true;
            continue;
        }
        if is_apart && !laid.is_empty() && !laid.ends_with("{\n") && !code.starts_with('}') {
            laid.push('\n');
        }
        is_apart = false;
        let indent = line.len() - code.len();
        if matches!(code, "}" | "};") && laid.ends_with("{\n") {
            laid.truncate(laid.len() - "\n".len());
            laid.push_str(code);
            laid.push('\n');
            opened = None;
            continue;
        }
        if let Some(tail) = code.strip_prefix('}')
            && let Some((start, fields, first)) = opened.take()
            && let Some(value) = record(indent, laid[start..fields].trim(), &laid[fields..], tail)
                .or_else(|| below(&lines[first..=number], &laid[start..]))
        {
            laid.truncate(start);
            laid.push_str(&value);
            laid.push('\n');
            continue;
        }
        if is_record(code) {
            opened = Some((laid.len(), laid.len() + line.len() + "\n".len(), number));
        }
        let laid_out = if code.starts_with("#[") && has_field(&lines[number..]) {
            field_attribute(indent, code)
        } else {
            construct(indent, code)
        };
        match laid_out {
            Some(tall) => laid.push_str(&tall),
            None => laid.push_str(line),
        }
        laid.push('\n');
    }
    laid
}

/// Whether a value of a struct is opened: `Book {`, or `let book = Book {`.
fn is_record(code: &str) -> bool {
    let Some(head) = code.strip_suffix(" {") else { return false };
    let ty = head.strip_prefix("let ").and_then(|binding| binding.split_once(" = ")).map_or(head, |(_, ty)| ty);
    scan::is_path(ty) && ty.starts_with(|first: char| first.is_ascii_uppercase())
}

/// A value of a struct below the name that it gets, `let name =` and `ty { fields };`; none unless that takes at least
/// two lines less than beside the name, where all but the last line is `laid` out.
fn below(lines: &[&str], laid: &str) -> Option<String> {
    let height = laid.lines().count() + 1;
    let (head, ty) = lines[0].split_once(" = ")?;
    if height <= lines.len() + 1 {
        return None;
    }
    let indent = pad(head.len() - head.trim_start().len() + STEP);
    let fields = lines[1..].iter().map(|line| format!("{}{line}\n", pad(STEP)));
    let value = file(&[format!("{indent}{ty}\n")].into_iter().chain(fields).collect::<String>());
    let value = value.trim_end();
    (height > value.lines().count() + 1 && value.lines().all(fits)).then(|| format!("{head} =\n{value}"))
}

/// A construct as rustfmt would leave it; none if the line holds no known one, or is too narrow to be broken.
fn construct(indent: usize, code: &str) -> Option<String> {
    if indent + code.len() <= NARROW {
        return None;
    }
    match code.as_bytes() {
        [b'.', .., b')'] if indent + code.len() > MAX_WIDTH => link(indent, code),
        [b'"', .., b')'] => statement::statement(indent, code),
        // A comment, or a part of a construct that is tall already.
        [b'/' | b'.' | b'"' | b'(' | b')' | b'[' | b']' | b'{' | b'}', ..] => None,
        [.., b' ', b'{'] => head(indent, code.strip_suffix(" {")?),
        [b'#', b'[', .., b')', b']'] => attribute_within(MAX_WIDTH, indent, code),
        _ => statement::statement(indent, code),
    }
}

/// Whether the attributes that these lines begin with are those of a field.
fn has_field(lines: &[&str]) -> bool {
    let item = lines.iter().map(|line| line.trim_start()).find(|line| !line.starts_with("#["));
    item.is_some_and(|item| item.starts_with("pub ") && item.ends_with(','))
}

/// rustfmt keeps a column free behind the attributes of a field, and none behind those of a variant.
fn field_attribute(indent: usize, code: &str) -> Option<String> {
    attribute_within(MAX_WIDTH - 1, indent, code)
}

/// An attribute with one argument.
fn attribute_within(width: usize, indent: usize, code: &str) -> Option<String> {
    let (name, argument) = code.strip_prefix("#[")?.strip_suffix(")]")?.split_once('(')?;
    Some(attribute(width, indent, name, argument))
}

/// A link with one argument, of a chain that is tall already.
fn link(indent: usize, code: &str) -> Option<String> {
    let (method, arguments) = code.strip_suffix(')')?.split_once('(')?;
    let [argument] = scan::elements(arguments).try_into().ok()?;
    Some(call(indent, method, &[argument], ""))
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
