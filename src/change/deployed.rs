//! `--against`: a state that is deployed, in place of the spec that was generated last.
//!
//! What AWS says is as little trusted as what people write: whatever a file holds, there is an answer.

mod description;
mod template;
mod yaml;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use description::Described;
pub use template::{Template, TemplateTable};

use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::state::TableState;
use super::{ChangeCode, Finding, SpecRevision, indexes, intermediate, words};
use crate::model::{Billing, Resource, Service};

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
        "this is neither what `aws cloudformation get-template` or `aws dynamodb describe-table` prints, nor a template of \
         slsgen, nor a spec that this version takes; `slsgen validate` tells what is wrong with a spec"
    )]
    Spec,
    /// It is no text.
    #[error("this is no text in UTF-8 or UTF-16")]
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

/// What AWS says; none if the text is something else.
pub(crate) fn said(text: &str) -> Option<Result<Said, DeployedError>> {
    let json = serde_json::from_str(text).ok();
    if json.is_none()
        && let Some(form) = other_form(text)
    {
        return Some(Err(DeployedError::Form(form)));
    }
    let value = json.or_else(|| yaml::to_json(text))?;
    if let Some(template) = template::find(&value) {
        return Some(template::read(&template).map(Said::Template));
    }
    let described = description::find(&value)?;
    Some(description::state(described).map(Said::Table))
}

/// What the AWS CLI prints by another `--output`.
fn other_form(text: &str) -> Option<&'static str> {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let second = lines.next().unwrap_or_default();
    let has_tab =
        |words: &[&str]| words.iter().any(|word| first.strip_prefix(word).is_some_and(|rest| rest.starts_with('\t')));
    if has_tab(&["TABLE", "TEMPLATEBODY", "STAGESAVAILABLE", "ATTRIBUTEDEFINITIONS"]) {
        return Some("text");
    }
    if first.len() > 10 && first.bytes().all(|byte| byte == b'-') && second.starts_with('|') {
        return Some("a table");
    }
    let is_yaml = |key: &str| first == key && second.starts_with([' ', '-']) || first.starts_with(&format!("{key} "));
    ["Table:", "TemplateBody:", "StagesAvailable:"].iter().any(|key| is_yaml(key)).then_some("YAML")
}

/// A file as text: Windows PowerShell writes UTF-16 with a byte order mark.
pub(crate) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, DeployedError> {
    let utf_16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        let text = String::from_utf16(&units).ok().filter(|_| rest.is_empty());
        text.map(Cow::Owned).ok_or(DeployedError::NotText)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [_, 0, ..] => utf_16(bytes, u16::from_le_bytes),
        [0, _, ..] => utf_16(bytes, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => str::from_utf8(rest).map(Cow::Borrowed).map_err(|_| DeployedError::NotText),
        _ => str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| DeployedError::NotText),
    }
}

