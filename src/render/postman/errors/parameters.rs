//! What goes wrong with a path, a query string and a header.

use super::super::auth::OTHER_TOKEN;
use super::attempt::Attempt;
use crate::contract::answer::Failure;
use crate::contract::detail::{self, filled};
use crate::contract::key;
use crate::contract::parameter::{self, MAX_KEY, MAX_LIMIT, Parameter};
use crate::model::{Attribute, Auth, EnumValue, FilterOp, Generate, Operation, Resource, Route, Shape};

/// Parameters that can't be read.
pub(super) fn bad_requests<'a>(resource: &Resource, route: &'a Route) -> Vec<Attempt<'a>> {
    let parameters = parameter::parameters(resource, route);
    // One of each kind tells how they are refused.
    let path = parameters.iter().find_map(|parameter| match parameter {
        Parameter::InPath(attribute) => Some(in_path(resource, route, attribute)),
        _ => None,
    });
    let filter = parameters.iter().find_map(|parameter| match parameter {
        Parameter::Filter(filter, operator) => of_filter(&filter.attribute, *operator),
        _ => None,
    });
    let others = parameters.iter().filter_map(|parameter| match parameter {
        Parameter::Limit => {
            let detail = filled(detail::LIMIT, [("MAX_LIMIT", &MAX_LIMIT)]);
            Some(bad_request("limit is 0", detail).query("limit", "0"))
        }
        Parameter::Cursor => Some(bad_request("cursor is from elsewhere", detail::CURSOR).query("cursor", "elsewhere")),
        Parameter::IdempotencyKey => {
            let detail = filled(detail::IDEMPOTENCY_KEY, [("MAX_KEY", &MAX_KEY)]);
            Some(bad_request("Idempotency-Key is two words", detail).header("Idempotency-Key", "two words"))
        }
        Parameter::Order => Some(bad_request("order is neither asc nor desc", detail::ORDER).query("order", "up")),
        _ => None,
    });
    let unknown = matches!(route.operation, Operation::List { .. } | Operation::Query(_)).then(|| {
        let detail = filled(detail::VALUE, [("name", &UNKNOWN), ("error", &detail::UNKNOWN)]);
        bad_request("an unknown parameter", detail).query(UNKNOWN, "1")
    });
    path.into_iter().chain(others).chain(filter).chain(unknown).collect()
}

/// No name of an attribute has a dot, so no filter is called so.
const UNKNOWN: &str = "no.such.parameter";

fn bad_request<'a>(what: impl Into<String>, detail: impl Into<String>) -> Attempt<'a> {
    Attempt::new(Failure::BadRequest, what, detail)
}

fn in_path<'a>(resource: &Resource, route: &Route, attribute: &'a Attribute) -> Attempt<'a> {
    let name = &attribute.name;
    if let Some((value, what)) = unreadable(&attribute.shape) {
        let detail = filled(detail::VALUE, [("name", name), ("error", &detail::ANYTHING)]);
        return bad_request(format!("{name} {what}"), detail).in_path(attribute, value);
    }
    let key = match &route.operation {
        Operation::Query(query) => query.key(&resource.table),
        _ => &resource.table.key,
    };
    let max = key::longest_in_path(key, attribute);
    let detail = filled(detail::TOO_LONG, [("name", name), ("max", &max)]);
    bad_request(format!("{name} is too long"), detail).in_path(attribute, "{{long}}").long(max as usize + 1)
}

fn of_filter<'a>(attribute: &Attribute, operator: FilterOp) -> Option<Attempt<'a>> {
    let name = format!("{}{}", attribute.name, operator.suffix());
    let (value, what) = match operator {
        FilterOp::Exists => ("perhaps".to_owned(), "is not a boolean"),
        // It takes an element, which may be any text.
        FilterOp::Contains => return None,
        _ => unreadable(&attribute.shape)?,
    };
    let detail = filled(detail::VALUE, [("name", &name), ("error", &detail::ANYTHING)]);
    Some(bad_request(format!("{name} {what}"), detail).query(name, value))
}

/// A text that is no value of the type, and what is wrong with it; none if any text is one.
fn unreadable(shape: &Shape) -> Option<(String, &'static str)> {
    let (text, what) = match shape {
        Shape::Enum { values, .. } => return Some((other_than(values), "is not one of its values")),
        Shape::Integer(_) => ("many", "is not a whole number"),
        Shape::Number(_) | Shape::Decimal(_) => ("many", "is not a number"),
        Shape::Boolean => ("perhaps", "is not a boolean"),
        Shape::Timestamp(_) => ("yesterday", "is not a date and time"),
        Shape::Date => ("yesterday", "is not a date"),
        Shape::Uuid => ("x", "is not a UUID"),
        Shape::Ulid => ("x", "is not a ULID"),
        Shape::Binary(_) => ("!", "is not base64"),
        Shape::String { .. } | Shape::Json | Shape::List { .. } | Shape::Set { .. } | Shape::Map(_) => return None,
    };
    Some((text.to_owned(), what))
}

