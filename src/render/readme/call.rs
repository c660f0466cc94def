use serde::Serialize;
use serde_json::{Map, Value};

use super::super::example;
use crate::contract::body::{self, Absence};
use crate::contract::wire;
use crate::model::{Auth, Method, Operation, Resource, Route};
use crate::text::shell;

/// A call of the API from a shell.
#[derive(Debug, Serialize)]
pub(super) struct Call {
    /// The command's arguments, one line each.
    arguments: Vec<String>,
}

/// One call per kind of operation: enough to see the API at work. The Postman collection has them all.
pub(super) fn calls(resource: &Resource) -> Vec<Call> {
    let first = |wanted: fn(&Operation) -> bool| resource.routes.iter().find(|route| wanted(&route.operation));
    [
        first(|operation| *operation == Operation::Create),
        first(|operation| matches!(operation, Operation::List { .. } | Operation::Query(_))),
        first(|operation| *operation == Operation::Get),
        first(|operation| *operation == Operation::Update),
    ]
    .into_iter()
    .flatten()
    .map(|route| Call::new(resource, route))
    .collect()
}

impl Call {
    fn new(resource: &Resource, route: &Route) -> Self {
        let method = match route.method {
            Method::Get => String::new(),
            method => format!("-X {} ", method.as_str()),
        };
        let mut arguments = vec![format!("{method}\"$API{}\"", example::path(resource, route))];
        arguments.extend(credentials(route.auth).map(str::to_owned));
        if let Some(body) = body(resource, route) {
            arguments.push("-H 'content-type: application/json'".to_owned());
            arguments.push(format!("-d {}", shell::quoted(&Value::Object(body).to_string())));
        }
        Self { arguments }
    }
}

/// What the shell's variables hold, here and in the cloud, is said beside the calls.
fn credentials(auth: Auth) -> Option<&'static str> {
    match auth {
        Auth::None => None,
        Auth::ApiKey => Some("-H \"x-api-key: $API_KEY\""),
        Auth::Iam => Some("\"${SIGN[@]}\""),
        Auth::Cognito => Some("-H \"authorization: Bearer $TOKEN\""),
    }
}

/// The least that the route takes: of a new item what must be there, or else one attribute.
fn body(resource: &Resource, route: &Route) -> Option<Map<String, Value>> {
    let mut body = example::body(resource, route);
    let needed: Vec<_> = body::chosen(resource, route)
        .filter(|member| member.absence == Absence::Refused)
        .map(|member| &member.attribute.name)
        .collect();
    match route.operation {
        Operation::Create if !needed.is_empty() => body.retain(|(attribute, _)| needed.contains(&&attribute.name)),
        Operation::Create => body.truncate(1),
        Operation::Update => {}
        _ => return None,
    }
    Some(body.into_iter().map(|(attribute, value)| (attribute.name.to_string(), wire::json(&value))).collect())
}
