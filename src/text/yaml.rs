//! Writes a value as YAML.
//!
//! Promises that YAML 1.1 and 1.2 readers alike read back the same value: text is plain only where no
//! reader could take it for something else, and otherwise double-quoted, with every character
//! escaped that isn't printable (bidirectional controls and line separators among them).
//!
//! serde-saphyr's own serialiser is not used: it has no way to write a number with more digits than
//! an `f64` holds, and libyaml refuses the block scalars it writes for text with tabs.

use std::fmt::{self, Write};

use serde::Serialize;
use serde_json::{Number, Value};

/// The value as a YAML document, in block style.
pub(crate) fn to_yaml(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).expect("the rendered types have string keys and can't fail");
    let mut text = String::new();
    write_block(&mut text, &value, 0).expect("a String takes any text");
    text
}

/// A string as a scalar: key or value in block style, not in a flow collection.
pub(crate) fn text(text: &str) -> String {
    let mut scalar = String::new();
    write_text(&mut scalar, text).expect("a String takes any text");
    scalar
}

/// Writes a value that begins a line, or follows `- `, and ends it.
fn write_block(out: &mut String, value: &Value, indent: usize) -> fmt::Result {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (place, (key, value)) in members.iter().enumerate() {
                start_line(out, indent, place)?;
                write_text(out, key)?;
                out.push(':');
                write_member(out, value, indent)?;
            }
            Ok(())
        }
        Value::Array(items) if !items.is_empty() => {
            for (place, item) in items.iter().enumerate() {
                start_line(out, indent, place)?;
                out.push_str("- ");
                write_block(out, item, indent + 2)?;
            }
            Ok(())
        }
        scalar => {
            write_scalar(out, scalar)?;
            out.push('\n');
            Ok(())
        }
    }
}

/// The first line of a block may already have begun, after `- `.
fn start_line(out: &mut String, indent: usize, place: usize) -> fmt::Result {
    if place == 0 && !out.is_empty() && !out.ends_with('\n') { Ok(()) } else { write!(out, "{:indent$}", "") }
}

fn write_member(out: &mut String, value: &Value, indent: usize) -> fmt::Result {
    let nested = match value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    out.push(if nested { '\n' } else { ' ' });
    write_block(out, value, indent + 2)
}

fn write_scalar(out: &mut String, value: &Value) -> fmt::Result {
    match value {
        Value::Null => out.write_str("null"),
        Value::Bool(flag) => write!(out, "{flag}"),
        Value::Number(number) => write_number(out, number),
        Value::String(text) => write_text(out, text),
        Value::Array(_) => out.write_str("[]"),
        Value::Object(_) => out.write_str("{}"),
    }
}

/// YAML 1.1 knows an exponent only with a sign, after a fraction.
fn write_number(out: &mut String, number: &Number) -> fmt::Result {
    let text = number.as_str();
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return out.write_str(text) };
    let fraction = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['+', '-']) { "" } else { "+" };
    write!(out, "{mantissa}{fraction}e{sign}{exponent}")
}

fn write_text(out: &mut String, text: &str) -> fmt::Result {
    if is_plain(text) {
        return out.write_str(text);
    }
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => write!(out, "\\{c}")?,
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_ascii_graphic() || c == ' ' || c.escape_debug().len() == 1 => out.push(c),
            c if u32::from(c) <= 0xffff => write!(out, "\\u{:04x}", u32::from(c))?,
            c => write!(out, "\\U{:08x}", u32::from(c))?,
        }
    }
    out.push('"');
    Ok(())
}

/// Whether every reader takes the text, unquoted, for this very string.
fn is_plain(text: &str) -> bool {
    const WORDS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '$')
        && !text.ends_with(' ')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || " $_+-./{},;()'`".contains(c))
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::to_yaml;

    #[test]
    fn any_text_reads_back_the_same_as_key_and_as_value() {
        let texts = [
            "",
            " ",
            "no",
            "Y",
            "~",
            "null",
            "1e3",
            "0o7",
            "12:30:45",
            "2024-01-01",
            ".inf",
            "=",
            "<<",
            "- a",
            "a: b",
            "a #b",
            "'",
            "\"",
            "\\",
            "{{x}}",
            "a\tb",
            "a\r\nb\n",
            "\n x",
            "\u{0}",
            "\u{7f}",
            "\u{85}",
            "\u{2028}",
            "\u{202e}abc\u{2066}",
            "\u{feff}",
            "\u{ffff}",
            "é",
            "👩‍🚀",
            "/items/{id}",
            "/",
            "a,b",
            "---",
            "!t",
            "%",
        ];
        let value: Value = texts.iter().map(|&text| (text.to_owned(), Value::from(vec![text]))).collect();
        let read: Value = serde_saphyr::from_str(&to_yaml(&value)).expect("what was written is YAML");
        assert_eq!(read, value);
    }

    #[test]
    fn the_layout_is_block_style() {
        let value = json!({ "a": { "b": [1, { "c": [], "d": {} }, ["x", "yes"]], "404": 9.99e125, "e": null } });
        let expected = "\
a:
  b:
    - 1
    - c: []
      d: {}
    - - x
      - \"yes\"
  \"404\": 9.99e+125
  e: null
";
        assert_eq!(to_yaml(&value), expected);
    }

    #[test]
    fn no_digit_of_a_number_is_lost() {
        let number: Value = serde_json::from_str("0.10000000000000000000000000000000000001").expect("a number");
        assert_eq!(to_yaml(&number), "0.10000000000000000000000000000000000001\n");
    }
}
