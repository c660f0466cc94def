//! `--against`: a state that is deployed, in place of the spec that was generated last.
//!
//! What AWS says is as little trusted as what people write: whatever a file holds, there is an answer.

mod description;
mod edits;
mod form;
mod template;
mod yaml;

pub use description::Described;
pub use edits::{TemplateIds, edited, ids};
pub(crate) use form::{said, text};
pub use template::{Template, TemplateTable};

use super::report::{Explanation, Report};
use super::state::TableState;
use super::{ChangeCode, Finding, SpecRevision, indexes, intermediate, words};
use crate::model::{Billing, LogicalIds, Resource, Service};

/// What follows from one deployed table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Against {
    /// What changes for it, as [`super::changes`] would say it.
    pub findings: Vec<Finding>,
    /// Its state under the name that the spec has for it, to take steps from.
    pub state: TableState,
    /// The stage that it is of.
    pub stage: String,
}

/// What AWS says of a stack or of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// One table.
    Table(Described),
    /// The template of a stack.
    Template(Template),
}

/// Why the description of a table is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeployedError {
    /// It is not a description of a table, and no valid spec either.
    #[error(
        "this is not what `aws cloudformation get-template` or `aws dynamodb describe-table` prints, not a template of slsgen, \
         and not a spec that this version takes; `slsgen validate` tells what is wrong with a spec"
    )]
    Spec,
    /// It is no text.
    #[error("this is not text in UTF-8 or UTF-16")]
    NotText,
    /// It is what the AWS CLI prints in another form, which does not hold all of it.
    #[error("this is what the AWS CLI prints as {0}, which can't be read back; print it again with `--output json`")]
    Form(&'static str),
    /// A table of a template that can't be read: its logical ID, and why.
    #[error("the table {0} of the template can't be read: {1}")]
    TemplateTable(String, String),
    /// The spec in a template's metadata is none, or one of a later version.
    #[error("the template says that it was generated from a spec which this version can't read")]
    Metadata,
    /// A template of a version that did not write the spec into it.
    #[error(
        "the template does not say what spec it was generated from, as those before 0.6.0 don't; give that spec, or what \
         `aws dynamodb describe-table` prints"
    )]
    NoMetadata,
    /// A template is the same for every stage, and its steps are not.
    #[error("say which stage the stack is of: `--stage {}`", .0.join("`, `--stage "))]
    WhichStage(Vec<String>),
    /// The spec has no such stage; with those that it has.
    #[error("the spec has no stage {0:?}: its stages are {known}", known = .1.join(", "))]
    NoStage(String, Vec<String>),
    /// It is not what `aws dynamodb describe-table` prints; with the reason.
    #[error("this is not what `aws dynamodb describe-table` prints: {0}")]
    Description(String),
    /// A name that no spec can have: of what, and the name.
    #[error("the deployed table has {0} {1:?}, a name that no spec can have")]
    Name(&'static str, String),
    /// The key of the table or an index that has other than one or two parts.
    #[error("the key of {0} is not a partition key with or without one sort key")]
    Key(String),
    /// A key attribute without a definition.
    #[error("the deployed table doesn't define the type of its key attribute {0:?}")]
    Undefined(String),
    /// No table of the spec is called so; with those that are.
    #[error("the spec has no table {0:?}: its tables are {known}", known = .1.join(", "))]
    NoTable(String, Vec<String>),
}

/// Compares a deployed table with the resource that it belongs to.
pub fn against(described: &Described, new: &SpecRevision<'_>) -> Result<Against, DeployedError> {
    let deployed = &described.state;
    let (resource, of_stage) = resource_of(deployed, new.service)?;
    let state = TableState { name: resource.table.name.clone(), ..deployed.clone() };
    let mut report = Report::new(None, new.source);
    let location = report.resource(None, Some(resource));
    super::table::compare(&mut report, &location, &state, &TableState::of(resource), super::table::Naming::Same);
    let location = location.key("table").key("indexes");
    for name in &described.busy {
        indexes::busy(&mut report, &location.key(name.as_str()), name);
    }
    if let Billing::Provisioned { read, write } = resource.table.billing {
        for (name, read_now, write_now) in &described.capacities {
            if read < *read_now || write < *write_now {
                indexes::weakened(
                    &mut report,
                    &location.key(name.as_str()),
                    name,
                    [(*read_now, *write_now), (read, write)],
                );
            }
        }
    }
    Ok(Against { findings: report.sorted(), state, stage: of_stage })
}

fn resource_of<'a>(deployed: &TableState, service: &'a Service) -> Result<(&'a Resource, String), DeployedError> {
    let of_stage = |resource: &'a Resource| {
        let named = |stage: &&str| deployed.name == format!("{}-{stage}", resource.table.name);
        let stages = service.stages.iter().map(|stage| stage.name.as_str());
        stages.filter(named).map(|stage| (resource, stage.to_owned())).next()
    };
    service.resources.iter().find_map(of_stage).ok_or_else(|| {
        let names = |resource: &Resource| -> Vec<String> {
            service.stages.iter().map(|stage| format!("{}-{}", resource.table.name, stage.name)).collect()
        };
        DeployedError::NoTable(deployed.name.clone(), service.resources.iter().flat_map(names).collect())
    })
}

/// The service of a stack as its tables run, and what is said where they are not as its spec has them.
#[must_use]
pub fn as_it_runs(
    service: &Service,
    tables: &[TemplateTable],
    new: &SpecRevision<'_>,
    ids: &LogicalIds,
) -> (Service, Vec<Finding>) {
    let mut running = service.clone();
    let mut report = Report::new(None, new.source);
    for resource in &mut running.resources {
        let name = &resource.table.name;
        let is_it = |table: &&TemplateTable| {
            let rest = table.state.name.strip_prefix(name.as_str());
            rest.is_some_and(|rest| rest.is_empty() || service.stages.iter().any(|it| *rest == format!("-{}", it.name)))
        };
        let here = new.service.resources.iter().find(|here| here.table.name == *name);
        let id = here.map(|here| ids.table(here)).unwrap_or_default();
        let of_id = || tables.iter().find(|table| table.id == id);
        let Some(table) = tables.iter().find(is_it).or_else(of_id) else { continue };
        if here.is_some() && table.id != id {
            let location = report.resource(None, here).key("table");
            let said = Explanation {
                message: format!(
                    "the deployed table `{name}` has the logical ID {}, and the project has {id}",
                    table.id
                ),
                effect: "CloudFormation makes a table for another logical ID, and fails, as the name is in use",
                help: &["call the table in template.yaml as it is called in the stack"],
            };
            report.add(ChangeCode::ResourceRecreated, &location, [&table.id, id], said);
        }
        let said = TableState::of(resource);
        let billing = if table.is_billing_known { table.state.billing } else { said.billing };
        let is_named = is_it(&table);
        let table_name = if is_named { name.clone() } else { table.state.name.clone() };
        let table = TableState { name: table_name, billing, ..table.state.clone() };
        let mut differences = words::differences(&said, &table);
        if !is_named {
            differences.push(format!("its name is `{}`", table.name));
        }
        if differences.is_empty() {
            continue;
        }
        let differs = differences.join(", ");
        report.add(
            ChangeCode::StackDiffers,
            &report.resource(None, here).key("table"),
            [name, &differs],
            Explanation {
                message: format!("the deployed table `{name}` differs from the spec of its stack: {differs}"),
                effect: "the table counts, as it is what runs",
                help: &[],
            },
        );
        resource.table.name.clone_from(&table.name);
        intermediate::apply(resource, &table);
    }
    (running, report.sorted())
}
