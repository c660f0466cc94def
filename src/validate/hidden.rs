//! Values of keys that no path can carry: those that clients resolve, and words of other routes.

use super::literal;
use super::path::Part;
use super::paths::Seen;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Literal, Name, Resource, Segment, Shape};
use crate::spec::Value;

/// The values that a resource's keys can't have; warns where a word of another route is one.
pub(super) fn unreachable(resource: &Resource, seen: &[Seen], problems: &mut Diagnostics) -> Vec<(Name, Literal)> {
    let (mut refused, mut hidden) = (Values::default(), Values::default());
    for route in &resource.routes {
        let name = route.title();
        for (at, segment) in route.path.iter().enumerate() {
            let Segment::Parameter(attribute) = segment else { continue };
            if !resource.keys().any(|key| key.contains(attribute)) {
                continue;
            }
            for dots in [".", ".."].into_iter().filter_map(|dots| value_of(attribute, dots)) {
                refused.insert(attribute, dots);
            }
            let beside = seen.iter().filter_map(|other| Some((other, word_beside(other, &route.path[..at])?)));
            for (other, word) in beside {
                let Some(value) = value_of(attribute, word) else { continue };
                // In the place of an index's key it hides a query, and no item.
                let values = if resource.is_key(attribute) { &mut refused } else { &mut hidden };
                if values.insert(attribute, value) {
                    let this = seen.iter().find(|seen| seen.name == name);
                    problems.push(hides(other, word, attribute, resource.is_key(attribute), this));
                }
            }
        }
    }
    refused.0
}

/// Values of attributes, each once.
#[derive(Default)]
struct Values(Vec<(Name, Literal)>);

impl Values {
    /// Whether it is new.
    fn insert(&mut self, attribute: &Attribute, value: Literal) -> bool {
        let value = (attribute.name.clone(), value);
        let is_new = !self.0.contains(&value);
        if is_new {
            self.0.push(value);
        }
        is_new
    }
}

/// The literal of another route that stands behind the same segments.
fn word_beside<'a>(other: &'a Seen, before: &[Segment]) -> Option<&'a str> {
    let is_same = |(part, segment): (&Part, &Segment)| match segment {
        Segment::Literal(text) => part.literal() == Some(text),
        Segment::Parameter(_) => part.literal().is_none(),
    };
    let word = other.parts.get(before.len())?.literal()?;
    other.parts.iter().zip(before).all(is_same).then_some(word)
}

fn hides(other: &Seen, word: &str, attribute: &Attribute, is_key: bool, this: Option<&Seen>) -> Diagnostic {
    let name = &attribute.name;
    let this_name = this.map(|this| this.name.clone()).unwrap_or_default();
    let message = format!("`{}` hides the items whose `{name}` is `{word}` from `{this_name}`", other.name);
    let so = if is_key { format!(", so the API refuses `{word}` as `{name}`") } else { String::new() };
    let problem = Diagnostic::new(Code::HiddenKey, other.span, message)
        .note(format!("a path with `{word}` in this place leads to the first, whatever the method{so}"))
        .help("give one of the two another literal in front");
    match this {
        Some(this) => problem.also(this.span, "the other route"),
        None => problem,
    }
}

/// The value that a path writes so, and in no other way, if the attribute can have it.
fn value_of(attribute: &Attribute, text: &str) -> Option<Literal> {
    let value = match attribute.shape {
        Shape::Integer(_) | Shape::Number(_) | Shape::Decimal(_) => Value::Number(text.to_owned()),
        Shape::Binary(_) => Value::Text(padded(text)),
        _ => Value::Text(text.to_owned()),
    };
    let literal = literal::single(&attribute.shape, &value)?;
    (attribute.shape.in_path(&literal)? == text).then_some(literal)
}

/// Base64 of what a path writes in base64url.
fn padded(text: &str) -> String {
    let digits = text.replace('-', "+").replace('_', "/");
    let padding = "=".repeat((4 - digits.len() % 4) % 4);
    digits + &padding
}
