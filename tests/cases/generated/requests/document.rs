//! What a project's openapi.yaml says of each operation.

use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::yaml;

/// The operations of an API.
pub(super) struct Document {
    pub(super) operations: Vec<Operation>,
}

pub(super) struct Operation {
    pub(super) id: String,
    /// The resource.
    pub(super) tag: String,
    pub(super) method: String,
    /// The segments of the path, with `{parameters}`.
    pub(super) path: Vec<String>,
    pub(super) parameters: Vec<Parameter>,
    /// The media types of the body, each with its schema.
    pub(super) body: Vec<(String, Value)>,
    pub(super) answers: BTreeMap<u16, Answer>,
}

pub(super) struct Parameter {
    pub(super) name: String,
    /// `path`, `query` or `header`.
    pub(super) place: String,
    pub(super) schema: Value,
    /// Whether the values of a list are parameters of their own, and not one with commas.
    pub(super) explode: bool,
}

/// An answer of one status.
pub(super) struct Answer {
    /// The media type and what checks it, if there is a body.
    pub(super) body: Option<(String, Validator)>,
    pub(super) schema: Value,
    /// The headers that must be there.
    pub(super) headers: Vec<(String, Value)>,
}

impl Document {
    pub(super) fn read(text: &str) -> Self {
        let raw = yaml::read(text);
        let document = resolved(&raw, &raw);
        let mut operations = Vec::new();
        for (path, methods) in document["paths"].as_object().expect("there are paths") {
            for (method, operation) in methods.as_object().expect("a path has methods") {
                operations.push(Operation::of(path, method, operation));
            }
        }
        Self { operations }
    }

    /// The operation that a request of this method and path reaches. A literal segment goes before a parameter.
    pub(super) fn route(&self, method: &str, path: &[String]) -> Option<&Operation> {
        let taken = |operation: &&Operation| operation.method == method && operation.takes(path);
        self.operations
            .iter()
            .filter(taken)
            .min_by_key(|operation| operation.path.iter().map(|segment| segment.starts_with('{')).collect::<Vec<_>>())
    }

    pub(super) fn has_path(&self, path: &[String]) -> bool {
        self.operations.iter().any(|operation| operation.takes(path))
    }
}

impl Operation {
    fn of(path: &str, method: &str, operation: &Value) -> Self {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let map = |value: &Value| value.as_object().cloned().unwrap_or_default();
        let body = map(&operation["requestBody"]["content"]);
        let answers = map(&operation["responses"]);
        Self {
            id: text(&operation["operationId"]),
            tag: text(&operation["tags"][0]),
            method: method.to_uppercase(),
            path: path.split('/').skip(1).map(str::to_owned).collect(),
            parameters: list(&operation["parameters"]).iter().map(Parameter::of).collect(),
            body: body.into_iter().map(|(media, body)| (media, body["schema"].clone())).collect(),
            answers: answers
                .iter()
                .map(|(status, answer)| (status.parse().expect("a status is a number"), Answer::of(answer)))
                .collect(),
        }
    }

    /// Whether its answer is a page.
    pub(super) fn is_list(&self) -> bool {
        self.parameters.iter().any(|parameter| parameter.name == "cursor")
    }

    fn takes(&self, path: &[String]) -> bool {
        let takes = |(pattern, segment): (&String, &String)| {
            if pattern.starts_with('{') { !segment.is_empty() } else { pattern == segment }
        };
        self.path.len() == path.len() && self.path.iter().zip(path).all(takes)
    }

    /// The parameters of a place, in the order of the document.
    pub(super) fn parameters(&self, place: &str) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(move |parameter| parameter.place == place)
    }
}

impl Parameter {
    fn of(parameter: &Value) -> Self {
        Self {
            name: text(&parameter["name"]),
            place: text(&parameter["in"]),
            schema: parameter["schema"].clone(),
            explode: parameter["explode"] != false,
        }
    }

    pub(super) fn is_list(&self) -> bool {
        self.schema["type"] == "array"
    }
}

impl Answer {
    fn of(answer: &Value) -> Self {
        let content = answer["content"].as_object().and_then(|content| content.iter().next());
        let validator = |schema| {
            let options = jsonschema::draft202012::options().should_validate_formats(true);
            options.build(schema).expect("the document has valid schemas")
        };
        let headers = answer["headers"].as_object().cloned().unwrap_or_default();
        let needed = headers.into_iter().filter(|(_, header)| header["required"] == true);
        Self {
            schema: content.map_or(Value::Null, |(_, body)| body["schema"].clone()),
            body: content.map(|(media, body)| (media.clone(), validator(&body["schema"]))),
            headers: needed.map(|(name, header)| (name.to_lowercase(), header["schema"].clone())).collect(),
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("it is a text").to_owned()
}

/// A value of the document, in which each reference is what it refers to, with what stands beside it. What refers to
/// itself takes anything further inside.
fn resolved(value: &Value, document: &Value) -> Value {
    within(value, document, &mut Vec::new())
}

fn within<'a>(value: &'a Value, document: &'a Value, path: &mut Vec<&'a str>) -> Value {
    match value {
        Value::Object(members) => {
            let mut object = Map::new();
            if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                if path.contains(&reference) {
                    return json!({});
                }
                path.push(reference);
                let pointer = reference.strip_prefix('#').expect("references stay in the document");
                let referred = document.pointer(pointer).expect("it refers to something");
                object.extend(within(referred, document, path).as_object().cloned().expect("it refers to an object"));
                path.pop();
            }
            let beside = members.iter().filter(|(name, _)| *name != "$ref");
            object.extend(beside.map(|(name, value)| (name.clone(), within(value, document, path))));
            object.into()
        }
        Value::Array(values) => values.iter().map(|value| within(value, document, path)).collect(),
        scalar => scalar.clone(),
    }
}
