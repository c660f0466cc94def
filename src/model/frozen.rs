use std::collections::BTreeMap;

use super::{Index, LogicalIds, Projection, Resource, Service};

/// What deployed stacks know, and what a later version or another order of the spec must not change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frozen {
    /// The logical IDs.
    pub ids: LogicalIds,
    /// In which order the template lists what an index includes.
    pub projections: ProjectionOrders,
}

impl Frozen {
    /// What holds for a service: what was chosen before, and what is chosen now for what is new.
    #[must_use]
    pub fn assign(service: &Service, before: &Self) -> Self {
        let ids = LogicalIds::assign(service, &before.ids);
        Self { ids, projections: ProjectionOrders::assign(service, &before.projections) }
    }
}

/// The names of what each index includes, in the template's order: CloudFormation may take another order for another
/// index. By resource and index, as in `orders/by_state`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectionOrders(BTreeMap<String, Vec<String>>);

impl ProjectionOrders {
    fn assign(service: &Service, before: &Self) -> Self {
        let indexes = |resource: &'_ Resource| resource.table.indexes.clone();
        let orders = service.resources.iter().flat_map(|resource| {
            let order = move |index| Some((key(resource.name.as_str(), index), before.of(resource, index)));
            let included: Vec<_> = indexes(resource).iter().filter_map(|index| order(index)).collect();
            included.into_iter().filter(|(_, names)| !names.is_empty())
        });
        Self(orders.collect())
    }

    /// What an index includes, with the former names: in the order that is known, as long as it is of the same names.
    #[must_use]
    pub fn of(&self, resource: &Resource, index: &Index) -> Vec<String> {
        let Projection::Include(included) = &index.projection else { return Vec::new() };
        let names = included.iter().flat_map(|attribute| attribute.stored_names()).map(ToString::to_string);
        let names = sorted(names.collect());
        let known = |name: &str| self.0.get(&key(name, index)).filter(|known| sorted((*known).clone()) == names);
        let known = [&resource.name]
            .into_iter()
            .chain(resource.renamed_from.iter().rev())
            .find_map(|name| known(name.as_str()));
        known.cloned().unwrap_or(names)
    }

    /// The orders as they stand in a lock.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(index, names)| (index.as_str(), names.as_slice()))
    }

    /// Takes over what is known better.
    pub fn extend(&mut self, better: &Self) {
        self.0.extend(better.0.clone());
    }
}

fn key(resource: &str, index: &Index) -> String {
    format!("{resource}/{}", index.name)
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort_unstable();
    names
}

/// As read from a lock or a template.
impl FromIterator<(String, Vec<String>)> for ProjectionOrders {
    fn from_iter<I: IntoIterator<Item = (String, Vec<String>)>>(orders: I) -> Self {
        Self(orders.into_iter().collect())
    }
}
