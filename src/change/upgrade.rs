//! What a version of slsgen generates otherwise than the one before, for the same spec.

use semver::Version;

use super::pairs::pair;
use super::report::{Explanation, Report};
use super::resource_pairs::Resources;
use super::routes::{filters_of, label, path};
use super::spec_location::SpecLocation;
use super::{ChangeCode, SpecRevision, words};
use crate::model::{FilterOp, Method, Operation, Resource, Route};

/// A change of behaviour.
struct Upgrade {
    /// The first version that has it.
    since: Version,
    /// Reports it for a route that clients know.
    compare: fn(&mut Report, &Known<'_>),
}

/// A route that was there before, and its resource.
struct Known<'a> {
    location: SpecLocation,
    old: &'a Route,
    new: &'a Route,
    resource: &'a Resource,
}

static UPGRADES: [Upgrade; 3] = [
    Upgrade { since: Version::new(0, 3, 0), compare: lists_of_values },
    Upgrade { since: Version::new(0, 3, 0), compare: expired_items },
    Upgrade { since: Version::new(0, 4, 0), compare: defaults },
];

fn between(old: &Version, new: &Version) -> impl Iterator<Item = &'static Upgrade> {
    UPGRADES.iter().filter(move |upgrade| *old < upgrade.since && upgrade.since <= *new)
}

/// Whether the same spec can mean something else under another version.
pub(super) fn is_any(old: &Version, new: &Version) -> bool {
    between(old, new).next().is_some()
}

/// Reports what comes with the newer version, for each route that both specs have.
pub(super) fn compare(report: &mut Report, old: &SpecRevision<'_>, new: &SpecRevision<'_>) {
    let resources = Resources::of(report, &old.service.resources, &new.service.resources);
    for upgrade in between(old.version, new.version) {
        for (before, after) in &resources.pairs.kept {
            let routes = pair(&before.routes, &after.routes, |it| (it.method, path(it)), |_| None::<(Method, String)>);
            for (old, new) in routes.kept {
                let location = report.resource(Some(before), Some(after)).route(old, new);
                (upgrade.compare)(report, &Known { location, old, new, resource: after });
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
    let message = format!("`{}` reads a comma in {} as part of a value", label(known.new), words::list(&both));
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
    let message = format!("`{}` finds items that lack {} by the default", label(known.new), words::list(&both));
    let effect = "items from before the attribute was added are in pages that they were missing from, and the reverse";
    let said = Explanation { message, effect, help: &[] };
    report.add(ChangeCode::FoundByDefault, &known.location.key("filters"), ["", &both.join(" ")], said);
}

fn expired_items(report: &mut Report, known: &Known<'_>) {
    let is_create = |route: &Route| matches!(route.operation, Operation::Create);
    let Some(ttl) = known.resource.table.ttl.as_ref().filter(|_| is_create(known.old) && is_create(known.new)) else {
        return;
    };
    let label = label(known.new);
    let message = format!("`{label}` refuses an item whose `{}` is past", ttl.name);
    let effect = "such a request is answered 422: the item could not be read in any case";
    report.add(ChangeCode::ExpiredRefused, &known.location, ["", &label], Explanation { message, effect, help: &[] });
}
