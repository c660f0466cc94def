//! A resource: its table, attributes and routes, which are validated against each other.

use std::sync::Arc;

use super::attributes::{self, KeyNames};
use super::declared::Attributes;
use super::names;
use super::paths::Paths;
use super::present::required;
use super::resource_draft::ResourceDraft;
use super::route_context::RouteContext;
use super::route_ids::RouteIds;
use super::table::TableNames;
use super::types::TypeNames;
use super::{expressions, indexes, item_size, owner, renames, routes, table};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Attribute, Auth, Billing, Index, Key, Resource, Table, TypeName};
use crate::source::{Span, Spanned};
use crate::spec::{Field, TableSpec};

/// What all resources of a service share.
pub(super) struct Shared<'a> {
    pub(super) auth: Auth,
    pub(super) idempotency: bool,
    pub(super) longest_stage: &'a str,
    pub(super) table_names: TableNames,
    pub(super) types: TypeNames,
    pub(super) paths: Paths,
    pub(super) ids: RouteIds,
}

impl<'a> Shared<'a> {
    pub(super) fn new(api: &Api, longest_stage: &'a str) -> Self {
        let (table_names, types) = (TableNames::default(), TypeNames::default());
        let (auth, idempotency) = (api.auth, api.idempotency.is_some());
        Self { auth, idempotency, longest_stage, table_names, types, paths: Paths::default(), ids: RouteIds::default() }
    }
}

/// Reads a resource.
///
/// What is missing or wrong keeps nothing else from being checked: only the last lines need all of it.
pub(super) fn resource(
    draft: &ResourceDraft<'_>,
    shared: &mut Shared<'_>,
    problems: &mut Diagnostics,
) -> Option<Resource> {
    let given_item = draft.item.read().and_then(|text| names::item(text, problems));
    let item = given_item.unwrap_or_else(|| names::default_item(&draft.name));
    shared.types.declare_item(&item, draft.item.span().unwrap_or(draft.name_span), problems);

    let table = required(draft.table, "table", draft.span, problems);
    let entries = required(draft.attributes, "attributes", draft.span, problems);
    let forms = required(draft.routes, "routes", draft.span, problems);
    check_not_empty(entries.map(|entries| (entries.span, entries.value.0.len())), "attribute", problems);
    check_not_empty(forms.map(|forms| (forms.span, forms.value.len())), "route", problems);

    let mut keys = table.map(|table| key_names(&table.value)).unwrap_or_default();
    keys.owner = draft.owner.value().and_then(|owner| owner.attribute.value()).map(String::as_str);
    let attributes = attributes::attributes(entries.map(|it| &it.value), &item, &keys, &mut shared.types, problems);
    item_size::check_item_size(&attributes, draft.name_span, problems);
    item_size::check_endless_lists(&attributes, problems);
    let owner = owner::owner(draft, &attributes, problems);
    let mut queried = routes::queried_indexes(draft.routes);
    queried.extend(keys.owner.and_then(|owner| own_index(draft.table.value()?, owner)));
    let table = table.map(|table| read_table(draft, table, &attributes, &item, &queried, shared, problems));
    let context = RouteContext {
        resource: &draft.name,
        item: &item,
        key: table.as_ref().and_then(|table| table.key.as_ref()),
        indexes: table.as_ref().map(|table| table.indexes.as_slice()).unwrap_or_default(),
        declared_indexes: index_names(draft.table),
        attributes: &attributes,
        owner: owner.as_ref(),
        auth: shared.auth,
        idempotency: shared.idempotency,
    };
    let forms = forms.map(|forms| forms.value.as_slice()).unwrap_or_default();
    let routes = routes::routes(forms, &context, &mut shared.paths, &mut shared.ids, problems);
    owner::check_auth(owner.as_ref(), &routes, draft, problems);
    let table = table?.whole()?;
    renames::check_table(&table, &attributes, problems);
    let name = draft.name.clone();
    let renamed_from = draft.renamed_from.iter().map(|former| former.value.clone()).collect();
    let attributes = attributes.iter().cloned().collect();
    let resource = Resource { name, renamed_from, item, table, attributes, routes, owner, unreachable: Vec::new() };
    expressions::check(&resource, draft.attributes.span().unwrap_or(draft.name_span), problems);
    Some(resource)
}

