//! Why a route refuses what openapi.yaml allows: what no schema can say.

use std::collections::BTreeMap;

use super::answer::{self, Failure};
use super::body::{self, Choice};
use super::key;
use super::parameter::{self, Parameter};
use crate::model::limits::MIN_NUMBER;
use crate::model::{Attribute, Field, Operation, Presence, Range, Resource, Route, Service, SetItem, Shape};

/// A reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Untold {
    /// A cursor is not from this list.
    Cursor,
    /// No item has the key.
    Absent,
    /// An item has the key already.
    Taken,
    /// The version in `If-Match` is gone.
    Version,
    /// No item has the key, and the body makes none of it.
    Unmade,
    /// A PUT that never creates is asked for a new item.
    OnlyReplaces,
    /// An `Idempotency-Key` came with another request.
    KeyReused,
    /// A key in the body is not the one in the path.
    OtherKey,
    /// A key has more bytes of UTF-8 than characters.
    Bytes,
    /// A decimal has too many digits, or is too small.
    Decimal,
    /// A time to live is past.
    Past,
    /// What can't change is not as it is stored.
    Immutable,
    /// What a patch makes of an item lacks a member.
    Merge,
}

/// Why a route refuses what is allowed, by status; nothing where that is only for whether an item is there.
pub(crate) fn refusals(resource: &Resource, route: &Route) -> BTreeMap<u16, Vec<Untold>> {
    let mut refusals = BTreeMap::new();
    let mut add = |failure: Failure, reason| refusals.entry(failure.status()).or_insert_with(Vec::new).push(reason);
    for reason in of_parameters(resource, route) {
        add(Failure::BadRequest, reason);
    }
    if parameter::takes_version(resource, route) {
        add(Failure::PreconditionFailed, Untold::Version);
    }
    if parameter::takes_absence(route) {
        add(Failure::PreconditionFailed, if route.creates() { Untold::Taken } else { Untold::OnlyReplaces });
    }
    for reason in of_body(resource, route) {
        add(Failure::UnprocessableContent, reason);
    }
    if refusals.is_empty() {
        return refusals;
    }
    if answer::fails(resource, route, Failure::NotFound) {
        refusals.insert(Failure::NotFound.status(), vec![Untold::Absent]);
    }
    if route.operation == Operation::Create && answer::fails(resource, route, Failure::Conflict) {
        refusals.insert(Failure::Conflict.status(), vec![Untold::Taken]);
    }
    refusals
}

fn of_parameters(resource: &Resource, route: &Route) -> Vec<Untold> {
    let parameters = parameter::parameters(resource, route);
    let any = |test: &dyn Fn(&Parameter<'_>) -> bool| parameters.iter().any(test);
    let value = |parameter: &Parameter<'_>| match *parameter {
        Parameter::InPath(attribute) => Some(attribute.shape.clone()),
        Parameter::Filter(filter, _) => Some(filter.attribute.shape.clone()),
        _ => None,
    };
    let has_bytes = |parameter: &Parameter<'_>| match parameter {
        Parameter::InPath(attribute) => takes_more_bytes(resource, route, attribute),
        Parameter::Filter(filter, _) => filter.sort_key && matches!(filter.attribute.shape, Shape::String { .. }),
        _ => false,
    };
    let reasons = [
        (Untold::Cursor, any(&|parameter| *parameter == Parameter::Cursor)),
        (Untold::Bytes, any(&has_bytes)),
        (Untold::Decimal, any(&|parameter| value(parameter).is_some_and(|shape| compares_decimals(&shape)))),
    ];
    reasons.into_iter().filter(|(_, is_there)| *is_there).map(|(reason, _)| reason).collect()
}

fn of_body(resource: &Resource, route: &Route) -> Vec<Untold> {
    let members = body::of_route(resource, route).unwrap_or_default();
    let upserts = route.operation == Operation::Replace { upsert: true };
    let chosen = || members.iter().filter(|member| member.choice != Choice::Settled);
    let reasons = [
        (Untold::KeyReused, route.takes_idempotency_key),
        (Untold::Unmade, upserts && (hides_required(resource) || has_bounded_key(resource))),
        (Untold::OtherKey, chosen().any(|member| route.has_in_path(member.attribute))),
        (Untold::Bytes, chosen().any(|member| takes_more_bytes(resource, route, member.attribute))),
        (Untold::Decimal, chosen().any(|member| holds_small_decimals(&member.attribute.shape))),
        (Untold::Past, route.creates() && chosen().any(|member| body::lies_ahead(resource, member.attribute))),
        (Untold::Immutable, members.iter().any(|member| member.choice == Choice::Fixed)),
        (Untold::Merge, route.operation == Operation::Update && chosen().any(|member| merges_badly(member.attribute))),
    ];
    reasons.into_iter().filter(|(_, is_there)| *is_there).map(|(reason, _)| reason).collect()
}

