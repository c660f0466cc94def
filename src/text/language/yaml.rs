use std::collections::BTreeSet;

use granit_parser::{Event, Parser};

/// A collection whose end has not come yet.
enum Open {
    List,
    /// The keys so far, and whether a value is next.
    Map(BTreeSet<String>, bool),
}

/// The line at which a text stops being a stream of YAML documents in which no mapping has a key twice; none if it is one.
pub(super) fn error_line(text: &str) -> Option<usize> {
    let options = granit_parser::options! { emit_comments: false };
    let mut open = Vec::new();
    Parser::new_from_str_with_options(text, options).find_map(|next| match next {
        Ok((event, span)) => (!take(event, &mut open)).then(|| span.start.line()),
        Err(error) => Some(error.marker().line()),
    })
}

/// Follows the events of the parser; false if a key stands twice.
fn take(event: Event<'_>, open: &mut Vec<Open>) -> bool {
    match event {
        Event::Scalar(text, ..) => node(Some(text.into_owned()), open),
        Event::Alias(_) => node(None, open),
        Event::SequenceStart(..) => {
            let is_new = node(None, open);
            open.push(Open::List);
            is_new
        }
        Event::MappingStart(..) => {
            let is_new = node(None, open);
            open.push(Open::Map(BTreeSet::new(), false));
            is_new
        }
        Event::SequenceEnd | Event::MappingEnd => {
            open.pop();
            true
        }
        _ => true,
    }
}

/// A node begins; where a key is expected, it is one. Keys that are no scalars are not compared.
fn node(scalar: Option<String>, open: &mut [Open]) -> bool {
    let Some(Open::Map(keys, value_is_next)) = open.last_mut() else { return true };
    let is_key = !*value_is_next;
    *value_is_next = is_key;
    match scalar {
        Some(key) if is_key && key != "<<" => keys.insert(key),
        _ => true,
    }
}