/// Compares a deployed table with the resource that it belongs to.
pub fn against(described: &Described, new: &SpecRevision<'_>) -> Result<Against, DeployedError> {
    let deployed = &described.state;
    let (resource, of_stage) = resource_of(deployed, new.service)?;
    let state = TableState { name: resource.table.name.clone(), ..deployed.clone() };
    let mut report = Report::new(None, new.source);
    let location = report.resource(None, Some(resource));
    super::table::compare(&mut report, &location, &state, &TableState::of(resource), super::table::Naming::Own);
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
pub fn as_it_runs(service: &Service, tables: &[TemplateTable], new: &SpecRevision<'_>) -> (Service, Vec<Finding>) {
    let mut running = service.clone();
    let mut report = Report::new(None, new.source);
    for resource in &mut running.resources {
        let name = &resource.table.name;
        let is_it = |table: &&TemplateTable| {
            let rest = table.state.name.strip_prefix(name.as_str());
            rest.is_some_and(|rest| rest.is_empty() || service.stages.iter().any(|it| *rest == format!("-{}", it.name)))
        };
        let Some(table) = tables.iter().find(is_it) else { continue };
        let said = TableState::of(resource);
        let billing = if table.is_billing_known { table.state.billing } else { said.billing };
        let table = TableState { name: name.clone(), billing, ..table.state.clone() };
        let differences = words::differences(&said, &table);
        if differences.is_empty() {
            continue;
        }
        let here = new.service.resources.iter().find(|here| here.table.name == *name);
        let differs = differences.join(", ");
        report.add(
            ChangeCode::StackDiffers,
            &report.resource(None, here).key("table"),
            [name, &differs],
            Explanation {
                message: format!("the deployed table `{name}` is not as the spec of its stack has it: {differs}"),
                effect: "the table counts, as it is what runs",
                help: &[],
            },
        );
        intermediate::apply(resource, &table);
    }
    (running, report.sorted())
}

/// The logical IDs of a template of slsgen: of its resources of these types, and of its tables by their names.
#[must_use]
pub fn ids(template: &str) -> Option<TemplateIds> {
    let template = yaml::to_json(template)?;
    let of_type = |kind: &str| {
        let resources = template["Resources"].as_object().into_iter().flatten();
        resources.filter(|(_, resource)| resource["Type"] == kind).map(|(id, _)| id.clone()).next()
    };
    let tables = template::read(&template).ok()?.tables;
    Some(TemplateIds {
        api: of_type("AWS::Serverless::Api"),
        api_key: of_type("AWS::ApiGateway::ApiKey"),
        user_pool: of_type("AWS::Cognito::UserPool"),
        tables: tables.into_iter().map(|table| (table.state.name, table.id)).collect(),
    })
}

/// The logical IDs of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateIds {
    /// The API's.
    pub api: Option<String>,
    /// The API key's.
    pub api_key: Option<String>,
    /// The user pool's.
    pub user_pool: Option<String>,
    /// Each table's, by its name without the stage.
    pub tables: BTreeMap<String, String>,
}

/// What a person changed in the tables of `template.yaml`, of `old` as it was generated, that CloudFormation can't change
/// or that kept their items. The service is that of the spec.
#[must_use]
pub fn edited(old: &str, edited: &str, spec: &SpecRevision<'_>) -> Vec<Finding> {
    let Some(Ok(Said::Template(old))) = said(old) else { return Vec::new() };
    let edited = match said(edited) {
        Some(Ok(Said::Template(edited))) => Ok(edited.tables),
        Some(Err(DeployedError::TemplateTable(id, why))) => Err((id, why)),
        // What is no template fails at its deployment.
        _ => return Vec::new(),
    };
    let mut report = Report::new(None, spec.source);
    for before in &old.tables {
        let name = &before.state.name;
        let resource = spec.service.resources.iter().find(|resource| resource.table.name == *name);
        let location = report.resource(None, resource).key("table");
        let found = match &edited {
            Err((id, why)) if *id == before.id => Some(why.clone()),
            Err(_) => continue,
            Ok(tables) => match tables.iter().find(|table| table.id == before.id) {
                None => Some("it is not in the template any more".to_owned()),
                Some(after) => {
                    guards(&mut report, &location, before, after);
                    let differences = words::fixed_differences(&before.state, &after.state);
                    (!differences.is_empty()).then(|| differences.join(", "))
                }
            },
        };
        if let Some(found) = found {
            let said = Explanation {
                message: format!("somebody edited the table `{name}` in template.yaml: {found}"),
                effect: "CloudFormation can't change that: it makes a new table, which is empty, or refuses to",
                help: &["take the edit back, and change the spec instead", "or approve it, if nothing is stored yet"],
            };
            report.add(ChangeCode::TableEdited, &location, [&before.id, &found], said);
        }
    }
    report.sorted()
}

fn guards(report: &mut Report, location: &SpecLocation, before: &TemplateTable, after: &TemplateTable) {
    for ((name, was), (_, is)) in before.guards.iter().zip(&after.guards).filter(|((_, was), (_, is))| was != is) {
        let table = &before.state.name;
        let (was, is) = (was.to_string(), is.to_string());
        let said = Explanation {
            message: format!(
                "somebody edited `{name}` of the table `{table}` in template.yaml: {is} in place of {was}"
            ),
            effect: "it decides whether items are kept when their table or its stack is deleted",
            help: &["take the edit back; `deletion_protection` and `data` of a stage say it in the spec"],
        };
        report.add(ChangeCode::GuardEdited, location, [&format!("{} {name} {was}", before.id), &is], said);
    }
}
