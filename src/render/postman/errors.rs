//! The folder that shows what goes wrong on each route, and how the API says so.
//!
//! Promises that each request fails, on a service that keeps its contract, with the status and the problem that its
//! script names; and that a service which takes what the contract refuses makes a request succeed that should not.

mod attempt;
mod bodies;
mod broken;
mod parameters;
mod sent;

use self::attempt::Attempt;
use super::collection::Node;
use super::request::{Sending, Step, request};
use super::script;
use super::walk;
use crate::contract::answer::{self, Failure};
use crate::contract::detail;
use crate::model::{Auth, Operation, Resource, Route, Service};

/// The folder, with one for each resource.
pub(super) fn errors(service: &Service) -> Node {
    let resources = service.resources.iter().map(|resource| of_resource(resource, service.api.auth));
    Node::Folder {
        name: "Errors".to_owned(),
        description: "What goes wrong on each route, and how the API says so.",
        item: resources.collect(),
        event: vec![script::check_problem()],
    }
}

/// A folder for each route. What needs an item finds one, which the first request makes and the last one deletes.
fn of_resource(resource: &Resource, auth: Auth) -> Node {
    let creator = walk::creator(resource);
    let delete = resource.routes.iter().find(|route| route.operation == Operation::Delete);
    let routes: Vec<(&Route, Vec<Attempt<'_>>)> =
        resource.routes.iter().map(|route| (route, attempts(resource, route, creator.is_some()))).collect();
    let gone = creator.and(delete).map(|_| gone(resource, auth)).unwrap_or_default();
    let needs_item = !gone.is_empty() || routes.iter().any(|(_, attempts)| attempts.iter().any(Attempt::needs_item));
    let step = |name: &str, route, statuses, new_keys| {
        let step = Step { name: name.to_owned(), statuses, new_keys, if_match: false, sending: Sending::Once };
        request(resource, route, auth, step)
    };
    let create = creator.filter(|_| needs_item);
    let first = create.map(|route| step("Create an item", route, walk::create_statuses(resource, route), true));
    let last = create.and(delete).map(|route| step("Delete the item", route, vec![204], false));
    let folders = routes.into_iter().map(|(route, attempts)| Node::Folder {
        name: route.title(),
        description: "",
        event: Vec::new(),
        item: attempts.into_iter().map(|attempt| attempt.into_node(resource, route, auth)).collect(),
    });
    Node::Folder {
        name: resource.name.to_string(),
        description: if needs_item { "Run it as a whole: its first request makes what the others need." } else { "" },
        event: Vec::new(),
        item: first.into_iter().chain(folders).chain(last).chain(gone).collect(),
    }
}

/// The item that was deleted, where no other key is sure to be unused.
fn gone(resource: &Resource, auth: Auth) -> Vec<Node> {
    if parameters::not_found(resource).is_some() {
        return Vec::new();
    }
    let routes = resource.routes.iter().filter(|route| answer::fails(resource, route, Failure::NotFound));
    let attempts = routes.map(|route| {
        let attempt = Attempt::new(Failure::NotFound, route.title(), detail::NOTHING);
        bodies::with_good_body(resource, route, attempt).into_node(resource, route, auth)
    });
    attempts.collect()
}

/// What fails on a route, by status. Some of it only fails where there is an item.
fn attempts<'a>(resource: &'a Resource, route: &'a Route, has_item: bool) -> Vec<Attempt<'a>> {
    let with_body = |attempt| bodies::with_good_body(resource, route, attempt);
    let of_failure = |failure| match failure {
        Failure::BadRequest => {
            let mut attempts: Vec<_> = parameters::bad_requests(resource, route).into_iter().map(with_body).collect();
            attempts.extend(route.has_body().then(|| bodies::not_json(route)));
            attempts
        }
        Failure::Forbidden if !route.groups.is_empty() => vec![parameters::in_no_group()],
        // Only a token that no pool makes lacks the claim.
        Failure::Forbidden if route.auth == Auth::Cognito => Vec::new(),
        Failure::Unauthorized | Failure::Forbidden => parameters::refusals(resource, route),
        Failure::NotFound => {
            let others = parameters::not_owned(resource, route).filter(|_| has_item);
            parameters::not_found(resource).into_iter().chain(others).map(with_body).collect()
        }
        Failure::Conflict => bodies::taken(resource, route).filter(|_| has_item).into_iter().collect(),
        Failure::PreconditionFailed if has_item => vec![with_body(parameters::unmet(resource, route))],
        Failure::ContentTooLarge => vec![bodies::too_large(route)],
        Failure::UnsupportedMediaType => vec![bodies::other_type(route)],
        Failure::UnprocessableContent => {
            let mut attempts = bodies::invalid(resource, route);
            attempts.extend(bodies::fixed(resource, route).filter(|_| has_item));
            attempts
        }
        // No single request can make these.
        Failure::Contended
        | Failure::PreconditionFailed
        | Failure::TooManyRequests
        | Failure::InternalServerError
        | Failure::ServiceUnavailable => Vec::new(),
    };
    answer::failures(resource, route).flat_map(of_failure).collect()
}

#[cfg(test)]
mod tests;
