//! Whether the document allows a request.

use std::collections::BTreeMap;

use serde_json::Value;

use super::document::{Operation, Parameter};
use super::json::Json;
use super::request::{Body, Request, decoded};
use super::schema;

/// How deep a body may be: DynamoDB stores 32 levels, and an attribute is the first.
const LEVELS: usize = 32;

#[derive(Debug)]
pub(super) enum Verdict {
    Allowed,
    Forbidden(String),
    /// The body was damaged, and may be JSON still.
    Unknown,
}

/// The parameters in a path, decoded. What is no text is absent.
pub(super) fn path_values(operation: &Operation, request: &Request) -> BTreeMap<String, String> {
    let names = operation.path.iter().zip(&request.path).filter(|(pattern, _)| pattern.starts_with('{'));
    let value = |(pattern, segment): (&String, &String)| {
        Some((pattern.trim_matches(['{', '}']).to_owned(), decoded(segment, false)?))
    };
    names.filter_map(value).collect()
}

pub(super) fn verdict(operation: &Operation, request: &Request) -> Verdict {
    if let Err(why) =
        path(operation, request).and_then(|()| query(operation, request)).and_then(|()| headers(operation, request))
    {
        return Verdict::Forbidden(why);
    }
    if operation.body.is_empty() {
        return Verdict::Allowed;
    }
    let Some(schema) = media(operation, request) else {
        return Verdict::Forbidden("content-type: is not one of the body's".to_owned());
    };
    match &request.body {
        None => Verdict::Forbidden("there is no body".to_owned()),
        // No schema can say so.
        Some(Body::Json(json)) if json.levels() > LEVELS => Verdict::Forbidden("body: too many levels".to_owned()),
        Some(Body::Json(json)) => match schema::check(schema, json) {
            Ok(()) => Verdict::Allowed,
            Err(why) => Verdict::Forbidden(format!("body{why}")),
        },
        Some(Body::Bytes(bytes)) if serde_json::from_slice::<Value>(bytes).is_err() => {
            Verdict::Forbidden("the body is no JSON".to_owned())
        }
        Some(Body::Bytes(_)) => Verdict::Unknown,
    }
}

/// The schema of the body in the media type that the request says. A body without one is JSON.
fn media<'a>(operation: &'a Operation, request: &Request) -> Option<&'a Value> {
    let Some(said) = request.header("content-type") else { return Some(&operation.body[0].1) };
    let essence = str::from_utf8(said).ok()?.split(';').next()?.trim();
    operation.body.iter().find(|(media, _)| media.eq_ignore_ascii_case(essence)).map(|(_, schema)| schema)
}

fn path(operation: &Operation, request: &Request) -> Result<(), String> {
    let values = path_values(operation, request);
    operation.parameters("path").try_for_each(|parameter| {
        let value = values.get(&parameter.name).ok_or_else(|| format!("{}: is no text", parameter.name))?;
        fits(parameter, value)
    })
}

fn query(operation: &Operation, request: &Request) -> Result<(), String> {
    let mut given: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, value) in &request.query {
        let name = decoded(name, true).ok_or("the query is no text")?;
        let parameter = operation.parameters("query").find(|parameter| parameter.name == name);
        let parameter = parameter.ok_or_else(|| format!("{name}: there is no such parameter"))?;
        let value = decoded(value, true).ok_or_else(|| format!("{name}: is no text"))?;
        given.entry(&parameter.name).or_default().push(value);
    }
    for (name, values) in given {
        let parameter =
            operation.parameters("query").find(|parameter| parameter.name == name).expect("it has been found");
        match &*values {
            _ if parameter.is_list() && parameter.explode => {
                let items = values.iter().map(|value| read(&parameter.schema["items"], value)).collect();
                schema::check(&parameter.schema, &Json::List(items)).map_err(|why| format!("{name}{why}"))?;
            }
            [value] => fits(parameter, value)?,
            _ => return Err(format!("{name}: is given twice")),
        }
    }
    Ok(())
}

fn headers(operation: &Operation, request: &Request) -> Result<(), String> {
    operation.parameters("header").try_for_each(|parameter| match request.header(&parameter.name) {
        None => Ok(()),
        Some(value) => {
            let value = str::from_utf8(value).map_err(|_| format!("{}: is no text", parameter.name))?;
            // Spaces around a value are none of it.
            fits(parameter, value.trim_matches([' ', '\t']))
        }
    })
}

fn fits(parameter: &Parameter, text: &str) -> Result<(), String> {
    let value = if parameter.is_list() {
        Json::List(vec![read(&parameter.schema["items"], text)])
    } else {
        read(&parameter.schema, text)
    };
    schema::check(&parameter.schema, &value).map_err(|why| format!("{}{why}", parameter.name))
}

/// What a text in a path or a query stands for.
fn read(schema: &Value, text: &str) -> Json {
    match schema["type"].as_str() {
        Some("integer" | "number" | "boolean") => Json::Bare(text.to_owned()),
        _ => Json::Text(text.to_owned()),
    }
}
