//! Limits that only the service as a whole can break.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Cors, Resource, Route, Service, Table};
use crate::source::Span;

/// Resources of a CloudFormation template (cfn-lint, E3010).
const MAX_RESOURCES: usize = 500;

/// Resources that every template has: the API, its deployment and stage, the function with its role and
/// log group, gateway responses and what authorization and throttling add.
const FIXED_RESOURCES: usize = 30;

/// Resources that a client has: a key, a usage plan, and what ties them together.
const CLIENT_RESOURCES: usize = 3;

/// Characters of an API key's ID; ten as of today.
const KEY_ID: usize = 16;

/// Resources that a template has where a stage is watched: the alarms of the API and the function, their topic, the
/// dashboard, and what a canary adds.
const WATCH_RESOURCES: usize = 13;

/// Bytes of a function's environment (Lambda, limits).
const MAX_ENVIRONMENT: usize = 4096;

/// Bytes for the variables that don't depend on tables and origins.
const FIXED_ENVIRONMENT: usize = 512;

/// Bytes of a function's resource-based policy (Lambda, limits).
const MAX_POLICY: usize = 20 * 1024;

/// Bytes of the policy's statement for one method, without the names in it: SAM writes one for each event,
/// in which account, Region and generated suffixes have at most this size.
const STATEMENT: usize = 343;

/// Checks what no resource, route or stage breaks alone; `span` is where the service is named.
pub(super) fn check(service: &Service, span: Span, problems: &mut Diagnostics) {
    check_template(service, span, problems);
    check_policy(service, span, problems);
    check_environment(service, span, problems);
}

/// Each table is a resource, each route and each preflight is a permission, a client has some, and a table and each of its
/// global indexes have two alarms.
fn check_template(service: &Service, span: Span, problems: &mut Diagnostics) {
    let has_alarms = service.stages.iter().any(|stage| stage.alarms);
    let alarms = |table: &Table| if has_alarms { 2 * (1 + table.global_indexes().count()) } else { 0 };
    let tables: usize = service.resources.iter().map(|resource| 1 + alarms(&resource.table)).sum();
    let watch = if service.has_metrics() { WATCH_RESOURCES } else { 0 };
    let tables = tables + service.idempotency().map_or(0, |_| 1 + usize::from(has_alarms));
    let clients = CLIENT_RESOURCES * service.api.clients.len();
    let total = FIXED_RESOURCES + watch + clients + service.groups().len() + tables + 2 * service.routes().count();
    if total > MAX_RESOURCES {
        let message =
            format!("the template would declare up to {total} resources, and CloudFormation takes {MAX_RESOURCES}");
        let problem = Diagnostic::new(Code::TooManyResources, span, message);
        problems.push(problem.help("split the service in two"));
    }
}

/// Each route, and with CORS each path's preflight, is a statement of the function's policy.
fn check_policy(service: &Service, span: Span, problems: &mut Diagnostics) {
    let stack = service.stages.iter().map(|stage| service.name.as_str().len() + 1 + stage.name.len()).max();
    // The stack's name stands in the statement's own and in the function's.
    let statement =
        |id: usize, method: &str, path: &str| STATEMENT + 2 * stack.unwrap_or(0) + id + method.len() + path.len();
    let route = |route: &Route| statement(route.id.len(), route.method.as_str(), &route.path_template());
    let preflight = |path: &String| statement("Options".len() + path.len(), "OPTIONS", path);

    let mut total: usize = service.routes().map(route).sum();
    if service.has_cors() {
        let paths: HashSet<String> = service.routes().map(Route::path_template).collect();
        total += paths.iter().map(preflight).sum::<usize>();
    }
    if total > MAX_POLICY {
        let message = format!("the function's policy would take up to {total} bytes, and Lambda takes {MAX_POLICY}");
        let problem = Diagnostic::new(Code::PolicyTooLarge, span, message);
        let note = "each route is a statement of some 400 bytes, and with CORS each path is another";
        problems.push(problem.note(note).help("split the service in two"));
    }
}

/// Each table's name is a variable, and so are the origins of CORS, and the IDs of the clients' keys with their names.
fn check_environment(service: &Service, span: Span, problems: &mut Diagnostics) {
    let stage = service.stages.iter().map(|stage| stage.name.len()).max().unwrap_or(0);
    let origins = |cors: &Cors| cors.origins.iter().map(|origin| origin.len() + 1).sum::<usize>();
    let origins = service.stages.iter().filter_map(|stage| service.cors(stage)).map(origins).max().unwrap_or(0);
    let variable = |resource: &Resource| resource.table_variable().len() + resource.table.name.len() + 1 + stage;
    let clients: usize = service.api.clients.iter().map(|client| KEY_ID + 2 + client.name.as_str().len()).sum();
    let records = Service::IDEMPOTENCY_VARIABLE.len() + service.idempotency_table().len() + 1 + stage;
    let records = service.idempotency().map_or(0, |_| records);
    let tables = service.resources.iter().map(variable).sum::<usize>();
    let total = FIXED_ENVIRONMENT + origins + clients + records + tables;
    if total > MAX_ENVIRONMENT {
        let message =
            format!("the function's environment would take up to {total} bytes, and Lambda takes {MAX_ENVIRONMENT}");
        let problem = Diagnostic::new(Code::EnvironmentTooLarge, span, message);
        let (note, help) = if service.api.clients.is_empty() {
            (
                "the name of each table is a variable, and the origins of CORS are another",
                "shorten the tables' names, or allow fewer origins",
            )
        } else {
            (
                "the name of each table is a variable, the origins of CORS are another, and the clients of the API a third",
                "shorten the names of tables and clients, or allow fewer origins",
            )
        };
        problems.push(problem.note(note).help(help));
    }
}
