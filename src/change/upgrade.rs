//! What a version of slsgen generates otherwise than the one before, for the same spec.

use semver::Version;

use super::pairs::pair;
use super::report::{Explanation, Report};
use super::resource_pairs::Resources;
use super::routes::{filters_of, path};
use super::spec_location::SpecLocation;
use super::{ChangeCode, SpecRevision, words};
use crate::model::{FilterOp, Operation, Resource, Route, Service, Shape};

/// A change of behaviour.
struct Upgrade {
    /// The first version that has it.
    since: Version,
    compare: Compare,
}

/// What reports a change of behaviour.
enum Compare {
    /// Once.
    Service(fn(&mut Report, &Service)),
    /// For each resource that was there before.
    Resource(fn(&mut Report, &SpecLocation, &Resource)),
    /// For each route that clients know.
    Route(fn(&mut Report, &Known<'_>)),
}

/// A route that was there before, and its resource.
struct Known<'a> {
    location: SpecLocation,
    old: &'a Route,
    new: &'a Route,
    resource: &'a Resource,
}

static UPGRADES: [Upgrade; 5] = [
    Upgrade { since: Version::new(0, 3, 0), compare: Compare::Route(lists_of_values) },
    Upgrade { since: Version::new(0, 3, 0), compare: Compare::Route(expired_items) },
    Upgrade { since: Version::new(0, 4, 0), compare: Compare::Route(defaults) },
    Upgrade { since: Version::new(0, 4, 0), compare: Compare::Resource(other_forms) },
    Upgrade { since: Version::new(0, 4, 0), compare: Compare::Service(renamed_code) },
];

fn between(old: &Version, new: &Version) -> impl Iterator<Item = &'static Upgrade> {
    UPGRADES.iter().filter(move |upgrade| *old < upgrade.since && upgrade.since <= *new)
}

/// Whether the same spec can mean something else under another version.
pub(super) fn is_any(old: &Version, new: &Version) -> bool {
    between(old, new).next().is_some()
}

/// Reports what comes with the newer version, for what both specs have.
pub(super) fn compare(report: &mut Report, old: &SpecRevision<'_>, new: &SpecRevision<'_>) {
    let resources = Resources::of(report, &old.service.resources, &new.service.resources);
    for upgrade in between(old.version, new.version) {
        if let Compare::Service(compare) = upgrade.compare {
            compare(report, old.service);
        }
        for (before, after) in &resources.pairs.kept {
            let location = report.resource(Some(before), Some(after));
            if let Compare::Resource(compare) = upgrade.compare {
                compare(report, &location, after);
            }
            let Compare::Route(compare) = upgrade.compare else { continue };
            let routes = pair(&before.routes, &after.routes, |it| (it.method, path(it)), |_| Vec::new());
            for (old, new) in routes.kept {
                compare(report, &Known { location: location.route(old, new), old, new, resource: after });
            }
        }
    }
}

/// What the filters of a route have in common with those that it had before.
fn in_both(known: &Known<'_>, names: impl Fn(&Route) -> Vec<String>) -> Vec<String> {
    let before = names(known.old);
    names(known.new).into_iter().filter(|name| before.contains(name)).collect()
}

fn lists_of_values(report: &mut Report, known: &Known<'_>) {
    let both = in_both(known, |route| {
        let filters = filters_of(route).iter().filter(|filter| filter.operators.contains(&FilterOp::In));
        filters.map(|filter| format!("{}.in", filter.attribute.name)).collect()
    });
    let Some(first) = both.first() else { return };
    let message = format!("`{}` reads a comma in {} as part of a value", known.new.title(), words::list(&both));
    let effect = format!("`{first}=a,b` asks for the one value `a,b`");
    let help = format!("write each value out: `{first}=a&{first}=b`");
    let said = Explanation { message, effect: &effect, help: &[&help] };
    report.add(ChangeCode::ListOfValuesRespelt, &known.location.key("filters"), ["a,b", &both.join(" ")], said);
}

fn defaults(report: &mut Report, known: &Known<'_>) {
    let both = in_both(known, |route| {
        let filters = filters_of(route).iter().filter(|filter| !filter.sort_key);
        let with_default = filters.filter(|filter| filter.attribute.presence.default().is_some());
        with_default.map(|filter| filter.attribute.name.to_string()).collect()
    });
    if both.is_empty() {
        return;
    }
    let message = format!("`{}` finds items that lack {} by the default", known.new.title(), words::list(&both));
    let effect = "items from before the attribute was added are in pages that they were missing from, and the reverse";
    let said = Explanation { message, effect, help: &[] };
    report.add(ChangeCode::FoundByDefault, &known.location.key("filters"), ["", &both.join(" ")], said);
}

fn expired_items(report: &mut Report, known: &Known<'_>) {
    let is_create = |route: &Route| matches!(route.operation, Operation::Create);
    let Some(ttl) = known.resource.table.ttl.as_ref().filter(|_| is_create(known.old) && is_create(known.new)) else {
        return;
    };
    let label = known.new.title();
    let message = format!("`{label}` refuses an item whose `{}` is past", ttl.name);
    let effect = "such a request is answered 422: the item could not be read in any case";
    report.add(ChangeCode::ExpiredRefused, &known.location, ["", &label], Explanation { message, effect, help: &[] });
}

/// The attributes whose values have one form in the table, and others that look alike.
fn other_forms(report: &mut Report, location: &SpecLocation, resource: &Resource) {
    let names: Vec<&str> = resource
        .attributes
        .iter()
        .filter(|attribute| has_form(&attribute.shape))
        .map(|attribute| attribute.name.as_str())
        .collect();
    if names.is_empty() {
        return;
    }
    let message = format!("this project reads {} only in the form in which it writes", words::list(&names));
    let effect = "an item that another program wrote in another form (2026-01-31T12:00:00Z, a UUID in upper case) is left out of \
        lists, and its GET answers 500";
    let help = "where others write timestamps, say in which form with `stored`";
    let said = Explanation { message, effect, help: &[help] };
    report.add(ChangeCode::OtherFormUnread, &location.key("attributes"), ["", &names.join(" ")], said);
}

fn has_form(shape: &Shape) -> bool {
    match shape {
        Shape::Timestamp(form) => form.is_text(),
        Shape::Uuid | Shape::Ulid => true,
        Shape::List { items, .. } => has_form(items),
        Shape::Map(map) => map.fields.iter().any(|field| has_form(&field.shape)),
        _ => false,
    }
}

fn renamed_code(report: &mut Report, old: &Service) {
    let message = "`Error::Internal`, `Error::Unavailable` and `App::from_env` take other arguments".to_owned();
    let mut help = vec![
        "write `Error::internal(\"why\")` in place of `Error::Internal`",
        "write `App::from_env().await` in place of `App::from_env(&client)`",
    ];
    if old.resources.iter().any(Resource::expires) {
        help.push("write `EpochSeconds` in place of `Expiry`");
    }
    let effect = "code of yours that names them does not compile before it is changed";
    let said = Explanation { message, effect, help: &help };
    report.add(ChangeCode::SharedCodeChanged, &SpecLocation::root().key("name"), ["0.3.0", "0.4.0"], said);
}
