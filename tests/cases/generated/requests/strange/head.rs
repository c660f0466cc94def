//! What is strange before the body: parameters and headers.

use serde_json::Value;

use super::super::draw;
use super::super::json::Json;
use super::super::request::encoded;
use super::body::{instead, text};
use super::one_of;
use crate::random::Random;

/// A value of a parameter, encoded, whatever a client may write there.
pub(in super::super) fn parameter(random: &mut Random, rule: &Value) -> String {
    let text = match instead(random, rule) {
        Json::Text(text) | Json::Bare(text) if text.len() < 10_000 => text,
        _ => text(random, rule),
    };
    match random.below(8) {
        0 => one_of(random, "escapes"),
        1 => encoded(&text).to_lowercase(),
        2 => text.bytes().fold(String::new(), |encoded, byte| format!("{encoded}%{byte:02x}")),
        _ => encoded(&text),
    }
}

/// A value that a list's limit takes, or doesn't.
pub(in super::super) fn limit(random: &mut Random) -> String {
    one_of(random, "limits")
}

/// A cursor, damaged.
pub(in super::super) fn cursor(random: &mut Random, cursor: &str) -> String {
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
        7 => draw::base64(one_of(random, "texts").as_bytes(), false),
        _ => cursor.to_lowercase(),
    }
}

/// The value of a header that names versions.
pub(in super::super) fn tags(random: &mut Random, tag: &str) -> Vec<u8> {
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

pub(in super::super) fn media_type(random: &mut Random) -> Vec<u8> {
    one_of(random, "media types").into_bytes()
}
