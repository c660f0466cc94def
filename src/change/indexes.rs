//! What changes in the indexes of a table.

use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::state::{IndexState, TableState};
use super::{ChangeCode, words};
use crate::model::{Billing, IndexKind, Name};

const UNDEPLOYED: &str = "a deployment makes or deletes one index of a table: if the last update is not deployed yet, deploy it \
    first, or plan from what is deployed with `--against`";

const GLOBAL: &str = "make a global index instead, under another name, which needs no new table";

/// Reports every local index that comes, goes, changes or becomes global; whether there is one.
pub(super) fn local(report: &mut Report, location: &SpecLocation, old: &TableState, new: &TableState) -> bool {
    let mut found = false;
    let names = new.indexes.iter().chain(old.indexes.iter().filter(|index| new.index(&index.name).is_none()));
    for name in names.map(|index| &index.name) {
        let (before, after) = (old.index(name), new.index(name));
        let location = location.key("indexes").key(name.as_str());
        let is_local = |index: &IndexState| index.kind == IndexKind::Local;
        let (code, location, message) = match (before, after) {
            (Some(before), Some(after)) if before.kind != after.kind => {
                let word = |index| if is_local(index) { "local" } else { "global" };
                let message = format!("the index `{name}` is {} in place of {}", word(after), word(before));
                (ChangeCode::IndexKindChanged, location, message)
            }
            (Some(before), Some(after)) if is_local(before) && !same_local(before, after) => {
                let message = format!("the local index `{name}` {}", difference(before, after));
                (ChangeCode::LocalIndexChanged, location, message)
            }
            (Some(before), None) if is_local(before) => {
                (ChangeCode::LocalIndexChanged, location.only_in_old(), format!("the local index `{name}` is removed"))
            }
            (None, Some(after)) if is_local(after) => {
                (ChangeCode::LocalIndexChanged, location.only_in_new(), format!("the local index `{name}` is new"))
            }
            _ => continue,
        };
        found = true;
        let text = |index: Option<&IndexState>| index.map(exact).unwrap_or_default();
        report.add(
            code,
            &location,
            [&text(before), &text(after)],
            Explanation {
                message,
                effect: "local indexes are made with their table: CloudFormation would replace it, and refuses to while \
                    it keeps its name",
                help: &[GLOBAL, "or leave the indexes of this table as they are"],
            },
        );
    }
    found
}

/// A local index shares the table's partition key, whatever that is.
fn same_local(old: &IndexState, new: &IndexState) -> bool {
    old.key.sort == new.key.sort && old.projection == new.projection
}

/// Reports the global indexes that come, go or change, for a table that stays.
pub(super) fn global(report: &mut Report, location: &SpecLocation, old: &TableState, new: &TableState) {
    let location = location.key("indexes");
    let of = |state: &TableState, other: &TableState| -> Vec<IndexState> {
        let is_alone = |index: &&IndexState| index.kind == IndexKind::Global && other.index(&index.name).is_none();
        state.indexes.iter().filter(is_alone).cloned().collect()
    };
    let (removed, added) = (of(old, new), of(new, old));
    let changed: Vec<(&IndexState, &IndexState)> = new
        .indexes
        .iter()
        .filter_map(|after| Some((old.index(&after.name)?, after)))
        .filter(|(before, after)| before != after)
        .collect();
    for (before, after) in &changed {
        recreated(report, &location.key(after.name.as_str()), before, after);
    }
    match (removed.as_slice(), added.as_slice(), changed.len()) {
        ([removed], [], 0) => self::removed(report, &location.key(removed.name.as_str()).only_in_old(), removed),
        ([], [added], 0) => self::added(report, &location.key(added.name.as_str()).only_in_new(), added),
        ([], [], 0 | 1) => {}
        _ => several(report, &location, new, [&removed, &added], &changed),
    }
}

/// What tells two states of an index apart, in words that follow its name.
fn difference(old: &IndexState, new: &IndexState) -> String {
    let keys = [&old.key, &new.key].map(words::key);
    let types = [&old.key, &new.key].map(words::types);
    let held = [old, new].map(words::held);
    let parts = [("is by", keys), ("has key attributes of type", types), ("holds", held)];
    let parts = parts.iter().filter(|(_, [old, new])| old != new);
    let parts: Vec<String> = parts.map(|(verb, [old, new])| format!("{verb} {new} in place of {old}")).collect();
    parts.join(" and ")
}

