//! An item in an English sentence.

use crate::model::{Resource, TypeName};

/// How comments speak of a resource.
pub(super) struct Words {
    singular: String,
}

impl Words {
    pub(super) fn of(item: &TypeName) -> Self {
        Self { singular: item.snake().replace('_', " ") }
    }

    /// `an order line`.
    pub(super) fn article(&self) -> String {
        let article = if self.singular.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {}", self.singular)
    }

    /// `An order line`.
    pub(super) fn sentence(&self) -> String {
        let article = self.article();
        format!("A{}", &article[1..])
    }
}

/// `order lines`.
pub(super) fn plural(resource: &Resource) -> String {
    resource.name.snake().replace('_', " ")
}
