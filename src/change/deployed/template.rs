//! A CloudFormation template that slsgen generated, or what `aws cloudformation get-template` prints of one.

use semver::Version;
use serde_json::{Map, Value};

use super::{DeployedError, description, yaml};
use crate::change::state::{TableState, TtlState};
use crate::model::Name;

/// What a template tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The spec that it was generated from, as JSON. There is none before 0.6.0.
    pub spec: Option<String>,
    /// The version of slsgen that generated it.
    pub version: Option<Version>,
    /// The tables that it makes.
    pub tables: Vec<TemplateTable>,
    /// The stages whose tables are protected from deletion.
    pub protected: Vec<String>,
}

/// A table of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateTable {
    /// Its logical ID.
    pub id: String,
    /// Its name ends with the stage where that is written out, and not where it is filled in.
    pub state: TableState,
    /// Whether it is written out how the table is paid for, as the state then has it.
    pub is_billing_known: bool,
    /// On what condition it is there, if on one.
    pub condition: Option<String>,
    /// What keeps its items when the table or the stack goes: the values of properties, by name.
    pub guards: Vec<(&'static str, Value)>,
}

/// The template in a text; none if the text is something else.
pub(super) fn find(value: &Value) -> Option<Value> {
    match value.get("TemplateBody") {
        Some(Value::String(body)) => yaml::to_json(body).filter(is_template),
        Some(body) => Some(body.clone()).filter(is_template),
        None => Some(value.clone()).filter(is_template),
    }
}

fn is_template(value: &Value) -> bool {
    value.get("Resources").is_some_and(Value::is_object)
}

/// Reads a template.
pub(super) fn read(template: &Value) -> Result<Template, DeployedError> {
    let metadata = template.pointer("/Metadata/Slsgen");
    let said = |key: &str| metadata.and_then(|metadata| metadata.get(key)).and_then(Value::as_str);
    let resources = template["Resources"].as_object().into_iter().flatten();
    let tables = resources.filter(|(_, resource)| resource["Type"] == "AWS::DynamoDB::Table");
    Ok(Template {
        spec: said("Spec").map(ascii_to_text),
        version: said("Version").and_then(|version| version.parse().ok()),
        tables: tables.map(|(id, resource)| table(id, resource)).collect::<Result<_, _>>()?,
        protected: template["Mappings"]["Stages"]
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(_, settings)| settings["DeletionProtection"] == true)
            .map(|(stage, _)| stage.clone())
            .collect(),
    })
}

/// YAML reads no pair of `\u` escapes as JSON does. What is no JSON stays as it is, and is found to be no spec.
fn ascii_to_text(spec: &str) -> String {
    serde_json::from_str(spec).map_or_else(|_| spec.to_owned(), |spec: Value| spec.to_string())
}

/// A table has the properties of a description, but for the time to live and how it is paid for.
fn table(id: &str, resource: &Value) -> Result<TemplateTable, DeployedError> {
    let unread = |why: String| DeployedError::TemplateTable(id.to_owned(), why);
    let properties = &resource["Properties"];
    let mut table: Map<String, Value> = properties.as_object().cloned().unwrap_or_default();
    let name = match &properties["TableName"] {
        Value::String(name) => name.clone(),
        name => match name["Fn::Sub"].as_str().and_then(|name| name.strip_suffix("-${Stage}")) {
            Some(name) => name.to_owned(),
            None => return Err(unread("its name is not a text, or does not end with `-${Stage}`".to_owned())),
        },
    };
    table.insert("TableName".to_owned(), Value::from(name));
    // Capacities may follow from the stage or a parameter.
    let mut is_billing_known = take_unread_capacity(&mut table);
    for list in ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"] {
        for index in table.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            index.as_object_mut().map(take_unread_capacity);
        }
    }
    if table.get("BillingMode").is_some_and(|mode| !mode.is_string()) {
        table.remove("BillingMode");
        is_billing_known = false;
    }
    if let Some(mode) = table.remove("BillingMode") {
        table
            .insert("BillingModeSummary".to_owned(), Value::Object(Map::from_iter([("BillingMode".to_owned(), mode)])));
    }
    let ttl = match &properties["TimeToLiveSpecification"] {
        Value::Null => TtlState::Off,
        ttl if ttl["Enabled"] == false => TtlState::Off,
        ttl => match ttl["AttributeName"].as_str().and_then(|name| Name::new(name).ok()) {
            Some(name) => TtlState::On(name),
            None => return Err(unread("its time to live is not the name of an attribute".to_owned())),
        },
    };
    let described = description::state(Value::Object(table)).map_err(|error| match error {
        DeployedError::Description(why) => unread(why),
        DeployedError::Undefined(name) => unread(format!("it does not define the type of its key attribute {name:?}")),
        other => unread(other.to_string()),
    })?;
    let recovery = &properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"];
    let guards = vec![
        ("DeletionPolicy", resource["DeletionPolicy"].clone()),
        ("UpdateReplacePolicy", resource["UpdateReplacePolicy"].clone()),
        ("DeletionProtectionEnabled", properties["DeletionProtectionEnabled"].clone()),
        ("PointInTimeRecoveryEnabled", recovery.clone()),
    ];
    let condition = resource["Condition"].as_str().map(str::to_owned);
    let state = TableState { ttl, ..described.state };
    Ok(TemplateTable { id: id.to_owned(), state, is_billing_known, condition, guards })
}

/// Takes a capacity out that is not written out; whether there was none of these.
fn take_unread_capacity(of: &mut Map<String, Value>) -> bool {
    const KEY: &str = "ProvisionedThroughput";
    let is_read = |units: &Value| units.is_number() || units.as_str().is_some_and(|text| text.parse::<u32>().is_ok());
    let is_known = of.get(KEY).is_none_or(|capacity| capacity.as_object().is_some_and(|it| it.values().all(is_read)));
    if !is_known {
        of.remove(KEY);
    }
    is_known
}
