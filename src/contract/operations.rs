//! Which operations a resource's routes have, and what follows for the code.

use std::sync::Arc;

use crate::model::{Attribute, Index, Operation, Query, Resource, TypeName};

/// What the routes of a resource do.
#[expect(clippy::struct_excessive_bools, reason = "one flag for each part of the code that only some need")]
pub(crate) struct Operations {
    /// There is a POST route.
    pub(crate) create: bool,
    /// There is a PUT route.
    pub(crate) replace: bool,
    /// A PUT route also creates.
    pub(crate) upsert: bool,
    /// There is a PATCH route.
    pub(crate) update: bool,
    /// There is a DELETE route.
    pub(crate) delete: bool,
    /// Something stores a new item.
    pub(crate) creates: bool,
    /// Something reads whole items.
    pub(crate) reads: bool,
    /// Something answers with one item.
    pub(crate) answers: bool,
    /// Something works on one item by its key.
    pub(crate) by_key: bool,
}

impl Operations {
    pub(crate) fn of(resource: &Resource) -> Self {
        let create = resource.has(|operation| *operation == Operation::Create);
        let replace = resource.has(|operation| matches!(operation, Operation::Replace { .. }));
        let upsert = resource.has(|operation| matches!(operation, Operation::Replace { upsert: true }));
        let update = resource.has(|operation| *operation == Operation::Update);
        let delete = resource.has(|operation| *operation == Operation::Delete);
        let get = resource.has(|operation| *operation == Operation::Get);
        let pages = resource.has(|operation| match operation {
            Operation::List { .. } => true,
            Operation::Query(query) => query.index.as_ref().is_none_or(|index| index.is_whole()),
            _ => false,
        });
        Self {
            create,
            replace,
            upsert,
            update,
            delete,
            creates: create || upsert,
            reads: get || create || replace || update || pages,
            answers: get || create || replace || update,
            by_key: get || replace || update || delete,
        }
    }

    /// Whether something reads attributes, or compares them with what is stored.
    pub(crate) fn names(&self, resource: &Resource) -> bool {
        let renamed = |attributes: &[Arc<Attribute>]| {
            attributes.iter().any(|attribute| attribute.is_renamed() && !attribute.private)
        };
        let version = resource.version().is_some_and(|version| version.is_renamed());
        self.reads
            || (self.delete && version)
            || queried_indexes(resource).iter().any(|index| renamed(&index.attributes))
    }
}

/// The indexes that some route queries, each once.
pub(crate) fn queried_indexes(resource: &Resource) -> Vec<&Arc<Index>> {
    let mut indexes: Vec<&Arc<Index>> = Vec::new();
    for route in &resource.routes {
        if let Operation::Query(query) = &route.operation
            && let Some(index) = &query.index
            && !indexes.iter().any(|known| known.name == index.name)
        {
            indexes.push(index);
        }
    }
    indexes
}

/// The type of the items that a query answers.
pub(crate) fn queried_type(resource: &Resource, query: &Query) -> TypeName {
    query.index.as_ref().map_or_else(|| resource.item.clone(), |index| index_type(resource, index))
}

/// The type of the items that an index holds.
pub(crate) fn index_type(resource: &Resource, index: &Index) -> TypeName {
    if index.is_whole() { resource.item.clone() } else { resource.item.nested(&index.name) }
}
