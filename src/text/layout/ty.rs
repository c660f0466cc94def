//! Types that hold a type's name.

use unicode_width::UnicodeWidthStr;

use super::{MAX_WIDTH, STEP, fits, pad};

/// A field or a parameter with its comma: `name: ty,`.
pub(crate) fn field(indent: usize, name: &str, ty: &str) -> String {
    let below = format!("{}{ty}", pad(indent + STEP));
    let on_two_lines = format!("{}{name}:\n{below},", pad(indent));
    let line = format!("{}{name}: {ty},", pad(indent));
    if fits(&line) {
        return line;
    }
    if fits(&format!("{below},")) {
        return on_two_lines;
    }
    let tall = broken(indent, ty).map(|tall| format!("{}{name}: {tall},", pad(indent)));
    if let Some(tall) = tall.filter(|tall| tall.lines().next().is_some_and(fits)) {
        return tall;
    }
    // Below a name that fills its line, the comma is not counted.
    if indent + name.width() + ": ".len() >= MAX_WIDTH && fits(&below) {
        return on_two_lines;
    }
    broken(indent + STEP, ty).map_or(line, |ty| format!("{}{name}:\n{}{ty},", pad(indent), pad(indent + STEP)))
}

/// A parameter with its comma: unlike the type of a field, its type stays on the line of its name.
pub(super) fn parameter(indent: usize, text: &str) -> String {
    let line = format!("{}{text},", pad(indent));
    // rustfmt keeps two columns free behind a slice.
    let kept = if text.ends_with(">]") { 2 } else { 0 };
    if line.width() + kept <= MAX_WIDTH {
        return line;
    }
    let broken = text.split_once(": ").and_then(|(name, ty)| Some(format!("{name}: {}", broken(indent, ty)?)));
    broken.map_or(line, |text| format!("{}{text},", pad(indent)))
}

/// The type after `-> `, whose line begins at `indent`: none where it fits in no form.
pub(super) fn output(indent: usize, ty: &str) -> Option<String> {
    if indent + "-> ".len() + ty.width() <= MAX_WIDTH { Some(ty.to_owned()) } else { broken(indent, ty) }
}

/// A generic type, or a slice of one, with a line for each argument: none where one fits in no form.
fn broken(indent: usize, ty: &str) -> Option<String> {
    if let Some(element) = ty.strip_prefix("&[").and_then(|rest| rest.strip_suffix(']')) {
        return Some(format!("&[{}]", broken(indent, element)?));
    }
    let (head, args) = ty.strip_suffix('>')?.split_once('<')?;
    let line = |arg: &str| {
        let line = format!("{}{arg},", pad(indent + STEP));
        if fits(&line) {
            return Some(line);
        }
        Some(format!("{}{},", pad(indent + STEP), broken(indent + STEP, arg)?))
    };
    let lines: Vec<String> = arguments(args).into_iter().map(line).collect::<Option<_>>()?;
    Some(format!("{head}<\n{}\n{}>", lines.join("\n"), pad(indent)))
}

/// The arguments of a generic type, of which only the first may be generic itself.
fn arguments(args: &str) -> Vec<&str> {
    match args.rsplit_once(", ") {
        Some((first, last)) => vec![first, last],
        None => vec![args],
    }
}
