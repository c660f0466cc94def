//! What changes in the attributes of an item.

use std::sync::Arc;

use super::changed_value::{ChangedValue, KeyChange};
use super::pairs::{Pairs, pair};
use super::presence::{self, PresenceFacts};
use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::stored;
use super::{ChangeCode, shape, words};
use crate::model::{Attribute, Generate, KeyType, Name, Operation, Presence, Resource};
use crate::text::rust_uses::Use;

/// The attributes of two resources, by name and former name.
pub(super) fn pairs<'a>(old: &'a Resource, new: &'a Resource) -> Pairs<'a, Arc<Attribute>> {
    let former = |attribute: &'a Arc<Attribute>| attribute.renamed_from.iter().rev().map(Name::as_str).collect();
    pair(&old.attributes, &new.attributes, |attribute| attribute.name.as_str(), former)
}

/// Compares the attributes of a resource.
pub(super) fn compare(report: &mut Report, location: &SpecLocation, old: &Resource, new: &Resource) {
    let location = location.key("attributes");
    let pairs = pairs(old, new);
    for &(before, after) in &pairs.kept {
        let place = ChangedValue {
            location: location.keys(before.name.as_str(), after.name.as_str()),
            path: after.name.to_string(),
            is_seen: !before.private && !after.private,
            is_replaced: replaces(new),
            is_patched: new.routes.iter().any(|route| route.operation == Operation::Update),
            key: KeyChange::of((old, before), (new, after)),
        };
        attribute(report, &place, (old, before), (new, after));
    }
    if let (None, Some(version)) = (old.version(), new.version()) {
        report.add(
            ChangeCode::VersionAdded,
            &location.key(version.name.as_str()).key("generate"),
            ["", version.name.as_str()],
            Explanation {
                message: format!("`{}` counts versions", version.name),
                effect: "responses have an ETag, and If-Match compares it",
                help: &[],
            },
        );
    }
    for attribute in pairs.removed {
        let place = ChangedValue {
            location: location.key(attribute.name.as_str()).only_in_old(),
            path: attribute.name.to_string(),
            is_seen: false,
            is_replaced: false,
            is_patched: false,
            key: None,
        };
        removed(report, &place, attribute);
    }
    for attribute in pairs.added {
        let place = ChangedValue {
            location: location.key(attribute.name.as_str()),
            path: attribute.name.to_string(),
            is_seen: false,
            is_replaced: false,
            is_patched: false,
            key: None,
        };
        // Another key means another table, which has no items yet.
        if !new.is_key(attribute) {
            presence::added(report, &place, &PresenceFacts::attribute(attribute), &attribute.shape);
        }
    }
}

/// Whether some route writes a whole item over one that is stored.
fn replaces(resource: &Resource) -> bool {
    resource.routes.iter().any(|route| matches!(route.operation, Operation::Replace { .. }))
}

type Owned<'a> = (&'a Resource, &'a Attribute);

fn attribute(report: &mut Report, place: &ChangedValue, old: Owned<'_>, new: Owned<'_>) {
    let ((old_resource, before), (new_resource, after)) = (old, new);
    if before.name != after.name {
        renamed(report, place, before, after);
    }
    shape::compare(report, place, &before.shape, &after.shape);
    presence::compare(report, place, &PresenceFacts::attribute(before), &PresenceFacts::attribute(after));
    generator(report, place, before, after);
    version(report, place, old, new);
    private(report, place, old, new);
    immutable(report, place, (old_resource, before), (new_resource, after));
    forgotten(report, place, before, after);
    overlaid(report, place, old_resource, before, new);
    expiring(report, place, old, new);
}

fn renamed(report: &mut Report, place: &ChangedValue, old: &Attribute, new: &Attribute) {
    let (from, to) = (old.name.as_str(), new.name.as_str());
    let beside = format!(
        "or keep `{from}` for a while, and add `{to}` beside it without `required`: a hook can fill it, so that clients begin to \
         read it, and requests go on with `{from}`"
    );
    report.add_gone(
        ChangeCode::AttributeRenamed,
        &place.location.key("renamed_from"),
        [from, to],
        vec![(from.to_owned(), Use::Text)],
        Explanation {
            message: format!("`{from}` is called {}", place.label()),
            effect: "clients send and get the new name alone; stored items are read under both, and written under the new one",
            help: &["let clients change at the same time", &beside],
        },
    );
}

