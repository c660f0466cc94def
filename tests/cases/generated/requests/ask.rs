//! Requests as clients send them, right and wrong.

use serde_json::Value;

use super::document::{Document, Operation, Parameter};
use super::json::Json;
use super::known::{Item, Known};
use super::request::{Body, Request, encoded};
use super::{draw, strange};
use crate::random::Random;

/// A request to one of the operations. Where it has to fail in a certain way, it does what makes it fail so.
pub(super) fn draw(random: &mut Random, document: &Document, known: &Known, missed: &[(&Operation, u16)]) -> Request {
    if !missed.is_empty() && random.one_in(5) {
        let (operation, status) = random.pick(missed);
        return failing(random, operation, known, status);
    }
    let operation = &document.operations[random.below(document.operations.len())];
    let mut request = right(random, operation, known);
    if random.below(5) < 2 {
        for _ in 0..random.pick(&[1, 1, 1, 2, 3]) {
            spoil(random, operation, known, &mut request);
        }
    }
    request
}

/// A request that the document allows, as far as it says.
fn right(random: &mut Random, operation: &Operation, known: &Known) -> Request {
    let item = item(random, operation, known).filter(|_| operation.method != "POST");
    on(random, operation, known, item.as_ref())
}

fn item(random: &mut Random, operation: &Operation, known: &Known) -> Option<Item> {
    let items = known.items(&operation.tag);
    if items.is_empty() || random.one_in(8) { None } else { Some(items[random.below(items.len())].clone()) }
}

/// A request about an item, or about one that may not exist.
fn on(random: &mut Random, operation: &Operation, known: &Known, item: Option<&Item>) -> Request {
    let mut values = Vec::new();
    let last = operation.parameters("path").last().map(|parameter| &parameter.name);
    // Often a key beside that of an item: its parts meet their constraints, which the document doesn't tell of a path.
    let is_beside = operation.method == "PUT" && random.one_in(4);
    for parameter in operation.parameters("path") {
        let known = item.filter(|_| !is_beside || Some(&parameter.name) != last);
        let known = known.and_then(|item| item.value.member(&parameter.name));
        let value = known.cloned().unwrap_or_else(|| draw::value(random, &parameter.schema));
        values.push((parameter, value));
    }
    let segment = |segment: &String| {
        let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let found = name.and_then(|name| values.iter().find(|(parameter, _)| parameter.name == name));
        found.map_or_else(|| segment.clone(), |(parameter, value)| encoded(&wire(parameter, value)))
    };
    let path = operation.path.iter().map(segment).collect();
    let mut request =
        Request { method: operation.method.clone(), path, query: Vec::new(), headers: Vec::new(), body: None };
    query(random, operation, known, &mut request);
    if operation.parameters("header").any(|parameter| parameter.name == "If-Match") && random.one_in(4) {
        let tag = item.and_then(|item| item.tag.clone()).unwrap_or_else(|| "*".to_owned());
        request.headers.push(("if-match".to_owned(), tag.into()));
    }
    if !operation.body.is_empty() {
        let (media, schema) = &operation.body[random.below(operation.body.len())];
        request.headers.push(("content-type".to_owned(), media.clone().into()));
        let item = item.filter(|_| !is_beside);
        request.body = Some(Body::Json(body(random, operation, schema, &values, item)));
    }
    request
}

/// A value in the text of the path or the query.
fn wire(parameter: &Parameter, value: &Json) -> String {
    match value {
        Json::Text(text) if parameter.schema["contentEncoding"] == "base64url" => {
            text.replace('+', "-").replace('/', "_").replace('=', "")
        }
        Json::Text(text) | Json::Bare(text) => text.clone(),
        other => other.to_string(),
    }
}

