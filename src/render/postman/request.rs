//! A route as a request.

use std::sync::Arc;

use super::body::{Member, text};
use super::collection::{Body, Node, Pair, Request, Url, Variable};
use super::unique::unique_keys;
use super::{auth, path_value, script};
use crate::contract::parameter::{DEFAULT_LIMIT, MAX_LIMIT, Parameter};
use crate::contract::{body, parameter, wire};
use crate::model::{Attribute, Auth, FilterOp, Literal, Range, Resource, Route, Segment, SetItem, Shape};
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
    pub(super) sending: Sending,
}

/// How often a request is sent with its `Idempotency-Key`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sending {
    /// Without one.
    Once,
    /// For the first time, with a new one.
    First,
    /// As before.
    Again,
    /// With another body.
    WithAnotherBody,
}

pub(super) fn request(resource: &Resource, route: &Route, api_auth: Auth, step: Step) -> Node {
    let keys = if step.new_keys { unique_keys(resource) } else { Vec::new() };
    let is_first = step.sending == Sending::First;
    let before = (is_first || !keys.is_empty()).then(|| script::new_keys(&keys, is_first));
    let request = Request {
        auth: (route.auth != api_auth).then(|| auth::block(route.auth)),
        method: route.method.as_str(),
        header: headers(resource, route, &step),
        body: body(resource, route, step.sending),
        url: url(resource, route),
    };
    Node::Request {
        name: step.name,
        event: before.into_iter().chain([script::test(resource, route, step.statuses, step.sending)]).collect(),
        request: Box::new(request),
        response: [],
    }
}

fn headers(resource: &Resource, route: &Route, step: &Step) -> Vec<Pair> {
    let pair = |key: &str, value: &str| Pair {
        key: key.to_owned(),
        value: value.to_owned(),
        description: None,
        disabled: false,
    };
    let mut headers: Vec<Pair> =
        body::media_types(route).first().map(|media_type| pair("Content-Type", media_type)).into_iter().collect();
    if parameter::takes_version(resource, route) {
        let value = format!("{{{{{}}}}}", script::etag(resource));
        headers.push(Pair { disabled: !step.if_match, ..pair("If-Match", &value) });
    }
    if parameter::takes_absence(route) {
        headers.push(Pair { disabled: true, ..pair("If-None-Match", "*") });
    }
    if route.takes_idempotency_key {
        let disabled = step.sending == Sending::Once;
        let value = if disabled { "{{$guid}}" } else { "{{idempotencyKey}}" };
        headers.push(Pair { disabled, ..pair("Idempotency-Key", value) });
    }
    headers
}

fn body(resource: &Resource, route: &Route, sending: Sending) -> Option<Body> {
    if !route.has_body() {
        return None;
    }
    let keys = unique_keys(resource);
    let changed = changed(resource, route).filter(|_| sending == Sending::WithAnotherBody);
    let members = example::body(resource, route).into_iter().map(|(attribute, value)| {
        let value = changed.clone().filter(|(other, _)| other.name == attribute.name).map_or(value, |(_, value)| value);
        let is_new = keys.iter().any(|key| key.name == attribute.name.as_str());
        let member = if is_new { Member::Variable(format!("new.{}", attribute.name)) } else { Member::Given(value) };
        (attribute.name.as_str(), member)
    });
    let members: Vec<(&str, Member)> = members.collect();
    Some(Body::json(text(members.iter().map(|(name, member)| (*name, member)))))
}

/// A part of the body beside the key that may have another value, and that value.
pub(super) fn changed<'a>(resource: &'a Resource, route: &Route) -> Option<(&'a Arc<Attribute>, Literal)> {
    let members = example::body(resource, route).into_iter();
    members.filter(|(attribute, _)| !resource.is_key(attribute)).find_map(|(attribute, original)| {
        let changed = example::attribute(resource, attribute, Which::Changed);
        (changed != original).then_some((attribute, changed))
    })
}

fn url(resource: &Resource, route: &Route) -> Url {
    let variable = route
        .parameters()
        .map(|attribute| Variable { key: attribute.name.to_string(), value: path_value(resource, attribute) });
    Url::new(route.path.iter().map(segment).collect(), query(resource, route), variable.collect())
}

fn segment(segment: &Segment) -> String {
    match segment {
        Segment::Literal(text) => text.clone(),
        Segment::Parameter(attribute) => format!(":{}", attribute.name),
    }
}

fn query(resource: &Resource, route: &Route) -> Vec<Pair> {
    let pair = |key: &str, value: String, text: Option<&str>| Pair {
        key: key.to_owned(),
        value,
        description: text.map(str::to_owned),
        disabled: true,
    };
    let parameters = parameter::parameters(resource, route).into_iter();
    let pairs = parameters.filter_map(|parameter| match parameter {
        Parameter::InPath(_) | Parameter::IfMatch | Parameter::IfNoneMatch | Parameter::IdempotencyKey => None,
        Parameter::Limit => {
            let text = format!("Items on a page, 1 to {MAX_LIMIT}");
            Some(Pair { disabled: false, ..pair("limit", DEFAULT_LIMIT.to_string(), Some(&text)) })
        }
        Parameter::Cursor => {
            let cursor = format!("{{{{{}}}}}", script::cursor(resource, route));
            Some(pair("cursor", cursor, Some("Where the page before ended")))
        }
        Parameter::Order => Some(pair("order", "desc".to_owned(), Some("asc or desc, along the sort key"))),
        Parameter::Filter(filter, operator) => {
            let key = format!("{}{}", filter.attribute.name, operator.suffix());
            let text = (operator == FilterOp::In).then_some("Once for each value");
            Some(pair(&key, filter_value(resource, &filter.attribute, operator), text))
        }
    });
    pairs.collect()
}

fn filter_value(resource: &Resource, attribute: &Attribute, operator: FilterOp) -> String {
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
