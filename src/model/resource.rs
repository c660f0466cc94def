use std::sync::Arc;

use super::{Attribute, Generate, Name, Operation, Route, Table, TypeName};

/// A table, the shape of its items, and the routes that reach them.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// Its key under `resources`; the project's name where there is one table.
    pub name: Name,
    /// The Rust type of an item, such as `Item`.
    pub item: TypeName,
    /// Free text from the spec's description of the resource.
    pub table: Table,
    /// In the order of the spec.
    pub attributes: Vec<Arc<Attribute>>,
    /// In the order of the spec; never empty.
    pub routes: Vec<Route>,
}

impl Resource {
    /// Whether this attribute is part of the table's primary key.
    #[must_use]
    pub fn is_key(&self, attribute: &Attribute) -> bool {
        self.table.key.contains(attribute)
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

    /// Whether any route satisfies the predicate.
    pub fn has(&self, predicate: impl Fn(&Operation) -> bool) -> bool {
        self.routes.iter().any(|route| predicate(&route.operation))
    }

    /// The route that reads one item by its whole key.
    #[must_use]
    pub fn get_route(&self) -> Option<&Route> {
        self.routes.iter().find(|route| route.operation == Operation::Get)
    }
}