/// A text that is none of the values.
pub(super) fn other_than(values: &[EnumValue]) -> String {
    let mut text = "other".to_owned();
    while values.iter().any(|value| value.wire == text) {
        text.push('-');
    }
    text
}

/// Without credentials, and on one route of each kind with wrong ones. No tool signs wrongly.
pub(super) fn refusals<'a>(resource: &Resource, route: &Route) -> Vec<Attempt<'a>> {
    let (failure, none, wrong) = match route.auth {
        Auth::None => return Vec::new(),
        Auth::ApiKey => (Failure::Forbidden, "no API key", Some(("a wrong API key", "x-api-key", "wrong"))),
        Auth::Cognito => (Failure::Unauthorized, "no token", Some(("a wrong token", "Authorization", "Bearer wrong"))),
        Auth::Iam => (Failure::Forbidden, "no signature", None),
    };
    let attempt = |what| Attempt::new(failure, what, detail::refusal(route.auth)).without_credentials();
    let is_first = resource.routes.iter().find(|other| other.auth == route.auth) == Some(route);
    let wrong = wrong.filter(|_| is_first).map(|(what, header, value)| attempt(what).header(header, value));
    [attempt(none)].into_iter().chain(wrong).collect()
}

/// From a user who is in no group.
pub(super) fn in_no_group<'a>() -> Attempt<'a> {
    by_another(Attempt::new(Failure::Forbidden, "a user in no group", detail::IN_NO_GROUP))
}

/// From a user whose item it is not; none where that user may not call.
pub(super) fn not_owned<'a>(resource: &Resource, route: &Route) -> Option<Attempt<'a>> {
    let is_told = resource.owner_of(route).is_some() && route.groups.is_empty();
    let attempt = Attempt::new(Failure::NotFound, "somebody else's item", detail::NOTHING).on_an_item();
    is_told.then(|| by_another(attempt))
}

fn by_another(attempt: Attempt<'_>) -> Attempt<'_> {
    attempt.without_credentials().header("Authorization", &format!("Bearer {{{{{OTHER_TOKEN}}}}}"))
}

/// A key that no item has; none where a key has so few values that each may be taken.
pub(super) fn not_found(resource: &Resource) -> Option<Attempt<'_>> {
    let (attribute, value) = resource
        .table
        .key
        .attributes()
        .filter(|part| part.generate != Some(Generate::Owner))
        .find_map(|part| Some((part, unused(&part.shape)?)))?;
    Some(Attempt::new(Failure::NotFound, "no such item", detail::NOTHING).in_path(attribute, value))
}

/// A value that no item has as its key, in a path; none if there are few values.
fn unused(shape: &Shape) -> Option<&'static str> {
    match shape {
        Shape::String { .. } => Some("no-such-item"),
        Shape::Integer(_) | Shape::Number(_) | Shape::Decimal(_) => Some("-987654321"),
        Shape::Timestamp(_) => Some("1970-01-01T00%3A00%3A00Z"),
        Shape::Date => Some("1970-01-01"),
        Shape::Uuid => Some("00000000-0000-0000-0000-000000000000"),
        Shape::Ulid => Some("00000000000000000000000000"),
        // `no-such-item`.
        Shape::Binary(_) => Some("bm8tc3VjaC1pdGVt"),
        Shape::Enum { .. } | Shape::Boolean | Shape::Json | Shape::List { .. } | Shape::Set { .. } | Shape::Map(_) => {
            None
        }
    }
}

/// A condition that the item does not meet: a version that it never had, or else that there is none.
pub(super) fn unmet<'a>(resource: &Resource, route: &Route) -> Attempt<'a> {
    if !parameter::takes_version(resource, route) {
        let detail = if route.creates() { detail::TAKEN } else { detail::ONLY_REPLACES };
        return Attempt::new(Failure::PreconditionFailed, "there is an item", detail)
            .header("If-None-Match", "*")
            .on_an_item();
    }
    Attempt::new(Failure::PreconditionFailed, "another version", detail::ANOTHER_VERSION)
        .header("If-Match", "\"0\"")
        .on_an_item()
}
