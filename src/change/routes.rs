//! What changes for those who call the routes.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::callers::lets_call;
use super::pairs::pair;
use super::report::{Explanation, Report};
use super::resource_pairs::{Resources, visible};
use super::spec_location::SpecLocation;
use super::state::TableState;
use super::{ChangeCode, words};
use crate::contract::answer::{self, Failure};
use crate::model::{
    Attribute, Filter, FilterOp, Index, IndexKind, Literal, Operation, Projection, Query, Resource, Route, Segment,
};
use crate::text::rust_uses::Use;

/// A route and the resource it belongs to.
struct Owned<'a> {
    resource: &'a Resource,
    route: &'a Route,
}

/// Compares all routes, by method and path: a parameter's name is no part of a path.
pub(super) fn compare(report: &mut Report, resources: &Resources<'_>) {
    let (old, new) = (routes(resources.old), routes(resources.new));
    let pairs = pair(&old, &new, |it| (it.route.method, path(it.route)), |_| Vec::new());
    for (old, new) in pairs.kept {
        let location = report.resource(Some(old.resource), Some(new.resource)).route(old.route, new.route);
        operation(report, &location, resources, old, new);
    }
    for old in pairs.removed {
        let location = report.resource(Some(old.resource), None).route(old.route, old.route);
        let label = old.route.title();
        let message = format!("`{label}` is removed");
        let help = &["keep it until no client calls it"];
        let is_reached = new.iter().any(|new| meets(old.route, new.route));
        let gone = if is_reached { Vec::new() } else { vec![(old.route.path_template(), Use::Path)] };
        report.add_gone(
            ChangeCode::RouteRemoved,
            &location,
            [&label, ""],
            gone,
            Explanation { message, effect: "calls answer 404, or 403 where a route has `auth: iam`", help },
        );
    }
    // What a new resource has is new without saying so.
    for new in pairs.added.into_iter().filter(|new| resources.former(new.resource).is_some()) {
        let location = report.resource(None, Some(new.resource)).route(new.route, new.route);
        let label = new.route.title();
        let message = format!("`{label}` is new: {}", words::operation(&new.route.operation));
        report.add(
            ChangeCode::RouteAdded,
            &location,
            ["", &label],
            Explanation { message, effect: "clients may call it", help: &[] },
        );
    }
    for (old, new) in &resources.pairs.kept {
        projections(report, old, new);
        indexes(report, old, new);
        locations(report, old, new);
        hidden_keys(report, old, new);
        operation_ids(report, old, new);
    }
}

/// Whether one path can be that of both routes, by any method.
fn meets(one: &Route, other: &Route) -> bool {
    let is_same = |(one, other): (&Segment, &Segment)| match (one, other) {
        (Segment::Literal(one), Segment::Literal(other)) => one == other,
        _ => true,
    };
    one.path.len() == other.path.len() && one.path.iter().zip(&other.path).all(is_same)
}

fn routes(resources: &[Resource]) -> Vec<Owned<'_>> {
    resources.iter().flat_map(|resource| resource.routes.iter().map(move |route| Owned { resource, route })).collect()
}

/// The path without the names of its parameters.
pub(super) fn path(route: &Route) -> String {
    let text = |segment: &Segment| match segment {
        Segment::Literal(text) => format!("/{text}"),
        Segment::Parameter(_) => "/{}".to_owned(),
    };
    route.path.iter().map(text).collect()
}

fn operation(
    report: &mut Report,
    location: &SpecLocation,
    resources: &Resources<'_>,
    old: &Owned<'_>,
    new: &Owned<'_>,
) {
    let label = new.route.title();
    let same_table = resources.former(new.resource).is_some_and(|former| former.name == old.resource.name);
    let words = |it: &Owned<'_>| {
        let parameters: Vec<&str> = it.route.parameters().map(|attribute| attribute.name.as_str()).collect();
        let by = if parameters.is_empty() { String::new() } else { format!(" by {}", words::list(&parameters)) };
        let of = if same_table { String::new() } else { format!(" of `{}`", it.resource.name) };
        format!("{}{by}{of}", words::operation(&it.route.operation))
    };
    let same_parameters = || {
        let pairs = old.route.parameters().zip(new.route.parameters());
        pairs.into_iter().all(|(old, new)| is_same(old, new))
    };
    let same_words = words::operation(&old.route.operation) == words::operation(&new.route.operation);
    if !(same_table && same_words && same_parameters()) {
        let (from, to) = (words(old), words(new));
        let message = format!("`{label}` does something else: {to} in place of {from}");
        let effect = "clients get other items, or have to send something else";
        let help = &["give the new operation a path of its own, and keep this one until no client calls it"];
        report.add(ChangeCode::RouteChanged, location, [&from, &to], Explanation { message, effect, help });
        return;
    }
    parameters(report, location, &label, old.route, new.route);
    filters(report, location, &label, filters_of(old.route), filters_of(new.route));
    if let (Operation::Replace { upsert: before }, Operation::Replace { upsert: after }) =
        (&old.route.operation, &new.route.operation)
        && before != after
    {
        upsert(report, location, &label, *before, *after);
    } else {
        statuses(report, location, &label, old, new);
    }
}

