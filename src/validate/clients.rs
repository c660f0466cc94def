//! Clients: who has an API key and a usage plan each.

use std::collections::HashMap;

use super::resource_draft::ResourceDraft;
use super::throttle;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Client, LogicalIds, Name, Stage};
use crate::source::Spanned;
use crate::spec::{ApiSpec, AuthWord, ClientSpec, Entries, Field, RouteForm};

/// The longest name of a client.
const MAX_NAME: usize = 32;

/// Usage plans of an account in a Region (API Gateway, limits); AWS raises it on request.
const MAX_PLANS: usize = 300;

/// Reads the clients of an API.
pub(super) fn clients(field: &Field<Entries<ClientSpec>>, problems: &mut Diagnostics) -> Vec<Client> {
    let Some(entries) = field.read() else { return Vec::new() };
    if entries.value.0.is_empty() {
        let problem = Diagnostic::new(Code::NothingInside, entries.span, "`keys` names at least one client");
        problems.push(problem.help("without `keys` there is one key, whoever calls"));
    }
    let mut seen = HashMap::new();
    let mut clients = Vec::new();
    for (key, spec) in &entries.value.0 {
        let throttle = spec.value().and_then(|spec| throttle::throttle(&spec.throttle, problems));
        let Some(name) = name(key, problems) else { continue };
        let id = LogicalIds::wanted_api_key(&name);
        if let Some((first, first_span)) = seen.get(&id) {
            let message = format!("the keys of `{first}` and `{name}` are both `{id}` in the template");
            let problem = Diagnostic::new(Code::SameLogicalId, key.span, message).also(*first_span, "the other one");
            problems.push(problem.help("call one of the two something else"));
        } else {
            seen.insert(id, (name.clone(), key.span));
        }
        clients.push(Client { name, throttle });
    }
    clients
}

fn name(text: &Spanned<String>, problems: &mut Diagnostics) -> Option<Name> {
    let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_legal = text.value.starts_with(|c: char| c.is_ascii_lowercase()) && text.value.chars().all(legal);
    if !is_legal || text.value.len() > MAX_NAME {
        let message = format!("{:?} can't be the name of a client", text.value);
        let help = format!("lower-case letters, digits and `-`, at most {MAX_NAME} of them, a letter first");
        problems.push(Diagnostic::new(Code::BadName, text.span, message).help(help));
        return None;
    }
    Name::new(&text.value).ok()
}

/// A key is of no use where no route takes one.
pub(super) fn check_used(api: &ApiSpec, drafts: &[ResourceDraft<'_>], problems: &mut Diagnostics) {
    let Some(keys) = api.keys.read() else { return };
    let by_default = matches!(api.auth.value(), Some(AuthWord::ApiKey));
    let takes_key = |route: &Field<RouteForm>| match route {
        Field::Read(Spanned { value: RouteForm::Mapping(route), .. }) => match &route.auth {
            Field::Absent => by_default,
            auth => matches!(auth.value(), Some(AuthWord::ApiKey) | None),
        },
        // What can't be read may take one.
        Field::Wrong => true,
        _ => by_default,
    };
    let routes = |draft: &ResourceDraft<'_>| match draft.routes.value() {
        Some(routes) => routes.iter().any(takes_key),
        None => true,
    };
    if !problems.has_errors() && !drafts.iter().any(routes) {
        let message = "no route takes an API key, so no client can have one";
        let problem = Diagnostic::new(Code::Contradiction, keys.span, message);
        problems.push(problem.help("add `auth: api_key` to the API or to a route, or remove `keys`"));
    }
}

/// The stacks of one account share its usage plans.
pub(super) fn check_number(api: &ApiSpec, stages: &[Stage], problems: &mut Diagnostics) {
    let Some(keys) = api.keys.read() else { return };
    let (clients, stages) = (keys.value.0.len(), stages.len());
    let total = clients * stages;
    if total > MAX_PLANS {
        let message = format!(
            "{clients} clients in {stages} stages are {total} usage plans, and an account has {MAX_PLANS} in a Region by default"
        );
        let problem = Diagnostic::new(Code::ManyUsagePlans, keys.span, message);
        problems
            .push(problem.note("AWS raises this quota on request").help("deploy the stages to accounts of their own"));
    }
}
