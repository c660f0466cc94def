use std::sync::Arc;

use super::{Attribute, Generate, Index, Key, Literal, Name, Operation, Query, Route, Table, TypeName};

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
    /// Whose an item is: callers see only their own. Absent: whoever may call a route sees every item.
    pub owner: Option<Owner>,
    /// Values that a key attribute can't have, as no path leads to an item with one.
    pub unreachable: Vec<(Name, Literal)>,
}

/// How an item tells whose it is. Each route has [`Auth::Cognito`](super::Auth::Cognito).
#[derive(Debug, Clone, PartialEq)]
pub struct Owner {
    /// A string, UUID or ULID that is [`Generate::Owner`].
    pub attribute: Arc<Attribute>,
    /// The claim of the token that holds the owner, such as `sub`.
    pub claim: String,
    /// Groups of the user pool whose members see every item.
    pub except_groups: Vec<String>,
}

impl Owner {
    /// The query of one owner's items, by the table's key or else by an index that has each item whole.
    #[must_use]
    pub fn query(&self, key: &Key, indexes: &[Arc<Index>]) -> Option<Query> {
        let is_partition = |key: &Key| key.partition.name == self.attribute.name;
        if is_partition(key) {
            return Some(Query { index: None, filters: Vec::new() });
        }
        let is_full = |index: &Index| index.key.sort.as_ref().is_none_or(|sort| !sort.presence.is_optional());
        let fits = |index: &&Arc<Index>| is_partition(&index.key) && index.is_whole() && is_full(index);
        let index = indexes.iter().find(fits)?;
        Some(Query { index: Some(index.clone()), filters: Vec::new() })
    }

    /// Whether everybody who may call a route with these groups sees every item.
    #[must_use]
    pub fn excepts_all(&self, groups: &[String]) -> bool {
        !groups.is_empty() && groups.iter().all(|group| self.except_groups.contains(group))
    }
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

    /// Whose items a route is about, where a caller sees only some: the caller's own.
    #[must_use]
    pub fn owner_of(&self, route: &Route) -> Option<&Owner> {
        self.owner.as_ref().filter(|owner| !owner.excepts_all(&route.groups))
    }

    /// Whether a route that is about the caller's own items leads those who see every item to each of them.
    #[must_use]
    pub fn leads_to_all(&self, route: &Route) -> bool {
        match route.operation {
            Operation::List { .. } => true,
            Operation::Query(_) | Operation::Create => false,
            _ => self.owner_beside_key().is_some(),
        }
    }

    /// The query by which a list of the caller's own items reads them; none for a list of all items.
    #[must_use]
    pub fn own_list(&self, route: &Route) -> Option<Query> {
        let is_list = matches!(route.operation, Operation::List { .. });
        self.owner_of(route).filter(|_| is_list)?.query(&self.table.key, &self.table.indexes)
    }

    /// The query that a route makes: its own, or that of the caller's own items.
    #[must_use]
    pub fn query_of(&self, route: &Route) -> Option<Query> {
        match &route.operation {
            Operation::Query(query) => Some(query.clone()),
            _ => self.own_list(route),
        }
    }

    /// Whether a route scans the table, for some callers or for all.
    #[must_use]
    pub fn scans(&self, route: &Route) -> bool {
        let excepts = self.owner.as_ref().is_some_and(|owner| !owner.except_groups.is_empty());
        matches!(route.operation, Operation::List { .. }) && (excepts || self.owner_of(route).is_none())
    }

    /// The owner, where it is part of the table's key.
    #[must_use]
    pub fn owner_in_key(&self) -> Option<&Owner> {
        self.owner.as_ref().filter(|owner| self.is_key(&owner.attribute))
    }

    /// The owner, where the table's key doesn't hold it.
    #[must_use]
    pub fn owner_beside_key(&self) -> Option<&Owner> {
        self.owner.as_ref().filter(|owner| !self.is_key(&owner.attribute))
    }

    /// The route that reads one item by its whole key.
    #[must_use]
    pub fn get_route(&self) -> Option<&Route> {
        self.routes.iter().find(|route| route.operation == Operation::Get)
    }
}
