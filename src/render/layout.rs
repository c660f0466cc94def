//! Lays out the few Rust constructs that hold a name, as rustfmt would with its defaults.
//!
//! Names have 1 to 64 characters, so each construct has a flat and a tall form. Templates hold
//! everything else, already formatted. What fits in neither form rustfmt leaves as it finds it.
//! The sweep in `tests/layout.rs` compares every slot with rustfmt itself.

use std::cmp::Ordering;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

/// rustfmt's `max_width`.
const MAX_WIDTH: usize = 100;
/// rustfmt's `fn_call_width`: the widest arguments that stay on one line.
const CALL_WIDTH: usize = 60;
/// rustfmt's `chain_width`: the widest chain of calls that stays on one line.
const CHAIN_WIDTH: usize = 60;
/// rustfmt's `tab_spaces`.
const STEP: usize = 4;

/// A call: `head(args)tail`, where `head` may begin with what is assigned to, such as `name: required`.
pub(crate) fn call(indent: usize, head: &str, args: &[&str], tail: &str) -> String {
    parenthesised(indent, head, args, tail, CALL_WIDTH)
}

/// A method call on a receiver: `receiver.method(args)tail`.
pub(crate) fn method(indent: usize, receiver: &str, method: &str, args: &[&str], tail: &str) -> String {
    let flat = args.join(", ");
    let line = format!("{}{receiver}.{method}({flat}){tail}", pad(indent));
    let too_long = line.width() > MAX_WIDTH;
    if too_long && flat.width() <= CALL_WIDTH && receiver.width() > STEP {
        return format!("{}{receiver}\n{}.{method}({flat}){tail}", pad(indent), pad(indent + STEP));
    }
    call(indent, &format!("{receiver}.{method}"), args, tail)
}

/// An attribute with one argument: `#[name(argument)]`.
pub(crate) fn attribute(indent: usize, name: &str, argument: &str) -> String {
    let line = format!("{}#[{name}({argument})]", pad(indent));
    if line.width() < MAX_WIDTH {
        return line;
    }
    format!("{}#[{name}(\n{}{argument}\n{})]", pad(indent), pad(indent + STEP), pad(indent))
}

fn parenthesised(indent: usize, head: &str, args: &[&str], tail: &str, width: usize) -> String {
    let flat = args.join(", ");
    let line = format!("{}{head}({flat}){tail}", pad(indent));
    let fits = args.len() < 2 || flat.width() <= width;
    if fits && line.width() <= MAX_WIDTH {
        return line;
    }
    let args: String = args.iter().map(|arg| format!("{}{arg},\n", pad(indent + STEP))).collect();
    format!("{}{head}(\n{args}{}){tail}", pad(indent), pad(indent))
}

/// A hook that is called and awaited: `app.hooks.name(args).await?;`.
pub(crate) fn hook(indent: usize, name: &str, args: &str) -> String {
    chain(indent, "app.hooks", &[&format!(".{name}({args})"), ".await?"])
}

/// A statement that ends in a chain: the last word of `head` is what the first link is called on.
pub(crate) fn chain(indent: usize, head: &str, links: &[&str]) -> String {
    let receiver = head.rsplit(' ').next().unwrap_or(head);
    let flat = links.concat();
    let line = format!("{}{head}{flat};", pad(indent));
    if receiver.width() + flat.width() < CHAIN_WIDTH && line.width() <= MAX_WIDTH {
        return line;
    }
    let links: String = links.iter().map(|link| format!("\n{}", self::link(indent + STEP, link))).collect();
    format!("{}{head}{links};", pad(indent))
}

/// A link of a tall chain; its arguments are short, but its name may not be.
fn link(indent: usize, link: &str) -> String {
    let line = format!("{}{link}", pad(indent));
    match link.split_once('(') {
        Some((head, args)) if line.width() > MAX_WIDTH => {
            let args = args.trim_end_matches(')');
            format!("{}{head}(\n{}{args},\n{})", pad(indent), pad(indent + STEP), pad(indent))
        }
        _ => line,
    }
}

/// The initialiser of a field by another value's field: `name: owner.field,`.
pub(crate) fn initialiser(indent: usize, name: &str, owner: &str, field: &str) -> String {
    let line = format!("{}{name}: {owner}.{field},", pad(indent));
    if line.width() <= MAX_WIDTH {
        return line;
    }
    format!("{}{name}: {owner}\n{}.{field},", pad(indent), pad(indent + STEP))
}

/// Whether any of some calls is true: `a || b`.
pub(crate) fn any(indent: usize, calls: &[String]) -> String {
    let line = format!("{}{}", pad(indent), calls.join(" || "));
    if line.width() <= MAX_WIDTH {
        return line;
    }
    let joint = format!("\n{}|| ", pad(indent + STEP));
    format!("{}{}", pad(indent), calls.join(&joint))
}

