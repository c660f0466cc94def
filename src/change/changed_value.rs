use super::spec_location::SpecLocation;
use crate::model::{Attribute, Resource};

/// An attribute, a member of a map or an element of a list, before and after.
pub(super) struct ChangedValue {
    pub(super) location: SpecLocation,
    /// Such as `size.width` or `tags[]`.
    pub(super) path: String,
    /// Clients see it before and after.
    pub(super) is_seen: bool,
    /// Some route writes it as a whole, and drops what it does not know.
    pub(super) is_replaced: bool,
    /// Some route changes it: a patch merges maps, and writes lists as a whole.
    pub(super) is_patched: bool,
    /// What makes it take no empty value, where only one of the two specs has it so: it is part of a key.
    pub(super) key: Option<KeyChange>,
}

/// An attribute that becomes part of a key, or is in none any more; and what it is, such as `the partition key of the table`.
#[derive(Clone)]
pub(super) enum KeyChange {
    Becomes(String),
    Was(String),
}

impl KeyChange {
    /// What changes for the attribute; none if it is part of a key in both or in neither.
    pub(super) fn of(old: (&Resource, &Attribute), new: (&Resource, &Attribute)) -> Option<Self> {
        match (part(old.0, old.1), part(new.0, new.1)) {
            (None, Some(part)) => Some(Self::Becomes(part)),
            (Some(part), None) => Some(Self::Was(part)),
            _ => None,
        }
    }
}

/// Which part of a key the attribute is, of the table's or else of the first index.
fn part(resource: &Resource, attribute: &Attribute) -> Option<String> {
    let of_table = (&resource.table.key, "the table".to_owned());
    let of_indexes = resource.table.indexes.iter().map(|index| (&index.key, format!("the index `{}`", index.name)));
    let (key, of) = [of_table].into_iter().chain(of_indexes).find(|(key, _)| key.contains(attribute))?;
    let part = if key.partition.name == attribute.name { "partition" } else { "sort" };
    Some(format!("the {part} key of {of}"))
}

impl ChangedValue {
    /// What messages call it.
    pub(super) fn label(&self) -> String {
        match &self.location.of {
            None => format!("`{}`", self.path),
            Some(resource) => format!("`{}` of `{resource}`", self.path),
        }
    }

    /// A member of this map.
    pub(super) fn member(&self, name: &str) -> Self {
        Self {
            location: self.location.key("attributes").key(name),
            path: format!("{}.{name}", self.path),
            is_seen: self.is_seen,
            is_replaced: self.is_replaced,
            is_patched: self.is_patched,
            key: None,
        }
    }

    /// The elements of this list.
    pub(super) fn elements(&self) -> Self {
        Self {
            location: self.location.key("items"),
            path: format!("{}[]", self.path),
            is_seen: self.is_seen,
            is_replaced: self.is_replaced || self.is_patched,
            is_patched: self.is_patched,
            key: None,
        }
    }
}
