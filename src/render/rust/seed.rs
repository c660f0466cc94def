//! `examples/local/seed.json`: what the local server makes items of, where it is asked for some to begin with.

use std::iter;

use serde_json::{Value, json};

use crate::contract::stored;
use crate::model::{Attribute, Generate, Key, KeyType, Literal, Name, Range, Resource, Service, Shape, TimeForm};
use crate::render::example::{self, Which};

/// One line for each attribute.
pub(super) fn seed(service: &Service) -> String {
    let tables: Vec<String> = service.resources.iter().map(table).collect();
    format!("[\n{}\n]\n", tables.join(",\n"))
}

fn table(resource: &Resource) -> String {
    let Key { partition, sort } = &resource.table.key;
    let sort = sort.as_ref().map(|sort| sort.name.as_str());
    let line =
        |attribute: &Attribute| format!("      {}: {}", json!(attribute.name.as_str()), values(resource, attribute));
    let lines: Vec<String> = resource.attributes.iter().map(|attribute| line(attribute)).collect();
    format!(
        "  {{\n    \"name\": {},\n    \"partition_key\": {},\n    \"sort_key\": {},\n    \"attributes\": {{\n{}\n    }}\n  }}",
        json!(resource.table.local_name()),
        json!(partition.name.as_str()),
        json!(sort),
        lines.join(",\n"),
    )
}

fn values(resource: &Resource, attribute: &Attribute) -> Value {
    if resource.table.key.contains(attribute) {
        return key_values(resource, attribute);
    }
    let is_free = matches!(attribute.shape, Shape::String { .. }) && attribute.presence.is_required();
    match slots(attribute) {
        Some(slots) if is_free && !is_index_key(resource, attribute) => in_places("S", &slots),
        slots => json!({ "one_of": few(resource, attribute, slots.as_deref()) }),
    }
}

/// Some values; null stands for an attribute that an item lacks.
fn few(resource: &Resource, attribute: &Attribute, slots: Option<&[String]>) -> Vec<Value> {
    let example = |which| stored::json(&attribute.shape, &example::attribute(resource, attribute, which));
    let mut values: Vec<Value> = match (attribute.generate, &attribute.shape, slots) {
        (Some(Generate::Created | Generate::Version), ..) => vec![example(Which::Original)],
        (Some(Generate::Owner), ..) => vec![example(Which::Original), example(Which::Changed)],
        (Some(Generate::Updated), ..) => vec![example(Which::Changed)],
        (_, Shape::String { .. }, Some(slots)) => (0..5).map(|number| json!({ "S": text(slots, number) })).collect(),
        (_, shape, _) => match example::whole_numbers(shape) {
            Some((from, count)) => {
                let step = (count / 5).clamp(1, 10);
                (0..count.min(5)).map(|number| json!({ "N": (from + number * step).to_string() })).collect()
            }
            None => literals(resource, attribute),
        },
    };
    values.dedup();
    // The key of an index is never empty.
    values.retain(|value| *value != json!({ "S": "" }) || !is_index_key(resource, attribute));
    if attribute.presence.is_optional() || values.is_empty() {
        values.push(Value::Null);
    }
    values
}

fn is_index_key(resource: &Resource, attribute: &Attribute) -> bool {
    resource.table.indexes.iter().any(|index| index.key.contains(attribute))
}

fn in_places(kind: &str, slots: &[String]) -> Value {
    json!({ "text": { "kind": kind, "characters": slots } })
}

/// The first value of a key, where it is a text that is stored as clients write it.
pub(in crate::render) fn first_key(attribute: &Attribute) -> Option<String> {
    let is_text = matches!(attribute.shape.key_type(), Some(KeyType::String));
    match &attribute.shape {
        Shape::Enum { values, .. } => values.first().map(|value| value.wire.clone()),
        _ => slots(attribute).filter(|slots| is_text && !slots.is_empty()).map(|slots| text(&slots, 0)),
    }
}

/// Values that are all different: as many as there are, or else very many.
fn key_values(resource: &Resource, attribute: &Attribute) -> Value {
    if attribute.generate == Some(Generate::Owner) {
        return json!({ "one_of": literals(resource, attribute) });
    }
    let numbers = match &attribute.shape {
        Shape::Timestamp(TimeForm::EpochSeconds) => Some((if resource.is_ttl(attribute) { FAR } else { SOON }, MANY)),
        Shape::Timestamp(TimeForm::EpochMilliseconds) => Some((SOON * 1000, MANY)),
        shape => example::whole_numbers(shape),
    };
    if let Some((from, count)) = numbers {
        return json!({ "number": { "from": from, "count": count } });
    }
    match slots(attribute) {
        // A pattern that nothing but the empty text matches.
        Some(slots) if slots.is_empty() => json!({ "one_of": [] }),
        Some(slots) => in_places(attribute.shape.key_type().map_or("S", KeyType::as_str), &slots),
        None => json!({ "one_of": literals(resource, attribute) }),
    }
}

