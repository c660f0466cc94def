//! A route as an operation.

use indexmap::IndexMap;

use super::body;
use super::document::{Media, OperationObject, RequestBody};
use super::parameter::parameters;
use super::response::responses;
use super::schema::Schema;
use super::security;
use crate::contract::body::media_types;
use crate::contract::type_name;
use crate::model::{Operation, Resource, Route};

pub(super) fn operation(resource: &Resource, route: &Route) -> OperationObject {
    OperationObject {
        operation_id: route.id.clone(),
        tags: vec![resource.name.to_string()],
        summary: summary(resource, route),
        description: description(resource, route),
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
            let key = query.key(&resource.table);
            format!("Query each {item} of one {}, page by page", key.partition.name)
        }
        Operation::Create => format!("Create one {item}"),
        Operation::Replace { upsert: false } => format!("Replace one {item}"),
        Operation::Replace { upsert: true } => format!("Replace or create one {item}"),
        Operation::Update => format!("Update one {item}"),
        Operation::Delete => format!("Delete one {item}"),
    }
}

fn description(resource: &Resource, route: &Route) -> String {
    let does = format!("{}{}", does(resource, route), whose(resource, route));
    match &route.groups[..] {
        [] => does,
        groups => format!("{does} Only for members of `{}`.", groups.join("` or `")),
    }
}

/// Whose items the route is about, in a sentence.
fn whose(resource: &Resource, route: &Route) -> String {
    let Some(owner) = resource.owner_of(route) else { return String::new() };
    if route.operation == Operation::Create {
        return " The caller owns it.".to_owned();
    }
    let own = " Callers reach only their own items";
    if resource.leads_to_all(route) && !owner.except_groups.is_empty() {
        format!("{own}, and members of `{}` each item.", owner.except_groups.join("` or `"))
    } else {
        format!("{own}.")
    }
}

fn does(resource: &Resource, route: &Route) -> String {
    let pages = "`next_cursor` leads to the next page, and the last page has none.";
    let query = resource.query_of(route).filter(|_| !resource.scans(route));
    match &route.operation {
        Operation::List { .. } | Operation::Query(_) => {
            match query.and_then(|query| query.key(&resource.table).sort.clone()) {
                Some(sort) => format!("Items come in the order of `{}`. {pages}", sort.name),
                None => format!("Items come in no order. {pages}"),
            }
        }
        Operation::Get => "Reads the item as the last write left it.".to_owned(),
        Operation::Create => "Stores a new item. An item with the same key stays as it is.".to_owned(),
        Operation::Replace { upsert } => {
            let absent = if *upsert { "Creates an absent item." } else { "An absent item stays absent." };
            format!("Sets what the body gives, and removes what it leaves out. {absent}")
        }
        Operation::Update => "Sets what the body gives, removes what it gives as null, and keeps the rest.".to_owned(),
        Operation::Delete => "Deletes the item for good.".to_owned(),
    }
}

fn request_body(resource: &Resource, route: &Route) -> Option<RequestBody> {
    let schema = match route.operation {
        Operation::Create => type_name::new(&resource.item),
        Operation::Replace { .. } => type_name::replace(&resource.item),
        Operation::Update => type_name::patch(&resource.item),
        Operation::List { .. } | Operation::Get | Operation::Query(_) | Operation::Delete => return None,
    };
    let schema = || match route.operation {
        Operation::Create => body::needed_here(resource, route, Schema::component(&schema)),
        _ => Schema::component(&schema),
    };
    let types = media_types(route).iter();
    let content: IndexMap<_, _> = types.map(|&media_type| (media_type, Media { schema: schema() })).collect();
    Some(RequestBody { required: true, content })
}
