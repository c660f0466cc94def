//! Lays out the few Rust constructs that hold a name, as rustfmt would with its defaults.
//!
//! Names have 1 to 64 characters, and those of types may be joined of several, so each construct has
//! a flat and a tall form. Templates hold everything else, already formatted. What fits in neither
//! form rustfmt leaves as it finds it. The sweep in `tests/layout.rs` compares every slot with rustfmt
//! itself.

mod call;
mod head;
mod imports;
mod list;
mod string;
mod ty;

use unicode_width::UnicodeWidthStr;

pub(crate) use self::call::{attribute, binding, call, chain, hook, initialiser, link, method, returned};
pub(crate) use self::head::{implementation, signature, structure};
pub(crate) use self::imports::{imports, in_order};
pub(crate) use self::list::array;
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

/// An arm of a match: `pattern => body,`.
pub(crate) fn arm(indent: usize, pattern: &str, body: &str) -> String {
    let line = format!("{}{pattern} => {body},", pad(indent));
    let broken = format!("{}{body}", pad(indent + STEP));
    if fits(&line) || !fits(&broken) {
        return line;
    }
    format!("{}{pattern} => {{\n{broken}\n{}}}", pad(indent), pad(indent))
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
