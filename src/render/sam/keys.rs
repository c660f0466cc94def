use serde::Serialize;

use super::Scalar;
use crate::model::{Auth, Client, LogicalIds, Service, Throttle};
use crate::render::api_key;

/// An API key with its usage plan.
#[derive(Debug, Serialize)]
pub(super) struct KeyView {
    id: String,
    plan: String,
    plan_key: String,
    /// The output that holds the key's ID.
    output: String,
    /// None where the key is for all clients.
    client: Option<ClientView>,
    /// The client's own limit; the stage's or the API's otherwise.
    throttle: Option<LimitView>,
}

#[derive(Debug, Serialize)]
struct ClientView {
    /// As a part of a text.
    name: String,
    /// As a text of its own.
    tag: Scalar,
}

#[derive(Debug, Serialize)]
struct LimitView {
    rate: Scalar,
    burst: Scalar,
}

impl From<Throttle> for LimitView {
    fn from(limit: Throttle) -> Self {
        Self { rate: Scalar::number(limit.rate), burst: Scalar::integer(limit.burst) }
    }
}

/// The keys of an API; none if no route takes one.
pub(super) fn keys(service: &Service, ids: &LogicalIds) -> Vec<KeyView> {
    if !service.api.clients.is_empty() {
        return service.api.clients.iter().map(|client| of_client(client, ids.api_key_of(client))).collect();
    }
    let one = service.uses(Auth::ApiKey).then(|| KeyView {
        id: ids.api_key().to_owned(),
        plan: "UsagePlan".to_owned(),
        plan_key: "UsagePlanKey".to_owned(),
        output: api_key::output(service),
        client: None,
        throttle: None,
    });
    one.into_iter().collect()
}

/// The plan is named for the key, whose logical ID no other has.
fn of_client(client: &Client, id: &str) -> KeyView {
    KeyView {
        id: id.to_owned(),
        plan: format!("{id}Plan"),
        plan_key: format!("{id}PlanKey"),
        output: api_key::output_of(client),
        client: Some(ClientView { name: client.name.to_string(), tag: Scalar::text(client.name.as_str()) }),
        throttle: client.throttle.map(LimitView::from),
    }
}

/// What tells the function whose key is whose: for a `!Sub`; none where the key is for all clients.
pub(super) fn clients(service: &Service, ids: &LogicalIds) -> Option<String> {
    let pair = |client: &Client| format!("${{{}}}={}", ids.api_key_of(client), client.name);
    let pairs: Vec<String> = service.api.clients.iter().map(pair).collect();
    (!pairs.is_empty()).then(|| pairs.join(","))
}
