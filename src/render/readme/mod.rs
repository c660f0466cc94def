//! The project's `README.md`: what it is, and how to run, deploy, call and remove it.

mod call;
mod markdown;

use serde::Serialize;

use super::templates;
use crate::model::{Auth, Operation, Query, Resource, Route, Service, Stage};
use call::Call;

#[derive(Debug, Serialize)]
struct ReadmeView<'a> {
    name: &'a str,
    description: Option<String>,
    tables: Vec<&'a str>,
    routes: Vec<RouteView<'a>>,
    calls: Vec<Call>,
    /// Some call's path holds an example key.
    example_keys: bool,
    auth: AuthView,
    /// The first stage: the one that the commands are about.
    stage: &'a str,
    stages: Vec<&'a str>,
    /// Stages whose tables are protected.
    protected: Vec<&'a str>,
    architecture: &'static str,
}

/// A row of the table of routes.
#[derive(Debug, Serialize)]
struct RouteView<'a> {
    method: &'static str,
    path: String,
    does: String,
    table: &'a str,
    auth: &'static str,
}

/// The kinds of credentials that routes ask for.
#[derive(Debug, Serialize)]
struct AuthView {
    api_key: bool,
    iam: bool,
    cognito: bool,
}

/// Renders `README.md`.
pub(super) fn readme(service: &Service) -> String {
    let shown = &service.resources[0];
    let stages: Vec<&str> = service.stages.iter().map(|stage| stage.name.as_str()).collect();
    let protected = |stage: &&Stage| stage.deletion_protection;
    let view = ReadmeView {
        name: service.name.as_str(),
        description: service.description.as_deref().map(markdown::text).filter(|text| !text.is_empty()),
        tables: service.resources.iter().map(|resource| resource.table.name.as_str()).collect(),
        routes: service.resources.iter().flat_map(routes).collect(),
        calls: call::calls(shown),
        example_keys: shown.routes.iter().any(|route| route.parameters().next().is_some()),
        auth: AuthView {
            api_key: service.uses(Auth::ApiKey),
            iam: service.uses(Auth::Iam),
            cognito: service.uses(Auth::Cognito),
        },
        stage: stages[0],
        protected: service.stages.iter().filter(protected).map(|stage| stage.name.as_str()).collect(),
        stages,
        architecture: service.function.architecture.as_str(),
    };
    templates::render("README.md.j2", view)
}

fn routes(resource: &Resource) -> impl Iterator<Item = RouteView<'_>> {
    resource.routes.iter().map(|route| RouteView {
        method: route.method.as_str(),
        path: route.path_template(),
        does: does(route),
        table: &resource.table.name,
        auth: credentials(route.auth),
    })
}

fn does(route: &Route) -> String {
    match &route.operation {
        Operation::List { .. } => "List".to_owned(),
        Operation::Get => "Read one".to_owned(),
        Operation::Query(Query { index: None, .. }) => "Query a partition".to_owned(),
        Operation::Query(Query { index: Some(index), .. }) => format!("Query the index `{}`", index.name),
        Operation::Create => "Create".to_owned(),
        Operation::Replace { upsert: false } => "Replace".to_owned(),
        Operation::Replace { upsert: true } => "Replace or create".to_owned(),
        Operation::Update => "Change some attributes".to_owned(),
        Operation::Delete => "Delete".to_owned(),
    }
}

fn credentials(auth: Auth) -> &'static str {
    match auth {
        Auth::None => "none",
        Auth::ApiKey => "API key",
        Auth::Iam => "IAM signature",
        Auth::Cognito => "Cognito token",
    }
}
