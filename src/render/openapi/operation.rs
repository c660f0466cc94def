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
    let mut does = does(resource, route);
    if let Some(owner) = resource.owner_of(route) {
        let whose = match route.operation {
            Operation::Create => " It is the caller's.".to_owned(),
            _ if owner.except_groups.is_empty() => " Of the caller's own items alone.".to_owned(),
            _ => {
                let groups = owner.except_groups.join("` and `");
                format!(" Of the caller's own items alone, but for members of `{groups}`.")
            }
        };
        does.push_str(&whose);
    }
    match &route.groups[..] {
        [] => does,
        groups => format!("{does} Only for members of `{}`.", groups.join("` or `")),
    }
}

fn does(resource: &Resource, route: &Route) -> String {
    let pages = "`next_cursor` leads to the next page, and the last page has none.";
    match &route.operation {
        Operation::List { .. } => format!("Items come in no order. {pages}"),
        Operation::Query(query) => match &query.key(&resource.table).sort {
            Some(sort) => format!("Items come in the order of `{}`. {pages}", sort.name),
            None => format!("Items come in no order. {pages}"),
        },
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
