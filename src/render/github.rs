//! What deploys a project from GitHub: a workflow, and the role that it takes.

use serde::Serialize;

use super::{api_key, example, templates, yaml};
use crate::model::{Auth, Resource, Route, Service, Stage};
use crate::path::portable;
use crate::text::shell;

/// Where slsgen can be installed from: what follows `cargo install --locked`. Its owner fills it in; none leaves the step out
/// that checks a project.
pub(super) const SLSGEN: Option<&str> = None;

/// `deploy.yml` and `deploy-role.yaml`.
#[derive(Serialize)]
struct View<'a> {
    name: &'a str,
    slsgen: Option<&'static str>,
    stages: Vec<StageView<'a>>,
    tables: Vec<&'a str>,
    /// The output that holds the ID of the key to call with; none if no route takes one.
    key_output: Option<String>,
    /// The services that not every project uses, by their prefix in IAM.
    services: Vec<&'static str>,
    /// What the API has to refuse, if it can't be called for want of credentials.
    refusals: Vec<Refusal>,
}

#[derive(Serialize)]
struct StageView<'a> {
    name: &'a str,
    /// As a YAML scalar.
    quoted: String,
    /// The name that Postman's environment has among the files.
    file: String,
    /// The job that has to be done before.
    after: String,
    /// The variable of the repository that holds the role's ARN.
    role: String,
    /// Whether the stage waits for an approval.
    approved: bool,
}

/// A request without credentials.
#[derive(Serialize)]
pub(super) struct Refusal {
    status: u16,
    method: &'static str,
    /// As a word of the shell.
    path: String,
}

/// Renders `.github/workflows/deploy.yml`.
pub(super) fn workflow(service: &Service) -> String {
    templates::render(".github/workflows/deploy.yml.j2", view(service))
}

/// Renders `.github/deploy-role.yaml`.
pub(super) fn role(service: &Service) -> String {
    templates::render(".github/deploy-role.yaml.j2", view(service))
}

fn view(service: &Service) -> View<'_> {
    let services = [
        ("cognito-idp", service.uses(Auth::Cognito)),
        ("cloudwatch", service.has_metrics()),
        ("sns", service.stages.iter().any(|stage| stage.alarm_email.is_some())),
        ("codedeploy", service.has_canary()),
    ];
    View {
        name: service.name.as_str(),
        slsgen: SLSGEN,
        stages: stages(service),
        tables: service.resources.iter().map(|resource| resource.table.name.as_str()).collect(),
        key_output: service.uses(Auth::ApiKey).then(|| api_key::output(service)),
        services: services.into_iter().filter(|(_, is_used)| *is_used).map(|(name, _)| name).collect(),
        refusals: refusals(service),
    }
}

/// The repository's variable that holds the ARN of a stage's role.
pub(super) fn role_variable(stage: &Stage) -> String {
    format!("DEPLOY_ROLE_{}", stage.name.to_ascii_uppercase().replace('-', "_"))
}

/// In the order of the spec.
fn stages(service: &Service) -> Vec<StageView<'_>> {
    let mut after = "build".to_owned();
    let mut stages = Vec::new();
    for stage in &service.stages {
        let job = format!("deploy-{}", stage.name);
        stages.push(StageView {
            name: &stage.name,
            quoted: yaml::text(&stage.name),
            file: portable(&stage.name),
            after: std::mem::replace(&mut after, job),
            role: role_variable(stage),
            approved: service.is_approved(stage),
        });
    }
    stages
}

/// The requests of all routes that want a token or a signature, which a workflow does not have.
pub(super) fn refusals(service: &Service) -> Vec<Refusal> {
    let of = |resource| move |route| refusal(resource, route);
    service.resources.iter().flat_map(|resource| resource.routes.iter().filter_map(of(resource))).collect()
}

fn refusal(resource: &Resource, route: &Route) -> Option<Refusal> {
    let status = match route.auth {
        Auth::None | Auth::ApiKey => return None,
        Auth::Cognito => 401,
        Auth::Iam => 403,
    };
    Some(Refusal { status, method: route.method.as_str(), path: shell::quoted(&example::path(resource, route)) })
}
