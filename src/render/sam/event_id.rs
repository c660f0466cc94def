use heck::ToUpperCamelCase;

use super::unique_ids::UniqueIds;
use crate::model::Route;

/// Hands out the IDs of the function's events: letters and digits, no two alike. A change of one replaces a permission,
/// which holds nothing.
#[derive(Debug, Default)]
pub(super) struct EventIds(UniqueIds);

impl EventIds {
    /// A route's event, such as `ListItems`.
    pub(super) fn event(&mut self, route: &Route) -> String {
        self.0.unique(&route.id.to_upper_camel_case())
    }

    /// The preflight event of a path, such as `OptionsItemsId`.
    pub(super) fn preflight(&mut self, route: &Route) -> String {
        self.0.unique(&format!("Options {}", route.path_template()).to_upper_camel_case())
    }
}
