//! Two projects, before and after the changes of the catalogue, and items that the first stores and the second reads.

use serde_json::{Map, Value, json};

use super::build;
use crate::catalogue::attributes::{Reading, attribute_cases, matrix};
use crate::project::{self, Tree};

/// What runs in the second project.
const READS: &str = include_str!("../../stored/changes.rs");

/// What compares values there.
pub(super) const VALUES: &str = include_str!("../../stored/values.rs");

/// A change of an attribute.
struct Change {
    name: String,
    /// Null where there is none.
    old: Value,
    new: Value,
    /// Whether it is the time to live.
    ttl: [bool; 2],
    /// Whether some stored items can't be read.
    breaks: bool,
    /// Whether a PUT of what is read loses a part of some of them.
    loses: bool,
}

/// As many as make a resource whose code is compiled in reasonable time.
const ATTRIBUTES: usize = 90;

/// The project that stores, and the one that reads, with the test that does both.
pub(super) fn projects() -> [Tree; 2] {
    let (alone, together): (Vec<Change>, Vec<Change>) = changes().into_iter().partition(concerns_every_item);
    let groups = alone.chunks(1).chain(together.chunks(ATTRIBUTES));
    let (mut old, mut new, mut items) = (Map::new(), Map::new(), Vec::new());
    for (number, changes) in groups.enumerate() {
        let name = format!("r{number}");
        let [collection, item] = [format!("/{name}"), format!("/{name}/{{id}}")];
        // One API has no room for more routes.
        let is_written = changes.len() > 1;
        let with = |first: String, second: String| -> Vec<String> {
            [first].into_iter().chain(is_written.then_some(second)).collect()
        };
        let routes = with(format!("POST {collection}"), format!("GET {item}"));
        old.insert(name.clone(), resource(&name, &routes, changes, |change| (&change.old, change.ttl[0])));
        let routes = with(format!("GET {item}"), format!("PUT {item}"));
        new.insert(name.clone(), resource(&name, &routes, changes, |change| (&change.new, change.ttl[1])));
        items.extend(changes.iter().enumerate().flat_map(|(place, change)| self::items(&name, place, change)));
    }
    let project = |name: &str, resources: Map<String, Value>| {
        // A short stage keeps the policy of so many routes small enough.
        let spec = json!({ "name": name, "api": { "auth": "none" }, "stages": { "s": {} }, "resources": resources });
        project::render(&spec.to_string())
    };
    let mut after = project("after", new);
    build::use_beside(&mut after, "before");
    after.insert("tests/reads.rs".to_owned(), READS.into());
    after.insert("tests/values/mod.rs".to_owned(), VALUES.into());
    after.insert("tests/items.json".to_owned(), Value::Array(items).to_string().into_bytes());
    [project("before", old), after]
}

fn resource<'a>(
    table: &str,
    routes: &[String],
    changes: &'a [Change],
    side: impl Fn(&'a Change) -> (&'a Value, bool),
) -> Value {
    let mut attributes = json!({ "id": "string" });
    let mut table = json!({ "name": table, "partition_key": "id" });
    for (place, change) in changes.iter().enumerate() {
        let (attribute, is_ttl) = side(change);
        if !attribute.is_null() {
            attributes[format!("x{place}")] = attribute.clone();
        }
        if is_ttl {
            table["ttl"] = json!(format!("x{place}"));
        }
    }
    json!({ "table": table, "attributes": attributes, "routes": routes })
}

fn changes() -> Vec<Change> {
    let listed = attribute_cases().into_iter().map(|case| Change {
        breaks: case.codes.split(' ').any(|code| code.starts_with("D03") && code != "D0308"),
        loses: case.codes.contains("D0308"),
        name: case.change,
        old: case.old,
        new: case.new,
        ttl: [false; 2],
    });
    let cells = matrix().into_iter().flat_map(|(old, columns)| {
        let cell = move |(new, reading)| (old.clone(), new, reading);
        columns.into_iter().map(cell)
    });
    let types = cells.map(|(old, new, reading)| Change {
        name: format!("{} to {}", old.0, new.0),
        old: old.1,
        new: new.1,
        ttl: [false; 2],
        breaks: reading != Reading::Same,
        loses: false,
    });
    listed.chain(types).chain(times_to_live()).collect()
}

/// The time to live is stored otherwise than other timestamps.
fn times_to_live() -> impl Iterator<Item = Change> {
    // In years to come, so that the items are not gone yet.
    let years = json!({ "type": "integer", "minimum": 32_472_144_000_i64, "maximum": 253_402_300_799_i64 });
    let (timestamp, integer) = (json!("timestamp"), json!("integer"));
    let none = [
        (&years, &timestamp, [false, true], true),
        (&integer, &timestamp, [false, true], true),
        (&timestamp, &timestamp, [false, true], true),
        (&timestamp, &timestamp, [true, false], true),
        (&timestamp, &integer, [true, false], true),
        (&timestamp, &timestamp, [true, true], false),
    ];
    let all = none.map(|(old, new, ttl, breaks)| (old.clone(), new.clone(), ttl, breaks)).into_iter();
    let others = ["number", "decimal", "json", "string", "date"];
    let others = others.map(|new| (json!("timestamp"), json!(new), [true, false], true));
    all.chain(others).map(|(old, new, ttl, breaks)| {
        let name = format!("{old} to {new}, time to live {ttl:?}");
        Change { name, old, new, ttl, breaks, loses: false }
    })
}