/// The statuses of failures that come or go, but for those of the auth, which is a finding of its own.
fn statuses(report: &mut Report, location: &SpecLocation, label: &str, old: &Owned<'_>, new: &Owned<'_>) {
    let statuses = |it: &Owned<'_>| -> BTreeSet<u16> {
        let failures = answer::failures(it.resource, it.route);
        let of_auth = |failure: &Failure| matches!(failure, Failure::Unauthorized | Failure::Forbidden);
        failures.filter(|failure| !of_auth(failure)).map(Failure::status).collect()
    };
    let (before, after) = (statuses(old), statuses(new));
    let some = |statuses: BTreeSet<u16>| statuses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let (gone, added) = (some(&before - &after), some(&after - &before));
    if !gone.is_empty() {
        let message = format!("`{label}` no longer answers {gone}");
        // The finding about the version says why.
        let is_overwritten =
            gone.contains("412") && old.resource.version().is_some() && new.resource.version().is_none();
        let effect = if is_overwritten {
            "`If-Match` keeps nobody from overwriting what somebody else has changed in between"
        } else {
            "a client no longer has to handle it"
        };
        report.add(ChangeCode::StatusGone, location, [&gone, ""], Explanation { message, effect, help: &[] });
    }
    if !added.is_empty() {
        let message = format!("`{label}` may also answer {added}");
        let effect = "a client has to expect it";
        report.add(ChangeCode::StatusAdded, location, ["", &added], Explanation { message, effect, help: &[] });
    }
}

/// The names of a path's parameters, which are no part of the path.
fn parameters(report: &mut Report, location: &SpecLocation, label: &str, old: &Route, new: &Route) {
    let names = |route: &Route| route.parameters().map(|attribute| attribute.name.to_string()).collect::<Vec<_>>();
    if names(old) == names(new) {
        return;
    }
    let (from, to) = (words::list(&names(old)), words::list(&names(new)));
    let message = format!("the parameters of `{label}` are called {to} in place of {from} in openapi.yaml");
    let effect = "the wire stays as it is; a client that is generated anew has arguments of these names";
    report.add(ChangeCode::ParameterRenamed, location, [&from, &to], Explanation { message, effect, help: &[] });
}

/// Whether two attributes are one, though it may have been renamed.
fn is_same(old: &Attribute, new: &Attribute) -> bool {
    old.name == new.name || new.renamed_from.contains(&old.name)
}

pub(super) fn filters_of(route: &Route) -> &[Filter] {
    match &route.operation {
        Operation::List { filters } | Operation::Query(Query { filters, .. }) => filters,
        _ => &[],
    }
}

fn filters(report: &mut Report, location: &SpecLocation, label: &str, old: &[Filter], new: &[Filter]) {
    let location = location.key("filters");
    let lost = parameters_beyond(old, new, is_same);
    let won = parameters_beyond(new, old, |new, old| is_same(old, new));
    if !lost.is_empty() {
        let lost = words::list(&lost);
        let message = format!("`{label}` no longer filters by {lost}");
        let effect = "a request with one is refused";
        report.add(ChangeCode::FilterNarrowed, &location, [&lost, ""], Explanation { message, effect, help: &[] });
    }
    if !won.is_empty() {
        let won = words::list(&won);
        let message = format!("`{label}` also filters by {won}");
        let said = Explanation { message, effect: "requests may use it", help: &[] };
        report.add(ChangeCode::FilterWidened, &location, ["", &won], said);
    }
}

