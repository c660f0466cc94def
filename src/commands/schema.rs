use schemars::schema_for;

use super::report::Report;
use super::terminal;
use crate::cli::{SchemaArgs, SchemaOf};
use crate::error::Error;
use crate::report::{CheckView, PlanView};
use crate::spec;

/// Prints a JSON Schema.
pub(super) fn run(arguments: &SchemaArgs) -> Result<(), Error> {
    match arguments.of {
        SchemaOf::Spec => terminal::print_json(&spec::schema()),
        SchemaOf::Validate => terminal::print_json(&schema_for!(Report<'_>)),
        SchemaOf::Plan => terminal::print_json(&schema_for!(PlanView)),
        SchemaOf::Check => terminal::print_json(&schema_for!(CheckView)),
    }
}
