//! A look at the bytes of a body before they are parsed: at its depth, and at the names of its members.

use std::collections::BTreeSet;

use super::body::Problems;
use super::error::Error;
use super::pointer::push;

/// The deepest nesting of a body, well below what a stack can hold.
const MAX_DEPTH: usize = 64;

/// What the names begin with by which serde_json hands values on to itself.
const PRIVATE: &str = "$serde_json::private::";

/// An array or an object that is open.
enum Level {
    Array {
        index: usize,
    },
    Object {
        names: BTreeSet<String>,
        /// The member whose value follows; none where a name does.
        member: Option<String>,
    },
}

/// Refuses a body that is too deep to be parsed, and finds the members that a parser would lose or take for something
/// else. Whether the rest is JSON is the parser's to say.
pub(super) fn scan(body: &[u8]) -> Result<Problems, Error> {
    let mut problems = Problems::default();
    let mut levels: Vec<Level> = Vec::new();
    let mut at = 0;
    while let Some(byte) = body.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'[' => levels.push(Level::Array { index: 0 }),
            b'{' => levels.push(Level::Object {
                names: BTreeSet::new(),
                member: None,
            }),
            b']' | b'}' => {
                levels.pop();
            }
            b',' => match levels.last_mut() {
                Some(Level::Array { index }) => *index += 1,
                Some(Level::Object { member, .. }) => *member = None,
                None => {}
            },
            b'"' => {
                at = end_of_string(body, at);
                // The parser says what is wrong with a name that can't be read.
                if let Some(Level::Object { names, member }) = levels.last_mut()
                    && member.is_none()
                    && let Ok(name) = serde_json::from_slice::<String>(&body[start..at])
                {
                    let is_private = name.starts_with(PRIVATE);
                    let is_new = names.insert(name.clone());
                    *member = Some(name);
                    if is_private {
                        problems.report(pointer(&levels), "no member can have this name");
                    } else if !is_new {
                        problems.report(pointer(&levels), "is given twice");
                    }
                    if problems.are_enough() {
                        break;
                    }
                }
            }
            _ => {}
        }
        if levels.len() > MAX_DEPTH {
            return Err(Error::BadRequest(format!(
                "the body is nested more than {MAX_DEPTH} levels deep"
            )));
        }
    }
    Ok(problems)
}

/// Where a string ends that begins before `at`.
fn end_of_string(body: &[u8], mut at: usize) -> usize {
    while let Some(byte) = body.get(at) {
        at += match byte {
            b'"' => return at + 1,
            b'\\' => 2,
            _ => 1,
        };
    }
    body.len()
}

fn pointer(levels: &[Level]) -> String {
    let mut pointer = String::new();
    for level in levels {
        match level {
            Level::Array { index } => push(&mut pointer, &index.to_string()),
            Level::Object { member, .. } => {
                push(&mut pointer, member.as_deref().unwrap_or_default())
            }
        }
    }
    pointer
}
