//! Limits that only the service as a whole can break.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Resource, Stage};
use crate::source::Span;

/// Resources of a CloudFormation template (cfn-lint, E3010).
const MAX_RESOURCES: usize = 500;

/// Resources that every template has: the API, its deployment and stage, the function with its role and
/// log group, gateway responses and what authorization and throttling add.
const FIXED_RESOURCES: usize = 30;

/// Bytes of a function's environment (Lambda, limits).
const MAX_ENVIRONMENT: usize = 4096;

/// Bytes for the variables that don't depend on the number of tables.
const FIXED_ENVIRONMENT: usize = 512;

/// Each table is a resource, and each route and each preflight is a permission.
pub(super) fn check_template(resources: &[Resource], span: Span, problems: &mut Diagnostics) {
    let routes: usize = resources.iter().map(|resource| resource.routes.len()).sum();
    let total = FIXED_RESOURCES + resources.len() + 2 * routes;
    if total > MAX_RESOURCES {
        let message =
            format!("the template would declare up to {total} resources, and CloudFormation takes {MAX_RESOURCES}");
        let problem = Diagnostic::new(Code::TooManyResources, span, message);
        problems.push(problem.help("split the service in two"));
    }
}

/// Each table's name is a variable.
pub(super) fn check_environment(resources: &[Resource], stages: &[Stage], span: Span, problems: &mut Diagnostics) {
    let stage = stages.iter().map(|stage| stage.name.len()).max().unwrap_or(0);
    let variable =
        |resource: &Resource| "TABLE_".len() + resource.name.screaming().len() + resource.table.name.len() + 1 + stage;
    let total = FIXED_ENVIRONMENT + resources.iter().map(variable).sum::<usize>();
    if total > MAX_ENVIRONMENT {
        let message =
            format!("the function's environment would take up to {total} bytes, and Lambda takes {MAX_ENVIRONMENT}");
        let problem = Diagnostic::new(Code::EnvironmentTooLarge, span, message);
        problems.push(problem.note("the name of each table is a variable").help("shorten the tables' names"));
    }
}
