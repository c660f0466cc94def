use std::path::PathBuf;

use super::Loaded;
use crate::change::deployed::{Described, Template};

/// A file that tells what is deployed.
#[derive(Debug)]
pub struct DeployedFile {
    /// As the user named it.
    pub path: PathBuf,
    /// The stage that it is of, where the user said so.
    pub stage: Option<String>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl DeployedFile {
    /// More than a template that CloudFormation takes, in UTF-16.
    pub const MAX_BYTES: usize = 4 << 20;
}

/// What is deployed.
#[derive(Debug)]
pub enum Deployed {
    /// An older spec, which is valid.
    Spec(Box<Loaded>),
    /// One table, as `aws dynamodb describe-table` shows it. Its name still ends with the stage.
    Table(Box<Described>),
    /// The template of a stack.
    Template(Box<Template>),
}
