//! Reads the YAML that slsgen writes, with each number as it stands there: `serde_saphyr` makes an f64 of a bound of 38
//! digits, which is another bound.

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::Value;

pub(super) fn read(text: &str) -> Value {
    let options = granit_parser::options! { emit_comments: false };
    let events = Parser::new_from_str_with_options(text, options).map(|next| next.expect("the document is YAML").0);
    let mut events = events.skip_while(|event| !is_value(event));
    let first = events.next().expect("the document has a value");
    value(first, &mut events)
}

fn is_value(event: &Event<'_>) -> bool {
    matches!(event, Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..))
}

fn value<'a>(event: Event<'a>, rest: &mut impl Iterator<Item = Event<'a>>) -> Value {
    match event {
        Event::Scalar(text, ScalarStyle::Plain, ..) => text.parse().unwrap_or_else(|_| Value::from(&*text)),
        Event::Scalar(text, ..) => Value::from(&*text),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            while let Some(next) = rest.next().filter(is_value) {
                items.push(value(next, rest));
            }
            Value::Array(items)
        }
        Event::MappingStart(..) => {
            let mut members = serde_json::Map::new();
            while let Some(Event::Scalar(key, ..)) = rest.next() {
                let next = rest.next().expect("a key has a value");
                members.insert(key.into_owned(), value(next, rest));
            }
            Value::Object(members)
        }
        other => panic!("slsgen writes no {other:?}"),
    }
}
