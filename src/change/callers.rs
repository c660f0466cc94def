//! Who may call a route.

use crate::model::{Auth, Route};

/// Whether each caller of a route could call some of these.
pub(super) fn lets_call(routes: &[&Route], new: &Route) -> bool {
    let lets = |route: &Route, group: Option<&String>| {
        route.auth == Auth::None
            || route.auth == new.auth && (route.groups.is_empty() || group.is_some_and(|it| route.groups.contains(it)))
    };
    let groups: Vec<_> = if new.groups.is_empty() { vec![None] } else { new.groups.iter().map(Some).collect() };
    groups.into_iter().all(|group| routes.iter().any(|route| lets(route, group)))
}
