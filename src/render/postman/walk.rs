//! The folders: a walk through an item's life, and each route by itself.

use super::collection::Node;
use super::request::{Sending, Step, changed, request};
use super::unique::{UniqueKey, unique_keys};
use crate::contract::answer::{self, Failure};
use crate::model::{Auth, Operation, Resource, Route};

const CREATED: u16 = 201;
const REPLACED: u16 = 200;

/// From creation to 404, each step with what the ones before brought. None if no route creates items.
pub(super) fn walkthrough(resource: &Resource, auth: Auth) -> Option<Node> {
    let creator = creator(resource)?;
    let routes = |wanted: fn(&Operation) -> bool| resource.routes.iter().filter(move |r| wanted(&r.operation));
    let mut steps = vec![(creator, "Create", create_statuses(resource, creator))];
    // The item is there: a PUT replaces it.
    let first = |route| successes(resource, route).take(1).collect();
    let mut add = |wanted, name| steps.extend(routes(wanted).map(|route| (route, name, first(route))));
    add(|operation| *operation == Operation::Get, "Read");
    add(|operation| matches!(operation, Operation::List { .. }), "List");
    add(|operation| matches!(operation, Operation::Query(_)), "Query");
    add(|operation| matches!(operation, Operation::Replace { .. }), "Replace");
    add(|operation| *operation == Operation::Update, "Update");
    if let Some(delete) = routes(|operation| *operation == Operation::Delete).next() {
        steps.push((delete, "Delete", first(delete)));
        let gone = resource.get_route().unwrap_or(delete);
        steps.push((gone, "Gone", vec![Failure::NotFound.status()]));
        let upsert = routes(|operation| matches!(operation, Operation::Replace { upsert: true })).next();
        if let Some(upsert) = upsert.filter(|upsert| *upsert != creator) {
            steps.push((upsert, "Create by PUT", vec![CREATED]));
            steps.push((delete, "Delete", first(delete)));
        }
    }
    let mut steps: Vec<_> = steps.into_iter().map(|step| (step, Sending::Once)).collect();
    if creator.takes_idempotency_key {
        steps[0].1 = Sending::First;
        let again = (creator, "Create the same", create_statuses(resource, creator));
        let other = (creator, "Create another with this key", vec![Failure::UnprocessableContent.status()]);
        let other = changed(resource, creator).map(|_| (other, Sending::WithAnotherBody));
        steps.splice(1..1, [(again, Sending::Again)].into_iter().chain(other));
    }
    let item = steps.into_iter().enumerate().map(|(place, ((route, name, statuses), sending))| {
        let if_match = !route.creates() && statuses != [Failure::NotFound.status()];
        let number = place + 1;
        let step = Step { name: format!("{number}. {name}"), statuses, new_keys: place == 0, if_match, sending };
        request(resource, route, auth, step)
    });
    let description = "Run it as a whole: each step uses what the ones before it brought.";
    Some(Node::Folder { name: resource.name.to_string(), description, item: item.collect(), event: Vec::new() })
}

/// Every route once, in an order in which they can be run.
pub(super) fn routes(resource: &Resource, auth: Auth) -> Node {
    let creator = creator(resource);
    let mut routes: Vec<&Route> = resource.routes.iter().collect();
    routes.sort_by_key(|route| (creator != Some(route), rank(&route.operation)));
    let item = routes.into_iter().map(|route| {
        let step = Step {
            name: route.title(),
            statuses: statuses(resource, route, creator),
            new_keys: route.operation == Operation::Create || creator == Some(route),
            if_match: false,
            sending: Sending::Once,
        };
        request(resource, route, auth, step)
    });
    let description = "Each route by itself. What creates an item comes first, and the others use that item.";
    Node::Folder { name: resource.name.to_string(), description, item: item.collect(), event: Vec::new() }
}

/// The route that makes items.
pub(super) fn creator(resource: &Resource) -> Option<&Route> {
    let upsert = || resource.routes.iter().find(|route| route.creates());
    resource.routes.iter().find(|route| route.operation == Operation::Create).or_else(upsert)
}

fn rank(operation: &Operation) -> u8 {
    match operation {
        Operation::Create => 0,
        Operation::Get => 1,
        Operation::List { .. } => 2,
        Operation::Query(_) => 3,
        Operation::Replace { .. } => 4,
        Operation::Update => 5,
        Operation::Delete => 6,
    }
}

fn statuses(resource: &Resource, route: &Route, creator: Option<&Route>) -> Vec<u16> {
    if route.operation == Operation::Create || creator == Some(route) {
        return create_statuses(resource, route);
    }
    let is_there = creator.is_some() && (route.operation != Operation::Delete || deletes(resource) == 1);
    let not_found =
        [Failure::NotFound].into_iter().filter(|failure| answer::fails(resource, route, *failure) && !is_there);
    successes(resource, route).chain(not_found.map(Failure::status)).collect()
}

/// What the creation of an item answers. Where there are few keys, an earlier run's item may still be there.
pub(super) fn create_statuses(resource: &Resource, route: &Route) -> Vec<u16> {
    let keys = unique_keys(resource);
    let taken = match route.operation {
        Operation::Create => is_scarce(&keys).then_some(Failure::Conflict.status()),
        _ => (keys.is_empty() || is_scarce(&keys)).then_some(REPLACED),
    };
    [CREATED].into_iter().chain(taken).collect()
}

fn successes(resource: &Resource, route: &Route) -> impl Iterator<Item = u16> {
    answer::successes(resource, route).into_iter().map(|success| success.status)
}

fn is_scarce(keys: &[UniqueKey]) -> bool {
    !keys.is_empty() && keys.iter().all(UniqueKey::is_scarce)
}

fn deletes(resource: &Resource) -> usize {
    resource.routes.iter().filter(|route| route.operation == Operation::Delete).count()
}
