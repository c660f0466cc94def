//! Lays out the few Rust constructs that hold a name, as rustfmt would with its defaults.
//!
//! Names have 1 to 64 characters, and those of types may be joined of several, so each construct has
//! a flat and a tall form. Templates hold everything else, already formatted. What fits in neither
//! form rustfmt leaves as it finds it. The sweep in `tests/layout.rs` compares every slot with rustfmt
//! itself.

mod call;
mod file;
mod head;
mod imports;
mod list;
mod scan;
mod string;
mod ty;

use unicode_width::UnicodeWidthStr;

use self::call::{attribute, built, initialiser, opened};
pub(crate) use self::call::{binding, call, chain, method, returned};
pub(crate) use self::file::file;
pub(crate) use self::head::signature;
use self::head::{implementation, structure};
pub(crate) use self::imports::{imports, in_order};
pub(crate) use self::list::array;
use self::list::pairs;
pub(crate) use self::string::string;
pub(crate) use self::ty::field;

/// rustfmt's `max_width`.
const MAX_WIDTH: usize = 100;
/// rustfmt's `fn_call_width`: the widest arguments that stay on one line.
const CALL_WIDTH: usize = 60;
/// rustfmt's `array_width`: the widest elements that stay on one line.
const ARRAY_WIDTH: usize = 60;
/// rustfmt's `chain_width`: the widest chain of calls that stays on one line.
const CHAIN_WIDTH: usize = 60;
/// rustfmt's `struct_lit_width`: the widest fields of a value that stay on one line.
const RECORD_WIDTH: usize = 18;
/// rustfmt's `short_array_element_width_threshold`: what is no wider shares its line with others.
const SHORT: usize = 10;
/// rustfmt's `tab_spaces`.
const STEP: usize = 4;

/// What follows a name: `head rest`, such as `const X: &str =` and its value with a semicolon.
pub(crate) fn assignment(indent: usize, head: &str, rest: &str) -> String {
    let line = format!("{}{head} {rest}", pad(indent));
    if let Some((name, ty)) = head.split_once(": ")
        && !fits(&format!("{}{head}", pad(indent)))
    {
        let (below, inner) = (format!("{}{ty} {rest}", pad(indent + STEP)), pad(indent + STEP));
        let rest = format!("{inner}{rest}");
        let below = if fits(&below) || !fits(&rest) { below } else { format!("{inner}{ty}\n{rest}") };
        return format!("{}{name}:\n{below}", pad(indent));
    }
    let broken = format!("{}{rest}", pad(indent + STEP));
    if fits(&line) {
        return line;
    }
    if fits(&broken) {
        return format!("{}{head}\n{broken}", pad(indent));
    }
    opened(indent, head, rest).map_or(line, |(opened, rest)| format!("{opened}{}{rest}", pad(indent)))
}

/// An arm of a match: `pattern => body,`. A block holds a body that is too long for any line.
fn arm(indent: usize, pattern: &str, body: &str) -> String {
    let line = format!("{}{pattern} => {body},", pad(indent));
    if fits(&line) {
        return line;
    }
    format!("{}{pattern} => {{\n{}{body}\n{}}}", pad(indent), pad(indent + STEP), pad(indent))
}

/// A value of a struct whose fields share a line, `let name = ty { fields };`; none where they are too wide for that.
/// `head` is the line that opens it, and each line of `fields` has a comma.
fn record(indent: usize, head: &str, fields: &str, tail: &str) -> Option<String> {
    let flat = fields.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let flat = flat.strip_suffix(',').filter(|flat| flat.width() <= RECORD_WIDTH)?;
    let value = format!("{flat} }}{tail}");
    Some(match head.split_once(" = ") {
        Some((name, ty)) => assignment(indent, &format!("{name} ="), &format!("{ty} {value}")),
        None => format!("{}{head} {value}", pad(indent)),
    })
}

/// Whether any of some calls is true: `a || b`. A call that ends on a line of its own has the next one beside it.
fn any(indent: usize, calls: &[&str]) -> Option<String> {
    let line = format!("{}{}", pad(indent), calls.join(" || "));
    if fits(&line) {
        return Some(line);
    }
    let mut text = String::new();
    for call in calls {
        let beside = text.rsplit_once('\n').is_some_and(|(_, last)| last == format!("{})", pad(indent)));
        let (place, joint) = match (text.is_empty(), beside) {
            (true, _) => (indent, pad(indent)),
            (false, true) => (indent, " || ".to_owned()),
            (false, false) => (indent + STEP, format!("\n{}|| ", pad(indent + STEP))),
        };
        text.push_str(&joint);
        let last = text.rsplit('\n').next().unwrap_or_default();
        if fits(&format!("{last}{call}")) {
            text.push_str(call);
        } else {
            let (callee, argument) = call.strip_suffix(')')?.split_once('(')?;
            text.push_str(self::call::tall(place, callee, &[argument], "").trim_start());
        }
    }
    Some(text)
}

/// What a call makes of a string: `"text".method()`.
fn of_string(indent: usize, text: &str, method: &str) -> String {
    let line = format!("{}{text}.{method}", pad(indent));
    if fits(&line) || !fits(&format!("{}{text}", pad(indent))) {
        return line;
    }
    format!("{}{text}\n{}.{method}", pad(indent), pad(indent + STEP))
}

/// A binding of a field that is borrowed: `let name = &owner.field;`.
fn borrowed(indent: usize, head: &str, owner: &str, field: &str) -> String {
    let line = assignment(indent, head, &format!("&{owner}.{field};"));
    if line.lines().all(fits) {
        return line;
    }
    format!("{}{head} &{owner}\n{}.{field};", pad(indent), pad(indent + STEP))
}

fn fits(line: &str) -> bool {
    line.width() <= MAX_WIDTH
}

fn pad(width: usize) -> String {
    " ".repeat(width)
}