fn removed(report: &mut Report, place: &ChangedValue, attribute: &Attribute) {
    let was = words::shape(&attribute.shape);
    let seen = if attribute.private { "" } else { "responses no longer hold it, " };
    report.add_gone(
        ChangeCode::AttributeRemoved,
        &place.location,
        [&was, ""],
        vec![(attribute.name.as_str().to_owned(), Use::Text)],
        Explanation {
            message: format!("{} is removed", place.label()),
            effect: &format!("{seen}a request that holds it is refused, and stored items keep it unseen"),
            help: &["if it has another name now, say so with `renamed_from`"],
        },
    );
    if attribute.generate == Some(Generate::Version) {
        no_version(report, place, attribute);
    }
}

fn generator(report: &mut Report, place: &ChangedValue, old: &Attribute, new: &Attribute) {
    // Of the owner, its own findings tell.
    if old.generate == new.generate || [old.generate, new.generate].contains(&Some(Generate::Owner)) {
        return;
    }
    let is_id =
        |generate: Option<Generate>| matches!(generate, Some(Generate::UuidV4 | Generate::UuidV7 | Generate::Ulid));
    let (code, effect) = match (old.generate, new.generate) {
        (None, _) => (ChangeCode::GeneratorChanged, "a request that creates or updates an item with it is refused"),
        (_, None) => (ChangeCode::GeneratorChanged, "the function no longer fills it: its value is what requests send"),
        (before, after) if is_id(before) && is_id(after) => {
            (ChangeCode::GeneratorSwapped, "stored values stay, and new ones look alike")
        }
        _ => (ChangeCode::GeneratorChanged, "its value means something else from the next write on"),
    };
    let (from, to) = (words::generate(old.generate), words::generate(new.generate));
    let label = place.label();
    let message = match (old.generate, new.generate) {
        (None, _) => format!("{label} now has the generator {to}"),
        (_, None) => format!("{label} no longer has the generator {from}"),
        _ => format!("the generator of {label} is {to} in place of {from}"),
    };
    report.add(code, &place.location.key("generate"), [from, to], Explanation { message, effect, help: &[] });
}

fn version(report: &mut Report, place: &ChangedValue, (_, before): Owned<'_>, (new, _): Owned<'_>) {
    if before.generate == Some(Generate::Version) && new.version().is_none() {
        no_version(report, place, before);
    }
}

fn no_version(report: &mut Report, place: &ChangedValue, attribute: &Attribute) {
    report.add(
        ChangeCode::VersionRemoved,
        &place.location.key("generate"),
        [attribute.name.as_str(), ""],
        Explanation {
            message: format!("{} no longer counts versions", place.label()),
            effect: "responses have no ETag, and If-Match no longer keeps clients from overwriting each other",
            help: &[],
        },
    );
}

fn private(report: &mut Report, place: &ChangedValue, (before, old): Owned<'_>, (after, new): Owned<'_>) {
    let put = put_without(place, after, new).filter(|_| replaces(before));
    let (code, message, effect, help): (_, _, _, &[&str]) = match (old.private, new.private) {
        (false, true) => {
            let message = format!("{} is private", place.label());
            let put = put.map_or("", |_| "; a PUT without it keeps what is stored");
            let effect = format!("responses no longer hold it, and clients can't filter by it{put}");
            (ChangeCode::PrivateNow, message, effect, &[])
        }
        (true, false) => {
            let message = format!("{} is no longer private", place.label());
            let put = put.map(|put| format!("; a PUT without it, which kept what is stored, now {put}"));
            let effect =
                format!("responses show it, with every value that is stored already{}", put.unwrap_or_default());
            (ChangeCode::PrivateNoLonger, message, effect, &["keep it private, and add another attribute to show"])
        }
        _ => return,
    };
    let effect = effect.as_str();
    let text = |private: bool| if private { "private" } else { "visible" };
    let values = [text(old.private), text(new.private)];
    report.add(code, &place.location.key("private"), values, Explanation { message, effect, help });
}

/// What a PUT does that lacks an attribute which clients see, in words that follow "it"; none where no PUT says what it is.
fn put_without(place: &ChangedValue, resource: &Resource, attribute: &Attribute) -> Option<&'static str> {
    if !place.is_replaced || resource.is_key(attribute) || attribute.generate.is_some() {
        return None;
    }
    Some(match (&attribute.presence, attribute.immutable) {
        (Presence::Required, _) => "is refused",
        (_, true) => "is refused where the item holds another value",
        (Presence::Optional, false) => "removes it",
        (Presence::Default(_), false) => "stores the default",
    })
}

