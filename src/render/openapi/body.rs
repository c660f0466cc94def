//! The schemas of what clients send.

use std::sync::Arc;

use serde_json::Value;

use super::schema::Schema;
use super::shape::{Direction, is_required, unconstrained};
use crate::contract::body::{self, Absence, Choice, Member};
use crate::contract::{key, wire};
use crate::model::{Attribute, Literal, Operation, Range, Resource, Route, Shape};
use crate::render::example;

/// The body of a POST or PUT, which takes null for what may be left out.
pub(super) fn whole(resource: &Resource, route: &Route, members: &[Member<'_>]) -> Schema {
    let property = |member: &Member| {
        let is_compared = member.choice == Choice::Settled && resource.is_key(member.attribute);
        let schema = if is_compared {
            reached(resource, member.attribute)
        } else {
            stored(resource, member.attribute, Direction::Request)
        };
        let schema = match route.operation {
            _ if !body::lies_ahead(resource, member.attribute) => schema,
            Operation::Create => schema.described("In the future."),
            _ if route.creates() => schema.described("In the future if this makes the item."),
            _ => schema,
        };
        let schema = if member.absence == Absence::Allowed { schema.or_null() } else { schema };
        // A client can only send it back, or leave it out.
        Schema { read_only: member.choice == Choice::Settled, ..schema }
    };
    let required = members.iter().filter(|member| member.absence == Absence::Refused).map(|member| member.attribute);
    let properties = members.iter().map(|member| (member.attribute.name.to_string(), property(member))).collect();
    let schema = Schema::object(properties, names_of(required), Direction::Request);
    Schema { examples: vec![example(resource, route)], ..schema }
}

pub(super) fn patch(resource: &Resource, route: &Route) -> Schema {
    let members = body::patch(resource);
    let attributes = members.iter().map(|member| member.attribute);
    let properties = attributes.map(|a| (a.name.to_string(), stored(resource, a, Direction::Patch))).collect();
    Schema { examples: vec![example(resource, route)], ..Schema::object(properties, Vec::new(), Direction::Patch) }
}

/// The component that a POST takes. It also needs what another POST has in its path, for which null does not do here.
pub(super) fn needed_here(resource: &Resource, route: &Route, component: Schema) -> Schema {
    let members = body::chosen(resource, route).map(|member| member.attribute);
    let elsewhere = members.filter(|attribute| body::is_in_create_path(resource, attribute));
    let needed: Vec<_> = elsewhere.filter(|attribute| is_required(&attribute.presence, Direction::Request)).collect();
    if needed.is_empty() {
        return component;
    }
    let property =
        |attribute: &&Arc<Attribute>| (attribute.name.to_string(), stored(resource, attribute, Direction::Request));
    let properties = Some(needed.iter().map(property).collect());
    Schema { properties, required: names_of(needed.into_iter()), ..component }
}

fn example(resource: &Resource, route: &Route) -> Value {
    object(example::body(resource, route).into_iter().map(|(attribute, value)| (&**attribute, value)))
}

/// An attribute with what its direction in the table asks of it besides its shape.
pub(super) fn stored(resource: &Resource, attribute: &Attribute, direction: Direction) -> Schema {
    let schema = bounded(resource, attribute, Schema::of_attribute(attribute, direction));
    let values: Vec<Value> = key::unreachable(resource, attribute).map(wire::json).collect();
    if values.is_empty() {
        return schema;
    }
    Schema { not: Some(Box::new(Schema { values, ..Schema::default() })), ..schema }
}

/// A key that is only compared with that of the path, which may have been stored before a constraint came.
fn reached(resource: &Resource, attribute: &Attribute) -> Schema {
    let schema = Schema::of_shape(&unconstrained(&attribute.shape), Direction::Request);
    bounded(resource, attribute, Schema { description: attribute.description.clone(), ..schema })
}

fn bounded(resource: &Resource, attribute: &Attribute, mut schema: Schema) -> Schema {
    if let Some(most) = key::longest(resource, attribute) {
        let within = |length: Range<u32>| Range {
            min: length.min.max(Some(1)),
            max: Some(length.max.unwrap_or(most).min(most)),
        };
        schema = if let Shape::Binary(length) = attribute.shape {
            schema.base64(within(length))
        } else {
            let Range { min, max } = within(Range { min: schema.min_length, max: schema.max_length });
            Schema { min_length: min, max_length: max, ..schema }
        };
    }
    schema
}

pub(super) fn names_of<'a>(attributes: impl Iterator<Item = &'a Arc<Attribute>>) -> Vec<String> {
    attributes.map(|attribute| attribute.name.to_string()).collect()
}

pub(super) fn object<'a>(members: impl Iterator<Item = (&'a Attribute, Literal)>) -> Value {
    members.map(|(attribute, value)| (attribute.name.to_string(), wire::json(&value))).collect()
}
