use std::path::PathBuf;

use super::Loaded;
use crate::change::state::TableState;

/// A file that tells what is deployed.
#[derive(Debug)]
pub struct DeployedFile {
    /// As the user named it.
    pub path: PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What is deployed.
#[derive(Debug)]
pub enum Deployed {
    /// An older spec, which is valid.
    Spec(Box<Loaded>),
    /// One table, as `aws dynamodb describe-table` shows it. Its name still ends with the stage.
    Table(Box<TableState>),
}