fn immutable(report: &mut Report, place: &ChangedValue, (old, before): Owned<'_>, (new, after): Owned<'_>) {
    // Keys and generated attributes never change at a client's wish.
    let is_bound =
        |resource: &Resource, attribute: &Attribute| resource.is_key(attribute) || attribute.generate.is_some();
    if before.immutable == after.immutable || is_bound(old, before) || is_bound(new, after) {
        return;
    }
    let put = put_without(place, new, after).filter(|_| !after.private && !after.presence.is_required());
    let may =
        format!("requests may change it{}", put.map_or(String::new(), |put| format!(", and a PUT without it {put}")));
    let (code, verb, effect) = if after.immutable {
        (ChangeCode::ImmutableNow, "can't change", "a request that changes it is refused")
    } else {
        (ChangeCode::ImmutableNoLonger, "can change", may.as_str())
    };
    let text = |immutable: bool| if immutable { "immutable" } else { "changeable" };
    let message = format!("{} {verb} after creation", place.label());
    let values = [text(before.immutable), text(after.immutable)];
    report.add(code, &place.location.key("immutable"), values, Explanation { message, effect, help: &[] });
}

/// An attribute that becomes the time to live over values that were never meant so: DynamoDB reads any number as a time.
fn expiring(report: &mut Report, place: &ChangedValue, (old, before): Owned<'_>, (new, after): Owned<'_>) {
    let is_number = before.shape.key_type() == Some(KeyType::Number);
    if !is_number || old.is_ttl(before) || !new.is_ttl(after) {
        return;
    }
    report.add(
        ChangeCode::ExpiryOverStored,
        &place.location,
        [&words::shape(&before.shape), "ttl"],
        Explanation {
            message: format!("items expire at {}, which stored items may hold already", place.label()),
            effect: super::table::EXPIRED_BY_NUMBERS,
            help: &["let items expire by a new attribute, and fill it in those that are to expire"],
        },
    );
}

/// A former name that is still that of some stored items.
fn forgotten(report: &mut Report, place: &ChangedValue, old: &Attribute, new: &Attribute) {
    let is_forgotten = |former: &&Name| !new.stored_names().any(|name| name == *former);
    let is_put_back =
        !old.private && !old.immutable && matches!(old.generate, None | Some(Generate::Updated | Generate::Version));
    let help = if is_put_back {
        "or write it in every stored item, such as by a PUT of what GET returns, and then approve this"
    } else {
        "or move it to its name in every stored item by a script, as a PUT of what GET returns does not write it, and \
         then approve this"
    };
    let mut names: Vec<&str> = Vec::new();
    for name in old.renamed_from.iter().chain([&old.name]).chain(&new.renamed_from) {
        if *name != new.name && !names.contains(&name.as_str()) {
            names.push(name.as_str());
        }
    }
    let keep = format!("keep reading it under each of its names: `renamed_from: [{}]`", names.join(", "));
    for former in old.renamed_from.iter().filter(is_forgotten) {
        report.add(
            ChangeCode::FormerNameForgotten,
            &place.location.key("renamed_from"),
            [former.as_str(), ""],
            Explanation {
                message: format!("{} is no longer read under its former name `{former}`", place.label()),
                effect: "a stored item in which it was not written since then seems to lack it, and can't be read if it \
                    is required",
                help: &[&keep, help],
            },
        );
    }
}

/// A former name that was another attribute's: items that lack the attribute are read with that one's values.
fn overlaid(report: &mut Report, place: &ChangedValue, old: &Resource, before: &Attribute, new: Owned<'_>) {
    let (_, after) = new;
    for former in after.renamed_from.iter().filter(|former| **former != before.name) {
        let Some(other) = old.attributes.iter().find(|attribute| attribute.name == *former) else { continue };
        let Some(misfit) = stored::misfit(&other.shape, &after.shape) else { continue };
        report.add(
            ChangeCode::StoredTypeChanged,
            &place.location.key("renamed_from"),
            [former.as_str(), after.name.as_str()],
            Explanation {
                message: format!("{} is also read under the name of `{former}`", place.label()),
                effect: &misfit.effect(),
                help: &["leave it out of `renamed_from`: both attributes exist already"],
            },
        );
    }
}
