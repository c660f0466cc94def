//! The methods of a table that read a page: of all items, or of one partition.

use std::sync::Arc;

use serde::Serialize;

use super::fields::wire;
use super::words::plural;
use crate::contract::operations::queried_type;
use crate::contract::rust_type::{attribute_type, rust_type};
use crate::model::{Attribute, FilterOp, Operation, Query, Resource, Route};
use crate::render::layout;

#[derive(Serialize)]
pub(super) struct PageRead {
    doc: String,
    signature: String,
    query: bool,
    index: Option<String>,
    range: bool,
    bounds: bool,
    put_partition: String,
    select_partition: String,
    select_range: String,
    keeps: Vec<String>,
    key: String,
    call: &'static str,
    items: String,
}

/// One for each way in which the routes read pages.
pub(super) fn page_reads(resource: &Resource) -> Vec<PageRead> {
    let mut reads: Vec<PageRead> = Vec::new();
    for route in &resource.routes {
        let read = match &route.operation {
            Operation::List { .. } => list(resource),
            Operation::Query(query) => self::query(resource, query),
            _ => continue,
        };
        if !reads.iter().any(|known| known.signature == read.signature) {
            reads.push(read);
        }
    }
    reads
}

fn list(resource: &Resource) -> PageRead {
    let item = &resource.item;
    PageRead {
        doc: format!("Reads a page of all {}.", plural(resource)),
        signature: page_signature("list", &["&self"], item.as_str(), resource.expires()),
        query: false,
        index: None,
        range: false,
        bounds: false,
        put_partition: String::new(),
        select_partition: String::new(),
        select_range: String::new(),
        keeps: Vec::new(),
        key: key_names(&resource.table.key.attributes().map(AsRef::as_ref).collect::<Vec<_>>()),
        call: "scan",
        items: layout::call(8, "page.finish", &[&format!("{item}::from_attributes")], ""),
    }
}

/// Whether some route that reads with the same method takes a range of the sort key.
fn takes_bounds(resource: &Resource, query: &Query, sort: &Attribute) -> bool {
    same_reads(resource, query).any(|(_, other)| {
        let mut filters = other.filters.iter().filter(|filter| filter.attribute.name == sort.name);
        filters.any(|filter| filter.sort_key && filter.operators.contains(&FilterOp::Gt))
    })
}

/// The sort key of what is queried, if some route that reads with the same method selects by it.
pub(super) fn ranged_sort_key<'a>(resource: &'a Resource, query: &'a Query) -> Option<&'a Arc<Attribute>> {
    let sort = query.key(&resource.table).sort.as_ref()?;
    let selects = same_reads(resource, query).any(|(route, other)| {
        other.filters.iter().any(|filter| filter.sort_key)
            || route.parameters().any(|parameter| parameter.name == sort.name)
    });
    selects.then_some(sort)
}

/// The routes that read with the same method as this query's, itself among them.
fn same_reads<'a>(resource: &'a Resource, query: &'a Query) -> impl Iterator<Item = (&'a Route, &'a Query)> {
    let name = |query: &'a Query| query.index.as_ref().map(|index| &index.name);
    resource.routes.iter().filter_map(move |route| match &route.operation {
        Operation::Query(other) if name(other) == name(query) => Some((route, other)),
        _ => None,
    })
}

/// The method that a query route reads with, such as `query_by_category`.
pub(super) fn query_method(query: &Query) -> String {
    query.index.as_ref().map_or_else(|| "query".to_owned(), |index| format!("query_{}", index.name.suffix()))
}

fn query(resource: &Resource, query: &Query) -> PageRead {
    let key = query.key(&resource.table);
    let item = queried_type(resource, query);
    let range = ranged_sort_key(resource, query);
    let partition = format!("partition: &{}", borrowed(resource, &key.partition));
    let mut params = vec!["&self".to_owned(), partition];
    params.extend(range.map(|sort| format!("range: &KeyRange<{}>", attribute_type(resource, sort))));
    params.push("descending: bool".to_owned());
    let params: Vec<&str> = params.iter().map(String::as_str).collect();
    let mut names: Vec<&Attribute> = key.sort.iter().map(AsRef::as_ref).collect();
    names.extend(resource.table.key.attributes().map(AsRef::as_ref).filter(|part| !key.contains(part)));
    let place = query.index.as_ref().map_or_else(String::new, |index| format!(" from the index `{}`", index.name));
    PageRead {
        doc: format!("Reads a page of one partition{place}."),
        signature: page_signature(&query_method(query), &params, item.as_str(), true),
        query: true,
        index: query.index.as_ref().map(|index| layout::string(index.name.as_str())),
        range: range.is_some(),
        bounds: range.is_some_and(|sort| takes_bounds(resource, query, sort)),
        put_partition: layout::call(8, "put", &["&mut start", &wire(&key.partition), "partition"], ";"),
        select_partition: layout::call(8, "filter.key", &[&wire(&key.partition), "\"=\"", "partition"], ";"),
        select_range: range
            .map_or_else(String::new, |sort| layout::call(8, "range.select", &[&wire(sort), "&mut filter"], ";")),
        keeps: range.map_or_else(Vec::new, |sort| {
            vec![layout::assignment(8, "const SORT_KEY: &str =", &format!("{};", wire(sort)))]
        }),
        key: key_names(&names),
        call: "query",
        items: layout::call(8, "page.finish", &[&format!("{item}::from_attributes")], ""),
    }
}

/// What a query takes a reference to.
fn borrowed(resource: &Resource, attribute: &Attribute) -> String {
    let ty = attribute_type(resource, attribute);
    debug_assert!(ty == "Expiry" || ty == rust_type(&attribute.shape));
    ty
}

fn page_signature(name: &str, params: &[&str], item: &str, adds: bool) -> String {
    let filter = if adds { "mut filter: Expression" } else { "filter: Expression" };
    let params: Vec<&str> = params.iter().copied().chain([filter, "paging: &Paging"]).collect();
    layout::signature(4, &format!("pub async fn {name}"), &params, Some(&format!("Result<Page<{item}>, Error>")))
}

/// `let key = ["a", "b"];`
fn key_names(attributes: &[&Attribute]) -> String {
    let names: Vec<String> = attributes.iter().map(|attribute| wire(attribute)).collect();
    layout::array(8, "let key =", &names)
}
