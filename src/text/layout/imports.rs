//! `use` lines, and their order.

use std::cmp::Ordering;

use unicode_width::UnicodeWidthStr;

use super::{MAX_WIDTH, STEP, pad};

/// `use path::{names};` or `pub use …`, with the names in rustfmt's order.
pub(crate) fn imports(keyword: &str, path: &str, names: &[&str]) -> String {
    let mut names = names.to_vec();
    let is_name = |name: &str| name != "self";
    names.sort_unstable_by(|a, b| is_name(a).cmp(&is_name(b)).then_with(|| version_order(a, b)));
    names.dedup();
    if let [name] = names.as_slice() {
        return format!("{keyword} {path}::{name};");
    }
    let line = format!("{keyword} {path}::{{{}}};", names.join(", "));
    if line.width() < MAX_WIDTH - 1 {
        return line;
    }
    let mut rows = Vec::new();
    let mut row = String::new();
    for (place, name) in names.iter().enumerate() {
        // rustfmt does not count the last comma as long as everything is in one row.
        let comma = usize::from(!rows.is_empty() || place + 1 < names.len());
        if !row.is_empty() && STEP + row.width() + 1 + name.width() + comma >= MAX_WIDTH {
            rows.push(std::mem::take(&mut row));
        }
        if !row.is_empty() {
            row.push(' ');
        }
        row.push_str(name);
        row.push(',');
    }
    rows.push(row);
    let rows = rows.join(&format!("\n{}", pad(STEP)));
    format!("{keyword} {path}::{{\n{}{rows}\n}};", pad(STEP))
}

/// A text in which each block of `use` lines is in rustfmt's order. Only a blank line, or another one, ends a block.
pub(super) fn blocks_in_order(text: &str) -> String {
    let mut ordered = String::with_capacity(text.len());
    let mut block: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        let is_part = block.last().is_some_and(|statement| !statement.ends_with(';'));
        if is_part && let Some(statement) = block.last_mut() {
            statement.push('\n');
            statement.push_str(line.trim_end());
        } else if line.starts_with("use ") || line.starts_with("pub use ") {
            block.push(line.trim_end().to_owned());
        } else {
            finish(&mut block, &mut ordered);
            ordered.push_str(line);
        }
    }
    finish(&mut block, &mut ordered);
    ordered
}

fn finish(block: &mut Vec<String>, ordered: &mut String) {
    for statement in in_order(std::mem::take(block)) {
        ordered.push_str(&statement);
        ordered.push('\n');
    }
}

/// `use` lines in rustfmt's order, which knows no difference between those that are public and others.
pub(crate) fn in_order(mut lines: Vec<String>) -> Vec<String> {
    lines.sort_by(|a, b| {
        let path = |line: &'_ str| line.trim_start_matches("pub ").trim_end_matches(';').to_owned();
        let (a, b) = (path(a), path(b));
        let (mut a, mut b) = (a.split("::"), b.split("::"));
        loop {
            match (a.next(), b.next()) {
                (Some(a), Some(b)) if a == b => {}
                (Some(a), Some(b)) => return segment_order(a, b),
                (a, b) => return a.cmp(&b),
            }
        }
    });
    lines
}

/// `super` comes before `crate`, those before other names, and a list in braces is last.
fn segment_order(a: &str, b: &str) -> Ordering {
    let class = |segment: &str| match segment {
        "use super" => 0,
        "use crate" => 1,
        _ if segment.starts_with('{') => 3,
        _ => 2,
    };
    class(a).cmp(&class(b)).then_with(|| version_order(bare(a), bare(b)))
}

/// A name without the mark of a raw identifier.
fn bare(name: &str) -> &str {
    name.trim_start_matches("r#")
}

/// rustfmt's order of type names: by character, but runs of digits by their value. Of names that are alike but
/// for zeros before digits, that with more of them comes first.
fn version_order(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    let mut zeros = Ordering::Equal;
    loop {
        let (digits_a, digits_b) = (leading_digits(a), leading_digits(b));
        let order = if digits_a.is_empty() || digits_b.is_empty() {
            // An underscore comes before any letter.
            let rank = |text: &str| text.chars().next().map(|c| if c == '_' { '\0' } else { c });
            rank(a).cmp(&rank(b))
        } else {
            let value = |digits: &str| digits.parse::<u128>().unwrap_or(u128::MAX);
            zeros = zeros.then(digits_b.len().cmp(&digits_a.len()));
            value(digits_a).cmp(&value(digits_b))
        };
        if order != Ordering::Equal || a.is_empty() {
            return order.then(zeros);
        }
        (a, b) = (&a[digits_a.len().max(1)..], &b[digits_b.len().max(1)..]);
    }
}

fn leading_digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}
