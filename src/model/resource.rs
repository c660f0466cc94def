use std::sync::Arc;

use super::{Attribute, Generate, Key, Literal, Name, Operation, Route, Table, TypeName};

/// A table, the shape of its items, and the routes that reach them.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// Its key under `resources`; the project's name where there is one table.
    pub name: Name,
    /// What it was called before, the oldest name first; its table and its logical ID are still those of that one.
    pub renamed_from: Vec<Name>,
    /// The Rust type of an item, such as `Item`.
    pub item: TypeName,
    /// Its table, which stores the items.
    pub table: Table,
    /// In the order of the spec.
    pub attributes: Vec<Arc<Attribute>>,
    /// In the order of the spec; never empty.
    pub routes: Vec<Route>,
    /// Values that a key attribute can't have, as no path leads to an item with one.
    pub unreachable: Vec<(Name, Literal)>,
}

impl Resource {
    /// Whether this attribute is part of the table's primary key.
    #[must_use]
    pub fn is_key(&self, attribute: &Attribute) -> bool {
        self.table.key.contains(attribute)
    }

    /// The key of the table, then those of its indexes.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.table.key).chain(self.table.indexes.iter().map(|index| &index.key))
    }

    /// Whether an item says anything beside its key.
    #[must_use]
    pub fn has_more_than_keys(&self) -> bool {
        self.attributes.iter().any(|attribute| !self.is_key(attribute))
    }

    /// The variable that tells the function the table's name.
    #[must_use]
    pub fn table_variable(&self) -> String {
        format!("TABLE_{}", self.name.screaming())
    }

    /// The attribute that slsgen fills this way, if there is one.
    #[must_use]
    pub fn generated(&self, generate: Generate) -> Option<&Arc<Attribute>> {
        self.attributes.iter().find(|attribute| attribute.generate == Some(generate))
    }

    /// The attribute that counts an item's versions, which ETag and If-Match carry.
    #[must_use]
    pub fn version(&self) -> Option<&Arc<Attribute>> {
        self.generated(Generate::Version)
    }

    /// The attribute at whose time an item ends, if there is one.
    #[must_use]
    pub fn time_to_live(&self) -> Option<&Arc<Attribute>> {
        self.table.ttl.as_ref()
    }

    /// Whether items end at a time.
    #[must_use]
    pub fn expires(&self) -> bool {
        self.time_to_live().is_some()
    }

    /// Whether this is the table's TTL attribute.
    #[must_use]
    pub fn is_ttl(&self, attribute: &Attribute) -> bool {
        self.table.ttl.as_ref().is_some_and(|ttl| ttl.name == attribute.name)
    }

    /// What a merge patch may change.
    pub fn changeable(&self) -> impl Iterator<Item = &Arc<Attribute>> {
        self.attributes.iter().filter(|attribute| self.table.key.lets_change(attribute))
    }

    /// Whether a merge patch may reach into a value, which has to be read first.
    #[must_use]
    pub fn patch_reads(&self) -> bool {
        self.has(|operation| *operation == Operation::Update)
            && self.changeable().any(|attribute| attribute.shape.is_merged())
    }

    /// Whether any route satisfies the predicate.
    pub fn has(&self, predicate: impl Fn(&Operation) -> bool) -> bool {
        self.routes.iter().any(|route| predicate(&route.operation))
    }

    /// Whether a request that creates an item may have an `Idempotency-Key`.
    #[must_use]
    pub fn takes_idempotency_keys(&self) -> bool {
        self.routes.iter().any(|route| route.takes_idempotency_key)
    }

    /// The route that reads one item by its whole key.
    #[must_use]
    pub fn get_route(&self) -> Option<&Route> {
        self.routes.iter().find(|route| route.operation == Operation::Get)
    }
}