fn query(random: &mut Random, operation: &Operation, known: &Known, request: &mut Request) {
    let parameters: Vec<&Parameter> = operation.parameters("query").collect();
    if parameters.is_empty() || random.one_in(3) {
        return;
    }
    let item = item(random, operation, known);
    for _ in 0..random.pick(&[1, 1, 2, 4]) {
        // The first ones say how long a page is and where it begins.
        let reach = parameters.len().min(random.pick(&[3, 1000]));
        let parameter = random.pick(&parameters[..reach]);
        if request.query.iter().any(|(name, _)| *name == encoded(&parameter.name)) {
            continue;
        }
        if parameter.name == "cursor" {
            let cursors = known.cursors(&operation.id);
            if !cursors.is_empty() {
                let cursor = cursors[random.below(cursors.len())].clone();
                request.query.push(("cursor".to_owned(), encoded(&cursor)));
            }
            continue;
        }
        if parameter.name == "limit" {
            request.query.push(("limit".to_owned(), random.pick(&["1", "2", "20", "100"]).to_owned()));
            continue;
        }
        let (attribute, _) = parameter.name.split_once('.').unwrap_or((&parameter.name, ""));
        let stored = item.as_ref().and_then(|item| item.value.member(attribute)).filter(|_| random.one_in(2));
        let one = match stored {
            Some(value @ (Json::Text(_) | Json::Bare(_))) if !parameter.name.ends_with(".exists") => value.clone(),
            _ if parameter.is_list() => draw::value(random, &parameter.schema["items"]),
            _ => draw::value(random, &parameter.schema),
        };
        let mut texts = vec![wire(parameter, &one)];
        if parameter.is_list() {
            texts.extend(
                (0..random.below(3)).map(|_| wire(parameter, &draw::value(random, &parameter.schema["items"]))),
            );
        }
        let texts = if parameter.explode { texts } else { vec![texts.join(",")] };
        request.query.extend(texts.iter().map(|text| (encoded(&parameter.name), encoded(text))));
    }
}

/// A body that fits the path; for an item that exists, often as it was shown.
fn body(
    random: &mut Random,
    operation: &Operation,
    schema: &Value,
    path: &[(&Parameter, Json)],
    item: Option<&Item>,
) -> Json {
    let mut drawn = draw::value(random, schema);
    let Json::Object(members) = &mut drawn else { return drawn };
    let takes = |name: &str| schema["properties"].get(name).is_some();
    if let Some(Json::Object(shown)) = item.map(|item| &item.value) {
        let is_drawn = random.below(3);
        for (name, value) in shown.iter().filter(|(name, _)| takes(name)) {
            let fixed = schema["properties"][name].get("readOnly").is_some();
            let is_kept = match operation.method.as_str() {
                // Members that a client can't change are as they were; of the others, some are.
                "PUT" => fixed || is_drawn > 0 || random.one_in(2),
                // A second item of the same key.
                "POST" => !fixed,
                _ => false,
            };
            if is_kept {
                members.retain(|(member, _)| member != name);
                members.push((name.clone(), value.clone()));
            }
        }
    }
    for (parameter, value) in path.iter().filter(|(parameter, _)| takes(&parameter.name)) {
        members.retain(|(name, _)| *name != parameter.name);
        if random.one_in(3) {
            members.push((parameter.name.clone(), value.clone()));
        }
    }
    drawn
}

/// Makes one thing of a request wrong, or at least odd.
fn spoil(random: &mut Random, operation: &Operation, known: &Known, request: &mut Request) {
    let places: Vec<usize> = operation
        .path
        .iter()
        .enumerate()
        .filter(|(_, segment)| segment.starts_with('{'))
        .map(|(place, _)| place)
        .collect();
    match random.below(12) {
        0..=4 if request.json().is_some() => spoil_body(random, operation, request),
        0..=4 if operation.parameters("query").next().is_some() => spoil_query(random, operation, known, request),
        0..=6 if !places.is_empty() => {
            let place = random.pick(&places);
            let name = operation.path[place].trim_matches(['{', '}']);
            let parameter =
                operation.parameters("path").find(|parameter| parameter.name == name).expect("it is described");
            request.path[place] = strange::parameter(random, &parameter.schema);
        }
        7 if request.body.is_some() => {
            request.headers.retain(|(name, _)| name != "content-type");
            if !random.one_in(3) {
                request.headers.push(("content-type".to_owned(), strange::media_type(random)));
            }
        }
        8 => {
            let items = known.items(&operation.tag);
            let tag = items.iter().rev().find_map(|item| item.tag.clone()).unwrap_or_else(|| "\"1\"".to_owned());
            let name = random.pick(&["if-match", "if-match", "if-match", "if-none-match"]);
            request.headers.push((name.to_owned(), strange::tags(random, &tag)));
        }
        9 => {
            let others = ["GET", "POST", "PUT", "PATCH", "DELETE", "QUERY", "get"];
            request.method = random.pick(&others).to_owned();
        }
        10 => {
            let segment = random.pick(&["x", "..", ".", "%2e", "a%2Fb", "%00"]).to_owned();
            let place = random.below(request.path.len() + 1);
            request.path.insert(place, segment);
        }
        _ => request.headers.push(("x-amzn-trace-id".to_owned(), b"Root=1; \xC3\xBC".to_vec())),
    }
}

