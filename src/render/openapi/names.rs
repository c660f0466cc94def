//! What the schemas are called. An item type may be called `NewItem` or `Problem`, so names are
//! handed out once each; the item types come first and keep theirs.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Index, Query, Resource, Service};

pub(super) struct Names {
    pub(super) problem: String,
    /// One per resource, in the same order.
    pub(super) resources: Vec<ResourceNames>,
}

pub(super) struct ResourceNames {
    pub(super) item: String,
    pub(super) new: String,
    pub(super) replace: String,
    pub(super) patch: String,
    pub(super) page: String,
    /// By the name of an index that does not hold whole items.
    pub(super) indexes: BTreeMap<String, IndexNames>,
}

pub(super) struct IndexNames {
    pub(super) item: String,
    pub(super) page: String,
}

impl Names {
    pub(super) fn of(service: &Service) -> Self {
        let mut taken = BTreeSet::new();
        let items: Vec<String> = service.resources.iter().map(|r| take(&mut taken, r.item.as_str())).collect();
        let resources = service.resources.iter().zip(items);
        let resources = resources.map(|(resource, item)| ResourceNames::of(resource, item, &mut taken)).collect();
        Self { problem: take(&mut taken, "Problem"), resources }
    }
}

impl ResourceNames {
    fn of(resource: &Resource, item: String, taken: &mut BTreeSet<String>) -> Self {
        let partial = resource.table.indexes.iter().filter(|index| !index.is_whole());
        let indexes = partial.map(|index| (index.name.to_string(), IndexNames::of(&item, index, taken))).collect();
        Self {
            new: take(taken, &format!("New{item}")),
            replace: take(taken, &format!("Replace{item}")),
            patch: take(taken, &format!("{item}Patch")),
            page: take(taken, &format!("{item}Page")),
            indexes,
            item,
        }
    }

    /// The page that a query answers.
    pub(super) fn query_page(&self, query: &Query) -> &str {
        let partial = query.index.as_ref().and_then(|index| self.indexes.get(index.name.as_str()));
        partial.map_or(&self.page, |names| &names.page)
    }
}

impl IndexNames {
    fn of(item: &str, index: &Index, taken: &mut BTreeSet<String>) -> Self {
        let item = take(taken, &format!("{item}{}", index.name.pascal()));
        Self { page: take(taken, &format!("{item}Page")), item }
    }
}

/// The name, or the name with the first number from 2 that makes it free.
fn take(taken: &mut BTreeSet<String>, wanted: &str) -> String {
    let numbered = (2..).map(|number| format!("{wanted}{number}"));
    let free = std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !taken.contains(name));
    let name = free.expect("there are more numbers than names");
    taken.insert(name.clone());
    name
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::take;

    #[test]
    fn each_name_is_handed_out_once() {
        let mut taken = BTreeSet::new();
        let names = ["Item", "NewItem", "NewItem", "NewItem", "NewItem2"].map(|wanted| take(&mut taken, wanted));
        assert_eq!(names, ["Item", "NewItem", "NewItem2", "NewItem3", "NewItem22"]);
    }
}
