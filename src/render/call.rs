//! Calls of the API from a shell, each of which goes on from the ones before.

use serde::Serialize;
use serde_json::{Map, Value};

use super::example::{self, Which};
use super::rust;
use crate::contract::body::{self, Absence};
use crate::contract::parameter::{Parameter, parameters};
use crate::contract::{answer, wire};
use crate::model::{Attribute, Auth, FilterOp, Literal, Method, Operation, Query, Resource, Route};
use crate::text::shell;

/// Enough to see the API at work. The Postman collection has every route.
#[derive(Debug, Serialize)]
pub(super) struct Calls {
    /// What makes an item, if the API does.
    create: Option<Call>,
    /// The parts of its key that only its answer says: a variable of the shell, and a filter of jq.
    captures: Vec<Capture>,
    /// What comes then: it is read, changed and deleted.
    rest: Vec<Call>,
    /// Some path holds the key of an item that nothing made.
    example_keys: bool,
    list: Option<List>,
}

#[derive(Debug, Serialize)]
pub(super) struct Capture {
    variable: String,
    filter: String,
}

/// A list, page by page.
#[derive(Debug, Serialize)]
struct List {
    url: String,
    /// The arguments after the URL, on the same line.
    arguments: String,
    /// Query strings that filter.
    filters: Vec<String>,
    ordered: bool,
}

/// One of them.
#[derive(Debug, Serialize)]
struct Call {
    /// The command's arguments, one line each.
    arguments: Vec<String>,
}

impl Calls {
    pub(super) fn of(resource: &Resource) -> Self {
        let first = |wanted: fn(&Operation) -> bool| resource.routes.iter().find(|route| wanted(&route.operation));
        let create = first(|operation| *operation == Operation::Create);
        let create = create.or_else(|| first(|operation| *operation == Operation::Replace { upsert: true }));
        let key = NewKey::of(resource);
        let rest: Vec<&Route> = [
            first(|operation| *operation == Operation::Get),
            first(|operation| matches!(operation, Operation::List { .. } | Operation::Query(_))),
            first(|operation| *operation == Operation::Update),
            first(|operation| *operation == Operation::Delete),
        ]
        .into_iter()
        .flatten()
        .collect();
        Self {
            captures: key.captures(&rest),
            example_keys: create.is_none() && rest.iter().any(|route| route.parameters().next().is_some()),
            create: create.map(|route| Call::new(&key, route)),
            rest: rest.iter().map(|route| Call::new(&key, route)).collect(),
            list: List::of(resource),
        }
    }
}

/// How a path says which item it means.
pub(super) struct NewKey<'a> {
    resource: &'a Resource,
    /// A POST makes the item, and fills in what is generated.
    is_made: bool,
}

impl<'a> NewKey<'a> {
    pub(super) fn of(resource: &'a Resource) -> Self {
        let is_made = resource.routes.iter().any(|route| route.operation == Operation::Create);
        Self { resource, is_made }
    }

    /// The parts that the answer tells and some of these routes names, each as a variable.
    pub(super) fn captures(&self, routes: &[&Route]) -> Vec<Capture> {
        let is_named = |part: &Attribute| routes.iter().any(|route| route.has_in_path(part));
        let parts = self.resource.table.key.attributes().filter(|part| self.is_told(part) && is_named(part));
        parts.map(|part| Capture::of(part)).collect()
    }

    /// Whether only the answer tells this part.
    fn is_told(&self, part: &Attribute) -> bool {
        self.is_made && part.generate.is_some() && answer::shows(part)
    }

    pub(super) fn path(&self, route: &Route) -> String {
        example::path_by(route, |part| {
            if self.resource.table.key.contains(part) && self.is_told(part) {
                format!("${}", variable(part))
            } else {
                example::key_in_url(self.resource, part, Which::Original)
            }
        })
    }
}

/// With a word before it, as a variable such as `PATH` has another meaning.
fn variable(part: &Attribute) -> String {
    format!("NEW_{}", part.name.snake().trim_matches('_').to_uppercase())
}

