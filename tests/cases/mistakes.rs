//! One mistake in a random spec that is valid: then there is one error, at its line, and most often the advice restores the
//! spec.
//!
//! `SLSGEN_MISTAKES=0..1000` makes as many as one likes; the run prints how many the advice restores.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use libtest_mimic::{Failed, Trial};
use serde_json::{Map, Value};
use slsgen::model::Service;
use slsgen::report::{self, Color};
use slsgen::{Loaded, load};

use crate::random::Random;
use crate::random_spec;

/// Those that the gate makes.
const SEEDS: Range<u64> = 0..150;

/// The share of mistakes whose advice restores the spec, in hundredths.
const RESTORED: usize = 80;

/// The same word in other fields of work: where it stands, as it is here, and as others have it.
const WORDS: &[(&str, &str, &[&str])] = &[
    ("Table", "partition_key", &["pk", "hash_key", "HashKey", "partitionKey", "PartitionKey", "primary_key", "key"]),
    ("Table", "sort_key", &["sk", "range_key", "RangeKey", "sortKey"]),
    ("Table", "indexes", &["gsi", "GlobalSecondaryIndexes", "global_secondary_indexes", "indices"]),
    ("Table", "ttl", &["TimeToLive", "time_to_live"]),
    ("Table", "billing", &["billing_mode", "BillingMode"]),
    ("Index", "partition_key", &["pk", "hashKey", "HashKey"]),
    ("Index", "sort_key", &["sk", "rangeKey"]),
    ("Resource", "attributes", &["fields", "properties", "columns", "Attributes"]),
    ("Resource", "routes", &["paths", "endpoints", "Routes"]),
    ("Attribute", "pattern", &["regex", "regexp"]),
    ("Attribute", "enum", &["values", "choices", "oneOf"]),
    ("Attribute", "required", &["mandatory", "not_null"]),
    ("Attribute", "default", &["default_value", "defaultValue"]),
    ("Attribute", "min_length", &["minLength", "MinLength"]),
    ("Attribute", "max_length", &["maxLength", "maxlength"]),
    ("Attribute", "minimum", &["min", "gte"]),
    ("Attribute", "maximum", &["max", "lte"]),
    ("Attribute", "min_items", &["minItems"]),
    ("Attribute", "max_items", &["maxItems"]),
    ("Attribute", "immutable", &["readonly", "readOnly"]),
    ("Attribute", "private", &["hidden", "writeOnly"]),
    ("Attribute", "renamed_from", &["renamedFrom", "old_name"]),
    ("Api", "auth", &["authorizer", "authorization"]),
    ("Api", "throttle", &["throttling", "rate_limit"]),
    ("Function", "memory", &["memory_size", "MemorySize", "memorySize"]),
    ("Function", "timeout", &["Timeout"]),
    ("Stage", "log_retention_days", &["retention_in_days", "RetentionInDays"]),
    ("Stage", "log_level", &["logLevel"]),
    ("Route", "filters", &["filter", "query_params"]),
    ("type", "string", &["str", "varchar", "text", "String"]),
    ("type", "integer", &["int", "bigint", "Integer", "long"]),
    ("type", "number", &["float", "double"]),
    ("type", "boolean", &["bool", "Boolean"]),
    ("type", "timestamp", &["datetime", "date-time"]),
    ("type", "binary", &["bytes", "blob"]),
    ("type", "list", &["array"]),
    ("type", "map", &["object"]),
    ("auth", "none", &["public"]),
    ("auth", "api_key", &["apiKey", "apikey"]),
    ("auth", "cognito", &["jwt", "COGNITO"]),
    ("generate", "uuid_v7", &["uuid7"]),
    ("generate", "created", &["now", "created_at"]),
    ("generate", "updated", &["updated_at"]),
    ("architecture", "arm64", &["ARM64", "arm"]),
];

pub(crate) fn trials() -> [Trial; 1] {
    [Trial::test("mistakes::each_is_one_error_and_most_are_restored", each_is_one_error_and_most_are_restored)]
}

