//! Whose an item is: which callers see and change it.

use std::sync::Arc;

use super::history::{self, History};
use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::{ChangeCode, words};
use crate::model::{Attribute, Generate, Owner, Resource};

/// Compares whose the items of a resource are.
pub(super) fn compare(report: &mut Report, location: &SpecLocation, old: &Resource, new: &Resource) {
    match (&old.owner, &new.owner) {
        (None, None) => {}
        (None, Some(after)) => {
            let location = location.key("owner").only_in_new();
            comes(report, &location, new, after);
            stored_otherwise(report, &location, ["", &words(after)], old, (new, after));
        }
        (Some(before), None) => gone(report, &location.key("owner").only_in_old(), old, before),
        (Some(before), Some(after)) => {
            let location = location.key("owner");
            if !is_same(before, after) {
                let values = [words(before), words(after)];
                let values = values.each_ref().map(String::as_str);
                stored_otherwise(report, &location, values, old, (new, after));
                changed(report, &location, values, new, (before, after));
            } else if before.attribute.name != after.attribute.name {
                renamed(report, &location, (new, after), before.attribute.name.as_str());
            }
            groups(report, &location.key("except_groups"), before, after);
        }
    }
}

/// A table that an earlier spec had, and that was left behind with items of single owners.
pub(super) fn comes_back(report: &mut Report, history: &History, resource: &Resource) {
    let now = resource.owner.as_ref().map(history::owner);
    for was in history.owners(&resource.table.name).filter(|was| now.as_deref() != Some(*was)) {
        report.add(
            ChangeCode::OwnerEarlier,
            &report.resource(None, Some(resource)).key("owner"),
            [was, now.as_deref().unwrap_or_default()],
            Explanation {
                message: format!("in an earlier spec, callers saw only their own items of `{}`", resource.table.name),
                effect: "the items may still be there, and callers see those of others",
                help: &["keep the `owner` of that spec, or give the new table another name"],
            },
        );
    }
}

fn words(owner: &Owner) -> String {
    format!("{} from {}", owner.attribute.name, owner.claim)
}

fn is_same(before: &Owner, after: &Owner) -> bool {
    before.claim == after.claim && after.attribute.stored_names().any(|name| *name == before.attribute.name)
}

fn comes(report: &mut Report, location: &SpecLocation, resource: &Resource, owner: &Owner) {
    let name = &owner.attribute.name;
    report.add(
        ChangeCode::OwnerNew,
        location,
        ["", &words(owner)],
        Explanation {
            message: format!(
                "callers see only their own items: the `{name}` of a new {} is the creator's `{}`",
                resource.item, owner.claim
            ),
            effect: &format!(
                "the items of others are a 404, and a request that gives a new item its `{name}` is refused"
            ),
            help: &[],
        },
    );
}

fn stored_otherwise(
    report: &mut Report,
    location: &SpecLocation,
    values: [&str; 2],
    old: &Resource,
    (resource, owner): (&Resource, &Owner),
) {
    let is_it = |former: &&Arc<Attribute>| owner.attribute.stored_names().any(|name| *name == former.name);
    let was = old.attributes.iter().find(is_it);
    let was_written = was.is_some_and(|was| was.generate != Some(Generate::Owner));
    let (name, claim) = (&owner.attribute.name, &owner.claim);
    let who = match &owner.except_groups[..] {
        [] => "nobody sees".to_owned(),
        groups => {
            format!("none but members of {} see", words::list(&groups.iter().map(String::as_str).collect::<Vec<_>>()))
        }
    };
    let chosen = if was_written { format!("; whoever wrote `{name}` before chose whose it is") } else { String::new() };
    report.add(
        ChangeCode::StoredOfNobody,
        location,
        values,
        Explanation {
            message: format!("a stored {} belongs to the user whose `{claim}` is its `{name}`", resource.item),
            effect: &format!("{who} an item that lacks it, or holds something else{chosen}"),
            help: &["fill it in every stored item first, with the value of the claim, and then approve this"],
        },
    );
}

fn gone(report: &mut Report, location: &SpecLocation, resource: &Resource, owner: &Owner) {
    report.add(
        ChangeCode::OwnerGone,
        location,
        [&words(owner), ""],
        Explanation {
            message: format!("callers see and change each {}, and not only their own", resource.item),
            effect: &format!(
                "the stored items of all users are open to everybody who may call the routes, and nothing fills `{}` any more",
                owner.attribute.name
            ),
            help: &["keep `owner`; `except_groups` names who may see the items of all"],
        },
    );
}

fn changed(
    report: &mut Report,
    location: &SpecLocation,
    values: [&str; 2],
    resource: &Resource,
    (before, after): (&Owner, &Owner),
) {
    let message = if before.claim == after.claim {
        let (from, to) = (&before.attribute.name, &after.attribute.name);
        format!("`{to}` says who owns a {}, in place of `{from}`", resource.item)
    } else {
        format!("the claim `{}` says who the caller is, in place of `{}`", after.claim, before.claim)
    };
    report.add(
        ChangeCode::OwnerChanged,
        location,
        values,
        Explanation {
            message,
            effect: "a caller sees the stored items that hold the caller's value, whoever made them; a token without \
                the claim is refused",
            help: &["see what stored items hold, and approve this"],
        },
    );
}

/// An index finds the owner by the present name alone.
fn renamed(report: &mut Report, location: &SpecLocation, (resource, owner): (&Resource, &Owner), from: &str) {
    let to = &owner.attribute.name;
    let mut indexes = resource.table.indexes.iter();
    if !indexes.any(|index| index.key.partition.name == *to) {
        return;
    }
    report.add(
        ChangeCode::StoredOfNobody,
        location,
        [from, to.as_str()],
        Explanation {
            message: format!("a stored {} has its owner as `{from}`, and lists look for `{to}` alone", resource.item),
            effect: "no list shows it to its owner before it is written with the new name",
            help: &[&format!("copy `{from}` to `{to}` in every stored item first, and then approve this")],
        },
    );
}

fn groups(report: &mut Report, location: &SpecLocation, before: &Owner, after: &Owner) {
    let beyond = |some: &Owner, others: &Owner| -> Vec<String> {
        some.except_groups.iter().filter(|group| !others.except_groups.contains(group)).cloned().collect()
    };
    let said = |groups: &[String]| words::list(&groups.iter().map(String::as_str).collect::<Vec<_>>());
    let (more, fewer) = (beyond(after, before), beyond(before, after));
    if !more.is_empty() {
        report.add(
            ChangeCode::ExceptGroupsWidened,
            location,
            ["", &more.join(",")],
            Explanation {
                message: format!("members of {} are no longer held to their own items", said(&more)),
                effect: "the routes that they may call lead to the items of others, too",
                help: &["see who is in it, and approve this"],
            },
        );
    }
    if !fewer.is_empty() {
        report.add(
            ChangeCode::ExceptGroupsNarrowed,
            location,
            [&fewer.join(","), ""],
            Explanation {
                message: format!("members of {} are held to their own items", said(&fewer)),
                effect: "the items of others are a 404 for them",
                help: &[],
            },
        );
    }
}
