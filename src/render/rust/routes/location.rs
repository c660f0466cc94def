//! The address of a new item.

use serde::Serialize;

use crate::model::{Route, Segment};
use crate::render::layout;

/// The address of a new item.
#[derive(Serialize)]
pub(super) struct Location {
    begin: Option<String>,
    segments: Vec<LocationSegment>,
}

/// A segment of an address that an attribute gives, and what follows it.
#[derive(Serialize)]
struct LocationSegment {
    field: String,
    then: Option<Push>,
}

/// A method of `String`, and the literal that it adds.
#[derive(Serialize)]
struct Push {
    method: &'static str,
    text: String,
}

/// The address of a new item, relative to that of the route that made it: the stage or base path
/// that a client sees before it stays out of it.
pub(super) fn location(create: &Route, get: &Route) -> Location {
    let base = &create.path[..create.path.len() - 1];
    let shared = base.iter().zip(&get.path).take_while(|(a, b)| a == b).count();
    // The address names at least the last segment.
    let common = shared.min(get.path.len() - 1);
    let mut begin = "../".repeat(base.len() - common);
    let mut segments: Vec<(String, String)> = Vec::new();
    for (index, segment) in get.path[common..].iter().enumerate() {
        let literal = segments.last_mut().map_or(&mut begin, |(_, then)| then);
        if index > 0 {
            literal.push('/');
        }
        match segment {
            Segment::Literal(text) => {
                // A colon in a first segment would read as a scheme.
                if literal.is_empty() && text.contains(':') {
                    literal.push_str("./");
                }
                literal.push_str(text);
            }
            Segment::Parameter(attribute) => segments.push((attribute.name.field(), String::new())),
        }
    }
    Location {
        begin: (!begin.is_empty()).then(|| layout::string(&begin)),
        segments: segments.into_iter().map(|(field, then)| LocationSegment { field, then: push(&then) }).collect(),
    }
}

fn push(text: &str) -> Option<Push> {
    match text {
        "" => None,
        "/" => Some(Push { method: "push", text: "'/'".to_owned() }),
        _ => Some(Push { method: "push_str", text: layout::string(text) }),
    }
}
