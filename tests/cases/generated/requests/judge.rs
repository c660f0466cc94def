//! What is wrong with an answer.

use serde_json::{Value, json};

use super::child::Answer;
use super::document::{self, Document, Operation};
use super::json::Json;
use super::request::{Request, decoded};
use super::verdict::{Verdict, path_values, verdict};
use super::{kept, schema};

/// Something wrong: its kind, which holds no value, and what it is here.
pub(super) struct Wrong {
    pub(super) kind: String,
    pub(super) detail: String,
}

fn wrong(kind: impl Into<String>, detail: impl Into<String>) -> Wrong {
    Wrong { kind: kind.into(), detail: detail.into() }
}

/// What is wrong with the answer to a request.
pub(super) fn judge(document: &Document, request: &Request, answer: &Answer) -> Vec<Wrong> {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    if answer.status == 0 {
        return vec![wrong("panics", "")];
    }
    if answer.status >= 500 {
        return vec![wrong("fails", body.to_string())];
    }
    let Some(operation) = document.route(&request.method, &request.path) else {
        return of_no_route(document, request, answer).into_iter().collect();
    };
    let Some(documented) = operation.answers.get(&answer.status) else {
        return vec![wrong("is not documented", body.to_string())];
    };
    let mut found: Vec<Wrong> = off_the_document(documented, answer, &body).into_iter().collect();
    found.extend(names_no_culprit(operation, request, answer.status, &body));
    match verdict(operation, request) {
        Verdict::Forbidden(why) if answer.status < 300 && !is_digits(&why) => {
            found.push(wrong(format!("takes what is forbidden: {}", without_values(&why)), why));
        }
        Verdict::Allowed if answer.status < 300 => {
            if let Some(sent) = request.json().filter(|_| !operation.body.is_empty())
                && let Some((place, difference)) = kept::difference(&documented.schema, sent, &Json::of(&body))
            {
                found.push(wrong(format!("doesn't keep what it takes: {}", without_numbers(&place)), difference));
            }
        }
        Verdict::Allowed if !is_excused(operation, request, answer.status, &body) => {
            let errors = body["errors"][0]["pointer"].as_str().map_or(String::new(), without_numbers);
            let detail = body["errors"][0]["detail"].as_str().or(body["detail"].as_str()).unwrap_or_default();
            found.push(wrong(format!("refuses what is allowed: {errors} {}", outline(detail)), body.to_string()));
        }
        _ => {}
    }
    found
}

/// Why the document forbids something, without the value of the rule.
fn without_values(why: &str) -> String {
    let (place, rule) = why.split_once(": ").unwrap_or((why, ""));
    format!("{}: {}", without_numbers(place), rule.split(' ').next().unwrap_or_default())
}

/// A place, whichever the element of a list is.
fn without_numbers(place: &str) -> String {
    let steps = place.split('/').map(|step| if step.parse::<usize>().is_ok() { "0" } else { step });
    steps.collect::<Vec<_>>().join("/")
}

/// A text without the values in it.
fn outline(text: &str) -> String {
    let words = text.split('`').step_by(2).collect::<Vec<_>>().join("…");
    words.chars().filter(|letter| !letter.is_ascii_digit()).take(60).collect()
}

/// A path or a method that the document doesn't know.
fn of_no_route(document: &Document, request: &Request, answer: &Answer) -> Option<Wrong> {
    let expected = if document.has_path(&request.path) { [405, 405] } else { [404, 405] };
    let is_slash = request.path.last().is_some_and(String::is_empty);
    // A `GET` also answers `HEAD`, and a preflight request needs no route.
    let is_beside = ["HEAD", "OPTIONS"].contains(&request.method.as_str());
    // What is no text is so in every path.
    let is_text = request.path.iter().all(|segment| decoded(segment, false).is_some());
    let is_expected = expected.contains(&answer.status) || (answer.status == 400 && !is_text);
    if is_expected || is_slash || is_beside {
        return None;
    }
    Some(wrong(format!("answers {} where there is no route", answer.status), shown(answer)))
}

