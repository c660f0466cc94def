//! The YAML of CloudFormation as JSON.

use granit_parser::{Event, Parser, ScalarStyle, Tag};
use serde_json::{Map, Value};

/// More levels than a template has.
const MAX_DEPTH: usize = 100;

/// A collection whose end has not come yet.
enum Open {
    List(Vec<Value>),
    /// The entries, and the key that waits for its value.
    Map(Map<String, Value>, Option<String>),
}

/// Reads a document; none if it is no YAML, or uses what no template needs. `!Sub x` becomes `{ "Fn::Sub": "x" }`.
pub(super) fn to_json(text: &str) -> Option<Value> {
    let options = granit_parser::options! {
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        emit_comments: false,
    };
    let mut open: Vec<(Open, Option<String>)> = Vec::new();
    let mut root = None;
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, _) = next.ok()?;
        let function = event.tag().map(function);
        let value = match event {
            Event::Scalar(text, style, ..) => match (style, function) {
                (_, Some(function)) => called(Some(function), Value::from(text.into_owned())),
                (ScalarStyle::Plain, None) => plain(&text),
                (_, None) => Value::from(text.into_owned()),
            },
            Event::SequenceStart(..) => {
                open.push((Open::List(Vec::new()), function));
                continue;
            }
            Event::MappingStart(..) => {
                open.push((Open::Map(Map::new(), None), function));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (closed, function) = open.pop()?;
                called(
                    function,
                    match closed {
                        Open::List(items) => Value::Array(items),
                        Open::Map(entries, _) => Value::Object(entries),
                    },
                )
            }
            Event::Alias(_) => return None,
            _ => continue,
        };
        match open.last_mut() {
            None if root.is_some() => return None,
            None => root = Some(value),
            Some((Open::List(items), _)) => items.push(value),
            Some((Open::Map(entries, key), _)) => match key.take() {
                Some(key) => {
                    entries.insert(key, value);
                }
                None => *key = Some(key_of(&value)?),
            },
        }
    }
    root
}

fn key_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// `!Ref` and `!Condition` are called so in JSON too; the others begin with `Fn::`.
fn function(tag: &Tag) -> String {
    let original = tag.original();
    match original.trim_start_matches('!') {
        name @ ("Ref" | "Condition") => name.to_owned(),
        name => format!("Fn::{name}"),
    }
}

fn called(function: Option<String>, value: Value) -> Value {
    match function {
        Some(function) => Value::Object(Map::from_iter([(function, value)])),
        None => value,
    }
}

fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        text => text.parse::<i64>().map_or_else(|_| Value::from(text), Value::from),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::to_json;

    #[test]
    fn functions_are_written_out() {
        let yaml = "a: !Sub \"x-${Stage}\"\nb: !FindInMap [Stages, !Ref Stage, Kept]\nc: { d: 5, e: 2010-09-09, f: \"5\", g: }\n";
        let expected = json!({
            "a": { "Fn::Sub": "x-${Stage}" },
            "b": { "Fn::FindInMap": ["Stages", { "Ref": "Stage" }, "Kept"] },
            "c": { "d": 5, "e": "2010-09-09", "f": "5", "g": null },
        });
        assert_eq!(to_json(yaml), Some(expected));
    }

    #[test]
    fn what_no_template_needs_is_none() {
        for yaml in ["a: &x 1\nb: *x\n", "a: 1\n---\nb: 2\n", "{ [a]: 1 }", "a: [", ""] {
            assert_eq!(to_json(yaml), None, "{yaml}");
        }
    }
}
