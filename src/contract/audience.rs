//! Who sees the items of a table.

use crate::model::{Auth, Operation, Resource, Route};

/// What every user who is signed in does with each item, whoever made it; none where no such user may call, or where items
/// have owners.
pub(crate) fn of_every_user(resource: &Resource) -> Option<&'static str> {
    if resource.owner.is_some() {
        return None;
    }
    let is_read =
        |route: &Route| matches!(route.operation, Operation::List { .. } | Operation::Get | Operation::Query(_));
    let open = || resource.routes.iter().filter(|route| route.auth == Auth::Cognito && route.groups.is_empty());
    match (open().any(is_read), open().any(|route| !is_read(route))) {
        (false, false) => None,
        (true, false) => Some("reads"),
        (true, true) => Some("reads and writes"),
        (false, true) => Some("writes"),
    }
}