/// The query parameters of one list of filters that another doesn't have.
fn parameters_beyond(
    some: &[Filter],
    others: &[Filter],
    is_same: impl Fn(&Attribute, &Attribute) -> bool,
) -> Vec<String> {
    let beyond = |filter: &Filter| {
        let other = others.iter().find(|other| is_same(&filter.attribute, &other.attribute));
        let is_taken = |operator: &FilterOp| other.is_some_and(|other| other.operators.contains(operator));
        let operators: Vec<FilterOp> =
            filter.operators.iter().copied().filter(|operator| !is_taken(operator)).collect();
        words::parameters(filter, &operators)
    };
    some.iter().flat_map(beyond).collect()
}

fn upsert(report: &mut Report, location: &SpecLocation, label: &str, old: bool, new: bool) {
    let (code, message, effect) = match (old, new) {
        (true, false) => {
            (ChangeCode::UpsertOff, format!("`{label}` no longer creates"), "a PUT of an absent item answers 404")
        }
        (false, true) => (
            ChangeCode::UpsertOn,
            format!("`{label}` also creates"),
            "a PUT of an absent item makes it, and answers 201",
        ),
        _ => return,
    };
    let values = [old, new].map(|upsert| if upsert { "upsert" } else { "" });
    report.add(code, &location.key("upsert"), values, Explanation { message, effect, help: &[] });
}

/// What the items of each index that is queried before and after no longer hold, or hold besides.
fn projections(report: &mut Report, old: &Resource, new: &Resource) {
    let location = report.resource(Some(old), Some(new)).key("table").key("indexes");
    for after in queried(new) {
        let Some(before) = queried(old).into_iter().find(|before| before.name == after.name) else { continue };
        let location = location.key(after.name.as_str()).key("projection");
        let holds = |index: &Index, name: &Attribute| index.attributes.iter().any(|held| held.name == name.name);
        let (mut lost, mut won) = (Vec::new(), Vec::new());
        for (was, is) in visible(old, new) {
            match (holds(before, was), holds(after, is)) {
                (true, false) => lost.push(is.name.to_string()),
                (false, true) => won.push(is.name.to_string()),
                _ => {}
            }
        }
        let changes = [
            (ChangeCode::ProjectionNarrowed, "no longer hold", "a client that expects it may fail", lost),
            (ChangeCode::ProjectionWidened, "also hold", "responses say more", won),
        ];
        for (code, verb, effect, names) in changes.into_iter().filter(|(.., names)| !names.is_empty()) {
            let is_exposed = code == ChangeCode::ProjectionWidened && !is_shown_whole(old, new, after);
            let names = words::list(&names);
            let message = format!("items from the index `{}` {verb} {names}", after.name);
            let said = Explanation { message: message.clone(), effect, help: &[] };
            report.add(code, &location, [verb, &names], said);
            if is_exposed {
                let effect = "no route showed them for the credentials of its queries";
                let help = &["leave them out of the index, or see who has these credentials, and approve this"];
                let said = Explanation { message, effect, help };
                report.add(ChangeCode::ProjectionExposed, &location, [verb, &names], said);
            }
        }
    }
}

/// Whether callers of each query of the index could read whole items before.
fn is_shown_whole(old: &Resource, new: &Resource, index: &Index) -> bool {
    let is_whole = |route: &&Route| match &route.operation {
        Operation::List { .. } | Operation::Get | Operation::Query(Query { index: None, .. }) => true,
        Operation::Query(Query { index: Some(index), .. }) => index.projection == Projection::All,
        _ => false,
    };
    let of_index = |route: &&Route| match &route.operation {
        Operation::Query(Query { index: Some(queried), .. }) => queried.name == index.name,
        _ => false,
    };
    let whole: Vec<&Route> = old.routes.iter().filter(is_whole).collect();
    new.routes.iter().filter(of_index).all(|route| lets_call(&whole, route))
}

