use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

use crate::source::Source;
use crate::spec;

/// What a deployed stack says of its project.
#[derive(Debug, Serialize)]
pub(super) struct MetadataView {
    version: &'static str,
    /// The spec as JSON in ASCII: CloudFormation gives other characters back as `?`.
    spec: Vec<String>,
}

impl MetadataView {
    pub(super) fn new(spec: &str) -> Self {
        let source = Source { name: String::new(), text: spec.to_owned() };
        let spec = spec::normal(&source).unwrap_or_default();
        let mut text = String::new();
        write(&mut text, &spec, &mut Vec::new());
        Self { version: env!("CARGO_PKG_VERSION"), spec: text.lines().map(str::to_owned).collect() }
    }
}

/// What has a line for each of its parts, so that git can merge what two branches change.
fn has_lines(path: &[&str]) -> bool {
    matches!(
        path.strip_prefix(&["resources"]).and_then(<[_]>::split_first).map_or(path, |(_, in_resource)| in_resource),
        [] | ["attributes" | "resources" | "routes" | "stages" | "table"] | ["table", "indexes"]
    )
}

fn write<'a>(out: &mut String, value: &'a Value, path: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) if has_lines(path) && !members.is_empty() => {
            for (place, (key, member)) in members.iter().enumerate() {
                out.push(if place == 0 { '{' } else { ',' });
                start_line(out, path.len() + 1);
                write_flat(out, &Value::from(key.as_str()));
                out.push_str(": ");
                path.push(key);
                write(out, member, path);
                path.pop();
            }
            start_line(out, path.len());
            out.push('}');
        }
        Value::Array(items) if has_lines(path) && !items.is_empty() => {
            for (place, item) in items.iter().enumerate() {
                out.push(if place == 0 { '[' } else { ',' });
                start_line(out, path.len() + 1);
                write_flat(out, item);
            }
            start_line(out, path.len());
            out.push(']');
        }
        value => write_flat(out, value),
    }
}

fn start_line(out: &mut String, depth: usize) {
    write!(out, "\n{:1$}", "", 2 * depth).expect("a String takes any text");
}

/// In JSON, only a string can hold what is not ASCII.
fn write_flat(out: &mut String, value: &Value) {
    for character in value.to_string().chars() {
        if character.is_ascii() && character != '\x7f' {
            out.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").expect("a String takes any text");
            }
        }
    }
}
