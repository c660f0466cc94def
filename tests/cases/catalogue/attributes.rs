//! Changes of one attribute: of its type, its constraints and its presence, in every place that can have it.

use serde::Deserialize;
use serde_json::{Value, json};

const ATTRIBUTES: &str = include_str!("../../catalogue/attributes.yaml");
const TYPES: &str = include_str!("../../catalogue/types.txt");

/// A change of an attribute in one place; null where there is none.
pub(crate) struct AttributeCase {
    pub(crate) change: String,
    /// The codes that are to be found.
    pub(crate) codes: String,
    pub(crate) old: Value,
    pub(crate) new: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    change: String,
    place: Place,
    #[serde(default)]
    old: Value,
    #[serde(default)]
    new: Value,
    codes: String,
}

/// Where an attribute may stand for a change to be possible.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    Top,
    Nested,
    Member,
    Any,
}

pub(crate) fn attribute_cases() -> Vec<AttributeCase> {
    let listed: Vec<Listed> = serde_saphyr::from_str(ATTRIBUTES).expect("the cases are YAML");
    listed.iter().flat_map(in_each_place).collect()
}

fn in_each_place(listed: &Listed) -> Vec<AttributeCase> {
    let wraps = PLACES.iter().zip(["itself", "in a map", "in a list of maps", "in a map in a map", "in a list"]);
    let places = match listed.place {
        Place::Top => 0..1,
        Place::Nested => 1..4,
        Place::Member => 0..4,
        Place::Any => 0..5,
    };
    let case = |(wrap, name): (&fn(&Value) -> Value, &str)| AttributeCase {
        change: format!("{}, {name}", listed.change),
        codes: listed.codes.clone(),
        old: wrap(&listed.old),
        new: wrap(&listed.new),
    };
    wraps.skip(places.start).take(places.len()).map(case).collect()
}

/// The places of an attribute: the item's own, in a map, in a list of maps, in a map in a map, and as a list's element.
pub(crate) const PLACES: &[fn(&Value) -> Value] = &[
    Value::clone,
    in_map,
    |attribute| json!({ "type": "list", "items": in_map(attribute) }),
    |attribute| in_map(&in_map(attribute)),
    |attribute| json!({ "type": "list", "items": attribute }),
];

fn in_map(attribute: &Value) -> Value {
    let mut members = json!({ "k": "string", "m": attribute });
    if attribute.is_null() {
        members.as_object_mut().expect("an object").remove("m");
    }
    json!({ "type": "map", "attributes": members })
}

/// A type: what the matrix calls it, and the attribute.
pub(crate) type Type = (&'static str, Value);

/// What becomes of some value of a type when it is read as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// `.`: each is what it was.
    Same,
    /// `o`: each is read, and some are another value than what was stored.
    Another,
    /// `x`: some can't be read.
    None,
}

/// Each type with each that it may become, and how what is stored as the one is read as the other.
pub(crate) fn matrix() -> Vec<(Type, Vec<(Type, Reading)>)> {
    let mut lines = TYPES.lines();
    let columns: Vec<&str> = lines.next().expect("a heading").split_whitespace().collect();
    let row = |line: &'static str| {
        let mut words = line.split_whitespace();
        let old = words.next().expect("a type");
        let reading = |word: &str| match word {
            "." => Reading::Same,
            "o" => Reading::Another,
            "x" => Reading::None,
            _ => panic!("`{word}` is none of the matrix's signs"),
        };
        let cells = columns.iter().zip(words).map(|(new, word)| ((*new, attribute(new)), reading(word)));
        ((old, attribute(old)), cells.collect())
    };
    lines.map(row).collect()
}

/// Every type of the matrix, and some in which a type lies at depth or has just the range that another takes.
pub(crate) fn all_types() -> Vec<Type> {
    let more = ["yea", "yem", "far", "lti", "lep", "lbi", "mti", "mep", "mbi", "mre"];
    let columns = TYPES.lines().next().expect("a heading").split_whitespace();
    columns.chain(more).map(|name| (name, attribute(name))).collect()
}

fn attribute(name: &str) -> Value {
    match name {
        "yea" => json!({ "type": "integer", "minimum": -62_167_219_200_i64, "maximum": 253_402_300_799_i64 }),
        "yem" => json!({ "type": "integer", "minimum": -62_167_219_200_000_i64, "maximum": 253_402_300_799_999_i64 }),
        "far" => json!({ "type": "integer", "minimum": 0, "maximum": 253_402_300_800_000_i64 }),
        "lti" => json!({ "type": "list", "items": "timestamp" }),
        "lep" => json!({ "type": "list", "items": { "type": "timestamp", "stored": "epoch_seconds" } }),
        "lbi" => json!({ "type": "list", "items": "binary" }),
        "mti" => json!({ "type": "map", "attributes": { "a": "timestamp" } }),
        "mep" => {
            json!({ "type": "map", "attributes": { "b": "integer", "a": { "type": "timestamp", "stored": "epoch_seconds" } } })
        }
        "mbi" => json!({ "type": "map", "attributes": { "a": "binary" } }),
        "mre" => json!({ "type": "map", "attributes": { "a": { "type": "integer", "required": true } } }),
        "str" => json!({ "type": "string" }),
        "enu" => json!({ "type": "string", "enum": ["2026-01-31", "b"] }),
        "int" => json!({ "type": "integer" }),
        "sml" => {
            json!({ "type": "integer", "minimum": -9_007_199_254_740_992_i64, "maximum": 9_007_199_254_740_992_i64 })
        }
        "num" => json!({ "type": "number" }),
        "dec" => json!({ "type": "decimal" }),
        "boo" => json!({ "type": "boolean" }),
        "tim" => json!({ "type": "timestamp" }),
        "tms" => json!({ "type": "timestamp", "stored": "milliseconds" }),
        "tsc" => json!({ "type": "timestamp", "stored": "seconds" }),
        "eps" => json!({ "type": "timestamp", "stored": "epoch_seconds" }),
        "epm" => json!({ "type": "timestamp", "stored": "epoch_milliseconds" }),
        "dat" => json!({ "type": "date" }),
        "uui" => json!({ "type": "uuid" }),
        "uli" => json!({ "type": "ulid" }),
        "bin" => json!({ "type": "binary" }),
        "jso" => json!({ "type": "json" }),
        "lst" => json!({ "type": "list", "items": "string" }),
        "lin" => json!({ "type": "list", "items": "integer" }),
        "sst" => json!({ "type": "set", "items": "string" }),
        "sin" => json!({ "type": "set", "items": "integer" }),
        "sde" => json!({ "type": "set", "items": "decimal" }),
        "sbi" => json!({ "type": "set", "items": "binary" }),
        "map" => json!({ "type": "map", "attributes": { "a": "integer" } }),
        other => panic!("no type {other}"),
    }
}
