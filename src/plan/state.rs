//! What CloudFormation and DynamoDB know of a table, whether a spec says it or AWS does.

use crate::model::{Billing, IndexKind, KeyType, Resource, Service};

/// A table as it is deployed, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableState {
    /// Without the stage.
    pub name: String,
    /// The primary key.
    pub key: KeyState,
    /// In the order of the spec, or of AWS.
    pub indexes: Vec<IndexState>,
    /// The time to live.
    pub ttl: TtlState,
    /// How it is paid for.
    pub billing: Billing,
}

/// A key of a table or an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyState {
    /// The partition key.
    pub partition: KeyPart,
    /// The sort key, if there is one.
    pub sort: Option<KeyPart>,
}

/// A key attribute as DynamoDB knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyPart {
    /// The attribute's name.
    pub name: String,
    /// Its DynamoDB type.
    pub key_type: KeyType,
}

/// A secondary index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexState {
    /// Its name.
    pub name: String,
    /// Global or local.
    pub kind: IndexKind,
    /// Its own key.
    pub key: KeyState,
    /// What it holds besides the keys.
    pub projection: ProjectionState,
}

/// What an index holds besides the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProjectionState {
    /// Every attribute.
    All,
    /// Nothing.
    KeysOnly,
    /// These attributes, sorted.
    Include(Vec<String>),
}

/// The attribute after which items are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TtlState {
    /// AWS was not asked.
    Unknown,
    /// Items don't expire.
    Off,
    /// This one.
    On(String),
}

/// The tables of a service, in the order of the spec.
#[must_use]
pub fn states(service: &Service) -> Vec<TableState> {
    service.resources.iter().map(TableState::of).collect()
}

impl TableState {
    /// The table of a resource.
    #[must_use]
    pub fn of(resource: &Resource) -> Self {
        let table = &resource.table;
        let part = |attribute: &std::sync::Arc<crate::model::Attribute>| KeyPart {
            name: attribute.name.to_string(),
            key_type: resource.key_type(attribute).expect("validation lets only scalars be keys"),
        };
        let key =
            |key: &crate::model::Key| KeyState { partition: part(&key.partition), sort: key.sort.as_ref().map(part) };
        Self {
            name: table.name.clone(),
            key: key(&table.key),
            indexes: Vec::new(),
            ttl: TtlState::Off,
            billing: table.billing,
        }
    }
}
