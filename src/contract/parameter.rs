//! What a route takes in its path, its query string and its headers.

use crate::model::{Attribute, Filter, FilterOp, Operation, Resource, Route};

/// A parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Parameter<'a> {
    InPath(&'a Attribute),
    /// How many items a page holds.
    Limit,
    /// Where a page begins.
    Cursor,
    /// Along the sort key, or against it.
    Order,
    Filter(&'a Filter, FilterOp),
    /// The version that the item has to have.
    IfMatch,
    /// That there is no such item yet.
    IfNoneMatch,
    /// By which a request is known when it is sent again.
    IdempotencyKey,
}

/// How many items a page holds where a client doesn't say.
pub(crate) const DEFAULT_LIMIT: u32 = 20;
/// How many items a page holds at most.
pub(crate) const MAX_LIMIT: u32 = 100;
/// How many characters an `Idempotency-Key` has at most.
pub(crate) const MAX_KEY: u32 = 255;
/// With how many values a filter compares at most.
pub(crate) const MAX_VALUES: u32 = 100;

/// The parameters of a route: of the path, of the query string, and then of the headers.
pub(crate) fn parameters<'a>(resource: &Resource, route: &'a Route) -> Vec<Parameter<'a>> {
    let mut parameters: Vec<_> = route.parameters().map(|attribute| Parameter::InPath(attribute)).collect();
    let filters: &[Filter] = match &route.operation {
        Operation::List { filters } => filters,
        Operation::Query(query) => &query.filters,
        _ => &[],
    };
    if matches!(route.operation, Operation::List { .. } | Operation::Query(_)) {
        parameters.extend([Parameter::Limit, Parameter::Cursor]);
    }
    if matches!(route.operation, Operation::Query(_)) {
        parameters.push(Parameter::Order);
    }
    let each = |filter: &'a Filter| filter.operators.iter().map(move |operator| Parameter::Filter(filter, *operator));
    parameters.extend(filters.iter().flat_map(each));
    if takes_version(resource, route) {
        parameters.push(Parameter::IfMatch);
    }
    if takes_absence(route) {
        parameters.push(Parameter::IfNoneMatch);
    }
    if route.takes_idempotency_key {
        parameters.push(Parameter::IdempotencyKey);
    }
    parameters
}

/// Whether `If-Match` says which version of the item is meant.
pub(crate) fn takes_version(resource: &Resource, route: &Route) -> bool {
    route.is_conditional() && resource.version().is_some()
}

/// Whether `If-None-Match` says that only a new item is meant. A PUT that never creates takes it too, and refuses it: what
/// it would do otherwise is what the client asked not to be done.
pub(crate) fn takes_absence(route: &Route) -> bool {
    matches!(route.operation, Operation::Replace { .. })
}
