//! What the schemas of a resource are called. Validation has seen to it that no two are alike.

use crate::model::{Query, Resource};

/// The schema of an error.
pub(super) const PROBLEM: &str = "Problem";

pub(super) fn item(resource: &Resource) -> String {
    resource.item.to_string()
}

/// What a POST creates an item from.
pub(super) fn new(resource: &Resource) -> String {
    format!("New{}", resource.item)
}

/// What a PUT replaces an item by.
pub(super) fn replace(resource: &Resource) -> String {
    format!("Replace{}", resource.item)
}

pub(super) fn patch(resource: &Resource) -> String {
    format!("{}Patch", resource.item)
}

pub(super) fn page(item: &str) -> String {
    format!("{item}Page")
}

/// An item of a query's answer: on an index that does not hold whole items, what it holds.
pub(super) fn queried(resource: &Resource, query: &Query) -> String {
    match query.index.as_ref().filter(|index| !index.is_whole()) {
        Some(index) => resource.item.nested(&index.name).to_string(),
        None => item(resource),
    }
}
