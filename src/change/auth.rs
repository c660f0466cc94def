//! Who may call: what a caller must present, for all routes or for one.

use super::groups;
use super::leaving::Leaving;
use super::pairs::pair;
use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::{ChangeCode, SpecRevision, routes, words};
use crate::model::{Auth, Resource, Route, Service};

type Owned<'a> = (&'a Resource, &'a Route);

/// Compares what callers of the same routes must present; where the API's own setting changed, in one finding.
pub(super) fn compare(report: &mut Report, old: &SpecRevision<'_>, new: &SpecRevision<'_>) {
    let (old_routes, new_routes) = (owned(&old.service.resources), owned(&new.service.resources));
    let key = |it: &Owned<'_>| (it.1.method, routes::path(it.1));
    let pairs = pair(&old_routes, &new_routes, key, |_| Vec::new());
    let api = (old.service.api.auth, new.service.api.auth);
    let mut with_api = Vec::new();
    for &((old_resource, before), (new_resource, after)) in &pairs.kept {
        if before.auth == after.auth {
            let location = report.resource(Some(old_resource), Some(new_resource)).route(before, after).key("groups");
            groups::compare(report, &location, old.service, before, after);
            continue;
        }
        if (before.auth, after.auth) == api {
            with_api.push(after.title());
        } else {
            let location = report.resource(Some(old_resource), Some(new_resource)).route(before, after).key("auth");
            changed(report, &location, &format!("`{}`", after.title()), (before.auth, after.auth));
        }
    }
    if pairs.kept.iter().any(|((_, before), (_, after))| before.auth != after.auth) {
        credentials_new(report, old.service, new.service);
    }
    if old.service.uses(Auth::Cognito) && !new.service.uses(Auth::Cognito) {
        user_pool_removed(report, &Leaving::of(old.service, new.service));
    }
    groups::removed(report, old.service, new.service);
    if old.service.uses(Auth::ApiKey) && !new.service.uses(Auth::ApiKey) {
        api_key_removed(report, !old.service.api.clients.is_empty());
    }
    match with_api.as_slice() {
        [] => {}
        [one] => changed(report, &SpecLocation::root().key("api").key("auth"), &format!("`{one}`"), api),
        several => {
            changed(report, &SpecLocation::root().key("api").key("auth"), &format!("{} routes", several.len()), api);
        }
    }
}

fn user_pool_removed(report: &mut Report, leaving: &Leaving<'_>) {
    let becomes = leaving.said("it stays in the account with its users", "it is deleted with its users");
    report.add(
        ChangeCode::UserPoolRemoved,
        &SpecLocation::root().key("api").key("auth"),
        ["cognito", ""],
        Explanation {
            message: "no route takes the tokens of the user pool any more".to_owned(),
            effect: &format!(
                "the pool leaves the stack: {becomes}; if `cognito` comes back, the stack makes another pool, without users"
            ),
            help: &["keep `auth: cognito` on one route until the users are exported or no longer needed"],
        },
    );
}

fn api_key_removed(report: &mut Report, has_clients: bool) {
    let (message, effect) = if has_clients {
        (
            "no route takes an API key any more",
            "the clients' keys leave the stack with their usage plans: if `api_key` comes back, the stack makes other keys, \
                and whoever holds one of these needs another",
        )
    } else {
        (
            "no route takes the API key any more",
            "the key leaves the stack with its usage plan: if `api_key` comes back, the stack makes another key, and \
                whoever holds this one needs the other",
        )
    };
    report.add(
        ChangeCode::ApiKeyRemoved,
        &SpecLocation::root().key("api").key("auth"),
        ["api_key", ""],
        Explanation {
            message: message.to_owned(),
            effect,
            help: &["keep `auth: api_key` on one route as long as its key may be needed again"],
        },
    );
}

fn owned(resources: &[Resource]) -> Vec<Owned<'_>> {
    resources.iter().flat_map(|resource| resource.routes.iter().map(move |route| (resource, route))).collect()
}

fn changed(report: &mut Report, location: &SpecLocation, what: &str, (old, new): (Auth, Auth)) {
    let (from, to) = (words::auth(old), words::auth(new));
    let mut say = |code, effect, help: &[&str]| {
        let message = format!("the auth of {what} is {to} in place of {from}");
        report.add(code, location, [from, to], Explanation { message, effect, help });
    };
    match (old, new) {
        (_, Auth::None) => say(
            ChangeCode::CredentialsGone,
            "anyone who knows the address may call, without any credentials",
            &["keep the auth of the routes that are not meant for everybody"],
        ),
        (Auth::None, _) => say(ChangeCode::AuthChanged, "callers without credentials are refused", &[]),
        _ => {
            say(
                ChangeCode::CredentialsReplaced,
                "whoever has the new credentials may call, even without the old ones",
                &["see who has the new ones, and approve this"],
            );
            say(ChangeCode::AuthChanged, "callers with the old credentials are refused", &[]);
        }
    }
}

/// Credentials that the API did not know before, which somebody has to hand out.
fn credentials_new(report: &mut Report, old: &Service, new: &Service) {
    let (key, hand_out) = if new.api.clients.is_empty() {
        ("an API key", "deploy, hand the key to each caller, and only then let them rely on it")
    } else {
        ("an API key for each client", "deploy, hand each client its key, and only then let them rely on it")
    };
    for (auth, what, help) in [
        (Auth::ApiKey, key, hand_out),
        (Auth::Cognito, "a user pool", "deploy, make the users in the pool, and only then let callers rely on it"),
    ] {
        if old.uses(auth) || !new.uses(auth) {
            continue;
        }
        report.add(
            ChangeCode::CredentialsNew,
            &SpecLocation::root().key("api").key("auth"),
            ["", words::auth(auth)],
            Explanation {
                message: format!("the deployment makes {what}, which the API did not have"),
                effect: "its callers are refused until they have credentials of it",
                help: &[help],
            },
        );
    }
}
