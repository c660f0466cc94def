//! `--against`: a state that is deployed, in place of the spec that was generated last.
//!
//! What AWS says is as little trusted as what people write: whatever a file holds, there is an answer.

mod description;

use super::state::TableState;
use super::{Finding, SpecRevision};
use crate::model::{Resource, Service};

/// What follows from one deployed table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Against {
    /// What changes for it, as [`super::changes`] would say it.
    pub findings: Vec<Finding>,
    /// Its state under the name that the spec has for it, to take steps from.
    pub state: TableState,
}

/// Why the description of a table is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeployedError {
    /// It is not a description of a table, and no valid spec either.
    #[error(
        "this is neither what `aws dynamodb describe-table` prints nor a spec that this version takes; \
         `slsgen validate` tells what is wrong with a spec"
    )]
    Spec,
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

/// The state of the table that a file describes; none if the file is something else.
pub(crate) fn describes(bytes: &[u8]) -> Option<Result<TableState, DeployedError>> {
    description::find(bytes).map(description::state)
}

/// Compares a deployed table with the resource that it belongs to.
pub fn against(deployed: &TableState, new: &SpecRevision<'_>) -> Result<Against, DeployedError> {
    let resource = resource_of(deployed, new.service)?;
    let state = TableState { name: resource.table.name.clone(), ..deployed.clone() };
    Ok(Against { findings: super::table_changes(&state, resource, new), state })
}

fn resource_of<'a>(deployed: &TableState, service: &'a Service) -> Result<&'a Resource, DeployedError> {
    let names = |resource: &Resource| -> Vec<String> {
        service.stages.iter().map(|stage| format!("{}-{}", resource.table.name, stage.name)).collect()
    };
    service.resources.iter().find(|resource| names(resource).contains(&deployed.name)).ok_or_else(|| {
        let all = service.resources.iter().flat_map(names).collect();
        DeployedError::NoTable(deployed.name.clone(), all)
    })
}
