//! Text as YAML scalars. Any text, from any spec, reads back as the same string in every YAML reader.

use std::fmt::Write as _;

use serde::Serialize;

/// A scalar that is safe in block and flow context alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct Scalar(String);

impl Scalar {
    /// A string: plain where nothing in it could be read as something else, otherwise double-quoted.
    pub(super) fn text(text: &str) -> Self {
        Self(if is_plain(text) { text.to_owned() } else { quoted(text) })
    }

    /// A path of the API. Not for flow context: its braces stay plain.
    pub(super) fn path(path: &str) -> Self {
        let plain = path.chars().all(|c| c.is_ascii_alphanumeric() || "/{}_-.".contains(c));
        Self(if plain { path.to_owned() } else { quoted(path) })
    }

    /// A boolean.
    pub(super) fn flag(flag: bool) -> Self {
        Self(flag.to_string())
    }

    /// A whole number.
    pub(super) fn integer(number: u32) -> Self {
        Self(number.to_string())
    }

    /// A number with a fraction.
    pub(super) fn number(number: f64) -> Self {
        Self(number.to_string())
    }
}

/// What YAML 1.1 readers take for a boolean or null.
const RESERVED: &[&str] = &["y", "n", "yes", "no", "true", "false", "on", "off", "null"];

fn is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || " _-./".contains(c))
        && !RESERVED.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Escapes whatever doesn't print: YAML 1.1 folds U+0085 and U+2028, and refuses other controls.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ if prints(c) => quoted.push(c),
            _ => write!(quoted, "\\U{:08X}", u32::from(c)).expect("a String takes what is written"),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a character shows, on its own, as what it is.
fn prints(c: char) -> bool {
    c == '\'' || c.escape_debug().len() == 1
}

#[cfg(test)]
mod tests {
    use super::Scalar;

    fn check(text: &str, scalar: &str) {
        assert_eq!(Scalar::text(text), Scalar(scalar.to_owned()));
    }

    #[test]
    fn words_stay_plain() {
        check("A small shop catalogue", "A small shop catalogue");
    }

    #[test]
    fn what_reads_as_another_type_is_quoted() {
        check("No", r#""No""#);
        check("1e3", r#""1e3""#);
        check("", r#""""#);
    }

    #[test]
    fn syntax_is_quoted() {
        check("a: b # c", r#""a: b # c""#);
        check("{{ x }}", r#""{{ x }}""#);
        check("it's \"so\"\\", r#""it's \"so\"\\""#);
    }

    #[test]
    fn line_separators_and_bidi_controls_are_escaped() {
        check("a\u{2028}b\u{85}c\u{202e}d\re", r#""a\U00002028b\U00000085c\U0000202Ed\U0000000De""#);
    }

    #[test]
    fn letters_and_emoji_stay_readable() {
        check("Größe – 🎲", "\"Größe – 🎲\"");
    }
}
