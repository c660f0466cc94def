//! What `aws dynamodb describe-table` prints.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::DeployedError;
use crate::change::state::{IndexState, KeyPart, KeyState, ProjectionState, TableState, TtlState};
use crate::model::{Billing, IndexKind, KeyType, Name};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Table {
    #[serde(rename = "TableName")]
    name: String,
    key_schema: Vec<KeyElement>,
    attribute_definitions: Vec<Definition>,
    global_secondary_indexes: Option<Vec<Index>>,
    local_secondary_indexes: Option<Vec<Index>>,
    billing_mode_summary: Option<BillingMode>,
    provisioned_throughput: Option<Throughput>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct KeyElement {
    attribute_name: String,
    key_type: KeyRole,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum KeyRole {
    Hash,
    Range,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Definition {
    attribute_name: String,
    attribute_type: ScalarType,
}

#[derive(Clone, Copy, Deserialize)]
enum ScalarType {
    S,
    N,
    B,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Index {
    #[serde(rename = "IndexName")]
    name: String,
    key_schema: Vec<KeyElement>,
    projection: Projection,
    /// Only of global indexes.
    #[serde(rename = "IndexStatus")]
    status: Option<String>,
    /// Only of global indexes.
    provisioned_throughput: Option<Throughput>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Projection {
    projection_type: ProjectionType,
    non_key_attributes: Option<Vec<String>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum ProjectionType {
    All,
    KeysOnly,
    Include,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct BillingMode {
    billing_mode: Mode,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Mode {
    Provisioned,
    PayPerRequest,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Throughput {
    #[serde(deserialize_with = "units")]
    read_capacity_units: u32,
    #[serde(deserialize_with = "units")]
    write_capacity_units: u32,
}

/// A template may have them as text.
fn units<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let units = value.as_str().map_or_else(|| value.as_u64(), |text| text.parse().ok());
    let units = units.and_then(|units| u32::try_from(units).ok());
    units.ok_or_else(|| D::Error::custom(format!("{value} is not a number of capacity units")))
}

/// A table as AWS describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// What it is.
    pub state: TableState,
    /// The indexes on which DynamoDB still works.
    pub busy: Vec<Name>,
    /// What global indexes take, in read and write units, where that is not by the request.
    pub capacities: Vec<(Name, u32, u32)>,
}

/// The description in a value, with or without the `Table` around it; none if it is something else.
pub(super) fn find(value: &Value) -> Option<Value> {
    if let Some(table) = value.get("Table") {
        return Some(table.clone());
    }
    ["TableName", "KeySchema", "TableArn"].iter().any(|key| value.get(key).is_some()).then(|| value.clone())
}

/// More than any table has: each that the spec lacks is a step of its own.
const MAX_INDEXES: usize = 100;

/// The state that a description tells. What it doesn't tell is the time to live.
pub(super) fn state(description: Value) -> Result<Described, DeployedError> {
    let table: Table =
        serde_json::from_value(description).map_err(|error| DeployedError::Description(error.to_string()))?;
    let lists =
        [(IndexKind::Global, &table.global_secondary_indexes), (IndexKind::Local, &table.local_secondary_indexes)];
    if lists.iter().any(|(_, list)| list.as_ref().is_some_and(|list| list.len() > MAX_INDEXES)) {
        return Err(DeployedError::Description(format!("more than {MAX_INDEXES} indexes")));
    }
    let mut types = BTreeMap::new();
    for definition in &table.attribute_definitions {
        types.insert(definition.attribute_name.as_str(), definition.attribute_type);
    }
    let (mut indexes, mut busy, mut capacities) = (Vec::new(), Vec::new(), Vec::new());
    let billing = billing(&table);
    for (kind, list) in lists {
        for index in list.iter().flatten() {
            let index_name = name("an index", &index.name)?;
            let status = index.status.as_deref().unwrap_or("ACTIVE");
            if status != "ACTIVE" {
                busy.push(index_name.clone());
            }
            if let (Billing::Provisioned { .. }, Some(units)) = (billing, &index.provisioned_throughput) {
                capacities.push((index_name.clone(), units.read_capacity_units, units.write_capacity_units));
            }
            if status != "DELETING" {
                indexes.push(IndexState {
                    name: index_name,
                    kind,
                    key: key(&format!("the index {:?}", index.name), &index.key_schema, &types)?,
                    projection: projection(&index.projection)?,
                });
            }
        }
    }
    let key = key("the table", &table.key_schema, &types)?;
    let state = TableState { key, indexes, ttl: TtlState::Unknown, billing, name: table.name };
    Ok(Described { state, busy, capacities })
}

fn name(what: &'static str, text: &str) -> Result<Name, DeployedError> {
    Name::new(text).map_err(|_| DeployedError::Name(what, text.to_owned()))
}

fn key(of: &str, schema: &[KeyElement], types: &BTreeMap<&str, ScalarType>) -> Result<KeyState, DeployedError> {
    let part = |element: &KeyElement| {
        let text = element.attribute_name.as_str();
        let defined = types.get(text).ok_or_else(|| DeployedError::Undefined(text.to_owned()))?;
        let key_type = match defined {
            ScalarType::S => KeyType::String,
            ScalarType::N => KeyType::Number,
            ScalarType::B => KeyType::Binary,
        };
        Ok(KeyPart { name: name("a key attribute", text)?, key_type })
    };
    let of_role = |role| schema.iter().filter(move |element| element.key_type == role).collect::<Vec<_>>();
    match (of_role(KeyRole::Hash).as_slice(), of_role(KeyRole::Range).as_slice()) {
        ([partition], []) => Ok(KeyState { partition: part(partition)?, sort: None }),
        ([partition], [sort]) => Ok(KeyState { partition: part(partition)?, sort: Some(part(sort)?) }),
        _ => Err(DeployedError::Key(of.to_owned())),
    }
}

fn projection(projection: &Projection) -> Result<ProjectionState, DeployedError> {
    let names = || projection.non_key_attributes.iter().flatten();
    Ok(match projection.projection_type {
        ProjectionType::All => ProjectionState::All,
        ProjectionType::KeysOnly => ProjectionState::KeysOnly,
        ProjectionType::Include => {
            let names = names().map(|text| name("a projected attribute", text)).collect::<Result<Vec<_>, _>>()?;
            ProjectionState::include(names.into_iter())
        }
    })
}

/// A table without a summary was never on demand.
fn billing(table: &Table) -> Billing {
    let mode = table.billing_mode_summary.as_ref().map_or(Mode::Provisioned, |summary| summary.billing_mode);
    match &table.provisioned_throughput {
        Some(units) if mode == Mode::Provisioned => {
            Billing::Provisioned { read: units.read_capacity_units, write: units.write_capacity_units }
        }
        _ => Billing::OnDemand,
    }
}
