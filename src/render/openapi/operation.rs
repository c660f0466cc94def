//! A route as an operation.

use indexmap::IndexMap;

use super::body::in_path_of_create;
use super::document::{Media, OperationObject, RequestBody};
use super::names;
use super::parameter::parameters;
use super::response::responses;
use super::schema::Schema;
use super::security;
use super::shape::{Place, is_required};
use crate::model::{Operation, Resource, Route};

pub(super) fn operation(resource: &Resource, route: &Route) -> OperationObject {
    OperationObject {
        operation_id: route.id.clone(),
        tags: vec![resource.name.to_string()],
        summary: summary(resource, route),
        security: security::requirement(route.auth),
        parameters: parameters(resource, route),
        request_body: request_body(resource, route),
        responses: responses(resource, route),
    }
}

fn summary(resource: &Resource, route: &Route) -> String {
    let item = &resource.item;
    match &route.operation {
        Operation::List { .. } => format!("List each {item}, page by page"),
        Operation::Get => format!("Read one {item}"),
        Operation::Query(query) => {
            let key = query.index.as_ref().map_or(&resource.table.key, |index| &index.key);
            format!("Query each {item} of one `{}`, page by page", key.partition.name)
        }
        Operation::Create => format!("Create one {item}"),
        Operation::Replace { upsert: false } => format!("Replace one {item}"),
        Operation::Replace { upsert: true } => format!("Replace or create one {item}"),
        Operation::Update => format!("Update one {item}"),
        Operation::Delete => format!("Delete one {item}"),
    }
}

fn request_body(resource: &Resource, route: &Route) -> Option<RequestBody> {
    let (schema, types): (_, &[&str]) = match route.operation {
        Operation::Create => (names::new(resource), &["application/json"]),
        Operation::Replace { .. } => (names::replace(resource), &["application/json"]),
        Operation::Update => (names::patch(resource), &["application/merge-patch+json", "application/json"]),
        Operation::List { .. } | Operation::Get | Operation::Query(_) | Operation::Delete => return None,
    };
    let schema = || Schema { required: required_here(resource, route), ..Schema::component(&schema) };
    let content: IndexMap<_, _> = types.iter().map(|&media_type| (media_type, Media { schema: schema() })).collect();
    Some(RequestBody { required: true, content })
}

/// What another route that creates has in its path, and this one takes in the body.
fn required_here(resource: &Resource, route: &Route) -> Vec<String> {
    if route.operation != Operation::Create {
        return Vec::new();
    }
    let here = |name| route.parameters().any(|parameter| &parameter.name == name);
    let given = resource.attributes.iter().filter(|a| a.generate.is_none() && !here(&a.name));
    let required = given.filter(|a| is_required(&a.presence, Place::Request) && in_path_of_create(resource, a));
    required.map(|attribute| attribute.name.to_string()).collect()
}
