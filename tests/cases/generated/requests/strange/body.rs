//! Values of a body that are strange, and bodies that are.

use serde_json::{Value, json};

use super::super::json::Json;
use super::super::schema;
use super::one_of;
use crate::random::Random;

/// How long a text has to be for an item to be too large.
const TOO_LARGE: usize = 400 * 1024;

/// Puts something strange in a place of a value. Often in a member, as there are more values further down.
pub(in super::super) fn spoil(random: &mut Random, rule: &Value, value: &mut Json) {
    match value {
        Json::Object(members) if !members.is_empty() && !random.one_in(6) => {
            let open = |(name, _): &(String, Json)| rule["properties"].get(name).is_some_and(schema::is_open);
            let open = members.iter().position(open).filter(|_| random.one_in(4));
            let number = open.unwrap_or_else(|| random.below(members.len()));
            let (name, member) = &mut members[number];
            spoil(random, rule["properties"].get(&**name).unwrap_or(&Value::Null), member);
        }
        Json::List(items) if !items.is_empty() && random.one_in(2) => {
            let number = random.below(items.len());
            spoil(random, rule.get("items").unwrap_or(&Value::Null), &mut items[number]);
        }
        Json::Object(members) if random.one_in(2) => object(random, members),
        Json::List(items) if random.one_in(2) => list(random, items),
        _ => *value = instead(random, rule),
    }
}

fn object(random: &mut Random, members: &mut Vec<(String, Json)>) {
    let number = random.below(members.len().max(1));
    match random.below(6) {
        0 if !members.is_empty() => drop(members.remove(number)),
        1 if !members.is_empty() => members.push(members[number].clone()),
        2 if !members.is_empty() => {
            let name = members[number].0.clone();
            members.push((name, instead(random, &Value::Null)));
        }
        3 => members
            .push((one_of(random, "private"), Json::Text(random.pick(&["1", "1.5", "[1]", "x", "{}"]).to_owned()))),
        4 => members.push((one_of(random, "texts"), instead(random, &Value::Null))),
        _ if members.is_empty() => members.push(("other".to_owned(), Json::null())),
        _ => members[number].0 = members[number].0.to_uppercase(),
    }
}

fn list(random: &mut Random, items: &mut Vec<Json>) {
    match random.below(4) {
        0 => items.clear(),
        1 => items.extend(items.first().cloned()),
        2 => items.push(instead(random, &Value::Null)),
        _ => {
            let item = items.first().cloned().unwrap_or_else(Json::null);
            *items = vec![item; random.pick(&[6, 10, 11, 100, 101, 1000])];
        }
    }
}

/// Something strange in place of a value: rather of the value's own type, sometimes of any other.
pub(super) fn instead(random: &mut Random, rule: &Value) -> Json {
    let own = !random.one_in(3);
    if own && schema::is_open(rule) && random.one_in(3) {
        return deep(random);
    }
    match rule["type"].as_str().or_else(|| rule["type"][0].as_str()) {
        Some("integer" | "number") if own => near_bound(random, rule),
        Some("string") if own => Json::Text(text(random, rule)),
        _ => match random.below(10) {
            0 | 1 => Json::Bare(one_of(random, "numbers")),
            2 => Json::Bare(one_of(random, "no JSON")),
            3 => Json::Text(one_of(random, "texts")),
            4 => Json::null(),
            5 => Json::Bare("true".to_owned()),
            6 => Json::List(vec![Json::null(); random.below(3)]),
            7 => Json::Object(vec![(one_of(random, "private"), Json::Text(one_of(random, "numbers")))]),
            8 => Json::Object(Vec::new()),
            _ => deep(random),
        },
    }
}

fn near_bound(random: &mut Random, rule: &Value) -> Json {
    let bound = rule.get(random.pick(&["minimum", "maximum"])).map(Value::to_string);
    let text = match bound {
        Some(bound) if random.one_in(2) => match bound.parse::<i128>() {
            Ok(whole) => (whole + random.pick(&[-1, 1])).to_string(),
            Err(_) if bound.contains(['e', 'E']) => bound.replacen(['e', 'E'], "1e", 1),
            Err(_) => format!("{bound}{}", random.pick(&["1", "9", "000000000000000000000000000001"])),
        },
        _ => one_of(random, "numbers"),
    };
    Json::Bare(text)
}

