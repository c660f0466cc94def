//! A route as a request.

use super::body::{self, Member};
use super::collection::{Body, BodyOptions, Node, Pair, RawOptions, Request, Url, Variable};
use super::unique::unique_keys;
use super::{auth, path_value, script};
use crate::contract::wire;
use crate::model::{
    Attribute, Auth, Filter, FilterOp, Literal, Operation, Range, Resource, Route, Segment, SetItem, Shape,
};
use crate::render::example::{self, Which};

/// What a request is for.
pub(super) struct Step {
    pub(super) name: String,
    /// The statuses that are right.
    pub(super) statuses: Vec<u16>,
    /// Makes new keys first.
    pub(super) new_keys: bool,
    /// Sends the version that an earlier answer gave.
    pub(super) if_match: bool,
}

pub(super) fn request(resource: &Resource, route: &Route, api_auth: Auth, step: Step) -> Node {
    let keys = if step.new_keys { unique_keys(resource) } else { Vec::new() };
    let before = (!keys.is_empty()).then(|| script::new_keys(&keys));
    let request = Request {
        auth: (route.auth != api_auth).then(|| auth::block(route.auth)),
        method: route.method.as_str(),
        header: headers(resource, route, step.if_match),
        body: body(resource, route),
        url: url(resource, route),
    };
    Node::Request {
        name: step.name,
        event: before.into_iter().chain([script::test(resource, route, step.statuses)]).collect(),
        request: Box::new(request),
        response: [],
    }
}

fn headers(resource: &Resource, route: &Route, if_match: bool) -> Vec<Pair> {
    let pair = |key: &str, value: &str| Pair {
        key: key.to_owned(),
        value: value.to_owned(),
        description: None,
        disabled: false,
    };
    let mut headers = Vec::new();
    match route.operation {
        Operation::Create | Operation::Replace { .. } => headers.push(pair("Content-Type", "application/json")),
        Operation::Update => headers.push(pair("Content-Type", "application/merge-patch+json")),
        Operation::List { .. } | Operation::Get | Operation::Query(_) | Operation::Delete => {}
    }
    let writes = matches!(route.operation, Operation::Replace { .. } | Operation::Update | Operation::Delete);
    if writes && resource.version().is_some() {
        let value = format!("{{{{{}}}}}", script::etag(resource));
        headers.push(Pair { disabled: !if_match, ..pair("If-Match", &value) });
    }
    headers
}

fn body(resource: &Resource, route: &Route) -> Option<Body> {
    if !matches!(route.operation, Operation::Create | Operation::Replace { .. } | Operation::Update) {
        return None;
    }
    let keys = unique_keys(resource);
    let members = example::body(resource, route).into_iter().map(|(attribute, value)| {
        let is_new = keys.iter().any(|key| key.name == attribute.name.as_str());
        let member = if is_new { Member::Variable(format!("new.{}", attribute.name)) } else { Member::Given(value) };
        (attribute.name.as_str(), member)
    });
    let options = BodyOptions { raw: RawOptions { language: "json" } };
    Some(Body { mode: "raw", raw: body::text(members), options })
}

fn url(resource: &Resource, route: &Route) -> Url {
    let path: Vec<String> = route.path.iter().map(segment).collect();
    let query = query(resource, route);
    let on: Vec<String> = query.iter().filter(|p| !p.disabled).map(|p| format!("{}={}", p.key, p.value)).collect();
    let question = if on.is_empty() { "" } else { "?" };
    let variable = route
        .parameters()
        .map(|attribute| Variable { key: attribute.name.to_string(), value: path_value(resource, attribute) });
    Url {
        raw: format!("{{{{baseUrl}}}}/{}{question}{}", path.join("/"), on.join("&")),
        host: ["{{baseUrl}}"],
        variable: variable.collect(),
        path,
        query,
    }
}

fn segment(segment: &Segment) -> String {
    match segment {
        Segment::Literal(text) => text.clone(),
        Segment::Parameter(attribute) => format!(":{}", attribute.name),
    }
}

fn query(resource: &Resource, route: &Route) -> Vec<Pair> {
    let (filters, ordered) = match &route.operation {
        Operation::List { filters } => (filters, false),
        Operation::Query(query) => (&query.filters, true),
        _ => return Vec::new(),
    };
    let pair = |key: &str, value: String, text: Option<&str>| Pair {
        key: key.to_owned(),
        value,
        description: text.map(str::to_owned),
        disabled: true,
    };
    let cursor = format!("{{{{{}}}}}", script::cursor(resource, route));
    let mut pairs = vec![
        Pair { disabled: false, ..pair("limit", "20".to_owned(), Some("Items on a page, 1 to 100")) },
        pair("cursor", cursor, Some("Where the page before ended")),
    ];
    if ordered {
        pairs.push(pair("order", "desc".to_owned(), Some("asc or desc, along the sort key")));
    }
    let filters = filters.iter().flat_map(|filter| filter.operators.iter().map(move |&operator| (filter, operator)));
    pairs.extend(filters.map(|(filter, operator)| {
        let key = format!("{}{}", filter.attribute.name, operator.suffix());
        pair(&key, filter_value(resource, filter, operator), None)
    }));
    pairs
}

fn filter_value(resource: &Resource, filter: &Filter, operator: FilterOp) -> String {
    let attribute: &Attribute = &filter.attribute;
    let value = example::attribute(resource, attribute, Which::Original);
    match (operator, &attribute.shape, value) {
        (FilterOp::Exists, ..) => "true".to_owned(),
        (FilterOp::Contains, shape, Literal::List(values)) => {
            let element = match shape {
                Shape::List { items, .. } => items,
                Shape::Set { items: SetItem::Binary, .. } => &Shape::Binary(Range::ANY),
                other => other,
            };
            values.first().map_or_else(String::new, |value| wire::in_url(element, value))
        }
        (_, shape, value) => wire::in_url(shape, &value),
    }
}
