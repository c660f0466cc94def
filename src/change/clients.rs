//! Whose API keys there are, and how many requests each client may send.

use super::pairs::{Pairs, pair};
use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::{ChangeCode, SpecRevision, throttle, words};
use crate::model::{Auth, Client, Service, Throttle};

/// Compares the clients by name.
pub(super) fn compare(report: &mut Report, old: &SpecRevision<'_>, new: &SpecRevision<'_>) {
    let (old, new) = (old.service, new.service);
    // Otherwise all keys come or go with what the routes ask for.
    if !old.uses(Auth::ApiKey) || !new.uses(Auth::ApiKey) {
        return;
    }
    let location = SpecLocation::root().key("api").key("keys");
    match (old.api.clients.is_empty(), new.api.clients.is_empty()) {
        (true, true) => {}
        (true, false) => first_clients(report, &location.clone().only_in_new(), &new.api.clients),
        (false, true) => {
            no_clients(report, &location.clone().only_in_old(), &old.api.clients);
            for client in &old.api.clients {
                let gone = |limits: &[Option<Throttle>; 2]| limits[1].is_none();
                limits(report, &location.key(client.name.as_str()).only_in_old(), (old, new), (client, None), gone);
            }
        }
        (false, false) => each(report, &location, old, new),
    }
}

fn names(clients: &[Client]) -> String {
    clients.iter().map(|client| client.name.as_str()).collect::<Vec<_>>().join(" ")
}

fn first_clients(report: &mut Report, location: &SpecLocation, clients: &[Client]) {
    let said = Explanation {
        message: "each client has an API key of its own, in place of one key for all".to_owned(),
        effect: "the key for all leaves the stack: whoever holds it is refused until they have the key of a client",
        help: &["deploy it when no client needs the API, and hand the keys out at once"],
    };
    report.add(ChangeCode::ApiKeyRemoved, location, ["", &names(clients)], said);
}

fn no_clients(report: &mut Report, location: &SpecLocation, clients: &[Client]) {
    let said = Explanation {
        message: "there is one API key for all clients, in place of a key for each".to_owned(),
        effect: "each client's key leaves the stack: whoever holds one is refused until they have the new key",
        help: &["keep `keys`, with one client if one is enough"],
    };
    report.add(ChangeCode::ApiKeyRemoved, location, [&names(clients), ""], said);
}

fn each(report: &mut Report, location: &SpecLocation, old: &Service, new: &Service) {
    let Pairs { kept, removed, added } =
        pair(&old.api.clients, &new.api.clients, |client| client.name.as_str(), |_| Vec::new());
    let of = |client: &Client| location.key(client.name.as_str());
    for client in removed {
        let name = client.name.as_str();
        let said = Explanation {
            message: format!("the client `{name}` has no API key any more"),
            effect: "its key leaves the stack with its usage plan: whoever holds it is refused, and a client of this \
                name gets another key later",
            help: &["give its callers the key of another client first, and wait until the log has no line of this one"],
        };
        report.add(ChangeCode::ApiKeyRemoved, &of(client).only_in_old(), [name, ""], said);
    }
    for client in added {
        let name = client.name.as_str();
        let said = Explanation {
            message: format!("the client `{name}` has an API key of its own"),
            effect: "the deployment makes the key and a usage plan; README.md says how to read it",
            help: &[],
        };
        report.add(ChangeCode::ClientAdded, &of(client).only_in_new(), ["", name], said);
    }
    for (before, after) in kept {
        limits(report, &of(after), (old, new), (before, after.throttle), |_| true);
    }
}

/// Compares the limit of a client that had or has one of its own, by stage: otherwise it is the API's, which is compared
/// once for all.
fn limits(
    report: &mut Report,
    location: &SpecLocation,
    (old, new): (&Service, &Service),
    (client, own): (&Client, Option<Throttle>),
    is_said: impl Fn(&[Option<Throttle>; 2]) -> bool,
) {
    if client.throttle == own {
        return;
    }
    let stages = pair(&old.stages, &new.stages, |stage| stage.name.as_str(), |_| Vec::new()).kept;
    let mut groups: Vec<([Option<Throttle>; 2], Vec<&str>)> = Vec::new();
    for (before, after) in &stages {
        let values = [client.throttle.or(old.throttle(before)), own.or(new.throttle(after))];
        if values[0] == values[1] || !is_said(&values) {
            continue;
        }
        match groups.iter_mut().find(|(known, _)| *known == values) {
            Some((_, names)) => names.push(&after.name),
            None => groups.push((values, vec![&after.name])),
        }
    }
    for ([before, after], names) in groups {
        let of = format!("the client `{}`", client.name);
        let whose = if names.len() == stages.len() { of } else { format!("{of} in {}", words::list(&names)) };
        throttle::compare(report, &location.key("throttle"), &whose, before, after);
    }
}
