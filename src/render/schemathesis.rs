//! `schemathesis.toml`: what a fuzzer that reads openapi.yaml can't read there.

use serde::Serialize;

use super::openapi::scheme_name;
use super::{api_key, local_user, templates};
use crate::contract::answer::{self, Failure};
use crate::contract::untold::{self, Untold};
use crate::model::{Auth, Resource, Route, Service};

#[derive(Serialize)]
struct View {
    /// Whether some route looks at a precondition.
    preconditions: bool,
    schemes: Vec<Scheme>,
    operations: Vec<Operation>,
}

/// Credentials that the local server takes.
#[derive(Serialize)]
struct Scheme {
    name: &'static str,
    key: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Operation {
    id: String,
    refusals: Vec<Refusal>,
    checks: Vec<Check>,
}

/// A status of a request that the document allows, and why it may be.
#[derive(Serialize)]
struct Refusal {
    status: u16,
    why: Vec<&'static str>,
}

/// A check that an operation can't pass, whatever statuses it may give.
#[derive(Serialize)]
struct Check {
    name: &'static str,
    why: &'static str,
}

pub(super) fn schemathesis(service: &Service) -> String {
    let of = |resource| move |route| (resource, route);
    let routes = || service.resources.iter().flat_map(|resource| resource.routes.iter().map(of(resource)));
    let preconditions = routes().any(|(resource, route)| answer::fails(resource, route, Failure::PreconditionFailed));
    let operations = routes().filter_map(|(resource, route)| operation(service, resource, route)).collect();
    let schemes = [Auth::ApiKey, Auth::Cognito, Auth::Iam].into_iter().filter(|auth| service.uses(*auth));
    let schemes = schemes.filter_map(|auth| scheme(service, auth)).collect();
    templates::render("schemathesis.toml.j2", View { preconditions, schemes, operations })
}

fn scheme(service: &Service, auth: Auth) -> Option<Scheme> {
    let [token, _] = local_user::tokens(service);
    let (key, value) = match auth {
        Auth::None => return None,
        Auth::ApiKey => ("api_key", api_key::local(service)),
        Auth::Cognito => ("bearer", token.as_str()),
        Auth::Iam => ("api_key", "AWS4-HMAC-SHA256 local"),
    };
    Some(Scheme { name: scheme_name(auth)?, key, value: value.to_owned() })
}

fn operation(service: &Service, resource: &Resource, route: &Route) -> Option<Operation> {
    let refusals: Vec<Refusal> = untold::refusals(resource, route)
        .into_iter()
        .map(|(status, reasons)| Refusal { status, why: reasons.into_iter().map(words).collect() })
        .collect();
    let checks = [
        (untold::outlives(service, resource, route), "use_after_free", "an item of another table stays"),
        (route.auth == Auth::Iam, "missing_required_header", "API Gateway answers 403 to what is not signed"),
    ];
    let checks = checks.into_iter().filter(|(is_there, ..)| *is_there).map(|(_, name, why)| Check { name, why });
    let checks: Vec<Check> = checks.collect();
    let is_needed = !refusals.is_empty() || !checks.is_empty();
    is_needed.then(|| Operation { id: route.id.clone(), refusals, checks })
}

fn words(reason: Untold) -> &'static str {
    match reason {
        Untold::Cursor => "a cursor of another list",
        Untold::Absent => "a key that no item has",
        Untold::Taken => "a key that an item has already",
        Untold::Version => "a version that is gone",
        Untold::Unmade => "a key that no item has, nor can get by this body",
        Untold::OnlyReplaces => "a new item is asked for, and this PUT only replaces",
        Untold::KeyReused => "an Idempotency-Key of another request",
        Untold::OtherKey => "a body's key that differs from the path",
        Untold::Bytes => "a key with too many bytes",
        Untold::Decimal => "a number with more than 38 digits, or too near 0",
        Untold::Past => "a time to live that is past",
        Untold::Immutable => "a value that can't change",
        Untold::Merge => "a patch that makes an object without a member that it needs",
    }
}