/// In seconds since 1970: 2026, and 2100 for what ends an item's life.
const SOON: i64 = 1_767_225_600;
const FAR: i64 = 4_102_444_800;
const MANY: i64 = 1_000_000;

/// All that there are, or else the two examples.
fn literals(resource: &Resource, attribute: &Attribute) -> Vec<Value> {
    let literals = match &attribute.shape {
        Shape::Enum { values, .. } => values.iter().map(|value| Literal::String(value.wire.clone())).collect(),
        _ => vec![
            example::attribute(resource, attribute, Which::Original),
            example::attribute(resource, attribute, Which::Changed),
        ],
    };
    let mut values: Vec<Value> = literals.iter().map(|literal| stored::json(&attribute.shape, literal)).collect();
    values.dedup();
    values
}

/// The characters that may stand in each place of a text, as it is stored; none for what is no text.
fn slots(attribute: &Attribute) -> Option<Vec<String>> {
    const HEX: &str = "0123456789abcdef";
    const CROCKFORD: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const DAY: [&str; 10] = ["2", "0", "2", "0123456789", "-", "0", "123456789", "-", "012", "12345678"];
    let fixed = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
    let varied = |text: &str, digits: &str| {
        let ends = iter::repeat_n(digits.to_owned(), 6);
        fixed(text).into_iter().chain(ends).collect()
    };
    Some(match &attribute.shape {
        Shape::String { length, pattern: None } => words(&attribute.name, *length),
        Shape::String { length, pattern: Some(pattern) } => {
            let slots = example::slots(pattern, *length, Which::Original)?;
            slots.iter().map(|slot| slot.characters().iter().collect()).collect()
        }
        Shape::Uuid => varied("0190a5c4-7d1e-7b3a-9c2f-5e8d1a", HEX),
        Shape::Ulid => varied("01J2JWJ78Y5T3R7M9N1P", CROCKFORD),
        Shape::Date => DAY.map(str::to_owned).to_vec(),
        Shape::Timestamp(form) => {
            let end = match form {
                TimeForm::Nanoseconds => ".000000000Z",
                TimeForm::Milliseconds => ".000Z",
                TimeForm::Seconds => "Z",
                TimeForm::EpochSeconds | TimeForm::EpochMilliseconds => return None,
            };
            let hour = ["T", "01", "0123456789", ":", "012345", "0"];
            DAY.into_iter().chain(hour).map(str::to_owned).chain(fixed(":00")).chain(fixed(end)).collect()
        }
        Shape::Binary(length) => base64(*length),
        _ => return None,
    })
}

/// The attribute's name and a number, as far as there is room.
fn words(name: &Name, length: Range<u32>) -> Vec<String> {
    const DIGITS: usize = 4;
    let (min, max) = (length.min.unwrap_or(0) as usize, length.max.unwrap_or(u32::MAX) as usize);
    let digits = DIGITS.min(max);
    let words = format!("{} ", name.snake().trim_matches('_').replace('_', " "));
    let words: Vec<char> = words.chars().take(max - digits).collect();
    let missing = min.saturating_sub(words.len() + digits);
    let words = words.into_iter().chain(iter::repeat_n('x', missing)).map(String::from);
    words.chain(iter::repeat_n("0123456789".to_owned(), digits)).collect()
}

/// Base64 of six bytes, or of as many as there may be.
fn base64(length: Range<u32>) -> Vec<String> {
    const ALL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes = length.min.unwrap_or(0).max(6).min(length.max.unwrap_or(u32::MAX)) as usize;
    let end: &[&str] = match bytes % 3 {
        0 => &[],
        1 => &[ALL, "AQgw", "=", "="],
        _ => &[ALL, ALL, "AEIMQUYcgkosw048", "="],
    };
    iter::repeat_n(ALL, bytes / 3 * 4).chain(end.iter().copied()).map(str::to_owned).collect()
}

/// The text of this number: its last character changes first.
fn text(slots: &[String], mut number: usize) -> String {
    let mut characters: Vec<char> = Vec::new();
    for choices in slots.iter().rev() {
        let choices: Vec<char> = choices.chars().collect();
        characters.push(choices[number % choices.len()]);
        number /= choices.len();
    }
    characters.iter().rev().collect()
}