fn spoil_body(random: &mut Random, operation: &Operation, request: &mut Request) {
    let (_, schema) = &operation.body[0];
    if let Some(Body::Json(json)) = &mut request.body
        && !random.one_in(5)
    {
        strange::spoil(random, schema, json);
    } else {
        request.body = Some(Body::Bytes(strange::damage(random, request.body_bytes())));
    }
}

fn spoil_query(random: &mut Random, operation: &Operation, known: &Known, request: &mut Request) {
    let parameters: Vec<&Parameter> = operation.parameters("query").collect();
    let parameter = random.pick(&parameters);
    let pair = match random.below(10) {
        0 => ("limit".to_owned(), strange::limit(random)),
        1 | 2 => {
            let cursors: Vec<&String> = known.all_cursors().collect();
            let cursor = if cursors.is_empty() { "e30" } else { random.pick(&cursors) };
            (
                "cursor".to_owned(),
                if random.one_in(4) { cursor.to_owned() } else { encoded(&strange::cursor(random, cursor)) },
            )
        }
        3 if !request.query.is_empty() => request.query[0].clone(),
        4 => (random.pick(&["", "other", "%FF", "limit.in", "LIMIT", "a[b]"]).to_owned(), "1".to_owned()),
        5 => (encoded(&format!("{}.{}", parameter.name, random.pick(&["ne", "foo", "in", ""]))), "1".to_owned()),
        6 => (encoded(&parameter.name), vec!["1"; random.pick(&[99, 100, 101, 500])].join(",")),
        _ => {
            let schema = if parameter.is_list() { &parameter.schema["items"] } else { &parameter.schema };
            (encoded(&parameter.name), strange::parameter(random, schema))
        }
    };
    request.query.push(pair);
}

/// A request that has to fail with this status.
fn failing(random: &mut Random, operation: &Operation, known: &Known, status: u16) -> Request {
    let items = known.items(&operation.tag);
    let item = if items.is_empty() { None } else { Some(items[random.below(items.len())].clone()) };
    let exists = item.as_ref().filter(|_| status != 404);
    let mut request = on(random, operation, known, exists);
    let set = |request: &mut Request, name: &str, value: &[u8]| {
        request.headers.retain(|(header, _)| header != name);
        request.headers.push((name.to_owned(), value.to_vec()));
    };
    match status {
        400 if request.body.is_some() => request.body = Some(Body::Bytes(b"{".to_vec())),
        400 => spoil_path_or_query(random, operation, &mut request),
        412 if operation.parameters("header").any(|parameter| parameter.name == "If-Match") => {
            set(&mut request, "if-match", b"\"999\"");
        }
        412 => {
            set(&mut request, "if-none-match", b"*");
            // Nothing that only an item which is there can have.
            let drawn = operation.body.first().map(|(_, schema)| Body::Json(draw::value(random, schema)));
            request.body = drawn;
        }
        413 => {
            let padded = [request.body_bytes(), b" ".repeat(7 << 20)].concat();
            request.body = Some(Body::Bytes(padded));
        }
        415 => set(&mut request, "content-type", b"text/plain"),
        422 => spoil_body(random, operation, &mut request),
        _ => {}
    }
    request
}

fn spoil_path_or_query(random: &mut Random, operation: &Operation, request: &mut Request) {
    if operation.parameters("query").next().is_some() {
        request.query.push(("limit".to_owned(), "0".to_owned()));
    } else if let Some(place) = operation.path.iter().rposition(|segment| segment.starts_with('{')) {
        let name = operation.path[place].trim_matches(['{', '}']);
        let parameter = operation.parameters("path").find(|parameter| parameter.name == name).expect("it is described");
        request.path[place] = strange::parameter(random, &parameter.schema);
    }
}
