use super::spec_location::SpecLocation;

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
        }
    }
}
