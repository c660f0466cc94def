//! Values that a schema allows, its bounds among them.

use serde_json::{Value, json};

use super::json::Json;
use super::{pattern, schema, strange};
use crate::random::Random;

/// How often it draws again where a value breaks a rule that it didn't look at.
const TRIES: usize = 20;

/// A value that the schema allows, or nearly so.
pub(super) fn value(random: &mut Random, schema: &Value) -> Json {
    let mut value = attempt(random, schema);
    for _ in 0..TRIES {
        if schema::allows(schema, &value) {
            break;
        }
        value = attempt(random, schema);
    }
    value
}

fn attempt(random: &mut Random, schema: &Value) -> Json {
    if let Some(default) = schema.get("default").filter(|_| random.one_in(8)) {
        return Json::of(default);
    }
    if let Some(values) = schema["enum"].as_array() {
        return Json::of(&values[random.below(values.len())]);
    }
    if schema::is_open(schema) {
        return anything(random, 0);
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) if random.one_in(6) => kinds[random.below(kinds.len())].clone(),
        Value::Array(kinds) => kinds[0].clone(),
        kind => kind.clone(),
    };
    match kind.as_str() {
        Some("object") => object(random, schema),
        Some("array") => list(random, schema),
        Some("string") => Json::Text(text(random, schema)),
        Some("integer" | "number") => number(random, schema),
        Some("boolean") => Json::Bare(random.pick(&["true", "false"]).to_owned()),
        _ => Json::null(),
    }
}

fn object(random: &mut Random, schema: &Value) -> Json {
    let required = |name: &str| schema["required"].as_array().is_some_and(|names| names.contains(&json!(name)));
    let absent = random.pick(&[1, 2, 4, 1000]);
    let mut members = Vec::new();
    for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
        if required(name) || (schema.get("readOnly").is_none() && !random.one_in(absent)) {
            members.push((name.clone(), value(random, schema)));
        }
    }
    Json::Object(members)
}

fn list(random: &mut Random, schema: &Value) -> Json {
    let bound = |key: &str| schema[key].as_u64().and_then(|count| usize::try_from(count).ok());
    let (min, max) = (bound("minItems").unwrap_or(0), bound("maxItems").unwrap_or(1000));
    let count = random.pick(&[min, min, (min + 1).min(max), (min + 3).min(max), (min + 9).min(max)]);
    let mut items: Vec<Json> = Vec::new();
    for _ in 0..count {
        let item = value(random, &schema["items"]);
        if schema["uniqueItems"] != true || !items.iter().any(|other| other.is(&item)) {
            items.push(item);
        }
    }
    Json::List(items)
}

fn text(random: &mut Random, schema: &Value) -> String {
    let length = |key: &str| schema[key].as_u64().and_then(|count| usize::try_from(count).ok());
    let (min, max) = (length("minLength").unwrap_or(0), length("maxLength").unwrap_or(2000));
    if let Some(encoding) = schema["contentEncoding"].as_str() {
        let bytes: Vec<u8> = (0..random.pick(&[1, 2, 3, 16, 48])).map(|_| random.pick(BYTES)).collect();
        return base64(&bytes, encoding == "base64url");
    }
    match schema["format"].as_str() {
        Some("date") => date(random),
        Some("date-time") => moment(random),
        Some("uuid") => uuid(random),
        _ if schema["pattern"].is_string() => pattern::text(random, schema["pattern"].as_str().unwrap_or_default()),
        _ if random.one_in(8) => strange::one_of(random, "texts"),
        _ => {
            let length = random.pick(&[min, min + 1, min + 5, min + 5, min + 12, max]).min(max);
            (0..length).map(|_| random.pick(LETTERS)).collect()
        }
    }
}

const BYTES: &[u8] = &[0, 1, 0x3E, 0x3F, 0x61, 0x7F, 0xFB, 0xFF];

const LETTERS: &[char] = &[
    'a', 'b', 'e', 'k', 'n', 'o', 's', 't', 'z', 'A', 'Z', '0', '9', ' ', '-', '_', '.', ',', ':', '/', '%', '+', '"',
    '\'', '\\', '{', 'ä', 'ß', 'e', '\u{301}', '🦀', '\u{202E}', '\u{FFFD}',
];

