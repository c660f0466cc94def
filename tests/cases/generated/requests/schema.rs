//! Whether a JSON Schema allows a value that a client writes. `jsonschema` can't tell: it reads what `serde_json` has
//! read, where a number has lost its notation and an object its second member of a name.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde_json::Value;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, OffsetDateTime};

use super::json::Json;
use super::number::Number;

/// What it says about a value and doesn't limit it.
const NOTES: &[&str] =
    &["default", "description", "example", "examples", "readOnly", "writeOnly", "contentEncoding", "title"];

/// Why a schema forbids a value, with its place.
pub(super) fn check(schema: &Value, value: &Json) -> Result<(), String> {
    check_at("", schema, value)
}

pub(super) fn allows(schema: &Value, value: &Json) -> bool {
    check(schema, value).is_ok()
}

/// The schema of what a JSON pointer names.
pub(super) fn at<'a>(schema: &'a Value, pointer: &str) -> Option<&'a Value> {
    pointer.split('/').skip(1).try_fold(schema, |schema, step| match schema.get("items") {
        Some(items) => Some(items),
        None => schema["properties"].get(step.replace("~1", "/").replace("~0", "~")),
    })
}

/// Whether a schema takes values of any kind, as that of an attribute of the type `json`.
pub(super) fn is_open(schema: &Value) -> bool {
    let is_any = schema["type"].as_array().is_some_and(|kinds| kinds.len() > 2);
    is_any || schema.as_object().is_some_and(|keys| keys.keys().all(|key| NOTES.contains(&key.as_str())))
}

fn check_at(place: &str, schema: &Value, value: &Json) -> Result<(), String> {
    if !value.is_json() {
        return Err(format!("{place}: is no JSON"));
    }
    has_no_double(place, value)?;
    let rounded = as_double(schema, value);
    let value = rounded.as_ref().unwrap_or(value);
    let keys = schema.as_object().expect("a schema is an object");
    for (key, rule) in keys.iter().filter(|(key, _)| !NOTES.contains(&key.as_str())) {
        let holds = match value {
            Json::Bare(_) => bare(key, rule, value),
            Json::Text(text) => of_text(key, rule, text),
            Json::List(items) => list(key, rule, items, place)?,
            Json::Object(members) => object(key, rule, members, place, schema)?,
        };
        let holds = holds.or_else(|| any(key, rule, value)).unwrap_or(true);
        if !holds {
            return Err(format!("{place}: {key} {rule} forbids it"));
        }
    }
    Ok(())
}

/// The nearest f64 of a number, where that is what the schema is about.
fn as_double(schema: &Value, value: &Json) -> Option<Json> {
    let Json::Bare(text) = value else { return None };
    let float: f64 = text.parse().ok().filter(|_| schema["format"] == "double" && value.number().is_some())?;
    Some(Json::Bare(format!("{float:e}"))).filter(|_| float.is_finite())
}

fn any(key: &str, rule: &Value, value: &Json) -> Option<bool> {
    match key {
        "type" => Some(
            rule.as_array().map_or_else(|| is_of(rule, value), |kinds| kinds.iter().any(|kind| is_of(kind, value))),
        ),
        "enum" => Some(rule.as_array()?.iter().any(|allowed| Json::of(allowed).is(value))),
        "const" => Some(Json::of(rule).is(value)),
        "anyOf" => Some(rule.as_array()?.iter().any(|schema| allows(schema, value))),
        "allOf" => Some(rule.as_array()?.iter().all(|schema| allows(schema, value))),
        "oneOf" => Some(rule.as_array()?.iter().filter(|schema| allows(schema, value)).count() == 1),
        "not" => Some(!allows(rule, value)),
        "minimum"
        | "maximum"
        | "exclusiveMinimum"
        | "exclusiveMaximum"
        | "minLength"
        | "maxLength"
        | "pattern"
        | "format"
        | "items"
        | "minItems"
        | "maxItems"
        | "uniqueItems"
        | "properties"
        | "required"
        | "additionalProperties"
        | "maxProperties"
        | "propertyNames" => None,
        other => panic!("the key `{other}` of a schema is not read"),
    }
}