/// A text that is strange for a type of texts.
pub(in super::super) fn text(random: &mut Random, rule: &Value) -> String {
    let bound = |key: &str| rule[key].as_u64().and_then(|length| usize::try_from(length).ok());
    match (rule["format"].as_str(), bound("minLength"), bound("maxLength")) {
        (Some("date-time"), ..) if !random.one_in(4) => one_of(random, "moments"),
        (Some("date"), ..) if !random.one_in(4) => one_of(random, "dates"),
        (Some("uuid"), ..) if !random.one_in(4) => one_of(random, "uuids"),
        _ if rule.get("contentEncoding").is_some() && random.one_in(2) => one_of(random, "binaries"),
        _ if rule["pattern"].as_str().is_some_and(|pattern| pattern.starts_with("^[0-7]")) => one_of(random, "ulids"),
        (_, Some(min), _) if min > 0 && random.one_in(3) => "a".repeat(min - 1),
        (_, _, Some(max)) if random.one_in(2) => random.pick(&["a", "ä", "🦀"]).repeat(max + random.below(2)),
        _ if random.one_in(40) => "x".repeat(random.pick(&[TOO_LARGE - 200, TOO_LARGE, TOO_LARGE + 200])),
        _ if random.one_in(6) => "k".repeat(random.pick(&[1023, 1024, 1025, 2047, 2048, 2049, 9000])),
        _ => one_of(random, "texts"),
    }
}

/// A value of many levels, as a whole or in layers that each hide in a text.
fn deep(random: &mut Random) -> Json {
    let (open, close) = random.pick(&[("[", "]"), ("[", "]"), ("{\"a\":", "}"), ("[{\"$ref\":", "}]")]);
    let layers = random.pick(&[1, 1, 1, 2, 12, 15]);
    let levels = if layers == 1 {
        random.pick(&[5, 28, 30, 31, 32, 33, 62, 63, 64, 65, 126, 127, 128, 129, 1000, 10_000])
    } else {
        // A parser that reads each layer anew takes that many in each.
        random.pick(&[30, 64, 100, 120, 125])
    };
    let mut text = "1".to_owned();
    for layer in 0..layers {
        text = format!("{}{text}{}", open.repeat(levels), close.repeat(levels));
        if layer + 1 < layers {
            text = format!("{{{}:{}}}", json!("$serde_json::private::RawValue"), json!(text));
        }
        if text.len() > TOO_LARGE / 2 {
            break;
        }
    }
    serde_json::from_str::<Value>(&text).map_or(Json::Bare(text), |value| Json::of(&value))
}

/// The bytes of a body, damaged.
pub(in super::super) fn damage(random: &mut Random, mut bytes: Vec<u8>) -> Vec<u8> {
    const BODIES: &[&[u8]] = &[b"", b"null", b"[]", b"{}", b"1", b"\"x\"", b"true", b" ", b"[{}]", b"{,}"];
    let text = |from: &str, to: &str| String::from_utf8_lossy(&bytes).replace(from, to).into_bytes();
    let place = random.below(bytes.len() + 1);
    match random.below(14) {
        0 => bytes.truncate(place),
        1 => bytes.insert(place, random.pick(&[0, 1, 0x1F, 0x7F, 0x80, 0xC0, 0xED, 0xF8, 0xFF])),
        2 => bytes.extend_from_slice(random.pick(&[b"}".as_slice(), b"x", b"{}", b"\0", b" \n\t ", b"//", b","])),
        3 => bytes = [b"\xEF\xBB\xBF", &*bytes].concat(),
        4 => bytes = [b" \r\n\t", &*bytes, b"\n "].concat(),
        5 => bytes = random.pick(BODIES).to_vec(),
        6 => {
            let open = random.pick(&["[", "{\"a\":", "[{\"text\":"]);
            bytes = open.repeat(random.pick(&[63, 64, 65, 127, 128, 200, 100_000])).into();
        }
        7 => bytes.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= 1 << random.below(8)),
        8 => bytes = bytes.iter().flat_map(|&byte| [byte, 0]).collect(),
        9 => bytes = text("\"", "'"),
        10 => bytes = text("}", ",}"),
        11 => bytes = text(":", "="),
        12 => bytes = text("\":", "\0\":"),
        _ => bytes.reverse(),
    }
    bytes
}