#[expect(clippy::print_stdout, reason = "the share is what one runs it for")]
fn each_is_one_error_and_most_are_restored() -> Result<(), Failed> {
    let asked = std::env::var("SLSGEN_MISTAKES").ok();
    let seeds = asked.map_or(Ok(SEEDS), |range| {
        let (from, to) = range.split_once("..").ok_or("SLSGEN_MISTAKES is a range, such as 0..1000")?;
        Ok::<_, Failed>(from.parse()?..to.parse()?)
    })?;
    let (mut made, mut restored, mut kinds) = (0, 0, BTreeMap::<_, [usize; 2]>::new());
    let mut wrong = String::new();
    for seed in seeds {
        let Some(mistake) = Mistake::of(seed) else { continue };
        made += 1;
        match mistake.judged() {
            Ok(is_restored) => {
                restored += usize::from(is_restored);
                kinds.entry(mistake.kind).or_default()[usize::from(is_restored)] += 1;
            }
            Err(reason) => writeln!(wrong, "seed {seed}, {}: {reason}", mistake.kind)?,
        }
    }
    println!("{made} mistakes, of which the advice restores {restored}: {kinds:?}");
    if !wrong.is_empty() || restored * 100 < made * RESTORED {
        return Err(format!("{wrong}{restored} of {made} are restored").into());
    }
    Ok(())
}

/// A spec with a mistake.
struct Mistake {
    kind: &'static str,
    right: Service,
    text: String,
    /// Where it is, from 1.
    line: usize,
}

impl Mistake {
    /// The one of a seed, if its spec is valid and has room for it.
    fn of(seed: u64) -> Option<Self> {
        let mut random = Random::new(seed);
        let spec: Value = serde_json::from_str(&random_spec::spec(seed)).expect("it is JSON");
        let text = yaml(&spec);
        let Loaded { service: Some(right), .. } = load("spec.yaml", text.as_bytes()) else { return None };
        let (kind, text, line) = (0..40).find_map(|_| match random.below(6) {
            0 => misspelt(&spec, &text, &mut random),
            1 => recased(&spec, &text, &mut random),
            2 => moved(&spec, &mut random),
            3 => of_another_field(&spec, &text, &mut random),
            4 => of_another_type(&spec, &text, &mut random),
            _ => without_a_bracket(&text, &mut random),
        })?;
        Some(Self { kind, right, text, line })
    }

    /// Whether the advice restores the spec; fails if there is not one error at the line.
    fn judged(&self) -> Result<bool, String> {
        let loaded = load("spec.yaml", self.text.as_bytes());
        let shown = report::render(&loaded.diagnostics, &loaded.source, Color::Never);
        let errors: Vec<_> = loaded.diagnostics.iter().filter(|problem| problem.is_error()).collect();
        let [problem] = errors[..] else {
            return Err(format!("{} errors, line {}:\n{}", errors.len(), self.line, shown.as_str()));
        };
        let (line, _) = loaded.source.position(problem.primary.span.start);
        if line != self.line {
            return Err(format!("line {line} in place of {}:\n{}", self.line, shown.as_str()));
        }
        let restores = |advice: &slsgen::diagnostic::Advice| {
            let then = load("spec.yaml", advice.applied(&self.text).as_bytes());
            !advice.edits.is_empty() && then.service.is_some_and(|service| service == self.right)
        };
        Ok(problem.advice.iter().any(restores))
    }
}