impl Capture {
    fn of(part: &Attribute) -> Self {
        let name = part.name.as_str();
        let is_plain =
            name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !name.starts_with(char::is_numeric);
        let filter = if is_plain { format!(".{name}") } else { shell::quoted(&format!(".{}", Value::from(name))) };
        Self { variable: variable(part), filter }
    }
}

impl Call {
    fn new(key: &NewKey<'_>, route: &Route) -> Self {
        let method = match route.method {
            Method::Get => String::new(),
            method => format!("-X {} ", method.as_str()),
        };
        let mut arguments = vec![format!("{method}\"$API{}\"", key.path(route))];
        arguments.extend(credentials(route.auth).map(str::to_owned));
        if let Some(body) = body(key.resource, route) {
            arguments.push("-H 'content-type: application/json'".to_owned());
            arguments.push(format!("-d {}", shell::quoted(&Value::Object(body).to_string())));
        }
        Self { arguments }
    }
}

impl List {
    /// The list of all items, or else of a partition that holds some where the local server begins with items.
    fn of(resource: &Resource) -> Option<Self> {
        let is_list = |route: &&Route| matches!(route.operation, Operation::List { .. });
        let is_partition = |route: &&Route| matches!(route.operation, Operation::Query(Query { index: None, .. }));
        let partition = &resource.table.key.partition;
        let seeded = rust::first_key(partition).map(|text| wire::in_url(&partition.shape, &Literal::String(text)));
        let (route, path) = match (resource.routes.iter().find(is_list), resource.routes.iter().find(is_partition)) {
            (Some(route), _) => (route, example::path(resource, route)),
            (None, Some(route)) => {
                let text = seeded?;
                (route, example::path_by(route, |_| text.clone()))
            }
            (None, None) => return None,
        };
        let parameters = parameters(resource, route);
        let example = |parameter: &Parameter<'_>| match parameter {
            Parameter::Filter(filter, operator) => {
                let value = example::attribute(resource, &filter.attribute, Which::Original);
                let value = match operator {
                    FilterOp::Exists => "true".to_owned(),
                    FilterOp::Contains | FilterOp::In => return None,
                    _ => wire::in_url(&filter.attribute.shape, &value),
                };
                Some((*operator, format!("{}{}={value}", filter.attribute.name, operator.suffix())))
            }
            _ => None,
        };
        let filters: Vec<(FilterOp, String)> = parameters.iter().filter_map(example).collect();
        let equal = filters.iter().find(|(operator, _)| *operator == FilterOp::Eq);
        let other = filters.iter().find(|(operator, _)| *operator != FilterOp::Eq);
        Some(Self {
            url: format!("$API{path}"),
            arguments: arguments(route),
            filters: equal.into_iter().chain(other).map(|(_, query)| query.clone()).collect(),
            ordered: parameters.contains(&Parameter::Order),
        })
    }
}

/// The arguments of a GET after its URL, on the same line.
pub(super) fn arguments(route: &Route) -> String {
    credentials(route.auth).map(|argument| format!(" {argument}")).unwrap_or_default()
}

/// What the shell's variables hold, here and in the cloud, is said beside the calls.
pub(super) fn credentials(auth: Auth) -> Option<&'static str> {
    match auth {
        Auth::None => None,
        Auth::ApiKey => Some("-H \"x-api-key: $API_KEY\""),
        Auth::Iam => Some("\"${SIGN[@]}\""),
        Auth::Cognito => Some("-H \"authorization: Bearer $TOKEN\""),
    }
}

/// The least that the route takes: of a new item what must be there, or else one attribute.
pub(super) fn body(resource: &Resource, route: &Route) -> Option<Map<String, Value>> {
    let mut body = example::body(resource, route);
    let needed: Vec<_> = body::chosen(resource, route)
        .filter(|member| member.absence == Absence::Refused)
        .map(|member| &member.attribute.name)
        .collect();
    match route.operation {
        Operation::Create | Operation::Replace { .. } if !needed.is_empty() => {
            body.retain(|(attribute, _)| needed.contains(&&attribute.name));
        }
        Operation::Create | Operation::Replace { .. } => body.truncate(1),
        Operation::Update => {}
        _ => return None,
    }
    Some(body.into_iter().map(|(attribute, value)| (attribute.name.to_string(), wire::json(&value))).collect())
}
