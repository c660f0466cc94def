//! The first lines of items, up to the opening brace.

use unicode_width::UnicodeWidthStr;

use super::{MAX_WIDTH, STEP, fits, pad, ty};

/// `pub struct Name {` or `pub enum Name {`.
pub(super) fn structure(keyword: &str, name: &str) -> String {
    let line = format!("pub {keyword} {name} {{");
    if fits(&line) { line } else { format!("pub {keyword} {name}\n{{") }
}

/// `impl Type {`, or `impl Trait for Type {`: `rest` is what may stand on a line of its own, `Type` or `for Type`.
pub(super) fn implementation(head: &str, rest: &str) -> String {
    let line = format!("{head} {rest} {{");
    let broken = format!("{}{rest}", pad(STEP));
    if fits(&line) || !fits(&broken) { line } else { format!("{head}\n{broken}\n{{") }
}

/// The signature of a function: `head(params) -> output {`.
pub(crate) fn signature(indent: usize, head: &str, params: &[&str], output: Option<&str>) -> String {
    let arrow = output.map_or_else(String::new, |output| format!(" -> {output}"));
    let line = format!("{}{head}({}){arrow} {{", pad(indent), params.join(", "));
    if fits(&line) {
        return line;
    }
    if params.is_empty() {
        return without_parameters(indent, head, output);
    }
    let params: Vec<String> = params.iter().map(|param| ty::parameter(indent + STEP, param)).collect();
    let open = format!("{}{head}(\n{}\n{})", pad(indent), params.join("\n"), pad(indent));
    match output {
        None => format!("{open} {{"),
        Some(output) => match ty::output(indent, output) {
            Some(ty) if ty.contains('\n') => format!("{open} -> {ty} {{"),
            Some(ty) => braced(indent, &open, &format!(") -> {ty}"), &format!(" -> {ty}")),
            None => as_found(&format!("{open}{arrow}")),
        },
    }
}

fn without_parameters(indent: usize, head: &str, output: Option<&str>) -> String {
    let open = format!("{}{head}()", pad(indent));
    let Some(output) = output else { return format!("{open}\n{}{{", pad(indent)) };
    let arrow = format!("-> {output}");
    // rustfmt counts neither the space before the arrow nor the closing parenthesis.
    if open.width() + arrow.width() <= MAX_WIDTH {
        return format!("{open} {arrow}\n{}{{", pad(indent));
    }
    match ty::output(indent, output) {
        Some(_) => braced(indent, &open, &arrow, &format!("\n{}{arrow}", pad(indent))),
        None => as_found(&format!("{open} {arrow}")),
    }
}

/// Adds the brace to a signature of several lines. rustfmt counts the indent of its last line twice.
fn braced(indent: usize, open: &str, last: &str, text: &str) -> String {
    let width = 2 * indent + last.width() + " {".len();
    if width <= MAX_WIDTH { format!("{open}{text} {{") } else { format!("{open}{text}\n{}{{", pad(indent)) }
}

/// A signature that fits in no form: rustfmt leaves it, but takes the space before the brace away.
fn as_found(signature: &str) -> String {
    format!("{signature}{{")
}
