//! What clients send by mistake or on purpose: values at and beyond each bound, and in every odd notation.

use serde_json::{Value, json};

use super::json::Json;
use super::{draw, schema};
use crate::random::Random;

/// Numbers in each notation that JSON has, at the ends of what i64, f64 and DynamoDB hold, and beyond.
pub(super) const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-0.0",
    "0e126",
    "0E-400",
    "1.0",
    "1e2",
    "100e-2",
    "1.10",
    "0.1e1",
    "1E+2",
    "1e-1",
    "2.2e-311",
    "5e-324",
    "1e-130",
    "9.9e-131",
    "1e-400",
    "1e400",
    "-1e400",
    "1e126",
    "9.99e125",
    "9.990000000000002e125",
    "9.999999999999998e125",
    "-9.9900000000000011e125",
    "9223372036854775807",
    "9223372036854775807.0",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "9.223372036854775807e18",
    "1e18",
    "1e19",
    "18446744073709551616",
    "9007199254740993",
    "1234567890123456789012345678901234567890",
    "0.1234567890123456789012345678901234567890",
    "99999999999999999999999999999999999999",
    "12345678901234567890123456789012345678e80",
    "1e999999999999999999999",
    "1e-999999999999999999999",
    "10000000000000000000000000000000000000000e-40",
];

