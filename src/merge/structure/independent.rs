use std::collections::HashSet;

/// A call that gives a value to a name: `.route("/items", …)`, `update.set("name", …);`, `put(&mut item, "name", …);`.
struct Call<'a> {
    /// What the name is given to: `.route`, `update`, `&mut item`.
    receiver: &'a str,
    name: &'a str,
}

/// Whether lines that two sides add at one place mean the same in any order.
pub(super) fn are_independent(lines: &[&str]) -> bool {
    are_calls(lines) || are_rows(lines)
}

/// Rows of a table in Markdown.
fn are_rows(lines: &[&str]) -> bool {
    let is_row = |line: &&str| line.starts_with("| ") && line.ends_with(" |\n");
    lines.iter().all(is_row) && lines.iter().collect::<HashSet<_>>().len() == lines.len()
}

/// Calls that name different things to the same receiver.
///
/// What can end a function early, waits or branches is left out: there, order matters.
fn are_calls(lines: &[&str]) -> bool {
    let calls: Option<Vec<_>> = lines.iter().map(|line| call(line.trim())).collect();
    calls.is_some_and(|calls| {
        let names: HashSet<_> = calls.iter().map(|call| call.name).collect();
        let receivers: HashSet<_> = calls.iter().map(|call| call.receiver).collect();
        names.len() == calls.len() && receivers.len() == 1
    })
}

/// Whether two patterns of a match can't both fit: they begin with different variants or values.
pub(super) fn are_disjoint(one: &str, other: &str) -> bool {
    let (one, other) = (value(one), value(other));
    one.is_some() && other.is_some() && one != other
}

/// The variant or value that a pattern begins with, unless it may fit others too.
fn value(pattern: &str) -> Option<&str> {
    let head = pattern.split(['(', '{']).next().unwrap_or_default().trim();
    let last = head.rsplit("::").next().unwrap_or_default();
    let is_value = last.starts_with(|first: char| first.is_ascii_uppercase() || first.is_ascii_digit() || first == '"');
    (is_value && !pattern.contains(['|', '@']) && !head.contains("..")).then_some(last)
}

fn call(line: &str) -> Option<Call<'_>> {
    let (called, arguments) = line.split_once('(')?;
    let is_path = |text: &str| text.chars().all(|char| char.is_alphanumeric() || "_.:".contains(char));
    let code = || line.split('"').step_by(2);
    let is_plain = is_path(called) && code().all(|code| !code.contains(['?', '{', '|']) && !code.contains(".await"));
    let ends = if called.starts_with('.') { line.ends_with(')') } else { line.ends_with(");") };
    if !is_plain || !ends {
        return None;
    }
    let (first, rest) = match arguments.strip_prefix("&mut ") {
        Some(_) => arguments.split_once(", ")?,
        None => ("", arguments),
    };
    // One argument alone may count by its place: `.arg("build")`.
    let (name, _) = rest.strip_prefix('"')?.split_once("\", ")?;
    let receiver = match called.rsplit_once('.') {
        _ if !first.is_empty() => first,
        Some(("", _)) => called,
        Some((receiver, _)) => receiver,
        None => return None,
    };
    Some(Call { receiver, name })
}
