use std::collections::HashSet;

use serde::Serialize;

use super::event_id::EventIds;
use super::scalar::Scalar;
use super::{Setting, auth};
use crate::model::{Route, Service};

/// A method on a path that the gateway passes to the function.
#[derive(Debug, Serialize)]
pub(super) struct EventView {
    id: String,
    method: &'static str,
    path: Scalar,
    /// Where it differs from the API's.
    auth: Vec<Setting>,
}

/// One event per route in the order of the spec; with CORS, also a preflight per path.
pub(super) fn events(service: &Service) -> Vec<EventView> {
    let mut ids = EventIds::default();
    let mut events: Vec<EventView> = service.routes().map(|route| EventView::of(service, route, &mut ids)).collect();
    if service.has_cors() {
        let mut paths = HashSet::new();
        let first_on_path = service.routes().filter(|route| paths.insert(route.path_template()));
        events.extend(first_on_path.map(|route| EventView::preflight(route, &mut ids)));
    }
    events
}

impl EventView {
    fn of(service: &Service, route: &Route, ids: &mut EventIds) -> Self {
        Self {
            id: ids.event(route),
            method: route.method.as_str(),
            path: Scalar::text(&route.path_template()),
            auth: auth::of_route(service.api.auth, route.auth),
        }
    }

    fn preflight(route: &Route, ids: &mut EventIds) -> Self {
        Self {
            id: ids.preflight(route),
            method: "OPTIONS",
            path: Scalar::text(&route.path_template()),
            auth: Vec::new(),
        }
    }
}
