//! The catalogue as specs: each case before and after, in each form.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::edit::edit;

const BASE: &str = include_str!("base.yaml");
const ATTRIBUTES: &str = include_str!("attributes.yaml");
const SPEC: &str = include_str!("spec.yaml");
const TYPES: &str = include_str!("types.txt");

/// A change, and the codes that are to be found.
pub(crate) struct Case {
    pub(crate) change: String,
    /// None: a spec of either form can have it.
    pub(crate) form: Option<Form>,
    pub(crate) codes: String,
    before: Edits,
    after: Edits,
}

/// Where the spec keeps its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    Single,
    Several,
}

/// JSON pointers, in which `/goods` is the resource, and what is put there; null removes it.
type Edits = Map<String, Value>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpecCase {
    change: String,
    form: Option<Form>,
    #[serde(default)]
    old: Edits,
    new: Edits,
    codes: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttributeCase {
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
    Member,
    Any,
}

pub(crate) fn cases() -> Vec<Case> {
    let specs: Vec<SpecCase> = serde_saphyr::from_str(SPEC).expect("the cases are YAML");
    let attributes: Vec<AttributeCase> = serde_saphyr::from_str(ATTRIBUTES).expect("the cases are YAML");
    let specs = specs.into_iter().map(|SpecCase { change, form, old, new, codes }| Case {
        change,
        form,
        codes,
        before: old,
        after: new,
    });
    specs.chain(attributes.iter().flat_map(attribute_cases)).collect()
}

fn attribute_cases(case: &AttributeCase) -> Vec<Case> {
    let x = |value: &Value| Edits::from_iter([("/goods/attributes/x".to_owned(), value.clone())]);
    let wraps = PLACES.iter().zip(["itself", "in a map", "in a list of maps", "in a map in a map", "in a list"]);
    let count = match case.place {
        Place::Top => 1,
        Place::Member => 4,
        Place::Any => 5,
    };
    let case = |(wrap, name): (&fn(&Value) -> Value, &str)| Case {
        change: format!("{}, {name}", case.change),
        form: None,
        codes: case.codes.clone(),
        before: x(&wrap(&case.old)),
        after: x(&wrap(&case.new)),
    };
    wraps.take(count).map(case).collect()
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

impl Case {
    /// The spec before the change and after it.
    pub(crate) fn specs(&self, form: Form) -> [String; 2] {
        [spec(form, &[&self.before]), spec(form, &[&self.before, &self.after])]
    }
}

/// The least spec with an attribute `x`.
pub(crate) fn attribute_spec(x: &Value) -> String {
    let attributes = json!({ "id": "string", "x": x });
    json!({ "name": "shop", "table": { "partition_key": "id" }, "attributes": attributes, "routes": ["GET /shop"] })
        .to_string()
}

/// The base with edits, as JSON, which is YAML.
fn spec(form: Form, edits: &[&Edits]) -> String {
    static PARSED: LazyLock<Value> = LazyLock::new(|| serde_saphyr::from_str(BASE).expect("the base is YAML"));
    let mut spec = PARSED.clone();
    let goods = match form {
        Form::Single => "",
        Form::Several => "/resources/goods",
    };
    if form == Form::Several {
        let root = spec.as_object_mut().expect("a mapping");
        let moved = ["table", "attributes", "routes"].map(|key| (key.to_owned(), root.remove(key).expect("a key")));
        let goods: Map<_, _> = moved.into_iter().chain([("item".to_owned(), json!("Shop"))]).collect();
        let other =
            json!({ "table": { "partition_key": "id" }, "attributes": { "id": "string" }, "routes": ["GET /other"] });
        root.insert("resources".to_owned(), json!({ "goods": goods, "other": other }));
    }
    for (pointer, value) in edits.iter().flat_map(|edits| edits.iter()) {
        let pointer = pointer.strip_prefix("/goods").map_or(pointer.clone(), |rest| format!("{goods}{rest}"));
        edit(&mut spec, &pointer, value);
    }
    serde_json::to_string_pretty(&spec).expect("JSON can be written")
}

/// A type: what the matrix calls it, and the attribute.
pub(crate) type Type = (&'static str, Value);

/// Each type, each type that it may become, and whether all that is stored as the one is read as the other.
pub(crate) fn matrix() -> Vec<(Type, Type, bool)> {
    let mut lines = TYPES.lines();
    let columns: Vec<&str> = lines.next().expect("a heading").split_whitespace().collect();
    let mut cells = Vec::new();
    for line in lines {
        let mut words = line.split_whitespace();
        let old = words.next().expect("a type");
        for (new, word) in columns.iter().zip(words) {
            cells.push(((old, attribute(old)), (*new, attribute(new)), word == "."));
        }
    }
    cells
}

fn attribute(name: &str) -> Value {
    match name {
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
