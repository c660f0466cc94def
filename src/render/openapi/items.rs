//! The schemas of a resource: its item, what is sent to write one, and pages of them.

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value;

use super::names;
use super::schema::{Kind, Place, Schema, is_required};
use crate::model::{Attribute, Key, Literal, Operation, Resource, Route, Service, Shape};
use crate::render::example::{self, Which};
use crate::render::literal;

/// Every schema that a route uses.
pub(super) fn schemas(service: &Service) -> IndexMap<String, Schema> {
    let mut schemas = IndexMap::new();
    for resource in &service.resources {
        add(&mut schemas, resource);
    }
    schemas.insert(names::PROBLEM.to_owned(), problem());
    schemas
}

fn add(schemas: &mut IndexMap<String, Schema>, resource: &Resource) {
    schemas.insert(names::item(resource), item(resource, &resource.attributes, &resource.table.key));
    for route in &resource.routes {
        let (name, schema) = match &route.operation {
            Operation::Create => (names::new(resource), new(resource, route)),
            Operation::Replace { .. } => (names::replace(resource), replace(resource, route)),
            Operation::Update => (names::patch(resource), patch(resource, route)),
            Operation::List { .. } => (names::page(&names::item(resource)), page(&names::item(resource))),
            Operation::Query(query) => {
                let name = names::queried(resource, query);
                if let Some(index) = query.index.as_ref().filter(|index| !index.is_whole()) {
                    schemas.insert(name.clone(), item(resource, &index.attributes, &index.key));
                }
                (names::page(&name), page(&name))
            }
            Operation::Get | Operation::Delete => continue,
        };
        schemas.entry(name).or_insert(schema);
    }
}

/// An item in an answer that holds these attributes. An index lists only items that have its key.
fn item(resource: &Resource, attributes: &[Arc<Attribute>], key: &Key) -> Schema {
    let shown = || attributes.iter().filter(|a| !a.private);
    let properties = shown().map(|a| (a.name.to_string(), Schema::of_attribute(a, Place::Response))).collect();
    let required = shown().filter(|a| is_required(&a.presence, Place::Response) || key.contains(a));
    let example = shown().map(|a| (&**a, example::attribute(resource, a, Which::Original)));
    let schema = Schema::object(properties, names_of(required), Place::Response);
    Schema { examples: vec![object(example)], ..schema }
}

/// What stands in the path of a route that creates is not required here.
fn new(resource: &Resource, route: &Route) -> Schema {
    let given = || resource.attributes.iter().filter(|a| a.generate.is_none());
    let required = given().filter(|a| is_required(&a.presence, Place::Request) && !in_path_of_create(resource, a));
    writable(resource, route, given(), names_of(required), Place::Request)
}

/// Keys and what slsgen fills may be sent back as they were read.
fn replace(resource: &Resource, route: &Route) -> Schema {
    let given = resource.attributes.iter().filter(|a| a.generate.is_none() && !resource.is_key(a));
    let required = names_of(given.filter(|a| is_required(&a.presence, Place::Request)));
    writable(resource, route, resource.attributes.iter(), required, Place::Request)
}

fn patch(resource: &Resource, route: &Route) -> Schema {
    let free = resource.attributes.iter();
    let free = free.filter(|a| a.generate.is_none() && !a.immutable && !resource.is_key(a));
    writable(resource, route, free, Vec::new(), Place::Patch)
}

fn writable<'a>(
    resource: &Resource,
    route: &Route,
    attributes: impl Iterator<Item = &'a Arc<Attribute>>,
    required: Vec<String>,
    place: Place,
) -> Schema {
    let properties = attributes.map(|a| (a.name.to_string(), stored(resource, a, place))).collect();
    let example = example::body(resource, route);
    let example = object(example.into_iter().map(|(attribute, value)| (&**attribute, value)));
    Schema { examples: vec![example], ..Schema::object(properties, required, place) }
}

/// An attribute with what its place in the table asks of it besides its shape.
fn stored(resource: &Resource, attribute: &Attribute, place: Place) -> Schema {
    let mut schema = Schema::of_attribute(attribute, place);
    let table = &resource.table;
    let in_key = table.key.contains(attribute) || table.indexes.iter().any(|index| index.key.contains(attribute));
    if in_key && matches!(attribute.shape, Shape::String { .. } | Shape::Binary(_)) {
        schema.min_length = Some(schema.min_length.unwrap_or(0).max(1));
    }
    if table.ttl.as_ref().is_some_and(|ttl| ttl.name == attribute.name) {
        schema.pattern = Some(WHOLE_SECONDS.to_owned());
    }
    schema
}

/// Whether a route that creates has the attribute in its path.
pub(super) fn in_path_of_create(resource: &Resource, attribute: &Attribute) -> bool {
    let mut creates = resource.routes.iter().filter(|route| route.operation == Operation::Create);
    creates.any(|route| route.parameters().any(|parameter| parameter.name == attribute.name))
}

fn page(item: &str) -> Schema {
    let cursor = Schema {
        description: Some("Where the next page begins, for `cursor`; absent on the last page.".to_owned()),
        ..Schema::of(Kind::String)
    };
    let items = Schema::list(Schema::component(item));
    let properties = [("items", items), ("next_cursor", cursor)].map(|(name, schema)| (name.to_owned(), schema));
    Schema::object(properties.into(), vec!["items".to_owned()], Place::Response)
}

/// RFC 9457's problem details, with a place in the body for each error of a 422.
fn problem() -> Schema {
    let error = members([
        ("pointer", Schema::string("json-pointer"), "Where in the body, as RFC 6901 writes it."),
        ("detail", Schema::of(Kind::String), "What is wrong there."),
    ]);
    let required = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let error = Schema::object(error, required(&["pointer", "detail"]), Place::Response);
    let properties = members([
        ("type", Schema::string("uri-reference"), "Always `about:blank`: the status says it all."),
        ("title", Schema::of(Kind::String), "The standard phrase of the status."),
        ("status", Schema::of(Kind::Integer), "The status."),
        ("detail", Schema::of(Kind::String), "What went wrong."),
        ("errors", Schema::list(error), "Only with 422: every error of the body."),
    ]);
    Schema::object(properties, required(&["type", "title", "status", "detail"]), Place::Response)
}

fn members<const N: usize>(members: [(&str, Schema, &str); N]) -> IndexMap<String, Schema> {
    let described = |schema, text: &str| Schema { description: Some(text.to_owned()), ..schema };
    members.into_iter().map(|(name, schema, text)| (name.to_owned(), described(schema, text))).collect()
}

fn names_of<'a>(attributes: impl Iterator<Item = &'a Arc<Attribute>>) -> Vec<String> {
    attributes.map(|attribute| attribute.name.to_string()).collect()
}

fn object<'a>(members: impl Iterator<Item = (&'a Attribute, Literal)>) -> Value {
    members.map(|(attribute, value)| (attribute.name.to_string(), literal::json(&value))).collect()
}

/// Seconds are all that a time to live is stored in.
const WHOLE_SECONDS: &str = "^[^.]*$";
