//! The folders: a walk through an item's life, and each route by itself.

use super::collection::Node;
use super::request::{Step, request};
use super::script::creates;
use super::unique::{UniqueKey, unique_keys};
use crate::model::{Auth, Operation, Resource, Route};

/// From creation to 404, each step with what the ones before brought. None if no route creates items.
pub(super) fn walkthrough(resource: &Resource, auth: Auth) -> Option<Node> {
    let creator = creator(resource)?;
    let routes = |wanted: fn(&Operation) -> bool| resource.routes.iter().filter(move |r| wanted(&r.operation));
    let mut steps = vec![(creator, "Create", create_statuses(resource, creator))];
    let mut add = |wanted, name, status| steps.extend(routes(wanted).map(|route| (route, name, vec![status])));
    add(|operation| *operation == Operation::Get, "Read", 200);
    add(|operation| matches!(operation, Operation::List { .. }), "List", 200);
    add(|operation| matches!(operation, Operation::Query(_)), "Query", 200);
    add(|operation| matches!(operation, Operation::Replace { .. }), "Replace", 200);
    add(|operation| *operation == Operation::Update, "Update", 200);
    if let Some(delete) = routes(|operation| *operation == Operation::Delete).next() {
        steps.push((delete, "Delete", vec![204]));
        let gone = resource.get_route().unwrap_or(delete);
        steps.push((gone, "Gone", vec![404]));
    }
    let item = steps.into_iter().enumerate().map(|(place, (route, name, statuses))| {
        let if_match = !creates(route) && statuses != [404];
        let number = place + 1;
        let step = Step { name: format!("{number}. {name}"), statuses, new_keys: place == 0, if_match };
        request(resource, route, auth, step)
    });
    let description = "Run it as a whole: each step uses what the ones before it brought.";
    Some(Node::Folder { name: resource.name.to_string(), description, item: item.collect() })
}

/// Every route once, in an order in which they can be run.
pub(super) fn routes(resource: &Resource, auth: Auth) -> Node {
    let creator = creator(resource);
    let mut routes: Vec<&Route> = resource.routes.iter().collect();
    routes.sort_by_key(|route| (creator != Some(route), rank(&route.operation)));
    let item = routes.into_iter().map(|route| {
        let step = Step {
            name: format!("{} {}", route.method.as_str(), route.path_template()),
            statuses: statuses(resource, route, creator),
            new_keys: route.operation == Operation::Create || creator == Some(route),
            if_match: false,
        };
        request(resource, route, auth, step)
    });
    let description = "Each route by itself. What creates an item comes first, and the others use that item.";
    Node::Folder { name: resource.name.to_string(), description, item: item.collect() }
}

fn creator(resource: &Resource) -> Option<&Route> {
    let upsert = || resource.routes.iter().find(|route| creates(route));
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
    let there = creator.is_some();
    match route.operation {
        Operation::Create | Operation::Replace { upsert: true } => create_statuses(resource, route),
        Operation::List { .. } | Operation::Query(_) => vec![200],
        Operation::Get | Operation::Replace { upsert: false } | Operation::Update if there => vec![200],
        Operation::Get | Operation::Replace { upsert: false } | Operation::Update => vec![200, 404],
        Operation::Delete if there && deletes(resource) == 1 => vec![204],
        Operation::Delete => vec![204, 404],
    }
}

/// Where there are few keys, an earlier run's item may still be there.
fn create_statuses(resource: &Resource, route: &Route) -> Vec<u16> {
    match route.operation {
        Operation::Create if is_scarce(&unique_keys(resource)) => vec![201, 409],
        Operation::Create => vec![201],
        _ => vec![200, 201],
    }
}

fn is_scarce(keys: &[UniqueKey]) -> bool {
    !keys.is_empty() && keys.iter().all(UniqueKey::is_scarce)
}

fn deletes(resource: &Resource) -> usize {
    resource.routes.iter().filter(|route| route.operation == Operation::Delete).count()
}
