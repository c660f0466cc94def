//! Lists that don't fit on a line.

use unicode_width::UnicodeWidthStr;

use super::{ARRAY_WIDTH, CALL_WIDTH, CHAIN_WIDTH, MAX_WIDTH, SHORT, STEP, assignment, fits, pad, scan};

/// `head [elements];`, an array of literals.
pub(crate) fn array(indent: usize, head: &str, elements: &[String]) -> String {
    let elements: Vec<&str> = elements.iter().map(String::as_str).collect();
    let flat = format!("[{}];", elements.join(", "));
    if let [_] | [] = elements.as_slice() {
        let line = format!("{}{head} {flat}", pad(indent));
        let below = format!("{}{flat}", pad(indent + STEP));
        if fits(&line) {
            return line;
        }
        if fits(&below) {
            return format!("{}{head}\n{below}", pad(indent));
        }
    } else if elements.join(", ").width() <= ARRAY_WIDTH {
        return format!("{}{head} {flat}", pad(indent));
    }
    format!("{}{head} [\n{}\n{}];", pad(indent), rows(indent + STEP, &elements), pad(indent))
}

/// `head &[(a, b), …];`, an array of pairs of literals at the left margin.
pub(super) fn pairs(head: &str, pairs: &[[&str; 2]]) -> String {
    let flat: Vec<String> = pairs.iter().map(|pair| format!("({})", pair.join(", "))).collect();
    match pairs {
        [pair] if stay_flat(pair) => assignment(0, head, &format!("&[{}];", flat[0])),
        [pair] => format!("{head} &[{}];", tuple(0, pair)),
        _ if flat.join(", ").width() <= ARRAY_WIDTH => assignment(0, head, &format!("&[{}];", flat.join(", "))),
        _ => {
            let rows: Vec<String> = pairs.iter().map(|pair| format!("{}{},\n", pad(STEP), tuple(STEP, pair))).collect();
            format!("{head} &[\n{}];", rows.concat())
        }
    }
}

/// A pair whose first line stands at `indent` already.
fn tuple(indent: usize, pair: &[&str; 2]) -> String {
    if stay_flat(pair) {
        return format!("({})", pair.join(", "));
    }
    let inner = pad(indent + STEP);
    format!("(\n{inner}{},\n{inner}{},\n{})", pair[0], pair[1], pad(indent))
}

/// Whether the elements of a tuple may share a line, as the arguments of a call may.
fn stay_flat(pair: &[&str; 2]) -> bool {
    pair.join(", ").width() <= CALL_WIDTH
}

/// A line for each element, or full lines where all are short.
pub(super) fn rows(indent: usize, elements: &[&str]) -> String {
    if elements.len() > 1 && elements.iter().all(|element| element.width() <= SHORT) {
        return filled(indent, elements);
    }
    let lines: Vec<String> = elements.iter().map(|text| format!("{},", element(indent, text))).collect();
    lines.join("\n")
}

/// An element on a line of its own, or on several where it reaches into a value and is too long.
fn element(indent: usize, text: &str) -> String {
    let line = format!("{}{text}", pad(indent));
    let is_quoted = text.contains('"');
    let chain: Vec<&str> = if is_quoted { vec![text] } else { text.split('.').collect() };
    let width = if chain.len() > 2 { CHAIN_WIDTH } else { MAX_WIDTH };
    if line.width() < MAX_WIDTH && text.width() <= width {
        return line;
    }
    let call = text.strip_suffix('?').unwrap_or(text);
    if let Some(open) = text.find('(')
        && scan::closing(text, open) == Some(call.len() - 1)
        && (!is_quoted || scan::is_path(&text[..open]))
    {
        let (callee, inner, tail) = (&text[..open], &text[open + 1..call.len() - 1], &text[call.len() - 1..]);
        if !inner.is_empty() {
            let rows = rows(indent + STEP, &scan::elements(inner));
            return format!("{}{callee}(\n{rows}\n{}{tail}", pad(indent), pad(indent));
        }
        if !callee.contains('.') {
            return format!("{}{callee}(\n{}{tail}", pad(indent), pad(indent));
        }
    }
    format!("{}{}", pad(indent), chain.join(&format!("\n{}.", pad(indent + STEP))))
}

/// Lines that hold as many elements as they can.
fn filled(indent: usize, elements: &[&str]) -> String {
    let mut rows = String::new();
    let mut row = String::new();
    for element in elements {
        let longer = if row.is_empty() { format!("{}{element},", pad(indent)) } else { format!("{row} {element},") };
        if row.is_empty() || fits(&longer) {
            row = longer;
        } else {
            rows.push_str(&row);
            rows.push('\n');
            row = format!("{}{element},", pad(indent));
        }
    }
    format!("{rows}{row}")
}
