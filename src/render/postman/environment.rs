//! Environments: where the API is, and the caller's secrets.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{auth, id};
use crate::model::{Auth, Service, Stage};

#[derive(Serialize)]
pub(super) struct Environment {
    id: String,
    name: String,
    values: Vec<Entry>,
    #[serde(rename = "_postman_variable_scope")]
    scope: &'static str,
}

#[derive(Serialize)]
struct Entry {
    key: &'static str,
    value: String,
    #[serde(rename = "type")]
    kind: Kind,
    enabled: bool,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Default,
    Secret,
}

/// The server that `cargo run --example local` starts.
pub(super) fn local(service: &Service) -> Environment {
    let mut values = vec![value("baseUrl", "http://localhost:3000", Kind::Default)];
    if uses(service, Auth::Iam) {
        values.push(value("region", "us-east-1", Kind::Default));
    }
    values.extend(secrets(service).into_iter().map(|(key, local)| value(key, &local, Kind::Secret)));
    environment(service, "local", values)
}

/// A deployed stage; whoever deployed it fills in what its stack put out.
pub(super) fn stage(service: &Service, stage: &Stage) -> Environment {
    let base = format!("https://{{{{apiId}}}}.execute-api.{{{{region}}}}.amazonaws.com/{}", stage.name);
    let mut values = vec![
        value("baseUrl", &base, Kind::Default),
        value("apiId", "", Kind::Default),
        value("region", "us-east-1", Kind::Default),
    ];
    values.extend(secrets(service).into_keys().map(|key| value(key, "", Kind::Secret)));
    environment(service, &stage.name, values)
}

fn environment(service: &Service, name: &str, values: Vec<Entry>) -> Environment {
    Environment {
        id: id::uuid(&["environment", service.name.as_str(), name]),
        name: format!("{} {name}", service.name),
        values,
        scope: "environment",
    }
}

fn value(key: &'static str, value: &str, kind: Kind) -> Entry {
    Entry { key, value: value.to_owned(), kind, enabled: true }
}

/// Each secret that a route needs, with what the local server takes for it.
fn secrets(service: &Service) -> BTreeMap<&'static str, String> {
    let all = [Auth::ApiKey, Auth::Cognito, Auth::Iam].into_iter();
    all.filter(|&auth| uses(service, auth)).flat_map(|auth| auth::secrets(service, auth)).collect()
}

fn uses(service: &Service, auth: Auth) -> bool {
    service.resources.iter().flat_map(|resource| &resource.routes).any(|route| route.auth == auth)
}
