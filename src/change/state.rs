//! What CloudFormation and DynamoDB know of a table, whether a spec says it or AWS does.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Attribute, Billing, Index, IndexKind, Key, KeyType, Name, Projection, Resource, Service};

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPart {
    /// The attribute's name.
    pub name: Name,
    /// Its DynamoDB type.
    pub key_type: KeyType,
}

/// A secondary index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexState {
    /// Its name.
    pub name: Name,
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
    Include(Vec<Name>),
}

/// The attribute after which items are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TtlState {
    /// AWS was not asked.
    Unknown,
    /// Items don't expire.
    Off,
    /// This one.
    On(Name),
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
        Self {
            name: table.name.clone(),
            key: KeyState::of(&table.key),
            indexes: table.indexes.iter().map(|index| IndexState::of(index)).collect(),
            ttl: table.ttl.as_ref().map_or(TtlState::Off, |ttl| TtlState::On(ttl.name.clone())),
            billing: table.billing,
        }
    }

    /// What `AttributeDefinitions` says: exactly the attributes that keys use, with their types.
    #[must_use]
    pub fn definitions(&self) -> BTreeMap<&Name, KeyType> {
        let keys = std::iter::once(&self.key).chain(self.indexes.iter().map(|index| &index.key));
        keys.flat_map(KeyState::parts).map(|part| (&part.name, part.key_type)).collect()
    }

    /// The index of this name.
    #[must_use]
    pub fn index(&self, name: &Name) -> Option<&IndexState> {
        self.indexes.iter().find(|index| index.name == *name)
    }
}

impl KeyState {
    fn of(key: &Key) -> Self {
        let part = |attribute: &Arc<Attribute>| KeyPart {
            name: attribute.name.clone(),
            key_type: attribute.shape.key_type().expect("validation lets only scalars be keys"),
        };
        Self { partition: part(&key.partition), sort: key.sort.as_ref().map(part) }
    }

    /// The partition key, then the sort key.
    pub fn parts(&self) -> impl Iterator<Item = &KeyPart> {
        std::iter::once(&self.partition).chain(&self.sort)
    }
}

impl IndexState {
    fn of(index: &Index) -> Self {
        let projection = match &index.projection {
            Projection::All => ProjectionState::All,
            Projection::KeysOnly => ProjectionState::KeysOnly,
            Projection::Include(attributes) => {
                ProjectionState::include(attributes.iter().flat_map(|attribute| attribute.stored_names()).cloned())
            }
        };
        Self { name: index.name.clone(), kind: index.kind, key: KeyState::of(&index.key), projection }
    }
}

impl ProjectionState {
    /// These attributes, in whatever order.
    pub fn include(names: impl Iterator<Item = Name>) -> Self {
        let mut names: Vec<Name> = names.collect();
        names.sort();
        Self::Include(names)
    }
}
