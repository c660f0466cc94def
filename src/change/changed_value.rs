use super::spec_location::SpecLocation;

/// An attribute, a member of a map or an element of a list, before and after.
pub(super) struct ChangedValue {
    pub(super) location: SpecLocation,
    /// Such as `size.width` or `tags[]`.
    pub(super) path: String,
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
        Self { location: self.location.key("attributes").key(name), path: format!("{}.{name}", self.path) }
    }

    /// The elements of this list.
    pub(super) fn elements(&self) -> Self {
        Self { location: self.location.key("items"), path: format!("{}[]", self.path) }
    }
}
