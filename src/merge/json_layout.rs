//! JSON that a tool has written anew, such as a collection that was exported from Postman.

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{PrettyFormatter, Serializer};

use super::ThreeTexts;

/// How tools indent.
const INDENTS: [&str; 3] = ["\t", "    ", "  "];

/// Base and theirs, laid out as ours is: where the layout alone differs, nothing does.
///
/// `None` if they are already, or if ours is laid out as no tool would.
pub(super) fn as_ours(sides: &ThreeTexts<'_>) -> Option<(String, String)> {
    let is_ours = |indent: &&&str| laid_out(sides.ours, indent).is_some_and(|text| text == sides.ours.trim_end());
    let indent = INDENTS.iter().find(is_ours)?;
    let end = &sides.ours[sides.ours.trim_end().len()..];
    let base = laid_out(sides.base, indent)? + end;
    let theirs = laid_out(sides.theirs, indent)? + end;
    (base != sides.base).then_some((base, theirs))
}

/// A text's value, laid out; its keys in their order and its numbers with all digits.
fn laid_out(text: &str, indent: &str) -> Option<String> {
    let value: Value = serde_json::from_str(text).ok()?;
    let mut bytes = Vec::new();
    let formatter = PrettyFormatter::with_indent(indent.as_bytes());
    value.serialize(&mut Serializer::with_formatter(&mut bytes, formatter)).ok()?;
    String::from_utf8(bytes).ok()
}
