use std::sync::Arc;

use serde::Serialize;

use super::scalar::Scalar;
use crate::model::{Attribute, Billing, Index, IndexKind, Key, KeyType, Projection, ProjectionOrders, Resource};

/// An `AWS::DynamoDB::Table`.
#[derive(Debug, Serialize)]
pub(super) struct TableView {
    pub(super) id: String,
    /// The function's environment variable that holds the physical name.
    variable: String,
    name: String,
    definitions: Vec<Definition>,
    key: KeyView,
    index_lists: Vec<IndexList>,
    capacity: Option<Capacity>,
    ttl: Option<Scalar>,
}

/// One of `AttributeDefinitions`.
#[derive(Debug, Serialize)]
struct Definition {
    name: Scalar,
    key_type: &'static str,
}

/// The table's indexes of one kind; never empty.
#[derive(Debug, Serialize)]
struct IndexList {
    property: &'static str,
    indexes: Vec<IndexView>,
}

#[derive(Debug, Serialize)]
struct KeyView {
    partition: Scalar,
    sort: Option<Scalar>,
}

#[derive(Debug, Serialize)]
struct IndexView {
    name: Scalar,
    key: KeyView,
    projection: &'static str,
    included: Vec<Scalar>,
    /// Only of a global index: a local one shares the table's.
    capacity: Option<Capacity>,
}

/// Provisioned capacity, in units.
#[derive(Debug, Clone, Copy, Serialize)]
struct Capacity {
    read: u32,
    write: u32,
}

impl TableView {
    pub(super) fn new(resource: &Resource, id: String, orders: &ProjectionOrders) -> Self {
        let table = &resource.table;
        let capacity = match table.billing {
            Billing::OnDemand => None,
            Billing::Provisioned { read, write } => Some(Capacity { read, write }),
        };
        let lists = [
            IndexList::new(resource, orders, IndexKind::Global, capacity),
            IndexList::new(resource, orders, IndexKind::Local, None),
        ];
        Self {
            id,
            variable: resource.table_variable(),
            name: table.name.clone(),
            definitions: definitions(resource),
            key: KeyView::new(&table.key),
            index_lists: lists.into_iter().flatten().collect(),
            capacity,
            ttl: resource.time_to_live().map(|attribute| Scalar::text(attribute.name.as_str())),
        }
    }
}

impl IndexList {
    fn new(
        resource: &Resource,
        orders: &ProjectionOrders,
        kind: IndexKind,
        capacity: Option<Capacity>,
    ) -> Option<Self> {
        let property = match kind {
            IndexKind::Global => "GlobalSecondaryIndexes",
            IndexKind::Local => "LocalSecondaryIndexes",
        };
        let of_kind = resource.table.indexes.iter().filter(|index| index.kind == kind);
        let view = |index: &Arc<Index>| IndexView::new(index, &orders.of(resource, index), capacity);
        let indexes: Vec<_> = of_kind.map(view).collect();
        (!indexes.is_empty()).then_some(Self { property, indexes })
    }
}

impl IndexView {
    fn new(index: &Index, included: &[String], capacity: Option<Capacity>) -> Self {
        let projection = match &index.projection {
            Projection::All => "ALL",
            Projection::KeysOnly => "KEYS_ONLY",
            Projection::Include(_) => "INCLUDE",
        };
        Self {
            name: Scalar::text(index.name.as_str()),
            key: KeyView::new(&index.key),
            projection,
            included: included.iter().map(|name| Scalar::text(name)).collect(),
            capacity,
        }
    }
}

impl KeyView {
    fn new(key: &Key) -> Self {
        let name = |attribute: &Arc<Attribute>| Scalar::text(attribute.name.as_str());
        Self { partition: name(&key.partition), sort: key.sort.as_ref().map(name) }
    }
}

/// Exactly the attributes that some key uses, in the order of the spec; DynamoDB refuses any other.
fn definitions(resource: &Resource) -> Vec<Definition> {
    let used = |attribute: &&Arc<Attribute>| resource.keys().any(|key| key.contains(attribute));
    resource.attributes.iter().filter(used).map(|attribute| Definition::new(attribute)).collect()
}

impl Definition {
    fn new(attribute: &Attribute) -> Self {
        let key_type = attribute.shape.key_type().map(KeyType::as_str);
        Self {
            name: Scalar::text(attribute.name.as_str()),
            key_type: key_type.expect("validation lets only scalars be keys"),
        }
    }
}
