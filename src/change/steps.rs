//! The deployments that lead from one state of the tables to another, each legal for CloudFormation.
//!
//! An update creates or deletes at most one global index of a table, and leaves every attribute definition of the
//! tables that stay as it is; the time to live moves by way of none. What can't be reached without a new table takes
//! no steps: there is none that would keep the items.

use super::intermediate;
use super::state::{IndexState, KeyPart, TableState, TtlState};
use crate::model::{IndexKind, Resource, Service};

/// A state between what is deployed and the new spec.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it does, such as `create-by_price`.
    pub name: String,
    /// The new service with the tables as they are after this step. Only its template is of use: a route may query an
    /// index that is not there yet.
    pub service: Service,
}

/// The states to deploy one after the other before the new service itself, which is the last; empty if one deployment
/// is enough.
#[must_use]
pub fn steps(old: &[TableState], new: &Service) -> Vec<Step> {
    let ways: Vec<Vec<TableState>> = new.resources.iter().map(|resource| way(old, resource)).collect();
    let last = ways.iter().map(Vec::len).max().unwrap_or(0).saturating_sub(2);
    (1..=last)
        .map(|number| {
            let mut service = new.clone();
            let mut parts = Vec::new();
            for (resource, way) in service.resources.iter_mut().zip(&ways) {
                let at = |number: usize| &way[number.min(way.len() - 1)];
                parts.extend(part(at(number - 1), at(number)).map(|part| (resource.name.to_string(), part)));
                intermediate::apply(resource, at(number));
            }
            Step { name: name(&parts, new.resources.len()), service }
        })
        .collect()
}

fn name(parts: &[(String, String)], resources: usize) -> String {
    match parts {
        [(_, part)] if resources == 1 => part.clone(),
        [(resource, part)] => format!("{resource}-{part}"),
        _ => "several-tables".to_owned(),
    }
}

/// What a step does to one table, if anything.
fn part(old: &TableState, new: &TableState) -> Option<String> {
    let created = new.indexes.iter().find(|index| old.index(&index.name).is_none());
    let deleted = old.indexes.iter().find(|index| new.index(&index.name).is_none());
    match (created, deleted) {
        (Some(created), _) => Some(format!("create-{}", created.name)),
        (None, Some(deleted)) => Some(format!("delete-{}", deleted.name)),
        (None, None) => (old.ttl != new.ttl).then(|| "ttl-off".to_owned()),
    }
}

/// The states of a resource's table from the old one to the new one, both included.
fn way(old: &[TableState], resource: &Resource) -> Vec<TableState> {
    let new = TableState::of(resource);
    let Some(old) = old.iter().find(|old| old.name == new.name).filter(|old| stays(old, &new)) else {
        return vec![new];
    };
    let mut way = vec![old.clone()];
    let mut now = TableState { billing: new.billing, ..old.clone() };
    let moves = matches!((&old.ttl, &new.ttl), (TtlState::On(from), TtlState::On(to)) if from != to);
    now.ttl = if moves { TtlState::Off } else { new.ttl.clone() };
    while let Some(indexes) = next(&now, &new) {
        now.indexes = indexes;
        way.push(now.clone());
        now.ttl.clone_from(&new.ttl);
    }
    if moves && way.len() == 1 {
        way.push(now);
    }
    let arrived = way.len() > 1 && way.last().is_some_and(|last| last.ttl == new.ttl);
    if arrived {
        way.pop();
    }
    way.push(new);
    way
}

/// Whether the table can become the new one at all.
fn stays(old: &TableState, new: &TableState) -> bool {
    let local = |state: &TableState| -> Vec<IndexState> {
        let mut local: Vec<IndexState> =
            state.indexes.iter().filter(|index| index.kind == IndexKind::Local).cloned().collect();
        local.sort_by(|a, b| a.name.cmp(&b.name));
        local
    };
    let same_kind = |index: &IndexState| new.index(&index.name).is_none_or(|now| now.kind == index.kind);
    old.key == new.key && local(old) == local(new) && old.indexes.iter().all(same_kind)
}

/// How many global indexes a table has by default (DynamoDB, `ServiceQuotas`).
const MAX_GLOBAL: usize = 20;

/// The indexes after one more creation or deletion; none if they are the new ones already.
///
/// What is new comes before what is old goes, so that no route lacks its index for longer than it has to.
fn next(now: &TableState, new: &TableState) -> Option<Vec<IndexState>> {
    let missing = || new.indexes.iter().filter(|index| now.index(&index.name).is_none());
    let fits = |index: &&IndexState| {
        let known = now.definitions();
        index.key.parts().all(|part| known.get(&part.name).is_none_or(|known| *known == part.key_type))
    };
    let wrong = || now.indexes.iter().filter(|index| new.index(&index.name) != Some(index));
    let global = now.indexes.iter().filter(|index| index.kind == IndexKind::Global).count();
    let is_full = global >= MAX_GLOBAL && wrong().next().is_some();
    if let Some(created) = missing().find(fits).filter(|_| !is_full) {
        return Some(now.indexes.iter().chain([created]).cloned().collect());
    }
    // What stands in the way of a creation goes first, then what is made again, then what only goes.
    let clash = |own: &KeyPart, other: &KeyPart| own.name == other.name && own != other;
    let in_the_way = |index: &IndexState| {
        let retypes =
            |other: &IndexState| other.key.parts().any(|other| index.key.parts().any(|own| clash(own, other)));
        missing().any(retypes)
    };
    let is_again = |index: &IndexState| new.index(&index.name).is_some();
    let deleted = wrong().min_by_key(|index| (!in_the_way(index), !is_again(index)))?;
    Some(now.indexes.iter().filter(|index| index.name != deleted.name).cloned().collect())
}
