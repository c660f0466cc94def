//! The project's `README.md`: what it is, and how to run, deploy, call and remove it.

mod hooks;
mod markdown;

use std::collections::BTreeSet;

use serde::Serialize;

use super::call::Calls;
use super::{api_key, example, github, local_user, templates};
use crate::contract::audience;
use crate::model::{
    Auth, Billing, Client, DataPolicy, Deployment, Frozen, Operation, Query, Resource, Route, Service, Stage,
};
use crate::text::english;
use hooks::Recipes;

#[derive(Debug, Serialize)]
struct ReadmeView<'a> {
    name: &'a str,
    description: Option<String>,
    tables: Vec<&'a str>,
    routes: Vec<RouteView<'a>>,
    calls: Calls,
    /// An example of an event.
    event: String,
    /// Where slsgen is installed from.
    slsgen: Option<&'static str>,
    /// Where the first table's code is.
    module: String,
    /// What tells the function the names of the local tables.
    variables: Vec<String>,
    /// How long an `Idempotency-Key` counts, and the table of what its request made.
    idempotency: Option<(String, String)>,
    auth: AuthView<'a>,
    /// The first stage: the one that the commands are about.
    stage: &'a str,
    stages: Vec<&'a str>,
    /// Stages whose tables are protected.
    protected: Vec<&'a str>,
    /// Stages whose data goes with their stack.
    disposable: Vec<&'a str>,
    /// The first stage whose data stays.
    kept: Option<&'a str>,
    /// Of the first table, in a JSON string.
    partition_key: &'a str,
    watch: WatchView<'a>,
    hooks: Recipes,
    /// The API in template.yaml.
    api_id: &'a str,
    /// The stages that a deployment from GitHub waits before, and the variables that name each stage's role.
    approved: Vec<&'a str>,
    roles: Vec<String>,
    /// Whether a deployment can only see what the API refuses.
    refusals: bool,
    architecture: &'static str,
}

/// A row of the table of routes.
#[derive(Debug, Serialize)]
struct RouteView<'a> {
    method: &'static str,
    path: String,
    does: String,
    table: &'a str,
    auth: String,
}

/// The kinds of credentials that routes ask for.
#[derive(Debug, Serialize)]
struct AuthView<'a> {
    api_key: Option<KeyView>,
    iam: bool,
    cognito: bool,
    /// The token that the local server takes for a member of each group; none where no route asks for one.
    token: Option<String>,
    groups: Vec<&'a str>,
    /// Who sees the items of each table, where users sign in.
    audiences: Vec<AudienceView<'a>>,
    /// The names of the attributes that the user pool needs for the owners' claims, without `custom:`.
    custom_claims: BTreeSet<&'a str>,
    /// The claims that only a trigger of the pool can give.
    other_claims: BTreeSet<&'a str>,
}

/// Who sees the items of a table.
#[derive(Debug, Serialize)]
struct AudienceView<'a> {
    table: &'a str,
    /// The attribute that says whose an item is, and the claim that it holds.
    owner: Option<(&'a str, &'a str)>,
    except_groups: &'a [String],
    /// Whether the key holds the owner: then a key in a path leads to the caller's own item alone.
    is_in_key: bool,
    /// Whether some list holds every item for those who see all.
    is_listed: bool,
    /// What every user does with each item.
    every_user: Option<&'static str>,
}

/// The API key to call with, and each client's.
#[derive(Debug, Serialize)]
struct KeyView {
    local: String,
    /// The output that holds the key's ID.
    output: String,
    /// None where one key is for all.
    clients: Vec<ClientView>,
}

#[derive(Debug, Serialize)]
struct ClientView {
    name: String,
    output: String,
}

impl KeyView {
    fn new(service: &Service) -> Self {
        let client = |client: &Client| ClientView { name: client.name.to_string(), output: api_key::output_of(client) };
        Self {
            local: api_key::local(service).to_owned(),
            output: api_key::output(service),
            clients: service.api.clients.iter().map(client).collect(),
        }
    }
}

/// What watches the stages that ask for it.
#[derive(Debug, Serialize)]
struct WatchView<'a> {
    metered: Vec<&'a str>,
    alarms: Vec<&'a str>,
    /// Some alarm is sent by mail.
    email: bool,
    dashboards: Vec<&'a str>,
    canary: Vec<&'a str>,
    /// From how many milliseconds on a request is slow.
    slow: u32,
    /// What to do where DynamoDB throttles.
    reads: &'static str,
    writes: &'static str,
}

