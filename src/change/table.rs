//! What changes in a table, whether a spec or AWS says what it was.

use super::leaving::Leaving;
use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::state::{TableState, TtlState};
use super::{ChangeCode, indexes, words};
use crate::model::{Billing, Name};

/// What another name of a table means.
#[derive(Clone, Copy)]
pub(super) enum Naming<'a> {
    /// The stack is another one, and that has been said.
    OfNewStack,
    /// The table is another one, and the stages say what becomes of the old one.
    Own(&'a Leaving<'a>),
    /// It is the deployed table's, so it can't change.
    Same,
}

/// What becomes of items where a stored number becomes the time at which they expire.
pub(super) const EXPIRED_BY_NUMBERS: &str = "DynamoDB takes a stored number for seconds since 1970: the API hides whatever \
    is past, and DynamoDB deletes it within days, unless it is more than five years past";

const COPY: &str = "or keep this table, add a resource with the new one beside it, copy the items, move the clients, \
    and then remove the old resource";

/// Compares two states of one table; `location` is its resource.
pub(super) fn compare(
    report: &mut Report,
    location: &SpecLocation,
    old: &TableState,
    new: &TableState,
    naming: Naming<'_>,
) {
    let location = location.key("table");
    let renamed = old.name != new.name;
    if let (true, Naming::Own(leaving)) = (renamed, naming) {
        name(report, &location, old, new, leaving);
    }
    let replaced = [
        key(report, &location, old, new),
        retyped(report, &location, old, new),
        indexes::local(report, &location, old, new),
    ];
    if !renamed && replaced == [false; 3] {
        indexes::global(report, &location, old, new);
    }
    time_to_live(report, &location, old, new);
    billing(report, &location, old, new);
}

fn name(report: &mut Report, location: &SpecLocation, old: &TableState, new: &TableState, leaving: &Leaving<'_>) {
    let becomes = leaving.said("it stays in the account with its items", "it is deleted with its items");
    let keep = format!("keep the table with `table: {{ name: {} }}`", old.name);
    report.add(
        ChangeCode::TableRenamed,
        &location.key("name"),
        [&old.name, &new.name],
        Explanation {
            message: format!("the table `{}` becomes `{}`", old.name, new.name),
            effect: &format!(
                "CloudFormation makes a new table, which is empty, and the old one leaves the stack: {becomes}"
            ),
            help: &[&keep, COPY],
        },
    );
}

/// Whether the primary key is of other attributes.
fn key(report: &mut Report, location: &SpecLocation, old: &TableState, new: &TableState) -> bool {
    let names = |state: &TableState| state.key.parts().map(|part| part.name.clone()).collect::<Vec<_>>();
    if names(old) == names(new) {
        return false;
    }
    let is_partition = old.key.partition.name != new.key.partition.name;
    let (old_key, new_key) = (words::key(&old.key), words::key(&new.key));
    report.add(
        ChangeCode::TableKeyChanged,
        &location.key(if is_partition { "partition_key" } else { "sort_key" }),
        [&old_key, &new_key],
        Explanation {
            message: format!("the key of the table `{}` is {new_key} in place of {old_key}", new.name),
            effect: "a key can't change: CloudFormation would replace the table, and refuses to while it keeps its name",
            help: &["keep the key", COPY],
        },
    );
    true
}