/// All that makes up an index: its key, the types of that, and what it holds.
fn exact(index: &IndexState) -> String {
    format!("{} ({})", words::index(index), words::types(&index.key))
}

fn recreated(report: &mut Report, location: &SpecLocation, old: &IndexState, new: &IndexState) {
    let (from, to) = (exact(old), exact(new));
    let other =
        format!("or give the new index another name than `{}`, and remove this one when no route needs it", new.name);
    report.add(
        ChangeCode::IndexRecreated,
        location,
        [&from, &to],
        Explanation {
            message: format!("the index `{}` {}", new.name, difference(old, new)),
            effect: "an index can't change: it is deleted and made again, in two deployments, and a query of it in between fails",
            help: &["deploy the steps in order", &other],
        },
    );
}

fn removed(report: &mut Report, location: &SpecLocation, index: &IndexState) {
    report.add(
        ChangeCode::IndexRemoved,
        location,
        [&exact(index), ""],
        Explanation {
            message: format!("the index `{}` is removed", index.name),
            effect: "the stack deletes it; the items stay",
            help: &[UNDEPLOYED],
        },
    );
}

fn added(report: &mut Report, location: &SpecLocation, index: &IndexState) {
    report.add(
        ChangeCode::IndexAdded,
        location,
        ["", &exact(index)],
        Explanation {
            message: format!("the index `{}` is new: {}", index.name, words::index(index)),
            effect: "the stack makes it from the stored items, which takes minutes to hours; items without its key are not in it",
            help: &[UNDEPLOYED],
        },
    );
}

fn several(
    report: &mut Report,
    location: &SpecLocation,
    table: &TableState,
    [removed, added]: [&[IndexState]; 2],
    changed: &[(&IndexState, &IndexState)],
) {
    let names = |indexes: &[IndexState]| indexes.iter().map(|index| index.name.clone()).collect::<Vec<_>>();
    let changed: Vec<Name> = changed.iter().map(|(_, index)| index.name.clone()).collect();
    let parts = [("removes", names(removed)), ("adds", names(added)), ("recreates", changed)];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(verb, names)| format!("{verb} {}", words::list(names)))
        .collect();
    let what = parts.join(" and ");
    report.add(
        ChangeCode::SeveralIndexes,
        location,
        ["", &what],
        Explanation {
            message: format!("one update of the table `{}` {what}", table.name),
            effect: "CloudFormation creates or deletes one index of a table in a deployment, and refuses more",
            help: &["deploy the steps in order, each when the one before has made its index"],
        },
    );
}

/// Reports an index on which DynamoDB still works, and takes no other deployment of.
pub(super) fn busy(report: &mut Report, location: &SpecLocation, name: &Name) {
    report.add(
        ChangeCode::IndexBusy,
        location,
        [name.as_str(), ""],
        Explanation {
            message: format!("DynamoDB is still making, changing or deleting the index `{name}`"),
            effect: "until it is done, it takes no other change of the table's indexes, and the deployment fails",
            help: &["deploy once `aws dynamodb describe-table` shows the index as ACTIVE, or no longer shows it"],
        },
    );
}

/// Reports an index that would take fewer reads or writes than it does now: so many of each, now and then.
pub(super) fn weakened(report: &mut Report, location: &SpecLocation, name: &Name, [now, then]: [(u32, u32); 2]) {
    let words = |(read, write): (u32, u32)| words::billing(Billing::Provisioned { read, write });
    let (from, to) = (words(now), words(then));
    report.add(
        ChangeCode::CapacityLowered,
        location,
        [&from, &to],
        Explanation {
            message: format!("the index `{name}` is billed {to}, and was billed {from} before"),
            effect: "DynamoDB throttles what exceeds it, writes of the table among them, and such a request answers 503",
            help: &["see in CloudWatch what the index consumes at its busiest before it is lowered"],
        },
    );
}
