//! The reference of the spec's format, made from its schema.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

/// More words than any list but that of the types has.
const MOST_WORDS: usize = 8;

/// A mapping of the format, with the places where it may stand.
struct Mapping<'a> {
    places: Vec<String>,
    schema: &'a Value,
}

/// The whole reference, in Markdown.
#[must_use]
pub fn document() -> String {
    let schema = crate::spec::schema().to_value();
    let mut text = "# The spec\n\nA spec is one YAML file. This page is made from the schema that `slsgen schema` prints: `slsgen explain spec` prints it, and\n\
                    `slsgen explain KEY` prints what it says of one key. NAME is a name that you choose.\n"
        .to_owned();
    for mapping in mappings(&schema) {
        let title = match &mapping.places[..] {
            [one] if one.is_empty() => "The top level".to_owned(),
            places => places.iter().map(|place| format!("`{place}`")).collect::<Vec<_>>().join(", "),
        };
        write!(text, "\n## {title}\n\n{}\n\n", described(mapping.schema)).expect("a string takes text");
        for (key, value) in properties(mapping.schema) {
            text += &entry(&schema, mapping.schema, key, key, value);
        }
    }
    text + &words(&schema)
}

/// What the reference says of a key or a path of keys, at each place where it may stand; none if it is no key.
#[must_use]
pub fn of_key(name: &str) -> Option<String> {
    let schema = crate::spec::schema().to_value();
    let name = name.trim_end_matches(':');
    let mut text = String::new();
    for mapping in mappings(&schema) {
        for (key, value) in properties(mapping.schema) {
            let paths = mapping.places.iter().map(|place| path(place, key));
            let path = paths.collect::<Vec<_>>().join(", ");
            if key == name || path.split(", ").any(|path| path == name) {
                text += &entry(&schema, mapping.schema, &path, key, value);
            }
        }
    }
    (!text.is_empty()).then_some(text)
}

/// What the reference says of a word that a key takes, wherever it has that word; none if there is no such word.
#[must_use]
pub fn of_word(name: &str) -> Option<String> {
    let schema = crate::spec::schema().to_value();
    let mut text = String::new();
    for value in schema["$defs"].as_object().into_iter().flat_map(|defs| defs.values()) {
        for (word, meaning) in words_of(value).into_iter().filter(|(word, _)| *word == name) {
            writeln!(text, "{}\n- `{word}`: {meaning}", described(value)).expect("a string takes text");
        }
    }
    (!text.is_empty()).then_some(text)
}

/// What a word of other tools is here: `GSI`, `varchar`.
#[must_use]
pub fn of_other_tools(name: &str) -> Option<String> {
    let (keys, words) = crate::spec::known_as(name);
    let mut text = String::new();
    for key in keys {
        write!(text, "{name} is the key `{key}` here:\n{}", of_key(key)?).expect("a string takes text");
    }
    for (kind, word) in words {
        writeln!(text, "{name} is the {kind} `{word}` here").expect("a string takes text");
    }
    (!text.is_empty()).then_some(text)
}

/// Every key of the format.
#[must_use]
pub fn keys() -> BTreeSet<String> {
    let schema = crate::spec::schema().to_value();
    mappings(&schema).iter().flat_map(|mapping| properties(mapping.schema)).map(|(key, _)| key.clone()).collect()
}

/// The mappings of the format, each once, in the order in which they are met.
fn mappings(schema: &Value) -> Vec<Mapping<'_>> {
    let mut found: Vec<Mapping<'_>> = Vec::new();
    let mut open = vec![(String::new(), schema)];
    while !open.is_empty() {
        for (place, at) in std::mem::take(&mut open) {
            if let Some(known) = found.iter_mut().find(|known| std::ptr::eq(known.schema, at)) {
                // What is inside itself is said once.
                if !known.places.iter().any(|other| place.starts_with(other.as_str()) && !other.is_empty()) {
                    known.places.push(place);
                }
                continue;
            }
            open.extend(properties(at).flat_map(|(key, value)| below(schema, &path(&place, key), value)));
            found.push(Mapping { places: vec![place], schema: at });
        }
    }
    found
}

