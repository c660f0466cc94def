//! Which resources there are, and what changes in each.

use super::attributes;
use super::leaving::Leaving;
use super::report::{Explanation, Report};
use super::resource_pairs::Resources;
use super::state::TableState;
use super::table::{self, Naming};
use super::{ChangeCode, History, SpecRevision, exposure, hooks, owner, routes};
use crate::model::Resource;

/// Compares all resources.
pub(super) fn compare(report: &mut Report, history: &History, old: &SpecRevision<'_>, new: &SpecRevision<'_>) {
    let leaving = Leaving::of(old.service, new.service);
    let resources = Resources::of(report, &old.service.resources, &new.service.resources);
    for &(before, after) in &resources.pairs.kept {
        let location = report.resource(Some(before), Some(after));
        if before.name != after.name && !report.is_single() {
            renamed(report, before, after);
        }
        let is_new_stack = old.service.name != new.service.name;
        let naming = if is_new_stack { Naming::OfNewStack } else { Naming::Own(&leaving) };
        table::compare(report, &location, &TableState::of(before), &TableState::of(after), naming);
        attributes::compare(report, &location, before, after);
        owner::compare(report, &location, before, after);
    }
    for before in &resources.pairs.removed {
        removed(report, &resources, before, &leaving);
    }
    for after in &resources.pairs.added {
        let is_there = old.service.resources.iter().any(|before| before.table.name == after.table.name)
            || history.keys(&after.table.name).next().is_some();
        added(report, after, is_there);
    }
    routes::compare(report, &resources);
    exposure::compare(report, &resources);
    hooks::compare(report, &resources);
}

fn renamed(report: &mut Report, old: &Resource, new: &Resource) {
    let location = report.resource(Some(old), Some(new));
    let (from, to) = (old.name.as_str(), new.name.as_str());
    report.add(
        ChangeCode::ResourceRenamed,
        &location,
        [from, to],
        Explanation {
            message: format!("the resource `{from}` is called `{to}`"),
            effect: "its table's logical ID stays; its module and its files have the new name",
            help: &[],
        },
    );
    let (from, to) = (old.table_variable(), new.table_variable());
    if from == to {
        return;
    }
    report.add(
        ChangeCode::VariableRenamed,
        &location,
        [&from, &to],
        Explanation {
            message: format!("the function finds its table by `{to}` in place of `{from}`"),
            effect: "Lambda changes code and variables one after the other: until it has both, requests can fail",
            help: &["deploy when few call, or by a canary"],
        },
    );
}

fn removed(report: &mut Report, resources: &Resources<'_>, old: &Resource, leaving: &Leaving<'_>) {
    let location = report.resource(Some(old), None).key("table");
    let (name, table) = (old.name.as_str(), old.table.name.as_str());
    let heir = resources.pairs.added.iter().find(|new| new.table.name == table);
    let Some(heir) = heir else {
        report.add(
            ChangeCode::ResourceRemoved,
            &location,
            [name, ""],
            Explanation {
                message: format!("the resource `{name}` is removed"),
                effect: &format!(
                    "its table `{table}` leaves the stack: {}",
                    leaving.said(
                        "it stays in the account with its items, and nothing serves, updates or deletes it",
                        "it is deleted with its items",
                    ),
                ),
                help: &[
                    "if it has another name now, say so with `renamed_from`",
                    "keep it until its items are exported or no longer needed",
                ],
            },
        );
        return;
    };
    let rename = format!("add `renamed_from: {name}` to `{}`, so that its table stays", heir.name);
    report.add(
        ChangeCode::ResourceRecreated,
        &location,
        [name, heir.name.as_str()],
        Explanation {
            message: format!("the table `{table}` belongs to `{}` in place of `{name}`", heir.name),
            effect: "it gets another logical ID and keeps its name: CloudFormation can't make the new one beside the old",
            help: &[&rename],
        },
    );
}

/// `is_there`: its table was made before, for another resource or an earlier spec, which is a finding of its own.
fn added(report: &mut Report, new: &Resource, is_there: bool) {
    let effect = if is_there {
        "the stack gets its routes; its table was there before, as another finding says"
    } else {
        "the stack makes its table, which is empty, and its routes"
    };
    let location = report.resource(None, Some(new));
    let name = new.name.as_str();
    report.add(
        ChangeCode::ResourceAdded,
        &location,
        ["", name],
        Explanation { message: format!("the resource `{name}` is new"), effect, help: &[] },
    );
}