/// Whether a PUT that creates needs what nobody can read.
fn hides_required(resource: &Resource) -> bool {
    resource.attributes.iter().any(|attribute| attribute.private && attribute.presence == Presence::Required)
}

/// Whether a path reaches a key that may be stored, and can't become so.
fn has_bounded_key(resource: &Resource) -> bool {
    resource.table.key.attributes().any(|attribute| match &attribute.shape {
        Shape::String { length, pattern } => {
            pattern.is_some() || length.min.is_some_and(|min| min > 1) || length.max.is_some()
        }
        Shape::Binary(length) => !length.is_any(),
        Shape::Integer(range) => !range.is_any(),
        Shape::Number(range) => !range.is_any(),
        Shape::Decimal(range) => !range.is_any(),
        _ => false,
    })
}

/// Whether a key of as many characters as the document allows can have more bytes than DynamoDB takes.
fn takes_more_bytes(resource: &Resource, route: &Route, attribute: &Attribute) -> bool {
    let (Shape::String { length, pattern }, Some(most)) = (&attribute.shape, key::longest(resource, attribute)) else {
        return false;
    };
    let is_constrained = route.operation == Operation::Create || !route.has_in_path(attribute);
    let longest = length.max.filter(|_| is_constrained).map_or(most, |max| max.min(most));
    let is_ascii = is_constrained && pattern.as_deref().is_some_and(knows_ascii_alone);
    !is_ascii && longest.saturating_mul(MOST_BYTES) > most
}

/// Whether a pattern names each character that it takes, and only those of ASCII.
fn knows_ascii_alone(pattern: &str) -> bool {
    let unescaped = pattern.replace("\\.", "");
    let takes_others =
        [".", "[^", "\\W", "\\D", "\\S", "\\P", "\\p", "\\u", "\\x"].iter().any(|part| unescaped.contains(part));
    pattern.is_ascii() && !takes_others
}

/// How many bytes of UTF-8 a character has at most.
const MOST_BYTES: u32 = 4;

/// Whether a filter or a path compares with decimals.
fn compares_decimals(shape: &Shape) -> bool {
    match shape {
        Shape::Decimal(_) | Shape::Set { items: SetItem::Decimal, .. } => true,
        Shape::List { items, .. } => matches!(**items, Shape::Decimal(_)),
        _ => false,
    }
}

/// Whether a value holds decimals below the least that DynamoDB stores, or with more digits.
fn holds_small_decimals(shape: &Shape) -> bool {
    match shape {
        Shape::Json | Shape::Set { items: SetItem::Decimal, .. } => true,
        Shape::Decimal(Range { min, max }) => {
            let bound = |bound: &Option<String>| bound.as_deref().and_then(|text| text.parse::<f64>().ok());
            let is_positive =
                bound(min).is_some_and(|min| min >= MIN_NUMBER) && bound(max).is_some_and(|max| max <= DIGITS);
            let is_negative =
                bound(max).is_some_and(|max| max <= -MIN_NUMBER) && bound(min).is_some_and(|min| min >= -DIGITS);
            !is_positive && !is_negative
        }
        Shape::List { items, .. } => holds_small_decimals(items),
        Shape::Map(map) => map.fields.iter().any(|field| holds_small_decimals(&field.shape)),
        _ => false,
    }
}

/// What has no more digits than DynamoDB stores, if it is whole.
const DIGITS: f64 = 1e38;

/// Whether a patch can make an object that lacks a member: of nothing, it makes what it names.
fn merges_badly(attribute: &Attribute) -> bool {
    attribute.presence.is_optional() && needs_members(&attribute.shape) || holds_optional_that_needs(&attribute.shape)
}

fn needs_members(shape: &Shape) -> bool {
    matches!(shape, Shape::Map(map) if map.fields.iter().any(|field| field.presence.is_required()))
}

fn holds_optional_that_needs(shape: &Shape) -> bool {
    let is_bad = |field: &Field| {
        field.presence.is_optional() && needs_members(&field.shape) || holds_optional_that_needs(&field.shape)
    };
    matches!(shape, Shape::Map(map) if map.fields.iter().any(is_bad))
}

/// Whether the route is below one that deletes an item of another table: what it reads stays.
pub(crate) fn outlives(service: &Service, resource: &Resource, route: &Route) -> bool {
    let others = service.resources.iter().filter(|other| other.name != resource.name);
    let mut deletes = others.flat_map(|other| &other.routes).filter(|other| other.operation == Operation::Delete);
    let is_read = !matches!(route.operation, Operation::Create | Operation::Replace { .. } | Operation::Delete);
    is_read && deletes.any(|delete| is_below(&route.path_template(), &delete.path_template()))
}

/// Whether the segments of a path begin with those of another, whatever the parameters are called.
fn is_below(path: &str, other: &str) -> bool {
    let is_same = |(left, right): (&str, &str)| left == right || left.starts_with('{') && right.starts_with('{');
    path.split('/').count() > other.split('/').count() && path.split('/').zip(other.split('/')).all(is_same)
}