/// Whether an attribute of the table's own key has another DynamoDB type. One of an index can change it in steps.
fn retyped(report: &mut Report, location: &SpecLocation, old: &TableState, new: &TableState) -> bool {
    let new_types = new.definitions();
    let is_of_key = |state: &TableState, name: &Name| state.key.parts().any(|part| part.name == *name);
    let mut found = false;
    for (name, old_type) in old.definitions() {
        let Some(&new_type) = new_types.get(name).filter(|&&new_type| new_type != old_type) else { continue };
        let (code, location, help): (_, _, &[&str]) = if is_of_key(old, name) && is_of_key(new, name) {
            found = true;
            (ChangeCode::TableKeyRetyped, location.clone(), &["keep the type", COPY])
        } else {
            let help = &[
                "keep the type",
                "or add an attribute of the new type with an index of its own, fill it in every item, move the clients, \
                 and then remove the old index",
                "or, if no stored item holds it, approve this and deploy the steps in order, which delete the index first",
            ];
            (ChangeCode::IndexKeyRetyped, location.key("indexes"), help)
        };
        let (old_type, new_type) = (old_type.as_str(), new_type.as_str());
        report.add(
            code,
            &location,
            [&format!("{name} {old_type}"), &format!("{name} {new_type}")],
            Explanation {
                message: format!("the key attribute `{name}` is of DynamoDB's type {new_type} in place of {old_type}"),
                effect: "CloudFormation replaces a table whose AttributeDefinitions are edited, and the new one is empty",
                help,
            },
        );
    }
    found
}

fn time_to_live(report: &mut Report, location: &SpecLocation, old: &TableState, new: &TableState) {
    let location = location.key("ttl");
    match (&old.ttl, &new.ttl) {
        (TtlState::Off, TtlState::On(name)) => report.add(
            ChangeCode::TimeToLiveOn,
            &location,
            ["", name.as_str()],
            Explanation {
                message: format!("items expire at `{name}`"),
                effect: "the API hides an item at that time, and DynamoDB deletes it within days, unless it is more than five years \
                    past",
                help: &[],
            },
        ),
        (TtlState::On(name), TtlState::Off) => expired_no_longer(report, &location, name, None),
        (TtlState::On(from), TtlState::On(to)) if from != to => {
            report.add(
                ChangeCode::TimeToLiveMoved,
                &location,
                [from.as_str(), to.as_str()],
                Explanation {
                    message: format!("items expire at `{to}` in place of `{from}`"),
                    effect: "DynamoDB has to switch the time to live off before it moves, and changes it once an hour; \
                        items that hold only the old attribute no longer expire",
                    help: &["deploy the steps in order, at least an hour apart"],
                },
            );
            expired_no_longer(report, &location, from, Some(to));
        }
        _ => {}
    }
}

/// `heir` is the attribute by which items expire from now on.
fn expired_no_longer(report: &mut Report, location: &SpecLocation, name: &Name, heir: Option<&Name>) {
    let effect = match heir {
        None => {
            "items that have expired and are not deleted yet can be read again, and DynamoDB no longer deletes them"
                .to_owned()
        }
        Some(heir) => format!(
            "items that have expired by it and are not deleted yet can be read again, unless they have expired by \
             `{heir}` too; between the two deployments, DynamoDB deletes no item"
        ),
    };
    let help = match heir {
        None => "keep it on until no stored item has expired".to_owned(),
        Some(heir) => {
            format!("keep it until no stored item has expired by it, or approve this and fill `{heir}` in those")
        }
    };
    report.add(
        ChangeCode::TimeToLiveOff,
        location,
        [name.as_str(), ""],
        Explanation { message: format!("items no longer expire at `{name}`"), effect: &effect, help: &[&help] },
    );
}

fn billing(report: &mut Report, location: &SpecLocation, old: &TableState, new: &TableState) {
    if old.billing == new.billing {
        return;
    }
    let (from, to) = (words::billing(old.billing), words::billing(new.billing));
    let is_lower = match (old.billing, new.billing) {
        (_, Billing::OnDemand) => false,
        (Billing::OnDemand, Billing::Provisioned { .. }) => true,
        (Billing::Provisioned { read, write }, Billing::Provisioned { read: to_read, write: to_write }) => {
            to_read < read || to_write < write
        }
    };
    let (code, effect, help): (_, _, &[&str]) = if is_lower {
        (
            ChangeCode::CapacityLowered,
            "DynamoDB throttles what exceeds it, and such a request answers 503",
            &["see in CloudWatch what the table consumes at its busiest before it is lowered"],
        )
    } else {
        (ChangeCode::BillingChanged, "it changes in place", &[])
    };
    let message = format!("the table is billed {to}, and was billed {from} before");
    report.add(code, &location.key("billing"), [&from, &to], Explanation { message, effect, help });
}