pub(super) fn base64(bytes: &[u8], for_a_path: bool) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0, |bits: usize, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - chunk.len()));
        text.extend((0..=chunk.len()).map(|place| char::from(DIGITS[bits >> (18 - 6 * place) & 63])));
        text.push_str(&"=="[..3 - chunk.len()]);
    }
    if for_a_path { text.replace('+', "-").replace('/', "_").replace('=', "") } else { text }
}

fn date(random: &mut Random) -> String {
    let year = random.pick(&["0000", "0001", "1970", "1999", "2024", "2026", "2100", "9999"]);
    let day = random.pick(&["01-01", "01-31", "02-28", "02-29", "06-15", "12-31"]);
    format!("{year}-{day}")
}

fn moment(random: &mut Random) -> String {
    let date = if random.one_in(4) {
        date(random)
    } else {
        format!("2{}99-{}", random.below(9) + 1, random.pick(&["01-01", "06-15", "12-31"]))
    };
    let time = random.pick(&["00:00:00", "12:34:56", "12:00:00", "23:59:59"]);
    let fraction =
        random.pick(&["", "", "", "", "", "", "", "", ".0", ".5", ".123", ".123456", ".123456789", ".999999999"]);
    let zone = random.pick(&["Z", "Z", "Z", "z", "+00:00", "-00:00", "+01:00", "-23:59", "+14:00"]);
    format!("{date}{}{time}{fraction}{zone}", random.pick(&["T", "T", "T", "t"]))
}

fn uuid(random: &mut Random) -> String {
    let digits: Vec<char> = (0..32).map(|_| random.pick(&['0', '4', '7', '8', 'a', 'f', 'F'])).collect();
    let part = |from, to| digits[from..to].iter().collect::<String>();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

fn number(random: &mut Random, schema: &Value) -> Json {
    let whole = ["0", "1", "-1", "2", "5", "12", "60", "100", "1000", "-9007199254740993", "9223372036854775807"];
    let broken = ["0.5", "-0.25", "12.5", "0.1", "99.99", "1e-9", "12345678901234567890.123456789012345678"];
    let text = match random.below(4) {
        0 => random.pick(&["minimum", "maximum"]).to_owned(),
        1 if schema["type"] != "integer" => random.pick(&broken).to_owned(),
        2 if random.one_in(2) => strange::one_of(random, "numbers"),
        _ => random.pick(&whole).to_owned(),
    };
    let text = schema.get(&text).map_or(text, Value::to_string);
    Json::Bare(if random.one_in(8) { notation(random, &text) } else { text })
}

/// The same number, written otherwise.
fn notation(random: &mut Random, text: &str) -> String {
    if text.contains(['e', 'E', 'm']) {
        return text.replace('e', "E");
    }
    match random.below(5) {
        0 if !text.contains('.') => format!("{text}.0"),
        0 => format!("{text}00"),
        1 => format!("{text}e0"),
        2 => format!("{text}E+00"),
        3 if text.ends_with('0') && !text.contains('.') && text.len() > 1 => format!("{}e1", &text[..text.len() - 1]),
        _ if text.contains('.') => format!("{text}0e-0"),
        _ => format!("{text}0e-1"),
    }
}

/// A JSON value of any kind.
fn anything(random: &mut Random, depth: usize) -> Json {
    match random.below(if depth > 3 { 4 } else { 6 }) {
        0 => Json::Bare(random.pick(&["null", "true", "false"]).to_owned()),
        1 => number(random, &json!({ "minimum": 0, "maximum": 1e10 })),
        2 | 3 => Json::Text(text(random, &json!({ "maxLength": 20 }))),
        4 => Json::List((0..random.below(4)).map(|_| anything(random, depth + 1)).collect()),
        _ => {
            let mut names = ["a", "b/c", "d~e", "ü", "$ref"].into_iter().take(random.below(5));
            Json::Object(names.by_ref().map(|name| (name.to_owned(), anything(random, depth + 1))).collect())
        }
    }
}
