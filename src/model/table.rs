use std::sync::Arc;

use super::{Attribute, Name};

/// A DynamoDB table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Without the stage; the physical name is `{name}-{stage}`, at most 255 characters.
    pub name: String,
    /// The primary key.
    pub key: Key,
    /// In the order of the spec.
    pub indexes: Vec<Arc<Index>>,
    /// The timestamp attribute, stored as epoch seconds, after which an item is gone.
    pub ttl: Option<Arc<Attribute>>,
    /// How the table is paid for.
    pub billing: Billing,
}

impl Table {
    /// The table's name on a laptop, where the stages' are `{name}-{stage}`.
    #[must_use]
    pub fn local_name(&self) -> String {
        format!("{}-local", self.name)
    }

    /// Those that have a capacity of their own.
    pub fn global_indexes(&self) -> impl Iterator<Item = &Arc<Index>> {
        self.indexes.iter().filter(|index| index.kind == IndexKind::Global)
    }
}

/// A primary key, or the key of an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The partition key.
    pub partition: Arc<Attribute>,
    /// The sort key, if there is one.
    pub sort: Option<Arc<Attribute>>,
}

impl Key {
    /// The partition key, then the sort key.
    pub fn attributes(&self) -> impl Iterator<Item = &Arc<Attribute>> {
        std::iter::once(&self.partition).chain(&self.sort)
    }

    /// Whether the attribute of this name is part of the key.
    #[must_use]
    pub fn contains(&self, attribute: &Attribute) -> bool {
        self.attributes().any(|part| part.name == attribute.name)
    }

    /// Whether a merge patch may change the attribute of an item that has this key.
    #[must_use]
    pub fn lets_change(&self, attribute: &Attribute) -> bool {
        attribute.generate.is_none() && !attribute.immutable && !self.contains(attribute)
    }
}

/// A secondary index.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// The name in the spec and in DynamoDB.
    pub name: Name,
    /// Global or local.
    pub kind: IndexKind,
    /// The index's own key; the partition key of a local index is the table's.
    pub key: Key,
    /// What DynamoDB copies into the index, as the template declares it. Where a route queries
    /// the index, `Include` already holds the TTL attribute.
    pub projection: Projection,
    /// What an item read from the index holds, in the order of the spec: the projection with both
    /// keys. Private attributes are in it.
    pub attributes: Vec<Arc<Attribute>>,
}

impl Index {
    /// Whether items read from the index hold every attribute.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.projection == Projection::All
    }
}

/// Global indexes can be added later; local ones only when the table is created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are DynamoDB's own")]
pub enum IndexKind {
    Global,
    Local,
}

/// What an index holds besides its own key and the table's.
#[derive(Debug, Clone, PartialEq)]
pub enum Projection {
    /// Every attribute.
    All,
    /// Nothing.
    KeysOnly,
    /// These, none of which is a key attribute.
    Include(Vec<Arc<Attribute>>),
}

/// How a table and its global indexes are paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Billing {
    /// By the request.
    OnDemand,
    /// By provisioned capacity, in units.
    Provisioned {
        /// Read capacity units.
        read: u32,
        /// Write capacity units.
        write: u32,
    },
}
