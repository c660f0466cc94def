//! The schemas of what clients send.

use std::sync::Arc;

use serde_json::Value;

use super::schema::Schema;
use super::shape::{Place, is_required};
use crate::contract::wire;
use crate::model::{Attribute, Literal, Operation, Presence, Resource, Route, Shape};
use crate::render::example;

/// What stands in the path of a route that creates may be left out here.
pub(super) fn new(resource: &Resource, route: &Route) -> Schema {
    let given = resource.attributes.iter().filter(|a| a.generate.is_none());
    body(resource, route, given, |a| a.presence == Presence::Optional || in_path_of_create(resource, a))
}

/// Keys and what slsgen fills may be sent back as they were read, or left out. So may what clients
/// never read: then it stays as it is.
pub(super) fn replace(resource: &Resource, route: &Route) -> Schema {
    body(resource, route, resource.attributes.iter(), |a| {
        a.presence == Presence::Optional || a.private || a.generate.is_some() || resource.is_key(a)
    })
}

/// A POST or PUT takes null for what may be left out.
fn body<'a>(
    resource: &Resource,
    route: &Route,
    attributes: impl Iterator<Item = &'a Arc<Attribute>>,
    may_lack: impl Fn(&Attribute) -> bool,
) -> Schema {
    let attributes: Vec<_> = attributes.collect();
    let required = attributes.iter().copied().filter(|a| is_required(&a.presence, Place::Request) && !may_lack(a));
    let property = |attribute: &Attribute| {
        let schema = stored(resource, attribute, Place::Request);
        if may_lack(attribute) { schema.or_null() } else { schema }
    };
    let properties = attributes.iter().map(|a| (a.name.to_string(), property(a))).collect();
    let schema = Schema::object(properties, names_of(required), Place::Request);
    Schema { examples: vec![example(resource, route)], ..schema }
}

pub(super) fn patch(resource: &Resource, route: &Route) -> Schema {
    let attributes = resource.attributes.iter();
    let free = attributes.filter(|a| a.generate.is_none() && !a.immutable && !resource.is_key(a));
    let properties = free.map(|a| (a.name.to_string(), stored(resource, a, Place::Patch))).collect();
    Schema { examples: vec![example(resource, route)], ..Schema::object(properties, Vec::new(), Place::Patch) }
}

fn example(resource: &Resource, route: &Route) -> Value {
    object(example::body(resource, route).into_iter().map(|(attribute, value)| (&**attribute, value)))
}

/// An attribute with what its place in the table asks of it besides its shape.
fn stored(resource: &Resource, attribute: &Attribute, place: Place) -> Schema {
    let mut schema = Schema::of_attribute(attribute, place);
    if let Some(most) = longest_key(resource, attribute) {
        schema.min_length = schema.min_length.max(Some(1));
        schema.max_length = Some(schema.max_length.map_or(most, |max| max.min(most)));
    }
    if resource.table.ttl.as_ref().is_some_and(|ttl| ttl.name == attribute.name) {
        schema.pattern = Some(WHOLE_SECONDS.to_owned());
    }
    schema
}

/// How many characters fit into the bytes of a key, at most: a character has at least one byte, and
/// four characters of base64 stand for three.
fn longest_key(resource: &Resource, attribute: &Attribute) -> Option<u32> {
    let keys = || std::iter::once(&resource.table.key).chain(resource.table.indexes.iter().map(|index| &index.key));
    let sorts = keys().any(|key| key.sort.as_ref().is_some_and(|sort| sort.name == attribute.name));
    let bytes: u32 = match (sorts, keys().any(|key| key.contains(attribute))) {
        (true, _) => 1024,
        (false, true) => 2048,
        (false, false) => return None,
    };
    match attribute.shape {
        Shape::String { .. } => Some(bytes),
        Shape::Binary(_) => Some(bytes.div_ceil(3) * 4),
        _ => None,
    }
}

/// Whether a route that creates has the attribute in its path.
pub(super) fn in_path_of_create(resource: &Resource, attribute: &Attribute) -> bool {
    let mut creates = resource.routes.iter().filter(|route| route.operation == Operation::Create);
    creates.any(|route| route.parameters().any(|parameter| parameter.name == attribute.name))
}

pub(super) fn names_of<'a>(attributes: impl Iterator<Item = &'a Arc<Attribute>>) -> Vec<String> {
    attributes.map(|attribute| attribute.name.to_string()).collect()
}

pub(super) fn object<'a>(members: impl Iterator<Item = (&'a Attribute, Literal)>) -> Value {
    members.map(|(attribute, value)| (attribute.name.to_string(), wire::json(&value))).collect()
}

/// Seconds are all that a time to live is stored in.
const WHOLE_SECONDS: &str = "^[^.]*$";
