//! What callers can do by a route that no earlier route let them do.

use super::callers::lets_call;
use super::report::{Explanation, Report};
use super::resource_pairs::Resources;
use super::routes::path;
use super::{ChangeCode, words};
use crate::model::{Auth, Operation, Resource, Route};

/// What a route does to items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Read,
    Create,
    Change,
    Delete,
}

/// Reports each route that does, for weaker or other credentials, what no earlier route of its resource did for them.
pub(super) fn compare(report: &mut Report, resources: &Resources<'_>) {
    for (old, new) in &resources.pairs.kept {
        for route in &new.routes {
            let before = old.routes.iter().find(|before| before.method == route.method && path(before) == path(route));
            if before.is_some_and(|before| before.auth != route.auth || before.groups != route.groups) {
                continue;
            }
            let known = before.map(|before| deeds(&before.operation)).unwrap_or_default();
            let is_exposed =
                |deed: &&Deed| !known.contains(deed) && !is_done(old, **deed, route, new.owner_of(route).is_some());
            if deeds(&route.operation).iter().any(|deed| is_exposed(&deed)) {
                exposed(report, (old, new), before, route);
            }
        }
    }
}

fn deeds(operation: &Operation) -> &'static [Deed] {
    match operation {
        Operation::List { .. } | Operation::Get | Operation::Query(_) => &[Deed::Read],
        Operation::Create => &[Deed::Create],
        Operation::Replace { upsert: false } | Operation::Update => &[Deed::Change],
        Operation::Replace { upsert: true } => &[Deed::Create, Deed::Change],
        Operation::Delete => &[Deed::Delete],
    }
}

/// Whether the resource let a caller with such credentials do it; where no route did it at all, whether he could call any.
fn is_done(resource: &Resource, deed: Deed, new: &Route, new_is_own: bool) -> bool {
    let does = |route: &&Route| deeds(&route.operation).contains(&deed);
    let is_known = resource.routes.iter().any(|route| does(&route));
    let reaches = |route: &Route| new_is_own || resource.owner_of(route).is_none() || resource.leads_to_all(route);
    let routes = resource.routes.iter().filter(|route| !is_known || does(route) && reaches(route));
    let routes: Vec<&Route> = routes.collect();
    lets_call(&routes, new)
}

fn exposed(report: &mut Report, (old, new): (&Resource, &Resource), before: Option<&Route>, route: &Route) {
    let location = report.resource(Some(old), Some(new));
    let location = match before {
        Some(before) => location.route(before, route),
        None => location.route(route, route).only_in_new(),
    };
    let location = location.key("auth");
    let (label, auth) = (route.title(), words::auth(route.auth));
    let groups = route.groups.join(",");
    let message = match (route.auth, &route.groups[..]) {
        (Auth::None, _) => format!("`{label}` can be called without credentials"),
        (_, []) => format!("`{label}` can be called with `{auth}` credentials"),
        (_, groups) => format!("`{label}` can be called by members of `{}`", groups.join("` or `")),
    };
    let given = if groups.is_empty() { auth } else { &groups };
    report.add(
        ChangeCode::RouteExposed,
        &location,
        ["", given],
        Explanation {
            message,
            effect: "so far that took other credentials: no route did it for these",
            help: &["give it the auth of the routes that do the same"],
        },
    );
}
