//! What people did to `template.yaml`, and what it still says.

use std::collections::BTreeMap;

use serde_json::Value;

use super::template::{self, TemplateTable};
use super::{DeployedError, Said, said, yaml};
use crate::change::report::{Explanation, Report};
use crate::change::spec_location::SpecLocation;
use crate::change::state::TtlState;
use crate::change::{ChangeCode, Finding, SpecRevision, words};

/// The logical IDs of a template of slsgen: of its resources of these types, and of its tables by their names.
#[must_use]
pub fn ids(template: &str) -> Option<TemplateIds> {
    let template = yaml::to_json(template)?;
    let of_type = |kind: &str| {
        let resources = template["Resources"].as_object().into_iter().flatten();
        resources.filter(|(_, resource)| resource["Type"] == kind).map(|(id, _)| id.clone()).next()
    };
    let resources = template["Resources"].as_object().into_iter().flatten();
    let groups = resources.filter(|(_, resource)| resource["Type"] == "AWS::Cognito::UserPoolGroup");
    let name = |group: &Value| group["Properties"]["GroupName"].as_str().map(str::to_owned);
    let keys = template["Resources"].as_object().into_iter().flatten();
    let keys = keys.filter(|(_, resource)| resource["Type"] == "AWS::ApiGateway::ApiKey");
    let keys = keys.filter_map(|(id, key)| Some((client(key)?.to_owned(), id.clone()))).collect();
    let tables = template::read(&template).ok()?.tables;
    Some(TemplateIds {
        api: of_type("AWS::Serverless::Api"),
        api_key: of_type("AWS::ApiGateway::ApiKey"),
        keys,
        user_pool: of_type("AWS::Cognito::UserPool"),
        groups: groups.filter_map(|(id, group)| Some((name(group)?, id.clone()))).collect(),
        tables: tables.into_iter().map(|table| (table.state.name, table.id)).collect(),
    })
}

/// Whose API key it is: a tag says so.
fn client(key: &Value) -> Option<&str> {
    let tags = key["Properties"]["Tags"].as_array()?;
    tags.iter().find(|tag| tag["Key"] == "Client")?["Value"].as_str()
}

/// The logical IDs of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateIds {
    /// The API's.
    pub api: Option<String>,
    /// The API key's, where there is one for all clients.
    pub api_key: Option<String>,
    /// Each client's API key's, by the client's name.
    pub keys: BTreeMap<String, String>,
    /// The user pool's.
    pub user_pool: Option<String>,
    /// Each group's of the user pool, by its name.
    pub groups: BTreeMap<String, String>,
    /// Each table's, by its name without the stage.
    pub tables: BTreeMap<String, String>,
}

/// What a person changed in the tables of `template.yaml`, of `old` as it was generated, that CloudFormation can't change
/// or that kept their items. The service is that of the spec.
#[must_use]
pub fn edited(old: &str, edited: &str, spec: &SpecRevision<'_>) -> Vec<Finding> {
    let Some(Ok(Said::Template(old))) = said(old) else { return Vec::new() };
    let mut protected = old.protected.clone();
    let edited = match said(edited) {
        Some(Ok(Said::Template(edited))) => {
            protected = edited.protected;
            Ok(edited.tables)
        }
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
                    let mut differences = words::fixed_differences(&before.state, &after.state);
                    if let TtlState::On(name) = &after.state.ttl
                        && before.state.ttl != after.state.ttl
                    {
                        differences.push(format!("its items expire at `{name}`, and DynamoDB deletes what is past"));
                    }
                    if let Some(condition) = after.condition.as_ref().filter(|_| before.condition.is_none()) {
                        differences.push(format!("it is there on the condition {condition} alone"));
                    }
                    (!differences.is_empty()).then(|| differences.join(", "))
                }
            },
        };
        if let Some(found) = found {
            let said = Explanation {
                message: format!("somebody edited the table `{name}` in template.yaml: {found}"),
                effect: "CloudFormation makes a new table, which is empty, or refuses to; or stored items go",
                help: &["take the edit back, and change the spec instead", "or approve it, if nothing is stored yet"],
            };
            report.add(ChangeCode::TableEdited, &location, [&before.id, &found], said);
        }
    }
    for stage in old.protected.iter().filter(|stage| !protected.contains(stage)) {
        let said = Explanation {
            message: format!("somebody edited the mapping of `{stage}` in template.yaml: its tables are not protected"),
            effect: "anyone who may delete a table can delete them with their items",
            help: &["take the edit back; `deletion_protection` of a stage says it in the spec"],
        };
        let location = SpecLocation::root().key("stages").key(stage);
        report.add(ChangeCode::GuardEdited, &location, [stage, "false"], said);
    }
    report.sorted()
}

fn guards(report: &mut Report, location: &SpecLocation, before: &TemplateTable, after: &TemplateTable) {
    // What keeps more than before is no loss.
    let is_kept = |is: &Value| *is == "Retain" || *is == true;
    let guards = before.guards.iter().zip(&after.guards);
    for ((name, was), (_, is)) in guards.filter(|((_, was), (_, is))| was != is && !is_kept(is)) {
        let table = &before.state.name;
        let words = |value: &Value| match value {
            Value::Null => "nothing".to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let (was, is) = (words(was), words(is));
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
