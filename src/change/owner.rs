//! Whose an item is: which callers see and change it.

use super::history::{self, History};
use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::{ChangeCode, words};
use crate::model::{Owner, Resource};

/// Compares whose the items of a resource are.
pub(super) fn compare(report: &mut Report, location: &SpecLocation, old: &Resource, new: &Resource) {
    match (&old.owner, &new.owner) {
        (None, None) => {}
        (None, Some(after)) => {
            let location = location.key("owner").only_in_new();
            comes(report, &location, new, after);
            let is_new =
                !old.attributes.iter().any(|former| after.attribute.stored_names().any(|name| *name == former.name));
            stored_otherwise(report, &location, ["", &words(after)], new, after, is_new);
        }
        (Some(before), None) => gone(report, &location.key("owner").only_in_old(), old, before),
        (Some(before), Some(after)) => {
            let location = location.key("owner");
            if !is_same(before, after) {
                let values = [words(before), words(after)];
                let values = values.each_ref().map(String::as_str);
                stored_otherwise(report, &location, values, new, after, false);
                changed(report, &location, values, new);
            }
            groups(report, &location.key("except_groups"), new, before, after);
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
    resource: &Resource,
    owner: &Owner,
    is_new: bool,
) {
    let (name, claim) = (&owner.attribute.name, &owner.claim);
    let who = match &owner.except_groups[..] {
        [] => "nobody sees".to_owned(),
        groups => {
            format!("none but members of {} see", words::list(&groups.iter().map(String::as_str).collect::<Vec<_>>()))
        }
    };
    let chosen = if is_new { String::new() } else { format!("; whoever wrote `{name}` before chose whose it is") };
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
            effect: "the stored items of all users are open to everybody who may call the routes",
            help: &["keep `owner`; `except_groups` names who may see the items of all"],
        },
    );
}

fn changed(report: &mut Report, location: &SpecLocation, values: [&str; 2], resource: &Resource) {
    report.add(
        ChangeCode::OwnerChanged,
        location,
        values,
        Explanation {
            message: format!("something else says who owns a {}", resource.item),
            effect: "a caller sees the stored items that hold the caller's value, whoever made them",
            help: &["see what stored items hold, and approve this"],
        },
    );
}

fn groups(report: &mut Report, location: &SpecLocation, resource: &Resource, before: &Owner, after: &Owner) {
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
                message: format!("members of {} see and change each {}, whoever owns it", said(&more), resource.item),
                effect: "so far they saw only their own",
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
                message: format!("members of {} see only their own items", said(&fewer)),
                effect: "the items of others are a 404 for them",
                help: &[],
            },
        );
    }
}