impl<'a> WatchView<'a> {
    fn new(service: &'a Service) -> Self {
        let provisioned = |resource: &Resource| matches!(resource.table.billing, Billing::Provisioned { .. });
        let [reads, writes] = if service.resources.iter().any(provisioned) {
            [
                "Raise `billing`, or spread what is read over more partition keys.",
                "Raise `billing`, or spread what is written over more partition keys.",
            ]
        } else {
            [
                "One partition key gives 3,000 units a second: spread what is read over more of them.",
                "One partition key takes 1,000 units a second: spread what is written over more of them.",
            ]
        };
        Self {
            metered: names(service, Stage::has_metrics),
            alarms: names(service, |stage| stage.alarms),
            email: service.stages.iter().any(|stage| stage.alarm_email.is_some()),
            dashboards: names(service, |stage| stage.dashboard),
            canary: names(service, |stage| stage.deployment == Deployment::Canary),
            slow: service.function.slow(),
            reads,
            writes,
        }
    }
}

/// The names of the stages that this holds for.
fn names(service: &Service, holds: impl Fn(&Stage) -> bool) -> Vec<&str> {
    service.stages.iter().filter(|stage| holds(stage)).map(|stage| stage.name.as_str()).collect()
}

/// Renders `README.md`.
pub(super) fn readme(service: &Service, frozen: &Frozen) -> String {
    let shown = &service.resources[0];
    let stages = names(service, |_| true);
    let records = format!("{}={}", Service::IDEMPOTENCY_VARIABLE, service.local_idempotency_table());
    let view = ReadmeView {
        name: service.name.as_str(),
        description: service.description.as_deref().map(markdown::text).filter(|text| !text.is_empty()),
        tables: service.resources.iter().map(|resource| resource.table.name.as_str()).collect(),
        routes: service.resources.iter().flat_map(routes).collect(),
        calls: Calls::of(shown),
        event: example::first_event(service),
        slsgen: github::SLSGEN,
        module: shown.name.file(),
        variables: service.resources.iter().map(variable).chain(service.idempotency().map(|_| records)).collect(),
        idempotency: service.idempotency().map(|time| (english::duration(time), service.idempotency_table())),
        auth: AuthView {
            api_key: service.uses(Auth::ApiKey).then(|| KeyView::new(service)),
            iam: service.uses(Auth::Iam),
            cognito: service.uses(Auth::Cognito),
            token: service.tells_users_apart().then(|| {
                let [token, _] = local_user::tokens(service);
                token
            }),
            groups: service.groups().into_iter().collect(),
            custom_claims: claims(service).filter_map(|claim| claim.strip_prefix("custom:")).collect(),
            other_claims: claims(service).filter(|claim| !is_of_pool(claim)).collect(),
            audiences: service.resources.iter().filter_map(audience).collect(),
        },
        stage: stages[0],
        protected: names(service, |stage| stage.deletion_protection),
        disposable: names(service, |stage| stage.data == DataPolicy::Disposable),
        kept: names(service, |stage| stage.data == DataPolicy::Kept).first().copied(),
        partition_key: shown.table.key.partition.name.as_str(),
        watch: WatchView::new(service),
        hooks: Recipes::new(shown),
        api_id: frozen.ids.api(),
        approved: names(service, |stage| service.is_approved(stage)),
        roles: service.stages.iter().map(|stage| format!("`{}`", github::role_variable(stage))).collect(),
        refusals: !github::refusals(service).is_empty(),
        stages,
        architecture: service.function.architecture.as_str(),
    };
    templates::render("README.md.j2", view)
}

/// The claims that say who calls.
fn claims(service: &Service) -> impl Iterator<Item = &str> {
    service.resources.iter().filter_map(|resource| resource.owner.as_ref()).map(|owner| owner.claim.as_str())
}

/// Whether a user pool puts the claim into an ID token.
fn is_of_pool(claim: &str) -> bool {
    matches!(claim, "sub" | "cognito:username") || claim.starts_with("custom:")
}

fn audience(resource: &Resource) -> Option<AudienceView<'_>> {
    let owner = resource.owner.as_ref();
    let every_user = audience::of_every_user(resource);
    (owner.is_some() || every_user.is_some()).then(|| AudienceView {
        table: &resource.table.name,
        owner: owner.map(|owner| (owner.attribute.name.as_str(), owner.claim.as_str())),
        except_groups: owner.map(|owner| owner.except_groups.as_slice()).unwrap_or_default(),
        is_in_key: resource.owner_in_key().is_some(),
        is_listed: resource.has(|operation| matches!(operation, Operation::List { .. })),
        every_user,
    })
}

fn variable(resource: &Resource) -> String {
    format!("{}={}", resource.table_variable(), resource.table.local_name())
}

fn routes(resource: &Resource) -> impl Iterator<Item = RouteView<'_>> {
    resource.routes.iter().map(|route| RouteView {
        method: route.method.as_str(),
        path: route.path_template(),
        does: does(route),
        table: &resource.table.name,
        auth: credentials(route),
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

fn credentials(route: &Route) -> String {
    let credentials = match route.auth {
        Auth::None => "none",
        Auth::ApiKey => "API key",
        Auth::Iam => "IAM signature",
        Auth::Cognito => "Cognito token",
    };
    match &route.groups[..] {
        [] => credentials.to_owned(),
        groups => format!("{credentials}, group `{}`", groups.join("` or `")),
    }
}