/// Whether what it says of the attribute holds for items without it, or its names are those of other attributes.
fn concerns_every_item(change: &Change) -> bool {
    let concerns =
        |attribute: &Value| ["required", "generate", "renamed_from"].iter().any(|key| attribute.get(key).is_some());
    concerns(&change.old) || concerns(&change.new) || change.ttl != [false; 2]
}

/// The items that are stored to see what becomes of a change.
fn items(table: &str, place: usize, change: &Change) -> Vec<Value> {
    let name = format!("x{place}");
    let is_shown = !change.new.is_null() && change.new.get("private").is_none();
    let item = |by: &str, attribute: Option<(&str, Value)>| {
        let expected = attribute.as_ref().filter(|_| is_shown).map(|_| &name);
        let item: Map<_, _> = attribute.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let Change { name, breaks, loses, .. } = change;
        json!({
            "change": name, "breaks": breaks, "loses": loses,
            "table": table, "by": by, "item": item, "expected": expected,
        })
    };
    let mut items = Vec::new();
    if change.old.get("generate").is_none() && !change.old.is_null() {
        items
            .extend(samples(&change.old, change.ttl[0]).into_iter().map(|value| item("the API", Some((&name, value)))));
    }
    if change.old.get("required").is_none() {
        items.push(item("the API", None));
    }
    if change.old.get("default").is_some() {
        items.push(item("hand", None));
    } else if change.old.to_string().contains("default") {
        items.push(item("hand", Some((&name, lean(&change.old)))));
    }
    let former = match &change.old["renamed_from"] {
        Value::Array(names) => names.clone(),
        Value::Null => Vec::new(),
        name => vec![name.clone()],
    };
    items.extend(former.iter().filter_map(Value::as_str).map(|former| item("hand", Some((former, json!("a"))))));
    items
}

fn kind(attribute: &Value) -> &str {
    attribute.get("type").unwrap_or(attribute).as_str().expect("a type")
}

/// Values of an attribute, among them those that are hardest to read as another type.
fn samples(attribute: &Value, is_ttl: bool) -> Vec<Value> {
    let number = |text: &str| text.parse::<Value>().expect("a number is JSON");
    let has = |key: &str| attribute.get(key).is_some();
    match kind(attribute) {
        "string" if has("enum") => attribute["enum"].as_array().expect("a list").clone(),
        "string" if has("pattern") || has("min_length") || has("max_length") => vec![json!("aaa")],
        "string" => vec![json!("text"), json!("2026-01-31"), json!("ß🦀"), json!("12")],
        "integer" if has("maximum") => vec![attribute["minimum"].clone(), attribute["maximum"].clone()],
        "integer" => ["9223372036854775807", "9007199254740993", "-1"].map(number).into(),
        "number" if has("maximum") => vec![number("1.25")],
        "number" => ["0.1", "1e125", "-5e-130", "3"].map(number).into(),
        "decimal" if has("minimum") || has("maximum") => vec![number("2.5")],
        "decimal" => ["12345678901234567890.123456789012345678", "0.5", "3"].map(number).into(),
        "boolean" => vec![json!(true), json!(false)],
        "timestamp" if is_ttl => vec![json!("2999-01-31T12:00:00Z")],
        "timestamp" if has("stored") => {
            let stored = attribute["stored"].as_str().expect("a word");
            let part = if stored.ends_with("milliseconds") { ".123" } else { "" };
            let times = ["2026-01-31T12:00:00", "1969-12-31T23:59:59"].map(|time| json!(format!("{time}{part}Z")));
            times.into_iter().chain([json!("2026-01-31T12:00:00Z")]).collect()
        }
        "timestamp" => vec![json!("2026-01-31T12:00:00.123456789Z"), json!("2026-01-31T12:00:00Z")],
        "date" => vec![json!("2026-01-31"), json!("1999-12-31")],
        "uuid" => vec![json!("0190b4c2-7f3a-7c3e-9d5a-2f6b8a1c4e7d")],
        "ulid" => vec![json!("01ARZ3NDEKTSV4RRFFQ69G5FAV")],
        "binary" => vec![json!("AAEC")],
        "json" => vec![json!({ "a": [1, null, true, "x", 1.5] }), json!("text"), json!(5), json!([])],
        "list" => {
            samples(&attribute["items"], false).into_iter().map(|value| json!([value])).chain([json!([])]).collect()
        }
        "set" if has("max_items") => vec![json!(["a"])],
        "set" => vec![Value::Array(samples(&attribute["items"], false))],
        "map" => maps(&attribute["attributes"]),
        other => panic!("no values of {other}"),
    }
}

/// A map for each value of a member that the others have one of, and one that holds only what it has to.
fn maps(members: &Value) -> Vec<Value> {
    let members = members.as_object().expect("a mapping");
    let values: Vec<_> = members.iter().map(|(name, member)| (name, samples(member, false))).collect();
    let most = values.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
    let map =
        |at: usize| values.iter().map(|(name, values)| ((*name).clone(), values[at % values.len()].clone())).collect();
    let least = members.iter().filter(|(_, member)| member.get("required").is_some());
    let least = least.map(|(name, member)| (name.clone(), samples(member, false)[0].clone())).collect();
    (0..most).map(map).chain([least]).map(Value::Object).collect()
}

/// A value from before its members had defaults.
fn lean(attribute: &Value) -> Value {
    match kind(attribute) {
        "list" => json!([lean(&attribute["items"])]),
        "map" => {
            let members = attribute["attributes"].as_object().expect("a mapping").iter();
            let kept = members.filter(|(_, member)| matches!(kind(member), "map" | "list"));
            kept.map(|(name, member)| (name.clone(), lean(member))).collect::<Map<_, _>>().into()
        }
        _ => samples(attribute, false)[0].clone(),
    }
}