/// What other languages take for a number, and JSON does not.
const NO_JSON: &[&str] =
    &["01", "+1", ".5", "1.", "NaN", "Infinity", "-", "0x10", "1_000", "'a'", "undefined", r#""\ud800""#, "\"\t\""];

pub(super) const TEXTS: &[&str] = &[
    "",
    " ",
    ".",
    "..",
    "...",
    "%2e",
    "%2E%2e",
    "/",
    "a/b",
    "\\",
    "?",
    "#",
    "&",
    "=",
    "+",
    ",",
    "a,b",
    "\0",
    "a\u{1}",
    "\u{7f}",
    "\n",
    "\r\n",
    "null",
    "true",
    "1",
    "*",
    "\"",
    "é",
    "e\u{301}",
    "\u{202E}abc",
    "\u{FEFF}a",
    "\u{FFFF}",
    "👩‍👩‍👧",
    "ſ",
    "ﬀ",
    "İ",
    "../../etc/passwd",
    "${jndi:ldap://x}",
    "' OR 1=1 --",
    "{{7*7}}",
    "$serde_json::private::Number",
];

const MOMENTS: &[&str] = &[
    "2026-02-29T00:00:00Z",
    "2024-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-12-31T23:59:60Z",
    "2026-01-01T00:00:00",
    "2026-01-01 00:00:00Z",
    "2026-01-01T00:00Z",
    "2026-01-01T00:00:00.Z",
    "2026-01-01T00:00:00,5Z",
    "2026-01-01T00:00:00.1234567891Z",
    "2026-01-01T00:00:00+24:00",
    "2026-01-01T00:00:00+0100",
    "0000-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "9999-12-31T23:59:59.999999999Z",
    "-001-01-01T00:00:00Z",
    "10000-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z",
    "1970-01-01T00:00:00.000000001Z",
    "1767225600",
    "2026-01-01",
    "2015-09-15T19:58:22.947Z",
];

const DATES: &[&str] = &[
    "2026-02-29",
    "2024-02-29",
    "0000-01-01",
    "9999-12-31",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "26-01-01",
    "2026-01-32",
    "+2026-01-01",
    "20260101",
    "2026-W01-1",
    "2026-01-01T00:00:00Z",
];

const UUIDS: &[&str] = &[
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "0190A5C4-7D1E-7B3A-9C2F-5E8D1A4B6C70",
    "0190a5c47d1e7b3a9c2f5e8d1a4b6c70",
    "{0190a5c4-7d1e-7b3a-9c2f-5e8d1a4b6c70}",
    "urn:uuid:0190a5c4-7d1e-7b3a-9c2f-5e8d1a4b6c70",
    "0190a5c4-7d1e-7b3a-9c2f-5e8d1a4b6c7",
    "0190a5c4-7d1e-7b3a-9c2f-5e8d1a4b6c7g",
    "0190a5c4-7d1e7b3a-9c2f-5e8d1a4b6c70-",
];

const ULIDS: &[&str] = &[
    "7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
    "80000000000000000000000000",
    "ZZZZZZZZZZZZZZZZZZZZZZZZZZ",
    "00000000000000000000000000",
    "01arz3ndektsv4rrffq69g5fav",
    "01ARZ3NDEKTSV4RRFFQ69G5FA",
    "01ARZ3NDEKTSV4RRFFQ69G5FAVX",
    "01ARZ3NDEKTSV4RRFFQ69G5FAI",
    "0lARZ3NDEKTSV4RRFFQ69G5FAO",
    "01ARZ3NDEKTSV4RRFFQ69G5FAU",
    "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
];

const BINARIES: &[&str] =
    &["YQ==", "YQ", "YQ=", "YR==", "YWI", "YWJ=", "Y Q==", "_-_-", "+/+/", "====", "A", "AAAA\n", "AAA=AAAA", "ÄÄÄÄ"];

/// Names that a parser takes for its own.
const PRIVATE: &[&str] = &["$serde_json::private::Number", "$serde_json::private::RawValue"];

/// How long a text has to be for an item to be too large.
pub(super) const TOO_LARGE: usize = 400 * 1024;

/// Puts something strange in a place of a value. Often in a member, as there are more values further down.
pub(super) fn spoil(random: &mut Random, rule: &Value, value: &mut Json) {
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
        3 => members.push((
            random.pick(PRIVATE).to_owned(),
            Json::Text(random.pick(&["1", "1.5", "[1]", "x", "{}"]).to_owned()),
        )),
        4 => members.push((random.pick(TEXTS).to_owned(), instead(random, &Value::Null))),
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
fn instead(random: &mut Random, rule: &Value) -> Json {
    let bare = |text: &str| Json::Bare(text.to_owned());
    let own = !random.one_in(3);
    if own && schema::is_open(rule) && random.one_in(3) {
        return deep(random);
    }
    match rule["type"].as_str().or_else(|| rule["type"][0].as_str()) {
        Some("integer" | "number") if own => near_bound(random, rule),
        Some("string") if own => Json::Text(text(random, rule)),
        _ => match random.below(10) {
            0 | 1 => bare(random.pick(NUMBERS)),
            2 => bare(random.pick(NO_JSON)),
            3 => Json::Text(random.pick(TEXTS).to_owned()),
            4 => Json::null(),
            5 => bare("true"),
            6 => Json::List(vec![Json::null(); random.below(3)]),
            7 => Json::Object(vec![(random.pick(PRIVATE).to_owned(), Json::Text(random.pick(NUMBERS).to_owned()))]),
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
        _ => random.pick(NUMBERS).to_owned(),
    };
    Json::Bare(text)
}

/// A text that is strange for a type of texts.
pub(super) fn text(random: &mut Random, rule: &Value) -> String {
    let bound = |key: &str| rule[key].as_u64().and_then(|length| usize::try_from(length).ok());
    match (rule["format"].as_str(), bound("minLength"), bound("maxLength")) {
        (Some("date-time"), ..) if !random.one_in(4) => random.pick(MOMENTS).to_owned(),
        (Some("date"), ..) if !random.one_in(4) => random.pick(DATES).to_owned(),
        (Some("uuid"), ..) if !random.one_in(4) => random.pick(UUIDS).to_owned(),
        _ if rule.get("contentEncoding").is_some() && random.one_in(2) => random.pick(BINARIES).to_owned(),
        _ if rule["pattern"].as_str().is_some_and(|pattern| pattern.starts_with("^[0-7]")) => {
            random.pick(ULIDS).to_owned()
        }
        (_, Some(min), _) if min > 0 && random.one_in(3) => "a".repeat(min - 1),
        (_, _, Some(max)) if random.one_in(2) => random.pick(&["a", "ä", "🦀"]).repeat(max + random.below(2)),
        _ if random.one_in(40) => "x".repeat(random.pick(&[TOO_LARGE - 200, TOO_LARGE, TOO_LARGE + 200])),
        _ if random.one_in(6) => "k".repeat(random.pick(&[1023, 1024, 1025, 2047, 2048, 2049, 9000])),
        _ => random.pick(TEXTS).to_owned(),
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
            text = format!("{{{}:{}}}", json!(PRIVATE[1]), json!(text));
        }
        if text.len() > TOO_LARGE / 2 {
            break;
        }
    }
    Json::Bare(text)
}

/// The bytes of a body, damaged.
pub(super) fn damage(random: &mut Random, mut bytes: Vec<u8>) -> Vec<u8> {
    let place = random.below(bytes.len() + 1);
    match random.below(14) {
        0 => bytes.truncate(place),
        1 => bytes.insert(place, random.pick(&[0, 1, 0x1F, 0x7F, 0x80, 0xC0, 0xED, 0xF8, 0xFF])),
        2 => bytes.extend_from_slice(random.pick(&[b"}".as_slice(), b"x", b"{}", b"\0", b" \n\t ", b"//", b","])),
        3 => bytes = [b"\xEF\xBB\xBF", &*bytes].concat(),
        4 => bytes = [b" \r\n\t", &*bytes, b"\n "].concat(),
        5 => {
            bytes = random
                .pick(&[b"".as_slice(), b"null", b"[]", b"{}", b"1", b"\"x\"", b"true", b" ", b"[{}]", b"{,}"])
                .to_vec()
        }
        6 => {
            bytes = random
                .pick(&["[", "{\"a\":", "[{\"text\":"])
                .repeat(random.pick(&[63, 64, 65, 127, 128, 200, 100_000]))
                .into()
        }
        7 => bytes.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= 1 << random.below(8)),
        8 => bytes = bytes.iter().flat_map(|&byte| [byte, 0]).collect(),
        9 => bytes = String::from_utf8_lossy(&bytes).replace('"', "'").into(),
        10 => bytes = String::from_utf8_lossy(&bytes).replace('}', ",}").into(),
        11 => bytes = String::from_utf8_lossy(&bytes).replace(':', "=").into(),
        12 => bytes = String::from_utf8_lossy(&bytes).replacen("\":", "\u{0}\":", 1).into(),
        _ => bytes = bytes.iter().copied().rev().collect(),
    }
    bytes
}

/// A value of a parameter, encoded, whatever a client may write there.
pub(super) fn parameter(random: &mut Random, rule: &Value) -> String {
    let text = match instead(random, rule) {
        Json::Text(text) | Json::Bare(text) if text.len() < 10_000 => text,
        _ => text(random, rule),
    };
    match random.below(8) {
        0 => random
            .pick(&[
                "%",
                "%z",
                "%zz",
                "%f",
                "%FF",
                "%C0%80",
                "%ED%A0%80",
                "%00",
                "%0A",
                "%2e",
                "%2E%2E",
                "%2F",
                "%252F",
                "+",
                ";",
            ])
            .to_owned(),
        1 => super::request::encoded(&text).to_lowercase(),
        2 => text.bytes().map(|byte| format!("%{byte:02x}")).collect(),
        _ => super::request::encoded(&text),
    }
}

/// A value that a list's limit takes, or doesn't.
pub(super) fn limit(random: &mut Random) -> String {
    random
        .pick(&[
            "0",
            "1",
            "2",
            "100",
            "101",
            "-1",
            "1.0",
            "1e1",
            "+5",
            "%205",
            "٣",
            "99999999999999999999",
            "4294967297",
            "",
            "null",
            "0x1",
            "1,2",
        ])
        .to_owned()
}

/// A cursor, damaged.
pub(super) fn cursor(random: &mut Random, cursor: &str) -> String {
    let half = cursor.len() / 2;
    match random.below(9) {
        0 => String::new(),
        1 => cursor.chars().take(half).collect(),
        2 => cursor.chars().skip(1).collect(),
        3 => format!("{cursor}A"),
        4 => cursor.chars().rev().collect(),
        5 => format!("{cursor}=="),
        6 => draw::base64(
            random.pick(&["{}", "null", "[]", "{\"id\":{\"S\":\"\"}}", "{\"id\":1}", "\0"]).as_bytes(),
            true,
        ),
        7 => draw::base64(random.pick(TEXTS).as_bytes(), false),
        _ => cursor.to_lowercase(),
    }
}

/// The value of a header that names versions.
pub(super) fn tags(random: &mut Random, tag: &str) -> Vec<u8> {
    let number = tag.trim_matches('"');
    match random.below(16) {
        0 => b"*".to_vec(),
        1 => format!("W/{tag}").into(),
        2 => format!("\"0{number}\"").into(),
        3 => format!("\"+{number}\"").into(),
        4 => number.into(),
        5 => format!("\"x\", {tag}").into(),
        6 => format!("{tag},{tag}").into(),
        7 => b"\"\"".to_vec(),
        8 => b"".to_vec(),
        9 => b"\"".to_vec(),
        10 => format!("\"{}\"", "9".repeat(30)).into(),
        11 => vec!["\"1\""; random.pick(&[99, 100, 101, 300])].join(",").into(),
        12 => b"\"\xFF\"".to_vec(),
        13 => b"*, \"1\"".to_vec(),
        14 => format!("\"-{number}\"").into(),
        _ => format!(" {tag} ").into(),
    }
}

pub(super) fn media_type(random: &mut Random) -> Vec<u8> {
    random
        .pick(&[
            b"text/plain".as_slice(),
            b"application/json; charset=utf-8",
            b"APPLICATION/JSON",
            b"application/jsonx",
            b"",
            b"application/merge-patch+json",
            b"application/xml",
            b"application/json;",
            b"application / json",
            b"\xFF",
            b"*/*",
            b"application/json, text/plain",
            b"multipart/form-data",
            b"application/problem+json",
            b"application/x-www-form-urlencoded",
        ])
        .to_vec()
}
