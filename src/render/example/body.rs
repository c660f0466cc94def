//! Bodies of requests.

use std::sync::Arc;

use super::{Which, attribute};
use crate::model::{Attribute, Literal, Operation, Resource, Route};

/// How many attributes a patch changes.
const FEW: usize = 2;

/// What a client sends to this route: each attribute that it may choose there, with an example. Empty
/// for a route without a body.
pub(in crate::render) fn body<'a>(resource: &'a Resource, route: &Route) -> Vec<(&'a Arc<Attribute>, Literal)> {
    let chosen = |attribute: &&Arc<Attribute>| attribute.generate.is_none();
    let given = resource.attributes.iter().filter(chosen);
    match route.operation {
        Operation::Create => {
            let in_path = |attribute: &Attribute| route.parameters().any(|parameter| parameter.name == attribute.name);
            given.filter(|a| !in_path(a)).map(|a| (a, attribute(resource, a, Which::Original))).collect()
        }
        Operation::Replace { .. } => {
            let which = |a: &Attribute| if a.immutable { Which::Original } else { Which::Changed };
            given.filter(|a| !resource.is_key(a)).map(|a| (a, attribute(resource, a, which(a)))).collect()
        }
        Operation::Update => {
            let free = given.filter(|a| !resource.is_key(a) && !a.immutable);
            free.take(FEW).map(|a| (a, attribute(resource, a, Which::Changed))).collect()
        }
        Operation::List { .. } | Operation::Get | Operation::Query(_) | Operation::Delete => Vec::new(),
    }
}
