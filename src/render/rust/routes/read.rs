//! Handlers that read a page.

use serde::Serialize;

use crate::contract::expression;
use crate::contract::operations::queried_type;
use crate::contract::rust_type::{rust_type, set_item_type};
use crate::model::{self, Attribute, Filter, FilterOp, Resource, Route, Shape};
use crate::render::rust::fields::{default_function, wire};
use crate::render::rust::pages::{query_method, ranged_sort_key};
use crate::render::rust::table;

/// A handler that reads a page of all items.
#[derive(Serialize)]
pub(super) struct List {
    filters: Filters,
    /// How the caller's own items are read, if callers see only these.
    own: Option<Own>,
    /// Some callers see every item.
    scans: bool,
}

/// The method that reads the items of one owner.
#[derive(Serialize)]
struct Own {
    method: String,
    arguments: Vec<&'static str>,
}

/// A handler that reads a page of a partition.
#[derive(Serialize)]
pub(super) struct Query {
    /// What the page holds.
    item: String,
    /// The same in the names of hooks.
    snake: String,
    /// The partition key in the path; none where the token tells it.
    partition: Option<KeyPart>,
    /// The sort key is in the path.
    equal: Option<KeyPart>,
    /// The sort key has query parameters.
    range: Option<KeyRange>,
    /// The sort key is free, though other routes of the same method give it.
    everything: Option<KeyPart>,
    filters: Filters,
    method: String,
    arguments: Vec<&'static str>,
}

/// What `filters.rs.j2` prints.
#[derive(Serialize)]
struct Filters {
    /// An empty expression.
    expression: &'static str,
    calls: Vec<FilterCall>,
    /// A request may ask for more than DynamoDB takes.
    may_be_too_many: bool,
}

#[derive(Serialize)]
struct KeyPart {
    #[serde(rename = "type")]
    ty: String,
    wire: String,
}

#[derive(Serialize)]
struct KeyRange {
    #[serde(flatten)]
    key: KeyPart,
    function: &'static str,
}

/// A method of `Filters` with the type that it reads, and the attribute.
#[derive(Serialize)]
struct FilterCall {
    method: String,
    wire: String,
    /// The function that gives the attribute's default.
    default: Option<String>,
}

/// A page of all items.
pub(super) fn list(resource: &Resource, route: &Route, filters: &[Filter]) -> List {
    let own = resource.own_list(route).map(|query| {
        let range = ranged_sort_key(resource, &query).map(|_| "&KeyRange::Everything");
        let arguments = ["&owner"].into_iter().chain(range).chain(["reversed", "filter", "&paging"]);
        Own { method: query_method(&query), arguments: arguments.collect() }
    });
    List { filters: self::filters(resource, filters.iter()), own, scans: resource.scans(route) }
}

/// A page of a partition.
pub(super) fn query(resource: &Resource, route: &Route, query: &model::Query) -> Query {
    let key = query.key(&resource.table);
    let item = queried_type(resource, query);
    let mut handler = Query {
        item: item.to_string(),
        snake: item.snake(),
        partition: route.has_in_path(&key.partition).then(|| key_part(&key.partition)),
        equal: None,
        range: None,
        everything: None,
        filters: filters(resource, query.filters.iter().filter(|filter| !filter.sort_key)),
        method: query_method(query),
        arguments: vec!["&partition", "descending", "filter", "&paging"],
    };
    if let Some(sort) = ranged_sort_key(resource, query) {
        handler.arguments.insert(1, "&range");
        let key = key_part(sort);
        if route.has_in_path(sort) {
            handler.equal = Some(key);
        } else if let Some(filter) = query.filters.iter().find(|filter| filter.sort_key) {
            handler.range = Some(KeyRange { key, function: range_function(&filter.operators) });
        } else {
            handler.everything = Some(key);
        }
    }
    handler
}

fn key_part(attribute: &Attribute) -> KeyPart {
    KeyPart { ty: rust_type(&attribute.shape), wire: wire(attribute) }
}

/// The function of `KeyRange` that reads the query parameters of a sort key.
fn range_function(operators: &[FilterOp]) -> &'static str {
    match operators {
        [FilterOp::Eq] => "equal_to",
        operators if operators.contains(&FilterOp::BeginsWith) => "or_prefix",
        _ => "from_query",
    }
}

fn filters<'a>(resource: &Resource, filters: impl Iterator<Item = &'a Filter> + Clone) -> Filters {
    let calls = |filter: &Filter| {
        let wire = wire(&filter.attribute);
        let default = filter.attribute.presence.default();
        let default = default.map(|_| default_function(resource, &filter.attribute));
        filter_methods(filter).map(move |method| FilterCall { method, wire: wire.clone(), default: default.clone() })
    };
    let renamed = filters.clone().any(|filter| filter.attribute.is_renamed());
    Filters {
        expression: table::expression(renamed),
        may_be_too_many: !expression::of_filters(resource, filters.clone()).fits(),
        calls: filters.flat_map(calls).collect(),
    }
}

/// The methods of `Filters` that read the query parameters of a filter.
fn filter_methods(filter: &Filter) -> impl Iterator<Item = String> + use<> {
    let has = |operator: FilterOp| filter.operators.contains(&operator);
    let ty = rust_type(&filter.attribute.shape);
    let method = if has(FilterOp::BeginsWith) {
        Some("text".to_owned())
    } else if has(FilterOp::Gt) {
        Some(format!("ordered::<{ty}>"))
    } else if has(FilterOp::In) {
        Some(format!("equality::<{ty}>"))
    } else if has(FilterOp::Eq) {
        Some("boolean".to_owned())
    } else if has(FilterOp::Contains) {
        Some(format!("element::<{}>", element_type(&filter.attribute.shape)))
    } else {
        None
    };
    let exists = has(FilterOp::Exists).then(|| "existence".to_owned());
    method.into_iter().chain(exists)
}

fn element_type(shape: &Shape) -> String {
    match shape {
        Shape::Set { items, .. } => set_item_type(*items).to_owned(),
        Shape::List { items, .. } => rust_type(items),
        _ => String::new(),
    }
}
