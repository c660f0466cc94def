//! The table: its name, its key, the time to live and how it is paid for.

use std::collections::HashMap;
use std::sync::Arc;

use super::declared::Attributes;
use super::present::{check_range, required};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::limits::{PARTITION_KEY_BYTES, SORT_KEY_BYTES};
use crate::model::{Attribute, Billing, Generate, Key, Literal, Shape, TimeForm};
use crate::source::{Span, Spanned};
use crate::spec::{BillingForm, Field, TableSpec};

/// Capacity units that a table may ask for; the default quota of an account is 40,000.
const CAPACITY: std::ops::RangeInclusive<u32> = 1..=40_000;

/// The names of the service's tables, which share an account.
#[derive(Default)]
pub(super) struct TableNames {
    taken: HashMap<String, Span>,
}

impl TableNames {
    /// Takes a table's name; reports one that DynamoDB refuses or that another table has.
    pub(super) fn add(&mut self, name: &Spanned<String>, longest_stage: &str, problems: &mut Diagnostics) {
        check_table_name(name, longest_stage, problems);
        if let Some(first) = self.taken.insert(name.value.clone(), name.span) {
            let message = format!("two tables are called `{}`", name.value);
            problems.push(Diagnostic::new(Code::SameTable, name.span, message).also(first, "the other one"));
        }
    }
}

/// Reports a name that DynamoDB refuses once the longest stage is part of it.
fn check_table_name(name: &Spanned<String>, longest_stage: &str, problems: &mut Diagnostics) {
    let legal = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    let physical = name.value.chars().count() + 1 + longest_stage.len();
    let problem = if let Some(c) = name.value.chars().find(|&c| !legal(c)) {
        Diagnostic::new(Code::TableName, name.span, format!("a table's name can't hold {c:?}"))
            .help("use letters, digits, `_`, `.` and `-`")
    } else if name.value.is_empty() {
        Diagnostic::new(Code::TableName, name.span, "a table's name can't be empty")
    } else if physical > 255 {
        let message = format!("a table's name has at most 255 characters, and this one has {physical} with its stage");
        Diagnostic::new(Code::TableName, name.span, message).note(format!("the longest stage is `{longest_stage}`"))
    } else {
        return;
    };
    problems.push(problem);
}

/// Reads the primary key.
pub(super) fn key(table: &Spanned<TableSpec>, attributes: &Attributes, problems: &mut Diagnostics) -> Option<Key> {
    let partition_name = required(&table.value.partition_key, "partition_key", table.span, problems);
    let partition = partition_name.and_then(|name| key_attribute(name, PARTITION_KEY_BYTES, attributes, problems));
    let sort_name = table.value.sort_key.read();
    let sort = sort_name.and_then(|name| key_attribute(name, SORT_KEY_BYTES, attributes, problems));
    for (name, attribute) in partition_name.zip(partition.as_ref()).into_iter().chain(sort_name.zip(sort.as_ref())) {
        check_constant(name, attribute, attributes, problems);
    }
    check_parts_differ(partition_name, sort_name, problems);
    if sort_name.is_some() && sort.is_none() {
        return None;
    }
    Some(Key { partition: partition?, sort })
}

/// The attribute that is an index's partition key.
pub(super) fn index_partition(
    name: &Spanned<String>,
    attributes: &Attributes,
    problems: &mut Diagnostics,
) -> Option<Arc<Attribute>> {
    key_attribute(name, PARTITION_KEY_BYTES, attributes, problems)
}

/// The attribute that is an index's sort key.
pub(super) fn index_sort(
    name: &Spanned<String>,
    attributes: &Attributes,
    problems: &mut Diagnostics,
) -> Option<Arc<Attribute>> {
    key_attribute(name, SORT_KEY_BYTES, attributes, problems)
}

fn key_attribute(
    name: &Spanned<String>,
    max_bytes: u32,
    attributes: &Attributes,
    problems: &mut Diagnostics,
) -> Option<Arc<Attribute>> {
    let attribute = attributes.find(name, problems)?;
    let declared = attributes.span(&attribute);
    if attribute.shape.key_type().is_none() {
        let message = format!("`{}` can't be a key: keys are strings, numbers or binaries", attribute.name);
        problems.push(Diagnostic::new(Code::KeyType, name.span, message).also(declared, "declared here"));
    }
    if attribute.private {
        let message =
            format!("`{}` can't be a key: it is private, and keys are part of paths and cursors", attribute.name);
        problems.push(Diagnostic::new(Code::KeyAttribute, name.span, message).also(declared, "declared here"));
    }
    check_key_length(name, &attribute, max_bytes, declared, problems);
    check_key_default(name, &attribute, max_bytes, declared, problems);
    Some(attribute)
}