/// How an answer differs from what the document says of its status.
fn off_the_document(documented: &document::Answer, answer: &Answer, body: &Value) -> Option<Wrong> {
    for (name, schema) in &documented.headers {
        let Some(value) = answer.header(name) else {
            return Some(wrong(format!("has no {name}"), ""));
        };
        let value = if schema["type"] == "integer" { Json::Bare(value.into()) } else { Json::Text(value.into()) };
        if let Err(why) = schema::check(schema, &value) {
            return Some(wrong(format!("has another {name}"), format!("{value}{why}")));
        }
    }
    let Some((media, validator)) = &documented.body else {
        return (!answer.body.is_empty()).then(|| wrong("has a body", shown(answer)));
    };
    if answer.header("content-type") != Some(media) {
        return Some(wrong("has another media type", format!("{:?}", answer.header("content-type"))));
    }
    if serde_json::from_slice::<Value>(&answer.body).is_err() {
        return Some(wrong("is no JSON", shown(answer)));
    }
    // The validator compares numbers as floating-point numbers, and so takes long ones for equal.
    let unique = json!({ "uniqueItems": true });
    let is_unique = |items: &Value| schema::check(&unique, &Json::of(items)).is_ok();
    let mut all = validator.iter_errors(body);
    let off = all.find(|off| !off.schema_path.to_string().ends_with("/uniqueItems") || !is_unique(&off.instance))?;
    Some(wrong(format!("is off its schema: {}", off.schema_path), format!("{off} at {}", off.instance_path)))
}

/// Whether a client is told which part of the request is wrong.
fn names_no_culprit(operation: &Operation, request: &Request, status: u16, body: &Value) -> Option<Wrong> {
    let detail = body["detail"].as_str().unwrap_or_default();
    match status {
        400 => {
            let given =
                request.query.iter().map(|(name, _)| decoded(name, true).unwrap_or_else(|| "\u{FFFD}".to_owned()));
            let path = operation.parameters("path").map(|parameter| parameter.name.clone());
            let fixed = ["body", "If-Match", "If-None-Match", "query string", "path"].map(str::to_owned);
            let range = detail.split_once(": takes one value").map(|(attribute, _)| attribute.to_owned());
            let named: Vec<String> = given.chain(path).chain(fixed).collect();
            let is_range = range.is_some_and(|attribute| named.iter().any(|name| name.starts_with(&attribute)));
            let is_named = is_range || named.iter().any(|name| detail.contains(name));
            (!is_named).then(|| wrong("is a 400 that names no parameter", detail))
        }
        422 => {
            let pointers = pointers(body);
            let is_object = |json: &&Json| matches!(json, Json::Object(_));
            let is_wrong =
                pointers.is_empty() || (pointers.contains(&"") && request.json().is_some_and(|json| is_object(&json)));
            is_wrong.then(|| wrong("is a 422 that names no member", body.to_string()))
        }
        _ => None,
    }
}

fn pointers(body: &Value) -> Vec<&str> {
    body["errors"].as_array().into_iter().flatten().filter_map(|error| error["pointer"].as_str()).collect()
}

/// Whether a request that the document allows may fail so: for what no schema can say.
fn is_excused(operation: &Operation, request: &Request, status: u16, body: &Value) -> bool {
    let has = |name: &str| request.query.iter().any(|(given, _)| given == name);
    let versions = request.header("if-match").or_else(|| request.header("if-none-match")).is_some();
    match status {
        404 | 409 => true,
        // A cursor from elsewhere; bytes where the document counts characters; a time that no table holds.
        400 => {
            has("cursor")
                || versions
                || parameters(operation, request)
                    .any(|(_, value)| value.len() > 1024 || is_edge(&value) || has_many_digits(&value))
        }
        412 => versions,
        413 => request.body_bytes().len() > 100_000 || operation.method == "PATCH",
        422 => {
            let (Some((_, schema)), Some(sent)) = (operation.body.first(), request.json()) else { return false };
            let errors = body["errors"].as_array().map_or(&[][..], Vec::as_slice);
            errors.iter().all(|error| is_untold(operation, schema, sent, error))
        }
        _ => false,
    }
}