/// Routes that fail until an index is made: one that is new, or one that is made again.
fn indexes(report: &mut Report, old: &Resource, new: &Resource) {
    let location = report.resource(Some(old), Some(new)).key("table").key("indexes");
    let states = [old, new].map(TableState::of);
    if states[0].name != states[1].name || states[0].key != states[1].key {
        return;
    }
    for index in queried(new).into_iter().filter(|index| index.kind == IndexKind::Global) {
        let [before, after] = states.each_ref().map(|state| state.index(&index.name));
        if before == after {
            continue;
        }
        let location = location.key(index.name.as_str());
        let name = &index.name;
        if before.is_none() {
            let said = Explanation {
                message: format!("routes need the index `{name}`, which the same deployment begins to make"),
                effect: "they answer 500 until DynamoDB has made it from the stored items, which takes minutes to hours",
                help: &["deploy the index first, and its routes once it is ACTIVE"],
            };
            report.add(ChangeCode::IndexBeforeRoute, &location.only_in_new(), ["", name.as_str()], said);
        } else {
            let said = Explanation {
                message: format!("routes need the index `{name}` while it is deleted and made again"),
                effect: "they answer 500 from the first step on, until the second one has made it",
                help: &[
                    "make an index of another name, move the routes to it once it is ACTIVE, and then remove this one",
                ],
            };
            report.add(ChangeCode::IndexUnderRoute, &location, [name.as_str(), ""], said);
        }
    }
}

/// `Location`, which leads to the route that reads an item.
fn locations(report: &mut Report, old: &Resource, new: &Resource) {
    let create = |resource: &Resource| {
        resource.routes.iter().find(|route| route.operation == Operation::Create).map(Route::title)
    };
    let (Some(_), Some(label)) = (create(old), create(new)) else { return };
    let (code, verb, effect) = match (old.get_route(), new.get_route()) {
        (Some(_), None) => (ChangeCode::LocationGone, "no longer sends", "a client that follows it finds nothing"),
        (None, Some(_)) => (ChangeCode::LocationAdded, "also sends", "responses say more"),
        _ => return,
    };
    let location = report.resource(Some(old), Some(new)).key("routes");
    let message = format!("`{label}` {verb} `Location`");
    report.add(code, &location, [verb, &label], Explanation { message, effect, help: &[] });
}

/// Keys to which no path leads any more, as a route has their word in its path.
fn hidden_keys(report: &mut Report, old: &Resource, new: &Resource) {
    let known = |value: &Literal| old.unreachable.iter().any(|(_, known)| known == value);
    for (name, value) in new.unreachable.iter().filter(|(_, value)| !known(value)) {
        let Some(attribute) = new.table.key.attributes().find(|attribute| attribute.name == *name) else { continue };
        let Some(text) = attribute.shape.in_path(value).filter(|text| !text.starts_with('.')) else { continue };
        let location = report.resource(Some(old), Some(new)).key("attributes").key(name.as_str());
        let message = format!("a route with `{text}` in its path hides the item whose `{name}` is `{text}`");
        let effect = "clients can't read, change or delete such an item any more, and POST refuses to make one";
        let help = &["give the route another literal in front"];
        report.add(ChangeCode::KeyHidden, &location, ["", &text], Explanation { message, effect, help });
    }
}

fn queried(resource: &Resource) -> Vec<&Arc<Index>> {
    let index = |route: &'_ Route| Some(resource.query_of(route)?.index?.name.clone());
    let names: Vec<_> = resource.routes.iter().filter_map(index).collect();
    resource.table.indexes.iter().filter(|index| names.contains(&index.name)).collect()
}

/// One finding for a resource, as most often all of its routes are called otherwise.
fn operation_ids(report: &mut Report, old: &Resource, new: &Resource) {
    let pairs = pair(&old.routes, &new.routes, |route| (route.method, path(route)), |_| Vec::new());
    let changed: Vec<_> = pairs.kept.into_iter().filter(|(old, new)| old.id != new.id).collect();
    if changed.is_empty() {
        return;
    }
    let ids = |routes: Vec<&Route>| words::list(&routes.iter().map(|route| route.id.as_str()).collect::<Vec<_>>());
    let from = ids(changed.iter().map(|(old, _)| *old).collect());
    let to = ids(changed.iter().map(|(_, new)| *new).collect());
    let location = report.resource(Some(old), Some(new)).key("routes");
    let message = format!("operations are called {to} in place of {from} in openapi.yaml");
    let effect = "the wire stays as it is; a client that is generated anew has methods of these names";
    report.add(ChangeCode::OperationIdChanged, &location, [&from, &to], Explanation { message, effect, help: &[] });
}
