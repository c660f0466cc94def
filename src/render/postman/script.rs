//! The scripts of a request.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Value, json, to_string, to_string_pretty};

use super::collection::{Event, Listen, Script};
use super::request::Sending;
use super::unique::UniqueKey;
use super::{saved, variable};
use crate::contract::answer::{self, Content, Success};
use crate::contract::wire;
use crate::model::{Operation, Resource, Route, Shape};
use crate::render::{example, templates};

/// The script that makes new keys before an item is created, and perhaps an `Idempotency-Key`.
pub(super) fn new_keys(keys: &[UniqueKey], idempotency_key: bool) -> Event {
    #[derive(Serialize)]
    struct View<'a> {
        keys: &'a [UniqueKey],
        idempotency_key: bool,
    }
    event(Listen::PreRequest, "postman/new_key.js.j2", View { keys, idempotency_key })
}

/// What `postman/test.js.j2` prints. Lists are JSON.
#[derive(Serialize)]
struct View {
    statuses: Vec<u16>,
    problem: bool,
    /// What an item of the answer is like.
    item: Option<ItemView>,
    /// The answer is an item.
    one: Option<OneView>,
    /// The answer is a list of items.
    page: Option<PageView>,
    /// There is no answer.
    empty: bool,
    /// The variable that keeps the answer.
    keeps: Option<&'static str>,
    /// The variable that has kept the same answer.
    kept: Option<&'static str>,
}

#[derive(Serialize)]
struct ItemView {
    required: Value,
    private: Option<Value>,
    /// Pairs of a name and a type.
    types: Value,
}

#[derive(Serialize)]
struct OneView {
    /// What comes back to the letter.
    sent: Option<Value>,
    location: bool,
    /// The variable that keeps the version.
    etag: Option<String>,
    saves: Vec<Saved>,
}

#[derive(Serialize)]
struct Saved {
    variable: String,
    name: String,
}

#[derive(Serialize)]
struct PageView {
    cursor: String,
}

/// How a request has to fail.
#[derive(Serialize)]
pub(super) struct Problem {
    pub(super) status: u16,
    pub(super) detail: String,
    /// What is said of places in the body, by JSON pointers.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(super) errors: IndexMap<String, String>,
}

/// The variable that keeps the first answer of a request that is sent again.
const FIRST_ANSWER: &str = "firstAnswer";

/// The script that checks the answer, and keeps what later requests need.
pub(super) fn test(resource: &Resource, route: &Route, statuses: Vec<u16>, sending: Sending) -> Event {
    let succeeds = statuses.iter().any(|status| *status < 300);
    let successes = answer::successes(resource, route);
    let answers = |content| successes.iter().any(|success| success.content == content);
    let (one, pages) = (answers(Content::Item), answers(Content::Page));
    let view = View {
        problem: statuses.iter().any(|status| *status >= 400),
        item: (succeeds && (one || pages)).then(|| item_view(resource, route)),
        one: (succeeds && one).then(|| one_view(resource, route, &successes)),
        page: pages.then(|| PageView { cursor: cursor(resource, route) }),
        empty: succeeds && answers(Content::Nothing),
        keeps: (sending == Sending::First).then_some(FIRST_ANSWER),
        kept: (sending == Sending::Again).then_some(FIRST_ANSWER),
        statuses,
    };
    event(Listen::Test, "postman/test.js.j2", view)
}

/// The script that tells how a request has to fail, after lines that make what it sends.
pub(super) fn problem(mut lines: Vec<String>, problem: &Problem) -> Event {
    let object = if problem.errors.is_empty() { to_string(problem) } else { to_string_pretty(problem) };
    let object = object.expect("a problem has only texts and numbers");
    // JSON is JavaScript too.
    let text = format!("pm.variables.set(\"problem\", JSON.stringify({object}));");
    lines.extend(text.lines().map(str::to_owned));
    Event { listen: Listen::PreRequest, script: Script { language: "text/javascript", exec: lines } }
}

/// The script that checks whether each request of a folder has failed as it had to.
pub(super) fn check_problem() -> Event {
    script(Listen::Test, templates::PROBLEM)
}

/// The variable that keeps where the next page begins. Names hold no dots, so no other variable is
/// called so.
pub(super) fn cursor(resource: &Resource, route: &Route) -> String {
    format!("{}.{}.cursor", resource.name, route.id)
}

/// The variable that keeps an item's version.
pub(super) fn etag(resource: &Resource) -> String {
    format!("{}.headers.etag", resource.name)
}

fn item_view(resource: &Resource, route: &Route) -> ItemView {
    let attributes = match &route.operation {
        Operation::Query(query) => query.index.as_ref().map_or(&resource.attributes, |index| &index.attributes),
        _ => &resource.attributes,
    };
    let shown = || answer::shown(attributes);
    let required = shown().filter(|attribute| !attribute.presence.is_optional());
    let private = answer::hidden(&resource.attributes);
    let private: Vec<Value> = private.map(|attribute| attribute.name.as_str().into()).collect();
    ItemView {
        required: required.map(|attribute| attribute.name.as_str()).collect(),
        private: (!private.is_empty()).then_some(private.into()),
        types: shown().filter_map(|a| Some(json!([a.name.as_str(), chai_type(&a.shape)?]))).collect(),
    }
}

fn one_view(resource: &Resource, route: &Route, successes: &[Success]) -> OneView {
    let sent = example::body(resource, route).into_iter().map(|(attribute, _)| attribute);
    let sent: Vec<Value> = sent.filter(|a| wire::comes_back(a)).map(|a| a.name.as_str().into()).collect();
    let saves = saved(resource)
        .filter(|_| route.creates())
        .map(|a| Saved { variable: variable(resource, a), name: a.name.to_string() });
    OneView {
        sent: (!sent.is_empty()).then_some(sent.into()),
        location: successes.iter().any(|success| success.has_location),
        etag: successes.iter().any(|success| success.has_version).then(|| etag(resource)),
        saves: saves.collect(),
    }
}

/// Chai's name of the type that the value has in JavaScript; none if it can be any.
fn chai_type(shape: &Shape) -> Option<&'static str> {
    match shape {
        Shape::String { .. }
        | Shape::Enum { .. }
        | Shape::Timestamp(_)
        | Shape::Date
        | Shape::Uuid
        | Shape::Ulid
        | Shape::Binary(_) => Some("string"),
        Shape::Integer(_) | Shape::Number(_) | Shape::Decimal(_) => Some("number"),
        Shape::Boolean => Some("boolean"),
        Shape::Json => None,
        Shape::List { .. } | Shape::Set { .. } => Some("array"),
        Shape::Map(_) => Some("object"),
    }
}

fn event(listen: Listen, template: &str, view: impl Serialize) -> Event {
    script(listen, &templates::render(template, view))
}

fn script(listen: Listen, text: &str) -> Event {
    let exec = text.lines().map(str::to_owned).collect();
    Event { listen, script: Script { language: "text/javascript", exec } }
}
