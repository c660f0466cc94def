//! Secondary indexes: their keys, what they project, and how many there may be.

use std::sync::Arc;

use super::declared::Attributes;
use super::names::{self, RustNames};
use super::present::{check_unique, elements, required};
use super::table;
use super::types::TypeNames;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Index, IndexKind, Key, Projection, TypeName};
use crate::source::{Span, Spanned};
use crate::spec::{Entries, IndexSpec, ProjectionForm, ProjectionWord};

/// Limits of DynamoDB's `ServiceQuotas`: local indexes, global ones (can be raised), and projected
/// attributes of all indexes of a table.
const MAX_LOCAL: usize = 5;
const MAX_GLOBAL: usize = 20;
const MAX_PROJECTED: usize = 100;

/// What an index is validated against.
pub(super) struct IndexContext<'a> {
    /// The table's, if it could be read.
    pub(super) key: Option<&'a Key>,
    pub(super) ttl: Option<&'a Arc<Attribute>>,
    pub(super) attributes: &'a Attributes,
    pub(super) item: &'a TypeName,
    /// The indexes that routes name.
    pub(super) queried: &'a [&'a str],
}

/// Reads the indexes of a table.
pub(super) fn indexes(
    entries: &Entries<IndexSpec>,
    context: &IndexContext<'_>,
    types: &mut TypeNames,
    problems: &mut Diagnostics,
) -> Vec<Arc<Index>> {
    let mut rust_names = RustNames::of("indexes");
    let mut indexes = Vec::new();
    for (key, spec) in &entries.0 {
        let Some(name) = names::name(key, "an index's name", problems) else { continue };
        check_index_name(key, problems);
        rust_names.add(name.snake().to_owned(), name.as_str(), key.span, problems);
        let Some(spec) = spec.read() else { continue };
        let index_key = index_key(spec, context, problems);
        let kind = if spec.value.local.value() == Some(&true) { IndexKind::Local } else { IndexKind::Global };
        let queried = context.queried.contains(&key.value.as_str());
        let projection = projection(&spec.value, index_key.as_ref(), queried, context, problems);
        if queried && projection != Projection::All {
            types.declare_projection(&context.item.nested(&name), key.span, problems);
        }
        if queried {
            check_defaults(key, index_key.as_ref(), context, problems);
        } else {
            check_used(key, problems);
        }
        let Some(index_key) = index_key else { continue };
        let attributes = projected(&projection, &index_key, context);
        indexes.push(Arc::new(Index { name, kind, key: index_key, projection, attributes }));
    }
    check_numbers(entries, &indexes, problems);
    indexes
}

fn check_index_name(name: &Spanned<String>, problems: &mut Diagnostics) {
    if name.value.len() < 3 {
        let message =
            format!("an index's name has at least 3 characters, and `{}` has {}", name.value, name.value.len());
        problems.push(Diagnostic::new(Code::TableName, name.span, message));
    }
}

fn check_used(name: &Spanned<String>, problems: &mut Diagnostics) {
    let message = format!("no route queries the index `{}`", name.value);
    problems.push(
        Diagnostic::new(Code::UnusedIndex, name.span, message)
            .note("each write is paid for once more for each index")
            .help("a route with `index:` and its name queries it"),
    );
}

/// What a default says of an item that lacks the attribute, DynamoDB doesn't know.
fn check_defaults(name: &Spanned<String>, key: Option<&Key>, context: &IndexContext<'_>, problems: &mut Diagnostics) {
    let defaulted = key.into_iter().flat_map(Key::attributes).filter(|part| part.presence.default().is_some());
    for part in defaulted {
        let message = format!("the index `{}` lacks the items that lack `{}`", name.value, part.name);
        problems.push(
            Diagnostic::new(Code::DefaultOfIndexKey, name.span, message)
                .also(context.attributes.span(part), "its default is not a key")
                .note("items that were stored before the attribute was added are absent from the index")
                .help("write each of those items once, such as by a PUT of what a GET answers"),
        );
    }
}

fn index_key(spec: &Spanned<IndexSpec>, context: &IndexContext<'_>, problems: &mut Diagnostics) -> Option<Key> {
    let IndexSpec { partition_key, sort_key, local, .. } = &spec.value;
    if local.value() == Some(&true) {
        return local_key(spec, context, problems);
    }
    let partition_name = required(partition_key, "partition_key", spec.span, problems);
    let partition = partition_name.and_then(|name| table::index_partition(name, context.attributes, problems));
    let sort_name = sort_key.read();
    let sort = sort_name.and_then(|name| table::index_sort(name, context.attributes, problems));
    table::check_parts_differ(partition_name, sort_name, problems);
    if sort_name.is_some() && sort.is_none() {
        return None;
    }
    Some(Key { partition: partition?, sort })
}