/// Bytes are at least as many as characters, so that a bound in characters shows what is surely too long.
fn check_key_length(
    name: &Spanned<String>,
    attribute: &Attribute,
    max_bytes: u32,
    declared: Span,
    problems: &mut Diagnostics,
) {
    let longest = match &attribute.shape {
        Shape::String { length, .. } | Shape::Binary(length) => length.max.max(length.min).unwrap_or(0),
        Shape::Enum { values, .. } => {
            let longest = values.iter().map(|value| value.wire.len()).max().unwrap_or(0);
            u32::try_from(longest).unwrap_or(u32::MAX)
        }
        _ => 0,
    };
    if longest > max_bytes {
        let message = format!("`{}` may be {longest} long, and this key has at most {max_bytes} bytes", attribute.name);
        let problem = Diagnostic::new(Code::KeyTooLong, name.span, message).also(declared, "declared here");
        problems
            .push(problem.help(format!("a character takes a byte or more: let no value be longer than {max_bytes}")));
    }
}

/// An item that is given no value gets the default, so it has to be one that a key can have.
fn check_key_default(
    name: &Spanned<String>,
    attribute: &Attribute,
    max_bytes: u32,
    declared: Span,
    problems: &mut Diagnostics,
) {
    let Some(Literal::String(default)) = attribute.presence.default() else { return };
    let bytes = match attribute.shape {
        Shape::String { .. } => default.len(),
        Shape::Binary(_) => default.trim_end_matches('=').len() * 3 / 4,
        _ => return,
    };
    if u32::try_from(bytes).is_ok_and(|bytes| bytes <= max_bytes) {
        return;
    }
    let message = format!(
        "`{}` can't be a key: its default has {bytes} bytes, and this key has at most {max_bytes}",
        attribute.name
    );
    let problem = Diagnostic::new(Code::DefaultRefused, name.span, message);
    problems.push(problem.also(declared, "declared here").newly_refused());
}

/// An item can't change its own key.
fn check_constant(name: &Spanned<String>, attribute: &Attribute, attributes: &Attributes, problems: &mut Diagnostics) {
    if matches!(attribute.generate, Some(Generate::Updated | Generate::Version)) {
        let message = format!("`{}` can't be part of the table's key: it changes with each write", attribute.name);
        let problem = Diagnostic::new(Code::KeyAttribute, name.span, message);
        problems.push(problem.also(attributes.span(attribute), "declared here"));
    }
}

/// Reports a key whose two parts are one attribute.
pub(super) fn check_parts_differ(
    partition: Option<&Spanned<String>>,
    sort: Option<&Spanned<String>>,
    problems: &mut Diagnostics,
) {
    let (Some(partition), Some(sort)) = (partition, sort) else { return };
    if partition.value == sort.value {
        let message = format!("`{}` can't be both the partition key and the sort key", sort.value);
        problems.push(Diagnostic::new(Code::SameKey, sort.span, message).also(partition.span, "the partition key"));
    }
}

/// Reads the time to live, an attribute that DynamoDB wants as a number of seconds.
pub(super) fn ttl(
    table: &TableSpec,
    keys: &[&str],
    attributes: &Attributes,
    problems: &mut Diagnostics,
) -> Option<Arc<Attribute>> {
    let name = table.ttl.read()?;
    let can_expire = |attribute: &&Arc<Attribute>| {
        matches!(attribute.shape, Shape::Timestamp(_))
            && attribute.generate.is_none()
            && !keys.contains(&attribute.name.as_str())
    };
    let candidates = attributes.iter().filter(can_expire).map(|attribute| attribute.name.as_str());
    let attribute = attributes.find_among(candidates, name, problems)?;
    let reason = match attribute.shape {
        Shape::Timestamp(_) if keys.contains(&attribute.name.as_str()) => {
            "it is part of a key, by which DynamoDB can't leave out items that have expired"
        }
        Shape::Timestamp(_) if attribute.generate.is_some() => "it is generated, and every item would be gone at once",
        Shape::Timestamp(TimeForm::EpochSeconds) => return Some(attribute),
        Shape::Timestamp(_) => "DynamoDB wants `stored: epoch_seconds`",
        _ => "only a timestamp can",
    };
    let message = format!("`{}` can't be the time to live: {reason}", attribute.name);
    problems.push(Diagnostic::new(Code::Ttl, name.span, message).also(attributes.span(&attribute), "declared here"));
    None
}

/// Reads how the table is paid for.
pub(super) fn billing(field: &Field<BillingForm>, problems: &mut Diagnostics) -> Billing {
    let Some(Spanned { value: BillingForm::Mapping(capacity), span }) = field.read() else { return Billing::OnDemand };
    let mut units = |field, key: &str| {
        let units = required(field, key, *span, problems)?;
        check_range(units, "a capacity", CAPACITY, problems);
        Some(units.value)
    };
    match (units(&capacity.read, "read"), units(&capacity.write, "write")) {
        (Some(read), Some(write)) => Billing::Provisioned { read, write },
        _ => Billing::OnDemand,
    }
}