/// The values of a path and a query, each with its name.
fn parameters(operation: &Operation, request: &Request) -> impl Iterator<Item = (String, String)> {
    let query = request.query.iter().filter_map(|(name, value)| Some((decoded(name, true)?, decoded(value, true)?)));
    path_values(operation, request).into_iter().chain(query.collect::<Vec<_>>())
}

/// Whether a decimal is above the document's bound, which an `f64` has to hold, and below DynamoDB's.
fn is_digits(why: &str) -> bool {
    why.contains("imum 9.999999999999998e+125 forbids") || why.contains("imum -9.999999999999998e+125 forbids")
}

/// Whether a time is finer or further away than a table holds, or of a form that RFC 3339 leaves to the reader.
fn is_edge(text: &str) -> bool {
    let is_far = text.starts_with("0000") || text.starts_with("9999");
    text.contains(':') && (text.contains(['.', ' ']) || text.contains(":60") || is_far)
}

/// Whether a number has more digits than a decimal, or is too small for one.
fn has_many_digits(text: &str) -> bool {
    Json::Bare(text.to_owned()).number().is_some_and(|number| !number.is_decimal())
}

/// Whether no schema can tell what an error of a body says.
fn is_untold(operation: &Operation, schema: &Value, sent: &Json, error: &Value) -> bool {
    let pointer = error["pointer"].as_str().unwrap_or_default();
    let detail = error["detail"].as_str().unwrap_or_default();
    if detail.starts_with("can't be") {
        // A key that differs from the path, or a value that is fixed.
        return true;
    }
    // Below its first level, JSON is read as what may be anything.
    if pointer.contains("/$serde_json::private::") {
        return true;
    }
    let rule = schema::at(schema, pointer);
    // A key of the path has to meet its constraints only where a PUT makes an item of it.
    if operation.method == "PUT" && operation.parameters("path").any(|parameter| pointer[1..] == parameter.name) {
        return true;
    }
    let Some(value) = sent.at(pointer) else {
        // What a merge leaves out; what a PUT keeps, and needs where there is nothing yet, as nobody can read it.
        return operation.method == "PATCH"
            || rule.is_some_and(|rule| rule["writeOnly"] == true && rule.get("default").is_none());
    };
    let Some(rule) = rule else {
        // Within a `json` attribute.
        return !is_storable(value);
    };
    match value {
        _ if schema::is_open(rule) => !is_storable(value),
        Json::Bare(_) => value.number().is_some_and(|number| rule["format"] == "decimal" && !number.is_decimal()),
        // Bytes of UTF-8 or of base64; names that a path can't carry; a time that is past.
        Json::Text(text) => {
            text.len() > 1024
                || [".", ".."].contains(&&**text)
                || rule.get("contentEncoding").is_some()
                || rule["format"] == "date-time"
                || (rule["format"] == "date" && text.starts_with('+'))
        }
        _ => false,
    }
}

/// Whether DynamoDB holds a JSON value, and a parser reads it.
fn is_storable(value: &Json) -> bool {
    let mut all = Vec::new();
    value.each(&mut all);
    all.into_iter().all(|value| match value {
        Json::Bare(_) => value.number().is_none_or(|number| number.is_decimal()),
        Json::Object(members) => {
            members.iter().all(|(name, _)| !name.is_empty() && !name.starts_with("$serde_json::private::"))
        }
        _ => true,
    }) && value.to_string().matches(['[', '{']).count() < 30
}

fn shown(answer: &Answer) -> String {
    super::request::shown(&answer.body)
}