type Made = (&'static str, String, usize);

/// The text of a changed tree, and the first line that is not as it was.
fn changed(kind: &'static str, before: &str, spec: &Value) -> Option<Made> {
    let text = yaml(spec);
    let differ: Vec<usize> = before
        .lines()
        .zip(text.lines())
        .enumerate()
        .filter(|(_, (before, now))| before != now)
        .map(|(at, _)| at)
        .collect();
    // A mapping that no longer fits on one line would be another line's mistake.
    let is_same_layout = before.lines().count() == text.lines().count();
    differ.first().filter(|_| is_same_layout).map(|at| (kind, text.clone(), at + 1))
}

fn misspelt(spec: &Value, text: &str, random: &mut Random) -> Option<Made> {
    let (pointer, _, key) = pick_key(spec, random);
    let at = 1 + random.below(key.len().checked_sub(2)?);
    let mut letters: Vec<char> = key.chars().collect();
    if random.one_in(2) {
        letters.remove(at);
    } else {
        letters.swap(at, at + 1);
    }
    let word: String = letters.into_iter().collect();
    (word != key && key.len() > 3).then(|| changed("misspelt", text, &with_key(spec, &pointer, &key, &word)))?
}

fn recased(spec: &Value, text: &str, random: &mut Random) -> Option<Made> {
    let (pointer, _, key) = pick_key(spec, random);
    let pascal: String = key.split('_').map(capital).collect();
    let word = if random.one_in(2) { pascal } else { key[..1].to_owned() + &pascal[1..] };
    (word != key).then(|| changed("recased", text, &with_key(spec, &pointer, &key, &word)))?
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// A key of `api`, `table` or `function` at the top.
fn moved(spec: &Value, random: &mut Random) -> Option<Made> {
    let home = random.pick(&["api", "function", "table"]);
    let entries = spec[home].as_object()?;
    let (key, value) = entries.iter().nth(random.below(entries.len()))?;
    if key == "name" {
        // That of a table is a spec's too.
        return None;
    }
    let mut spec = spec.clone();
    spec[home].as_object_mut()?.shift_remove(key);
    if spec[home].as_object()?.is_empty() {
        spec.as_object_mut()?.shift_remove(home);
    }
    spec[key] = value.clone();
    let text = yaml(&spec);
    let line = text.lines().position(|line| line.starts_with(&format!("{key}:")))? + 1;
    Some(("moved", text, line))
}

fn of_another_field(spec: &Value, text: &str, random: &mut Random) -> Option<Made> {
    let (pointer, of, key) = pick_key(spec, random);
    let value = spec.pointer(&pointer)?[&key].as_str().unwrap_or_default();
    let others = |of: &str, word: &str| {
        WORDS.iter().find(|(place, own, _)| (*place, *own) == (of, word)).map(|(_, _, others)| *others)
    };
    if let Some(others) = others(&key, value) {
        let spec = with_value(spec, &pointer, &key, random.pick(others).into());
        return changed("value of another field", text, &spec);
    }
    changed("key of another field", text, &with_key(spec, &pointer, &key, random.pick(others(of, &key)?)))
}

fn of_another_type(spec: &Value, text: &str, random: &mut Random) -> Option<Made> {
    let (pointer, _, key) = pick_key(spec, random);
    let value = match (&key[..], &spec.pointer(&pointer)?[&key]) {
        (_, Value::Bool(value)) => Value::from(if *value { "yes" } else { "no" }),
        ("memory", Value::Number(number)) => Value::from(format!("{number}MB")),
        ("timeout", Value::Number(number)) => Value::from(format!("{number}s")),
        ("default", _) => return None,
        (_, Value::Number(number)) => Value::from(number.to_string()),
        ("partition_key" | "sort_key", name @ Value::String(_)) => serde_json::json!({ "name": name }),
        ("filters" | "origins", Value::Array(list)) if list.len() == 1 => list[0].clone(),
        _ => return None,
    };
    changed("value of another type", text, &with_value(spec, &pointer, &key, value))
}

fn without_a_bracket(text: &str, random: &mut Random) -> Option<Made> {
    let is_bracket = |c: char| matches!(c, '{' | '}' | '[' | ']');
    let found: Vec<usize> = text.match_indices(is_bracket).map(|(at, _)| at).collect();
    let at = found[random.below(found.len())];
    let line = text[..at].matches('\n').count();
    let whole = text.lines().nth(line)?;
    // In a text between quotes it means nothing.
    if whole.contains(['"', '\'']) || whole.contains("/{") {
        return None;
    }
    Some(("bracket", text[..at].to_owned() + &text[at + 1..], line + 1))
}

/// A key of the format in a spec: where its mapping is, what that is, and the key.
fn pick_key(spec: &Value, random: &mut Random) -> (String, &'static str, String) {
    let mut keys = Vec::new();
    collect(spec, "", "Spec", &mut keys);
    let at = random.below(keys.len());
    keys.swap_remove(at)
}

fn collect(value: &Value, pointer: &str, of: &'static str, into: &mut Vec<(String, &'static str, String)>) {
    let Value::Object(entries) = value else { return };
    for (key, value) in entries {
        into.push((pointer.to_owned(), if of == "Spec" { "Resource" } else { of }, key.clone()));
        let below = format!("{pointer}/{key}");
        let mut each = |of| {
            for (name, value) in value.as_object().into_iter().flatten() {
                collect(value, &format!("{below}/{name}"), of, into);
            }
        };
        match (of, &key[..]) {
            ("Spec", "resources") => each("Resource"),
            ("Spec", "stages") => each("Stage"),
            ("Spec" | "Resource" | "Attribute", "attributes") => each("Attribute"),
            ("Table", "indexes") => each("Index"),
            ("Spec" | "Resource", "table") => collect(value, &below, "Table", into),
            ("Spec", "api") => collect(value, &below, "Api", into),
            ("Spec", "function") => collect(value, &below, "Function", into),
            ("Spec" | "Resource", "routes") => {
                for (at, route) in value.as_array().into_iter().flatten().enumerate() {
                    collect(route, &format!("{below}/{at}"), "Route", into);
                }
            }
            _ => {}
        }
    }
}

fn with_key(spec: &Value, pointer: &str, key: &str, word: &str) -> Value {
    let mut spec = spec.clone();
    let mapping = spec.pointer_mut(pointer).and_then(Value::as_object_mut).expect("it is a mapping");
    let renamed = |(name, value): (String, Value)| (if name == key { word.to_owned() } else { name }, value);
    *mapping = std::mem::take(mapping).into_iter().map(renamed).collect::<Map<_, _>>();
    spec
}

fn with_value(spec: &Value, pointer: &str, key: &str, value: Value) -> Value {
    let mut spec = spec.clone();
    spec.pointer_mut(pointer).expect("it is a mapping")[key] = value;
    spec
}

/// A spec as people write it: in blocks, with short mappings and lists on one line.
fn yaml(spec: &Value) -> String {
    let mut text = String::new();
    block(spec, 0, &mut text);
    text
}

fn block(value: &Value, indent: usize, text: &mut String) {
    let Value::Object(entries) = value else { return };
    for (key, value) in entries {
        let start = format!("{:indent$}{}:", "", word(key));
        match value {
            Value::Object(inner) if !inner.is_empty() && (indent == 0 || flow(value).len() > 70) => {
                writeln!(text, "{start}").expect("a string takes text");
                block(value, indent + 2, text);
            }
            Value::Array(list) if key == "routes" && !list.is_empty() => {
                writeln!(text, "{start}").expect("a string takes text");
                for one in list {
                    writeln!(text, "{:indent$}  - {}", "", flow(one)).expect("a string takes text");
                }
            }
            value => writeln!(text, "{start} {}", flow(value)).expect("a string takes text"),
        }
    }
}

fn flow(value: &Value) -> String {
    match value {
        Value::Object(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", word(key), flow(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Array(list) => format!("[{}]", list.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::String(text) => word(text),
        other => other.to_string(),
    }
}

/// A text without quotes where YAML needs none.
fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(is_plain);
    let means_more = ["true", "false", "null", "y", "n"].contains(&text.to_lowercase().as_str());
    if is_word && !means_more { text.to_owned() } else { Value::from(text).to_string() }
}
