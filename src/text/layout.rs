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

use self::call::built;
pub(crate) use self::call::{attribute, binding, call, chain, initialiser, method, returned};
pub(crate) use self::file::file;
pub(crate) use self::head::{implementation, signature, structure};
pub(crate) use self::imports::{imports, in_order};
pub(crate) use self::list::{array, pairs};
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
    let broken = format!("{}{rest}", pad(indent + STEP));
    if fits(&line) || !fits(&broken) {
        return line;
    }
    format!("{}{head}\n{broken}", pad(indent))
}

/// An arm of a match: `pattern => body,`. A block holds a body that is too long for any line.
fn arm(indent: usize, pattern: &str, body: &str) -> String {
    let line = format!("{}{pattern} => {body},", pad(indent));
    if fits(&line) {
        return line;
    }
    format!("{}{pattern} => {{\n{}{body}\n{}}}", pad(indent), pad(indent + STEP), pad(indent))
}

/// An arm of a match whose pattern is a tuple: `(elements) => body,`.
pub(crate) fn tuple_arm(indent: usize, elements: &[&str], body: &str) -> String {
    let pattern = format!("({})", elements.join(", "));
    if fits(&format!("{}{pattern} => {{", pad(indent))) {
        return arm(indent, &pattern, body);
    }
    format!("{}(\n{}\n{}) => {body},", pad(indent), list::rows(indent + STEP, elements), pad(indent))
}

/// A value of a struct from its fields, which are laid out a step further in: `ty { fields }`, or with a name
/// `let name = ty { fields };`.
pub(crate) fn record(indent: usize, name: Option<&str>, ty: &str, fields: &[String]) -> String {
    let head = name.map_or_else(|| ty.to_owned(), |name| format!("let {name} = {ty}"));
    let tail = if name.is_some() { ";" } else { "" };
    let flat = fields.iter().map(|field| field.trim()).collect::<Vec<_>>().join(" ");
    let flat = flat.trim_end_matches(',');
    if flat.width() <= RECORD_WIDTH {
        let value = format!("{{ {flat} }}{tail}");
        return name.map_or_else(
            || format!("{}{ty} {value}", pad(indent)),
            |name| assignment(indent, &format!("let {name} ="), &format!("{ty} {value}")),
        );
    }
    format!("{}{head} {{\n{}\n{}}}{tail}", pad(indent), fields.join("\n"), pad(indent))
}

/// Whether any of some calls is true: `a || b`.
pub(crate) fn any(indent: usize, calls: &[String]) -> String {
    let line = format!("{}{}", pad(indent), calls.join(" || "));
    if fits(&line) {
        return line;
    }
    let joint = format!("\n{}|| ", pad(indent + STEP));
    format!("{}{}", pad(indent), calls.join(&joint))
}

fn fits(line: &str) -> bool {
    line.width() <= MAX_WIDTH
}

fn pad(width: usize) -> String {
    " ".repeat(width)
}
