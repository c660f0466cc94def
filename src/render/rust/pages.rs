//! The methods of a table that read a page: of all items, or of one partition.

use std::sync::Arc;

use serde::Serialize;

use super::fields::wire;
use crate::contract::operations::queried_type;
use crate::contract::rust_type::rust_type;
use crate::model::{Attribute, FilterOp, Operation, Query, Resource, Route};
use crate::render::layout;

/// A method that reads a page: of all items where there is no partition.
#[derive(Serialize)]
pub(super) struct PageRead {
    method: String,
    /// What the page holds.
    item: String,
    partition: Option<KeyPart>,
    /// The sort key, where something selects by it.
    sort_key: Option<KeyPart>,
    /// Some route takes a range of the sort key.
    bounds: bool,
    /// The literals of the attributes that tell where an item stands, but for those that the path gives.
    key: Vec<String>,
    /// The literal of the index's name.
    index: Option<String>,
    /// The same in a comment.
    index_name: Option<String>,
}

#[derive(Serialize)]
struct KeyPart {
    #[serde(rename = "type")]
    ty: String,
    wire: String,
    field: String,
    optional: bool,
}

/// One for each way in which the routes read pages.
pub(super) fn page_reads(resource: &Resource) -> Vec<PageRead> {
    let mut reads: Vec<PageRead> = Vec::new();
    for route in &resource.routes {
        let scan = resource.scans(route).then(|| list(resource));
        let query = resource.query_of(route).map(|query| self::query(resource, &query));
        for read in query.into_iter().chain(scan) {
            if !reads.iter().any(|known| known.method == read.method) {
                reads.push(read);
            }
        }
    }
    reads
}

fn list(resource: &Resource) -> PageRead {
    PageRead {
        method: "list".to_owned(),
        item: resource.item.to_string(),
        partition: None,
        sort_key: None,
        bounds: false,
        key: resource.table.key.attributes().map(|attribute| wire(attribute)).collect(),
        index: None,
        index_name: None,
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
    let selects = same_reads(resource, query)
        .any(|(route, other)| other.filters.iter().any(|filter| filter.sort_key) || route.has_in_path(sort));
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
    let part = |attribute: &Attribute| KeyPart {
        ty: rust_type(&attribute.shape),
        wire: wire(attribute),
        field: attribute.name.field(),
        optional: attribute.presence.is_optional(),
    };
    let sort = ranged_sort_key(resource, query);
    let rest = resource.table.key.attributes().filter(|part| !key.contains(part));
    let index = query.index.as_ref().map(|index| index.name.as_str());
    PageRead {
        method: query_method(query),
        item: queried_type(resource, query).to_string(),
        partition: Some(part(&key.partition)),
        sort_key: sort.map(|sort| part(sort)),
        bounds: sort.is_some_and(|sort| takes_bounds(resource, query, sort)),
        key: key.sort.iter().chain(rest).map(|attribute| wire(attribute)).collect(),
        index: index.map(layout::string),
        index_name: index.map(str::to_owned),
    }
}
