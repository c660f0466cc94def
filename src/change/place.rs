use super::spot::Spot;

/// An attribute, a member of a map or an element of a list, before and after.
pub(super) struct Place {
    pub(super) spot: Spot,
    /// Such as `size.width` or `tags[]`.
    pub(super) path: String,
}

impl Place {
    /// What messages call it.
    pub(super) fn label(&self) -> String {
        match &self.spot.of {
            None => format!("`{}`", self.path),
            Some(resource) => format!("`{}` of `{resource}`", self.path),
        }
    }

    /// A member of this map.
    pub(super) fn member(&self, name: &str) -> Self {
        Self { spot: self.spot.key("attributes").key(name), path: format!("{}.{name}", self.path) }
    }

    /// The elements of this list.
    pub(super) fn elements(&self) -> Self {
        Self { spot: self.spot.key("items"), path: format!("{}[]", self.path) }
    }
}
