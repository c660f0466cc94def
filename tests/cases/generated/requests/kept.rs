//! Whether an item holds what was sent: what is taken is kept.

use std::sync::LazyLock;

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::json::Json;
use super::schema;

/// The schema of what lies within a `json` attribute.
static OPEN: LazyLock<Value> = LazyLock::new(|| json!({}));

/// Where an item differs from the body that made it, and how. `schema` is the item's, as it was shown.
pub(super) fn difference(schema: &Value, sent: &Json, item: &Json) -> Option<(String, String)> {
    differs("", schema, sent, item)
}

fn differs(place: &str, schema: &Value, sent: &Json, kept: &Json) -> Option<(String, String)> {
    let differs_here = |what: String| Some((place.to_owned(), what));
    match (sent, kept) {
        // What the function fills, it fills anew; what null takes away gets its default.
        _ if schema["readOnly"] == true || *sent == Json::null() => None,
        (Json::Object(members), Json::Object(_)) => members.iter().find_map(|(name, value)| {
            let is_private = !schema::is_open(schema) && schema["properties"].get(name).is_none();
            let inner = schema["properties"].get(name).unwrap_or(&OPEN);
            let place = format!("{place}/{name}");
            match kept.member(name) {
                Some(kept) => differs(&place, inner, value, kept),
                None if *value == Json::null() || is_private => None,
                None => Some((place, format!("{value} was sent, and is not there"))),
            }
        }),
        (Json::List(values), Json::List(items)) if schema["uniqueItems"] == true => {
            let has = |value: &&Json| !items.iter().any(|item| is_same(&schema["items"], value, item));
            values.iter().find(has).and_then(|value| differs_here(format!("{value} was sent, and is not there")))
        }
        (Json::List(values), Json::List(items)) if values.len() == items.len() => {
            let pairs = values.iter().zip(items).enumerate();
            let items = schema.get("items").unwrap_or(&OPEN);
            let mut each =
                pairs.map(|(number, (value, item))| differs(&format!("{place}/{number}"), items, value, item));
            each.find_map(|found| found)
        }
        _ if is_same(schema, sent, kept) => None,
        _ => differs_here(format!("{sent} was sent, and {kept} is there")),
    }
}

fn is_same(schema: &Value, sent: &Json, kept: &Json) -> bool {
    match (sent, kept) {
        (Json::Text(sent), Json::Text(kept)) => canonical(schema, sent) == canonical(schema, kept),
        (Json::Bare(sent), Json::Bare(kept)) if schema["format"] == "double" => {
            let float = |text: &str| text.parse::<f64>().ok();
            // DynamoDB holds nothing between that and zero.
            let float = |text| float(text).map(|float| if float.abs() < 1e-130 { 0.0 } else { float });
            float(sent) == float(kept)
        }
        _ => sent.is(kept),
    }
}

fn canonical(schema: &Value, text: &str) -> String {
    let moment = || OffsetDateTime::parse(text, &Rfc3339).map(|moment| moment.unix_timestamp_nanos().to_string());
    match schema["format"].as_str() {
        Some("uuid") => text.to_lowercase(),
        Some("date-time") => moment().unwrap_or_else(|_| text.to_owned()),
        _ if schema["pattern"].as_str().is_some_and(|pattern| pattern.starts_with("^[0-7][0-9A-HJKMNP-TV-Z")) => {
            text.to_uppercase()
        }
        _ => text.to_owned(),
    }
}
