use super::{Class, Line, indent, simple};

/// Reads lines; those of a block scalar are raw.
pub(super) fn read(lines: &[&str]) -> Vec<Line> {
    let mut read: Vec<Line> = Vec::with_capacity(lines.len());
    while let Some(line) = lines.get(read.len()) {
        read.push(one(line));
        if let Some(outer) = scalar(line) {
            let rest = &lines[read.len()..];
            read.extend(std::iter::repeat_n(Line::RAW, scalar_lines(rest, outer)));
        }
    }
    read
}

fn one(line: &str) -> Line {
    let text = line.trim_start();
    let depth = 2 * indent(line);
    match text {
        _ if text.starts_with('#') || text.starts_with("---") || text.starts_with('%') => {
            Line { class: Class::Comment, depth }
        }
        // The elements of a list may be as deep as its key.
        _ if is_element(text) => Line { class: Class::Content, depth: depth + 1 },
        _ => Line { depth, ..simple(line) },
    }
}

fn is_element(text: &str) -> bool {
    text.starts_with("- ") || text.trim_end() == "-"
}

/// The column that the lines of the block scalar are deeper than, if a line begins one.
fn scalar(line: &str) -> Option<usize> {
    let code = line.split(" #").next().unwrap_or_default().trim_end();
    let head = code.trim_end_matches(|end: char| end.is_ascii_digit() || matches!(end, '+' | '-'));
    let before = head.strip_suffix(['|', '>'])?;
    let is_value = before.ends_with([' ', '-']) && !before.trim_start().starts_with('#');
    if !is_value {
        return None;
    }
    let (mut column, mut text) = (indent(before), before.trim_start());
    while let Some(inner) = text.strip_prefix("- ").map(str::trim_start).filter(|inner| !inner.is_empty()) {
        column += text.len() - inner.len();
        text = inner;
    }
    Some(column)
}

/// How many lines a block scalar has; blank lines after it are not its own.
fn scalar_lines(lines: &[&str], outer: usize) -> usize {
    let belongs = |line: &&&str| line.trim().is_empty() || indent(line) > outer;
    let taken = lines.iter().take_while(belongs).count();
    lines[..taken].iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1)
}