/// What follows a name: `head rest`, such as `pub name:` and its type with a comma, or `const X: &str =` and its
/// value with a semicolon.
pub(crate) fn assignment(indent: usize, head: &str, rest: &str) -> String {
    let line = format!("{}{head} {rest}", pad(indent));
    let broken = format!("{}{rest}", pad(indent + STEP));
    if line.width() <= MAX_WIDTH || broken.width() > MAX_WIDTH {
        return line;
    }
    format!("{}{head}\n{broken}", pad(indent))
}

/// `head [elements];`, an array of literals.
pub(crate) fn array(indent: usize, head: &str, elements: &[String]) -> String {
    let flat = elements.join(", ");
    let line = format!("{}{head} [{flat}];", pad(indent));
    if flat.width() <= CALL_WIDTH && line.width() <= MAX_WIDTH {
        return line;
    }
    let rows: String = elements.iter().map(|element| format!("{}{element},\n", pad(indent + STEP))).collect();
    format!("{}{head} [\n{rows}{}];", pad(indent), pad(indent))
}

/// An arm of a match: `pattern => body,`.
pub(crate) fn arm(indent: usize, pattern: &str, body: &str) -> String {
    let line = format!("{}{pattern} => {body},", pad(indent));
    let broken = format!("{}{body}", pad(indent + STEP));
    if line.width() <= MAX_WIDTH || broken.width() > MAX_WIDTH {
        return line;
    }
    format!("{}{pattern} => {{\n{broken}\n{}}}", pad(indent), pad(indent))
}

/// The signature of a function up to its opening brace: `head(params) -> output {`.
pub(crate) fn signature(indent: usize, head: &str, params: &[&str], output: Option<&str>) -> String {
    let output = output.map_or_else(String::new, |output| format!(" -> {output}"));
    let mut text = parenthesised(indent, head, params, &format!("{output} {{"), MAX_WIDTH);
    if params.is_empty() {
        text = format!("{}{head}(){output} {{", pad(indent));
    }
    let last = text.rsplit('\n').next().unwrap_or_default();
    if last.width() > MAX_WIDTH {
        text.truncate(text.len() - 2);
        let _ = write!(text, "\n{}{{", pad(indent));
    }
    text
}

/// `use path::{names};` or `pub use …`, with the names in rustfmt's order.
pub(crate) fn imports(keyword: &str, path: &str, names: &[&str]) -> String {
    let mut names = names.to_vec();
    names.sort_unstable_by(|a, b| version_order(a, b));
    names.dedup();
    if let [name] = names.as_slice() {
        return format!("{keyword} {path}::{name};");
    }
    let line = format!("{keyword} {path}::{{{}}};", names.join(", "));
    if line.width() < MAX_WIDTH - 1 {
        return line;
    }
    let mut text = format!("{keyword} {path}::{{\n");
    let mut row = String::new();
    let mut is_broken = false;
    for (place, name) in names.iter().enumerate() {
        // rustfmt does not count the last comma as long as everything is in one row.
        let comma = usize::from(is_broken || place + 1 < names.len());
        if !row.is_empty() && STEP + row.width() + 1 + name.width() + comma >= MAX_WIDTH {
            text.push_str(&format!("{}{row}\n", pad(STEP)));
            row.clear();
            is_broken = true;
        }
        if !row.is_empty() {
            row.push(' ');
        }
        row.push_str(name);
        row.push(',');
    }
    text.push_str(&format!("{}{row}\n}};", pad(STEP)));
    text
}

/// `use` lines in rustfmt's order.
pub(crate) fn in_order(mut lines: Vec<String>) -> Vec<String> {
    lines.sort_by(|a, b| {
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

/// rustfmt's order of type names: by character, but runs of digits by their value.
fn version_order(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (digits_a, digits_b) = (leading_digits(a), leading_digits(b));
        let order = if digits_a.is_empty() || digits_b.is_empty() {
            // An underscore comes before any letter.
            let rank = |text: &str| text.chars().next().map(|c| if c == '_' { '\0' } else { c });
            rank(a).cmp(&rank(b))
        } else {
            let value = |digits: &str| digits.parse::<u128>().unwrap_or(u128::MAX);
            value(digits_a).cmp(&value(digits_b)).then(digits_b.len().cmp(&digits_a.len()))
        };
        if order != Ordering::Equal || a.is_empty() {
            return order;
        }
        (a, b) = (&a[digits_a.len().max(1)..], &b[digits_b.len().max(1)..]);
    }
}

fn leading_digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}

/// A Rust string literal: printable letters as they are, everything else that is not ASCII escaped.
pub(crate) fn string(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        if c.is_ascii() {
            literal.extend(c.escape_default().filter(|_| c != '\''));
            if c == '\'' {
                literal.push(c);
            }
        } else if c.is_alphanumeric() {
            literal.push(c);
        } else {
            literal.extend(c.escape_unicode());
        }
    }
    literal.push('"');
    literal
}

fn pad(width: usize) -> String {
    " ".repeat(width)
}