/// The mappings that a value may be, or hold.
fn below<'a>(root: &'a Value, place: &str, value: &'a Value) -> Vec<(String, &'a Value)> {
    let value = resolved(root, value);
    if value["properties"].is_object() {
        return vec![(place.to_owned(), value)];
    }
    let of_forms = value["anyOf"].as_array().into_iter().flatten().flat_map(|form| below(root, place, form));
    let of_items = value.get("items").into_iter().flat_map(|items| below(root, &format!("{place}[]"), items));
    let entries = value.get("additionalProperties").filter(|entries| entries.is_object());
    let of_entries = entries.into_iter().flat_map(|entries| below(root, &path(place, "NAME"), entries));
    of_forms.chain(of_items).chain(of_entries).collect()
}

fn resolved<'a>(root: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str().and_then(|path| path.strip_prefix('#')).and_then(|path| root.pointer(path)) {
        Some(target) => target,
        None => value,
    }
}

fn properties(mapping: &Value) -> impl Iterator<Item = (&String, &Value)> {
    mapping["properties"].as_object().into_iter().flatten()
}

fn path(place: &str, key: &str) -> String {
    if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
}

fn described(value: &Value) -> String {
    value["description"].as_str().unwrap_or_default().replace('\n', " ")
}

/// A line of a key: its type, its default, what it means, an example.
fn entry(root: &Value, mapping: &Value, shown: &str, key: &str, value: &Value) -> String {
    let is_required = mapping["required"].as_array().is_some_and(|all| all.iter().any(|one| one == key));
    let mut facts = kind(root, value);
    if is_required {
        facts += ", required";
    }
    if let Some(default) = value.get("default") {
        write!(facts, ", `{}` by default", yaml(default)).expect("a string takes text");
    }
    let shown = shown.split(", ").map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", ");
    let mut text = format!("- {shown} ({facts}): {}", described(value));
    if let Some(example) = value["examples"].get(0) {
        write!(text, " Example: `{key}: {}`", yaml(example)).expect("a string takes text");
    }
    text + "\n"
}

/// What a value is, in words.
fn kind(root: &Value, value: &Value) -> String {
    let value = resolved(root, value);
    if let Some(forms) = value["anyOf"].as_array() {
        return forms.iter().map(|form| kind(root, form)).collect::<Vec<_>>().join(" or ");
    }
    let words = words_of(value);
    if words.len() > MOST_WORDS {
        return "a type".to_owned();
    }
    if !words.is_empty() {
        return words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(" or ");
    }
    match value["type"].as_str() {
        Some("object") if value["properties"].is_object() => "a mapping".to_owned(),
        Some("object") => "a mapping by NAME".to_owned(),
        Some("array") => "a list".to_owned(),
        Some("string") => "text".to_owned(),
        Some("integer") => "a whole number".to_owned(),
        Some("number") => "a number".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        _ => "any value".to_owned(),
    }
}

/// The words that a value may be, each with its meaning, if it has one.
fn words_of(value: &Value) -> Vec<(&str, String)> {
    let words = value["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let meaning = |at: usize| value["enumDescriptions"][at].as_str().unwrap_or_default().replace('\n', " ");
    words.enumerate().map(|(at, word)| (word, meaning(at))).collect()
}

/// What the words of the format mean.
fn words(schema: &Value) -> String {
    let mut text = "\n## Words\n".to_owned();
    for value in schema["$defs"].as_object().into_iter().flat_map(|defs| defs.values()) {
        let words = words_of(value);
        if words.iter().any(|(_, meaning)| !meaning.is_empty()) {
            write!(text, "\n{}\n\n", described(value)).expect("a string takes text");
            for (word, meaning) in words {
                writeln!(text, "- `{word}`: {meaning}").expect("a string takes text");
            }
        }
    }
    text
}

/// A value as YAML on one line.
fn yaml(value: &Value) -> String {
    let is_plain = |text: &str| {
        let is_sign = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '/' | '.' | '@' | '(' | ')');
        text.starts_with(|c: char| c.is_alphanumeric() || c == '/') && text.chars().all(is_sign)
    };
    match value {
        Value::String(text) if is_plain(text) => text.clone(),
        Value::Array(list) => format!("[{}]", list.iter().map(yaml).collect::<Vec<_>>().join(", ")),
        Value::Object(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key}: {}", yaml(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
