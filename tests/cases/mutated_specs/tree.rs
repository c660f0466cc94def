//! Mutations of what a spec says: it is YAML still, and may be valid.

use serde_json::{Map, Number, Value, json};

use crate::random::Random;

/// A spec's value after some changes, as JSON, which is YAML. What takes a place comes from another spec, or is odd.
pub(super) fn mutated(random: &mut Random, value: &Value, other: &Value) -> String {
    let mut value = value.clone();
    for _ in 0..random.pick(&[1, 1, 2, 4]) {
        change(random, &mut value, other);
    }
    if random.one_in(2) { value.to_string() } else { serde_json::to_string_pretty(&value).expect("it is JSON") }
}

/// Changes a place, the likelier the higher it is.
fn change(random: &mut Random, value: &mut Value, other: &Value) {
    let is_here = random.one_in(8);
    match value {
        Value::Object(members) if !members.is_empty() && !is_here => {
            let number = random.below(members.len());
            let (_, member) = members.iter_mut().nth(number).expect("there are so many");
            change(random, member, other);
        }
        Value::Array(items) if !items.is_empty() && !is_here => {
            let number = random.below(items.len());
            change(random, &mut items[number], other);
        }
        Value::Object(members) if !random.one_in(4) => object(random, members, other),
        Value::Array(items) if random.one_in(2) => {
            let item = items.first().cloned().unwrap_or_else(|| part(random, other));
            match random.below(4) {
                0 => items.push(part(random, other)),
                1 => items.push(item),
                2 => *items = vec![item; random.pick(&[2, 60, 400])],
                _ => items.reverse(),
            }
        }
        value if random.one_in(4) => *value = if random.one_in(2) { part(random, other) } else { odd(random) },
        Value::Bool(flag) => *flag = !*flag,
        Value::Number(number) => *number = number_like(random, number),
        Value::String(text) => *text = if random.one_in(2) { key(random, other) } else { text_like(random, text) },
        _ => {}
    }
}

/// A number that a spec could have there.
fn number_like(random: &mut Random, number: &Number) -> Number {
    let text = number.to_string();
    let near =
        [format!("-{text}"), format!("{text}0"), format!("{text}.5"), "0".to_owned(), "1".to_owned(), "100".to_owned()];
    near[random.below(near.len())].parse().unwrap_or_else(|_| 0.into())
}

/// A text that a spec could have there.
fn text_like(random: &mut Random, text: &str) -> String {
    match random.below(5) {
        0 => format!("{text}{text}"),
        1 => text.chars().rev().collect(),
        2 => text.to_uppercase(),
        3 => text.chars().skip(1).collect(),
        _ => format!("{text}{}", random.pick(&["x", "_", "-", "2", "?", "/{id}", " ", "é"])),
    }
}

fn object(random: &mut Random, members: &mut Map<String, Value>, other: &Value) {
    let number = random.below(members.len().max(1));
    let name = members.keys().nth(number).cloned().unwrap_or_default();
    match random.pick(&[0, 0, 0, 1, 2, 3, 3, 4]) {
        0 => drop(members.remove(&name)),
        1 => {
            let renamed = if random.one_in(2) { random.name() } else { key(random, other) };
            if let Some(member) = members.remove(&name) {
                members.insert(renamed, member);
            }
        }
        2 => drop(members.insert(key(random, other), part(random, other))),
        3 => {
            let copy = members.get(&name).cloned().unwrap_or_default();
            let count = random.pick(&[1, 1, 30, 400]);
            members.extend((0..count).map(|number| (format!("{name}{number}"), copy.clone())));
        }
        _ => {
            // Two members change places.
            let second = members.keys().nth(random.below(members.len().max(1))).cloned().unwrap_or_default();
            if let (Some(one), Some(two)) = (members.get(&name).cloned(), members.get(&second).cloned()) {
                members.extend([(name, two), (second, one)]);
            }
        }
    }
}

/// A part of a spec.
fn part(random: &mut Random, of: &Value) -> Value {
    let below: Vec<&Value> = match of {
        Value::Object(members) => members.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    if below.is_empty() || random.one_in(4) {
        return of.clone();
    }
    let next = random.pick(&below);
    part(random, next)
}

/// A key that a spec has somewhere.
fn key(random: &mut Random, of: &Value) -> String {
    let Value::Object(members) = of else { return random.name() };
    let names: Vec<(&String, &Value)> = members.iter().collect();
    if names.is_empty() {
        return random.name();
    }
    let (name, member) = random.pick(&names);
    if member.is_object() && !random.one_in(3) { key(random, member) } else { name.clone() }
}

fn odd(random: &mut Random) -> Value {
    let number = |text: &str| text.parse().expect("it is JSON");
    match random.below(10) {
        0 => Value::Null,
        1 => json!(random.one_in(2)),
        2 => number(random.pick(&[
            "0",
            "-1",
            "1e400",
            "1.5",
            "9223372036854775808",
            "1234567890123456789012345678901234567890",
            "1e-200",
        ])),
        3 => json!(random.pick(&[
            "",
            " ",
            "id",
            "GET /",
            "/{id}",
            "^(a*)*$",
            "[",
            "{{",
            "*/",
            "\0",
            "\u{1b}[0m",
            "\u{202E}",
            "🦀",
            "..",
            "con",
            "self"
        ])),
        4 => json!(random.pick(&["a\nb", "{{ x }}", "日本", "e\u{301}", "//", "\u{FEFF}", "%}"])),
        5 => json!("x".repeat(random.pick(&[64, 65, 256, 3000, 300_000]))),
        6 => json!([]),
        7 => json!({}),
        8 => (0..random.pick(&[3, 40, 90, 1000]))
            .fold(json!("integer"), |inner, _| json!({ "type": "list", "items": inner })),
        _ => (0..random.pick(&[3, 40, 90, 1000])).fold(json!(1), |inner, _| json!([inner])),
    }
}
