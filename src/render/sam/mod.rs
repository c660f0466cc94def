//! The SAM template and its `samconfig.toml`: what deploys a project.
//!
//! One stack per stage. What varies by stage stands in the template's `Stages` mapping, what is
//! looked up by nothing does not stand there at all.

mod alarm;
mod auth;
mod data;
mod event;
mod event_id;
mod gateway;
mod keys;
mod metadata;
mod policy;
mod scalar;
mod setting;
mod stage;
mod table;
mod throttling;
mod unique_ids;
mod watch;

use serde::Serialize;

use super::templates;
use crate::model::{Frozen, LogicalIds, Service, Stage};
use crate::text::digest::digest;
use auth::AuthView;
use data::DataView;
use event::EventView;
use gateway::GatewayResponse;
use keys::KeyView;
use metadata::MetadataView;
use policy::Statement;
use scalar::Scalar;
use setting::Setting;
use stage::StageView;
use table::TableView;
use throttling::ThrottlingView;
use watch::WatchView;

/// `template.yaml`.
#[derive(Debug, Serialize)]
struct TemplateView<'a> {
    name: Scalar,
    description: Scalar,
    ids: IdsView<'a>,
    /// The crate's folder, from the template's.
    code_uri: &'static str,
    /// The first stage is the default.
    stages: Vec<StageView>,
    architecture: &'static str,
    memory: u32,
    timeout: u32,
    cors: bool,
    cors_max_age: bool,
    /// Looked up by stage if there is none.
    gateway_origin: Option<Scalar>,
    several_origins: bool,
    throttling: ThrottlingView,
    watch: WatchView,
    /// Changes with whatever the stages look up.
    settings_digest: String,
    data: DataView,
    auth: AuthView,
    /// None if no route takes a key.
    keys: Vec<KeyView>,
    /// Whose key is whose, in a `!Sub`.
    clients: Option<String>,
    gateway_responses: Vec<GatewayResponse>,
    events: Vec<EventView>,
    statements: Vec<Statement>,
    tables: Vec<TableView>,
    /// Some POST takes an `Idempotency-Key`.
    idempotency: Option<IdempotencyView>,
    metadata: MetadataView,
}

/// Logical IDs, which no two versions of slsgen choose differently for what was deployed.
#[derive(Debug, Serialize)]
struct IdsView<'a> {
    api: &'a str,
    /// The API in a `!Sub`.
    api_variable: String,
    /// Empty if no route takes a token.
    user_pool: &'a str,
    groups: Vec<GroupView<'a>>,
}

/// A group of the user pool.
#[derive(Debug, Serialize)]
struct GroupView<'a> {
    id: &'a str,
    name: Scalar,
}

/// The table of what requests with an `Idempotency-Key` made.
#[derive(Debug, Serialize)]
struct IdempotencyView {
    id: &'static str,
    variable: &'static str,
    name: String,
}

/// Where a template lies in a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TemplateFolder {
    /// `template.yaml`.
    Root,
    /// One of the templates in `deploy/`.
    Deploy,
    /// One of the templates in a folder of `deploy/`, which is a stage's.
    DeployStage,
}

/// Renders a template. `spec` is the text that the project is generated from.
pub(super) fn template(service: &Service, spec: &str, frozen: &Frozen, place: TemplateFolder) -> String {
    let ids = &frozen.ids;
    let mut tables = Vec::new();
    let mut statements = Vec::new();
    for resource in &service.resources {
        let id = ids.table(resource);
        statements.extend(policy::statements(resource, id));
        tables.push(TableView::new(resource, id.to_owned(), &frozen.projections));
    }
    let idempotency = service.idempotency().map(|_| IdempotencyView {
        id: LogicalIds::IDEMPOTENCY,
        variable: Service::IDEMPOTENCY_VARIABLE,
        name: service.idempotency_table(),
    });
    statements.extend(idempotency.as_ref().map(|table| policy::records(table.id)));
    let stages = stage::stages(service);
    let settings = serde_json::to_string(&stages).expect("settings have string keys and can't fail");
    let view = TemplateView {
        name: Scalar::text(service.name.as_str()),
        description: description(service),
        ids: IdsView {
            api: ids.api(),
            api_variable: format!("${{{}}}", ids.api()),
            user_pool: ids.user_pool(),
            groups: service
                .groups()
                .into_iter()
                .map(|name| GroupView { id: ids.group(name), name: Scalar::text(name) })
                .collect(),
        },
        code_uri: match place {
            TemplateFolder::Root => ".",
            TemplateFolder::Deploy => "..",
            TemplateFolder::DeployStage => "../..",
        },
        settings_digest: format!("{:08x}", digest([settings.as_str()])),
        stages,
        architecture: service.function.architecture.as_str(),
        memory: service.function.memory,
        timeout: service.function.timeout,
        cors: service.has_cors(),
        cors_max_age: service.has_cors_max_age(),
        gateway_origin: gateway::common_origin(service),
        several_origins: gateway::serves_several_origins(service),
        throttling: ThrottlingView::new(service),
        watch: WatchView::new(service, ids),
        data: DataView::new(service),
        auth: AuthView::new(service),
        keys: keys::keys(service, ids),
        clients: keys::clients(service, ids),
        gateway_responses: gateway::responses(service),
        events: event::events(service),
        statements,
        tables,
        idempotency,
        metadata: MetadataView::new(spec),
    };
    templates::render("template.yaml.j2", view)
}

/// CloudFormation takes at most so many bytes.
const DESCRIPTION_MAX: usize = 1024;

/// The spec's description, cut where CloudFormation would refuse it. What looks like a variable of
/// `!Sub` is kept apart: cfn-lint takes it for one that was forgotten.
fn description(service: &Service) -> Scalar {
    let text = match &service.description {
        None => format!("The {} API on Lambda and DynamoDB", service.name),
        Some(text) => text.replace("${", "$ {"),
    };
    Scalar::text(&text[..text.floor_char_boundary(DESCRIPTION_MAX)])
}

/// `samconfig.toml`. The names in it need no escape: letters, digits and hyphens.
#[derive(Debug, Serialize)]
struct ConfigView<'a> {
    name: &'a str,
    stages: Vec<ConfigStage<'a>>,
}

#[derive(Debug, Serialize)]
struct ConfigStage<'a> {
    name: &'a str,
    /// A person looks at the change before it reaches tables that are protected.
    confirm: Scalar,
}

impl<'a> From<&'a Stage> for ConfigStage<'a> {
    fn from(stage: &'a Stage) -> Self {
        Self { name: &stage.name, confirm: Scalar::flag(stage.deletion_protection) }
    }
}

/// Renders `samconfig.toml`.
pub(super) fn config(service: &Service) -> String {
    let stages = service.stages.iter().map(ConfigStage::from).collect();
    templates::render("samconfig.toml.j2", ConfigView { name: service.name.as_str(), stages })
}