fn check_not_empty(found: Option<(Span, usize)>, what: &str, problems: &mut Diagnostics) {
    if let Some((span, 0)) = found {
        problems.push(Diagnostic::new(Code::NothingInside, span, format!("a table has at least one {what}")));
    }
}

/// The names in the keys, whether they are any attribute's or not.
fn key_names(table: &TableSpec) -> KeyNames<'_> {
    let own = [&table.partition_key, &table.sort_key];
    let of_indexes = table.indexes.value().into_iter().flat_map(|indexes| &indexes.0);
    let of_indexes = of_indexes.filter_map(|(_, index)| index.value());
    let of_indexes = of_indexes.flat_map(|index| [&index.partition_key, &index.sort_key]);
    KeyNames {
        table: own.iter().filter_map(|field| field.value()).map(String::as_str).collect(),
        any: own.into_iter().chain(of_indexes).filter_map(|field| field.value()).map(String::as_str).collect(),
        ttl: table.ttl.value().map(String::as_str),
        owner: None,
    }
}

/// The index by which a list reads the caller's own items, if the table's own key doesn't lead to them.
fn own_index<'a>(table: &'a TableSpec, owner: &str) -> Option<&'a str> {
    let is_owner = |name: &Field<String>| name.value().is_some_and(|name| name == owner);
    let mut indexes = table.indexes.value().filter(|_| !is_owner(&table.partition_key))?.0.iter();
    let own = indexes.find(|(_, index)| index.value().is_some_and(|index| is_owner(&index.partition_key)));
    own.map(|(name, _)| name.value.as_str())
}

/// A table as far as it could be read.
struct ReadTable {
    name: String,
    key: Option<Key>,
    indexes: Vec<Arc<Index>>,
    ttl: Option<Arc<Attribute>>,
    billing: Billing,
}

impl ReadTable {
    fn whole(self) -> Option<Table> {
        let Self { name, key, indexes, ttl, billing } = self;
        Some(Table { name, key: key?, indexes, ttl, billing })
    }
}

fn read_table(
    draft: &ResourceDraft<'_>,
    spec: &Spanned<TableSpec>,
    attributes: &Attributes,
    item: &TypeName,
    queried: &[&str],
    shared: &mut Shared<'_>,
    problems: &mut Diagnostics,
) -> ReadTable {
    let default = Spanned { value: draft.table_name.clone(), span: draft.name_span };
    let name = spec.value.name.read().unwrap_or(&default);
    shared.table_names.add(name, shared.longest_stage, problems);
    let key = table::key(spec, attributes, problems);
    let ttl = table::ttl(&spec.value, &key_names(&spec.value).any, attributes, problems);
    let billing = table::billing(&spec.value.billing, problems);
    let context = indexes::IndexContext { key: key.as_ref(), ttl: ttl.as_ref(), attributes, item, queried };
    let indexes = match spec.value.indexes.value() {
        Some(entries) => indexes::indexes(entries, &context, &mut shared.types, problems),
        None => Vec::new(),
    };
    ReadTable { name: name.value.clone(), key, indexes, ttl, billing }
}

/// The names of the indexes that the spec declares, of whatever use; none where they can't be read.
fn index_names(table: &Field<TableSpec>) -> Option<Vec<&str>> {
    let is_unread = matches!(table, Field::Wrong) || table.value().is_some_and(|it| matches!(it.indexes, Field::Wrong));
    let indexes = table.value().and_then(|table| table.indexes.value());
    let names = indexes.into_iter().flat_map(|indexes| &indexes.0).map(|(name, _)| name.value.as_str());
    (!is_unread).then(|| names.collect())
}
