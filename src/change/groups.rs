//! Which groups of the user pool may call a route.

use super::ChangeCode;
use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use crate::model::{Auth, Route, Service};

/// Compares the groups of a route that takes the same credentials before and after.
pub(super) fn compare(report: &mut Report, location: &SpecLocation, old: &Service, before: &Route, after: &Route) {
    let beyond = |some: &Route, others: &Route| some.groups.iter().any(|group| !others.groups.contains(group));
    let is_wider = !before.groups.is_empty() && (after.groups.is_empty() || beyond(after, before));
    let is_narrower = !after.groups.is_empty() && (before.groups.is_empty() || beyond(before, after));
    let label = after.title();
    let (from, to) = (words(before), words(after));
    let mut say = |code, effect, help: &[&str]| {
        let message = format!("`{label}` is for {to}, and was for {from} before");
        report.add(code, location, [&from, &to], Explanation { message, effect, help });
    };
    if is_wider {
        say(
            ChangeCode::GroupsWidened,
            "callers may do it who were refused before",
            &["keep the groups, or see who is let in, and approve this"],
        );
    }
    if is_narrower {
        say(ChangeCode::GroupsNarrowed, "callers in none of these groups get 403", &[]);
    }
    for group in after.groups.iter().filter(|group| !old.groups().contains(group.as_str())) {
        report.add(
            ChangeCode::CredentialsNew,
            location,
            ["", group],
            Explanation {
                message: format!("the deployment makes the group `{group}`, which `{label}` asks for"),
                effect: "the group has no members, so its callers are refused until somebody adds them",
                help: &["deploy another route with the group first, add the members, and only then restrict this one"],
            },
        );
    }
}

/// Reports groups that leave the user pool. Where the pool itself leaves, its own finding says so.
pub(super) fn removed(report: &mut Report, old: &Service, new: &Service) {
    if !new.uses(Auth::Cognito) {
        return;
    }
    for group in old.groups().difference(&new.groups()) {
        report.add(
            ChangeCode::GroupRemoved,
            &SpecLocation::root().key("api").key("auth"),
            [group, ""],
            Explanation {
                message: format!("nothing names the group `{group}` any more"),
                effect: "the group leaves the user pool: where it comes back, it has no members",
                help: &["keep it on a route or in `except_groups` as long as its members may be needed again"],
            },
        );
    }
}

fn words(route: &Route) -> String {
    match &route.groups[..] {
        [] => "everybody who is signed in".to_owned(),
        groups => format!("`{}`", groups.join("` or `")),
    }
}