/// A local index sorts the items of the table's partitions by another attribute.
fn local_key(spec: &Spanned<IndexSpec>, context: &IndexContext<'_>, problems: &mut Diagnostics) -> Option<Key> {
    let table_key = context.key?;
    let table_partition = table_key.partition.name.as_str();
    let mut refuse = |span: Span, message: String| problems.push(Diagnostic::new(Code::LocalIndex, span, message));
    if table_key.sort.is_none() {
        let message = "a table without a sort key can't have a local index".to_owned();
        refuse(spec.value.local.span().unwrap_or(spec.span), message);
    }
    if let Some(given) = spec.value.partition_key.read().filter(|given| given.value != table_partition) {
        refuse(given.span, format!("a local index shares the table's partition key, which is `{table_partition}`"));
    }
    let name = required(&spec.value.sort_key, "sort_key", spec.span, problems)?;
    if table_key.sort.as_ref().is_some_and(|sort| sort.name.as_str() == name.value) || name.value == table_partition {
        let message = if name.value == table_partition {
            format!("all items of one partition key have the same `{}`: nothing can be sorted by it", name.value)
        } else {
            format!("the table's own key sorts by `{}` already", name.value)
        };
        problems.push(Diagnostic::new(Code::SameKey, name.span, message));
    }
    let sort = table::index_sort(name, context.attributes, problems)?;
    Some(Key { partition: table_key.partition.clone(), sort: Some(sort) })
}

/// What the index holds besides the keys. An index that a route queries also holds the time to live: a
/// filter that hides expired items can't see what is not projected.
fn projection(
    spec: &IndexSpec,
    key: Option<&Key>,
    queried: bool,
    context: &IndexContext<'_>,
    problems: &mut Diagnostics,
) -> Projection {
    let mut included = match spec.projection.value() {
        None | Some(ProjectionForm::Text(ProjectionWord::All)) => return Projection::All,
        Some(ProjectionForm::Text(ProjectionWord::KeysOnly)) => Vec::new(),
        Some(ProjectionForm::Mapping(include)) => {
            let span = spec.projection.span().unwrap_or_default();
            if let Some(list) = required(&include.include, "include", span, problems)
                && list.value.is_empty()
            {
                let problem = Diagnostic::new(Code::NothingInside, list.span, "`include` names at least one attribute");
                problems.push(problem.help("`projection: keys_only` includes no attribute"));
            }
            check_unique(elements(&include.include), problems);
            elements(&include.include).filter_map(|name| included(name, key, context, problems)).collect()
        }
    };
    if let Some(ttl) = context.ttl.filter(|ttl| queried && !included.contains(ttl)) {
        included.push(ttl.clone());
    }
    if included.is_empty() { Projection::KeysOnly } else { Projection::Include(included) }
}

fn included(
    name: &Spanned<String>,
    key: Option<&Key>,
    context: &IndexContext<'_>,
    problems: &mut Diagnostics,
) -> Option<Arc<Attribute>> {
    let attribute = context.attributes.find(name, problems)?;
    if key.into_iter().chain(context.key).any(|key| key.contains(&attribute)) {
        let message = format!("`{}` is part of a key, and every index holds the keys", attribute.name);
        problems.push(Diagnostic::new(Code::ProjectedAnyway, name.span, message).help("leave it out"));
        return None;
    }
    Some(attribute)
}

/// What an item read from the index holds, in the order of the spec.
fn projected(projection: &Projection, key: &Key, context: &IndexContext<'_>) -> Vec<Arc<Attribute>> {
    let is_key = |attribute: &Attribute| {
        key.contains(attribute) || context.key.is_some_and(|table_key| table_key.contains(attribute))
    };
    let holds = |attribute: &&Arc<Attribute>| match projection {
        Projection::All => true,
        Projection::KeysOnly => is_key(attribute),
        Projection::Include(included) => included.contains(attribute) || is_key(attribute),
    };
    context.attributes.iter().filter(holds).cloned().collect()
}

fn check_numbers(entries: &Entries<IndexSpec>, indexes: &[Arc<Index>], problems: &mut Diagnostics) {
    let span = |index: &Index| {
        let entry = entries.0.iter().find(|(key, _)| key.value == index.name.as_str());
        entry.map(|(key, _)| key.span).unwrap_or_default()
    };
    let of = |kind| indexes.iter().filter(move |index| index.kind == kind);
    if let Some(index) = of(IndexKind::Local).next() {
        let message = "with a local index, the items of one partition key take at most 10 GB";
        problems.push(
            Diagnostic::new(Code::LocalIndexLimit, span(index), message).help("a global index has no such limit"),
        );
    }
    if let Some(index) = of(IndexKind::Local).nth(MAX_LOCAL) {
        let message = format!("a table has at most {MAX_LOCAL} local indexes, and this is one more");
        problems.push(Diagnostic::new(Code::TooManyLocalIndexes, span(index), message));
    }
    if let Some(index) = of(IndexKind::Global).nth(MAX_GLOBAL) {
        let message = format!("a table has at most {MAX_GLOBAL} global indexes by default, and this is one more");
        let problem = Diagnostic::new(Code::ManyGlobalIndexes, span(index), message);
        problems.push(problem.note("AWS raises this quota on request"));
    }
    let mut projected = 0;
    let over = indexes.iter().find(|index| {
        if let Projection::Include(included) = &index.projection {
            projected += included.iter().flat_map(|attribute| attribute.stored_names()).count();
        }
        projected > MAX_PROJECTED
    });
    if let Some(index) = over {
        let message = format!("the indexes of a table include at most {MAX_PROJECTED} attributes in total");
        problems.push(
            Diagnostic::new(Code::TooManyProjected, span(index), message).help("`projection: all` doesn't count"),
        );
    }
}
