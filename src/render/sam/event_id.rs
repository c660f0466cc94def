use std::collections::HashSet;
use std::iter;

use heck::ToUpperCamelCase;

use crate::model::Route;

/// Hands out the IDs of the function's events: letters and digits, no two alike. A change of one replaces a permission,
/// which holds nothing.
#[derive(Debug, Default)]
pub(super) struct EventIds {
    taken: HashSet<String>,
}

impl EventIds {
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
    use super::EventIds;

    #[test]
    fn two_names_that_meet_stay_apart() {
        let mut ids = EventIds::default();
        assert_eq!(["A1Table", "A1Table", "A1Table2"].map(|id| ids.unique(id)), ["A1Table", "A1Table2", "A1Table22"]);
    }
}
