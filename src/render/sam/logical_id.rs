use std::collections::HashSet;
use std::iter;

use heck::ToUpperCamelCase;

use crate::model::{Resource, Route};

/// Hands out the template's logical IDs: letters and digits, no two alike.
///
/// A change of a logical ID replaces what it names, so this is the one place that derives them.
#[derive(Debug, Default)]
pub(super) struct LogicalIds {
    taken: HashSet<String>,
}

impl LogicalIds {
    /// A resource's table, such as `ItemsTable`.
    pub(super) fn table(&mut self, resource: &Resource) -> String {
        self.unique(&format!("{}Table", resource.name.pascal()))
    }

    /// A route's event, such as `ListItems`.
    pub(super) fn event(&mut self, route: &Route) -> String {
        self.unique(&route.id.to_upper_camel_case())
    }

    /// The preflight event of a path, such as `OptionsItemsId`.
    pub(super) fn preflight(&mut self, route: &Route) -> String {
        self.unique(&format!("Options {}", route.path_template()).to_upper_camel_case())
    }

    /// Two names that differ in a hyphen or an underscore may meet here: the later one is numbered.
    fn unique(&mut self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}{number}"));
        let mut candidates = iter::once(wanted.to_owned()).chain(numbered);
        let id = candidates.find(|id| !self.taken.contains(id)).expect("there is no end of numbers");
        self.taken.insert(id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::LogicalIds;

    #[test]
    fn two_names_that_meet_stay_apart() {
        let mut ids = LogicalIds::default();
        assert_eq!(["A1Table", "A1Table", "A1Table2"].map(|id| ids.unique(id)), ["A1Table", "A1Table2", "A1Table22"]);
    }
}