fn is_of(kind: &Value, value: &Json) -> bool {
    match (kind.as_str().expect("a type has a name"), value) {
        ("null", Json::Bare(bare)) => bare == "null",
        ("boolean", Json::Bare(bare)) => bare == "true" || bare == "false",
        ("number", bare @ Json::Bare(_)) => bare.number().is_some(),
        ("integer", bare @ Json::Bare(_)) => bare.number().is_some_and(|number| number.is_whole()),
        ("string", Json::Text(_)) | ("array", Json::List(_)) | ("object", Json::Object(_)) => true,
        _ => false,
    }
}

fn bare(key: &str, rule: &Value, value: &Json) -> Option<bool> {
    let bound = || Number::parse(&rule.to_string()).expect("a bound is a number");
    let number = value.number()?;
    match key {
        "minimum" => Some(number >= bound()),
        "maximum" => Some(number <= bound()),
        "exclusiveMinimum" => Some(number > bound()),
        "exclusiveMaximum" => Some(number < bound()),
        _ => None,
    }
}

fn of_text(key: &str, rule: &Value, text: &str) -> Option<bool> {
    let length = || u64::try_from(text.chars().count()).expect("a text is no longer than that");
    match key {
        "minLength" => Some(length() >= rule.as_u64()?),
        "maxLength" => Some(length() <= rule.as_u64()?),
        "pattern" => Some(matches(rule.as_str()?, text)),
        "format" => Some(is_formatted(rule.as_str()?, text)),
        _ => None,
    }
}

/// Whether a pattern matches. Each is compiled once.
fn matches(pattern: &str, text: &str) -> bool {
    thread_local! {
        static COMPILED: RefCell<BTreeMap<String, Regex>> = RefCell::default();
    }
    COMPILED.with_borrow_mut(|compiled| {
        let compile = || Regex::new(pattern).expect("Rust reads the pattern too");
        compiled.entry(pattern.to_owned()).or_insert_with(compile).is_match(text)
    })
}

fn is_formatted(format: &str, text: &str) -> bool {
    match format {
        "date" => !text.starts_with('+') && Date::parse(text, format_description!("[year]-[month]-[day]")).is_ok(),
        "date-time" => OffsetDateTime::parse(text, &Rfc3339).is_ok(),
        "uuid" => {
            let parts: Vec<&str> = text.split('-').collect();
            parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12])
                && parts.concat().bytes().all(|byte| byte.is_ascii_hexdigit())
        }
        _ => true,
    }
}

fn list(key: &str, rule: &Value, items: &[Json], place: &str) -> Result<Option<bool>, String> {
    let count = u64::try_from(items.len()).expect("a list is no longer than that");
    Ok(match key {
        "minItems" => rule.as_u64().map(|min| count >= min),
        "maxItems" => rule.as_u64().map(|max| count <= max),
        "uniqueItems" => {
            Some(items.iter().enumerate().all(|(place, item)| !items[..place].iter().any(|other| other.is(item))))
        }
        "items" => {
            for (number, item) in items.iter().enumerate() {
                check_at(&format!("{place}/{number}"), rule, item)?;
            }
            None
        }
        _ => None,
    })
}

fn object(
    key: &str,
    rule: &Value,
    members: &[(String, Json)],
    place: &str,
    schema: &Value,
) -> Result<Option<bool>, String> {
    let has = |name: &Value| members.iter().any(|(member, _)| Some(member.as_str()) == name.as_str());
    Ok(match key {
        "required" => rule.as_array().map(|names| names.iter().all(has)),
        "propertyNames" => Some(members.iter().all(|(name, _)| allows(rule, &Json::Text(name.clone())))),
        "additionalProperties" => {
            let mut others = members.iter().filter(|(name, _)| schema["properties"].get(name).is_none());
            match rule.as_bool() {
                Some(takes_others) => Some(takes_others || others.next().is_none()),
                None => Some(others.all(|(_, value)| allows(rule, value))),
            }
        }
        "properties" => {
            for (name, value) in members {
                if let Some(schema) = rule.get(name) {
                    check_at(&format!("{place}/{name}"), schema, value)?;
                }
            }
            None
        }
        _ => None,
    })
}

/// JSON Schema knows no second member of a name, and the API refuses it.
fn has_no_double(place: &str, value: &Json) -> Result<(), String> {
    let Json::Object(members) = value else { return Ok(()) };
    let names: BTreeSet<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    if names.len() == members.len() { Ok(()) } else { Err(format!("{place}: has a member twice")) }
}
