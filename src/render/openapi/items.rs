//! Every schema: the items of the resources, pages of them, and errors.

use std::sync::Arc;

use indexmap::IndexMap;

use super::body::{self, names_of, object};
use super::names;
use super::schema::{Kind, Schema};
use super::shape::{Direction, is_required};
use crate::contract::body::Member;
use crate::contract::operations::queried_type;
use crate::contract::{self, answer, type_name};
use crate::model::{Attribute, Key, Operation, Resource, Service};
use crate::render::example::{self, Which};

/// Every schema that a route uses.
pub(super) fn schemas(service: &Service) -> IndexMap<String, Schema> {
    let mut schemas = IndexMap::new();
    for resource in &service.resources {
        add(&mut schemas, resource);
    }
    if schemas.values().any(Schema::holds_json) {
        schemas.insert(names::JSON.to_owned(), Schema::json());
    }
    schemas.insert(names::PROBLEM.to_owned(), problem());
    schemas
}

fn add(schemas: &mut IndexMap<String, Schema>, resource: &Resource) {
    let item = resource.item.to_string();
    schemas.insert(item.clone(), self::item(resource, &resource.attributes, &resource.table.key));
    for route in &resource.routes {
        let whole = |members: Vec<Member<'_>>| body::whole(resource, route, &members);
        let (name, schema) = match &route.operation {
            Operation::Create => (type_name::new(&resource.item), whole(contract::body::new(resource))),
            Operation::Replace { .. } => {
                (type_name::replace(&resource.item), whole(contract::body::replacement(resource)))
            }
            Operation::Update => (type_name::patch(&resource.item), body::patch(resource, route)),
            Operation::List { .. } => (names::page(&item), page(&item)),
            Operation::Query(query) => {
                let name = queried_type(resource, query).to_string();
                if let Some(index) = query.index.as_ref().filter(|index| !index.is_whole()) {
                    schemas.insert(name.clone(), self::item(resource, &index.attributes, &index.key));
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
    let shown = || answer::shown(attributes);
    let properties = shown().map(|a| (a.name.to_string(), Schema::of_attribute(a, Direction::Response))).collect();
    let required = shown().filter(|a| is_required(&a.presence, Direction::Response) || key.contains(a));
    let example = shown().map(|a| (&**a, example::attribute(resource, a, Which::Original)));
    let schema = Schema::object(properties, names_of(required), Direction::Response);
    Schema { examples: vec![object(example)], ..schema }
}

fn page(item: &str) -> Schema {
    let cursor = Schema {
        description: Some("Where the next page begins, for `cursor`; absent on the last page.".to_owned()),
        ..Schema::of(Kind::String)
    };
    let items = Schema::list(Schema::component(item));
    let properties = [("items", items), ("next_cursor", cursor)].map(|(name, schema)| (name.to_owned(), schema));
    Schema::object(properties.into(), vec!["items".to_owned()], Direction::Response)
}

/// RFC 9457's problem details, with a direction in the body for each error of a 422.
fn problem() -> Schema {
    let error = members([
        ("pointer", Schema::string("json-pointer"), "Where in the body, as RFC 6901 writes it."),
        ("detail", Schema::of(Kind::String), "What is wrong there."),
    ]);
    let required = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let error = Schema::object(error, required(&["pointer", "detail"]), Direction::Response);
    let properties = members([
        ("type", Schema::string("uri-reference"), "Always `about:blank`: the status says it all."),
        ("title", Schema::of(Kind::String), "The standard phrase of the status."),
        ("status", Schema::of(Kind::Integer), "The status."),
        ("detail", Schema::of(Kind::String), "What went wrong."),
        ("errors", Schema::list(error), "Only with 422: what is wrong with the body."),
    ]);
    Schema::object(properties, required(&["type", "title", "status", "detail"]), Direction::Response)
}

fn members<const N: usize>(members: [(&str, Schema, &str); N]) -> IndexMap<String, Schema> {
    let described = |schema, text: &str| Schema { description: Some(text.to_owned()), ..schema };
    members.into_iter().map(|(name, schema, text)| (name.to_owned(), described(schema, text))).collect()
}
