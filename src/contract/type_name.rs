//! What the types of a resource are called, in the code and in OpenAPI's schemas. Validation has seen to it that no
//! two are alike.

use super::operations::{Operations, index_type, queried_indexes};
use crate::model::{Resource, TypeName};

/// The key of an item.
pub(crate) fn key(item: &TypeName) -> String {
    format!("{item}Key")
}

/// What a POST creates an item from.
pub(crate) fn new(item: &TypeName) -> String {
    format!("New{item}")
}

/// What a PUT replaces an item by.
pub(crate) fn replace(item: &TypeName) -> String {
    format!("Replace{item}")
}

/// What a PATCH changes of an item.
pub(crate) fn patch(item: &TypeName) -> String {
    format!("{item}Patch")
}

/// The types of `item.rs`: the item, what its indexes hold, its key and the bodies.
pub(crate) fn of_items(resource: &Resource) -> Vec<String> {
    let operations = Operations::of(resource);
    let item = &resource.item;
    let types = [
        (true, item.to_string()),
        (operations.by_key, key(item)),
        (operations.update, patch(item)),
        (operations.create, new(item)),
        (operations.replace, replace(item)),
    ];
    let types = types.into_iter().filter(|(exists, _)| *exists).map(|(_, name)| name);
    let partial = queried_indexes(resource).into_iter().filter(|index| !index.is_whole());
    types.chain(partial.map(|index| index_type(resource, index).to_string())).collect()
}
