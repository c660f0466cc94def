//! Bodies of requests.

use std::sync::Arc;

use super::{Which, attribute};
use crate::contract::body::{self, Choice};
use crate::model::{Attribute, Literal, Operation, Resource, Route};

/// How many attributes a patch changes.
const FEW: usize = 2;

/// What a client sends to this route: each attribute that it may choose there, with an example. Empty
/// for a route without a body.
pub(in crate::render) fn body<'a>(resource: &'a Resource, route: &Route) -> Vec<(&'a Arc<Attribute>, Literal)> {
    let chosen = body::chosen(resource, route);
    let few = if route.operation == Operation::Update { FEW } else { usize::MAX };
    let which = |choice| match (&route.operation, choice) {
        (Operation::Create, _) | (_, Choice::Fixed) => Which::Original,
        _ => Which::Changed,
    };
    chosen
        .take(few)
        .map(|member| (member.attribute, attribute(resource, member.attribute, which(member.choice))))
        .collect()
}
