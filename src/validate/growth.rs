//! What works while a table is small, and hurts once it has grown.

use super::paths::Seen;
use super::resource_draft::ResourceDraft;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, DataPolicy, Index, Operation, Query, Range, Resource, Route, Service, Shape};
use crate::source::Span;
use crate::spec::{Entries, IndexSpec};

/// So many values of a partition key, or fewer, share the load of a table badly.
const FEW: u64 = 20;

/// Warns of reads and keys whose cost grows with the table; `drafts` are those of the service's resources.
pub(super) fn check(service: &Service, drafts: &[ResourceDraft<'_>], seen: &[Seen], problems: &mut Diagnostics) {
    let is_kept = service.stages.iter().any(|stage| stage.data == DataPolicy::Kept);
    for (resource, draft) in service.resources.iter().zip(drafts) {
        if is_kept && grows(resource) {
            check_scans(resource, seen, problems);
        }
        check_partition_keys(resource, draft, problems);
        check_sort_keys(resource, draft, seen, problems);
    }
}

/// Whether clients add items, without end.
fn grows(resource: &Resource) -> bool {
    let has_few_keys = resource.table.key.sort.is_none() && values(&resource.table.key.partition.shape).is_some();
    !has_few_keys && resource.routes.iter().any(Route::creates)
}

fn check_scans(resource: &Resource, seen: &[Seen], problems: &mut Diagnostics) {
    for route in &resource.routes {
        let Operation::List { filters } = &route.operation else { continue };
        if resource.own_list(route).is_some() {
            continue;
        }
        let span = place(route, seen);
        let check = if filters.is_empty() { scan } else { filtered_scan };
        problems.push(check(&route.title(), span));
    }
}

fn scan(route: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::Scan, span, format!("`{route}` reads the whole table, which grows"))
        .note("a Scan reads and bills every item, page by page")
        .help("query an index, whose partition key is in the path; `allow: [W0012]` says that the table stays small")
}

fn filtered_scan(route: &str, span: Span) -> Diagnostic {
    let message = format!("`{route}` reads the whole table, which grows, and then filters it");
    Diagnostic::new(Code::FilteredScan, span, message)
        .note("DynamoDB bills every item that it reads, and a page may have few items or none")
        .help("query an index by what clients filter by; `allow: [W0013]` says that the table stays small")
}

fn check_partition_keys(resource: &Resource, draft: &ResourceDraft<'_>, problems: &mut Diagnostics) {
    let Some(table) = draft.table.value() else { return };
    let key = &resource.table.key;
    if key.sort.is_some() {
        let span = table.partition_key.span().unwrap_or_default();
        problems.push_some(hot_key(&key.partition, "the table", span));
    } else if values(&key.partition.shape).is_some() {
        return;
    }
    let global = resource.table.global_indexes();
    for index in global.filter(|index| index.key.partition.name != key.partition.name) {
        let span = span_of(index, table.indexes.value(), |spec| spec.partition_key.span());
        problems.push_some(hot_key(&index.key.partition, &format!("the index `{}`", index.name), span));
    }
}

fn hot_key(attribute: &Attribute, of: &str, span: Span) -> Option<Diagnostic> {
    let name = &attribute.name;
    let message = match (&attribute.shape, values(&attribute.shape)) {
        (Shape::Date, _) => format!("{of} keeps all items of a day under one partition key, `{name}`"),
        (_, Some(1)) => format!("{of} keeps all items under one partition key, the only value of `{name}`"),
        (_, Some(values)) => format!("{of} has only {values} partition keys, the values of `{name}`"),
        (_, None) => return None,
    };
    let problem = Diagnostic::new(Code::HotPartitionKey, span, message);
    Some(
        problem
            .note("DynamoDB takes at most 1,000 writes and 3,000 reads a second of the items of one partition key")
            .help("take an attribute that has many values; `allow: [W0014]` says that so many requests never come"),
    )
}

/// How many values the type has, if they are few.
fn values(shape: &Shape) -> Option<u64> {
    let count = match shape {
        Shape::Enum { values, .. } => values.len() as u64,
        Shape::Integer(Range { min: Some(min), max: Some(max) }) => max.abs_diff(*min).saturating_add(1),
        Shape::Boolean => 2,
        _ => return None,
    };
    (count <= FEW).then_some(count)
}

fn check_sort_keys(resource: &Resource, draft: &ResourceDraft<'_>, seen: &[Seen], problems: &mut Diagnostics) {
    let indexes = draft.table.value().and_then(|table| table.indexes.value());
    for index in &resource.table.indexes {
        let Some(sort) = &index.key.sort else { continue };
        let mut queries = resource.routes.iter().filter_map(|route| match &route.operation {
            Operation::Query(query) if query.index.as_ref() == Some(index) => Some((route, query)),
            _ => None,
        });
        let Some((first, _)) = queries.clone().next() else { continue };
        let reaches =
            |(route, query): (&Route, &Query)| route.has_in_path(sort) || query.filters.iter().any(|it| it.sort_key);
        if !queries.any(reaches) {
            let span = span_of(index, indexes, |spec| spec.sort_key.span());
            problems.push(unreached_sort_key(index, sort, span, place(first, seen)));
        }
    }
}

fn unreached_sort_key(index: &Index, sort: &Attribute, span: Span, route: Span) -> Diagnostic {
    let name = &sort.name;
    let message = format!("no route reads a range of `{name}`, the sort key of the index `{}`", index.name);
    Diagnostic::new(Code::UnreachedSortKey, span, message)
        .also(route, format!("`filters: [{name}]` here reads a range"))
        .note("without it, the sort key only orders the answers")
        .help("add it to the route's `filters`; `allow: [W0015]` says that the order is enough")
}

/// Where the spec has a route.
fn place(route: &Route, seen: &[Seen]) -> Span {
    let name = route.title();
    seen.iter().find(|seen| seen.name == name).map(|seen| seen.span).unwrap_or_default()
}

/// Where the spec says something of an index.
fn span_of(index: &Index, specs: Option<&Entries<IndexSpec>>, part: impl Fn(&IndexSpec) -> Option<Span>) -> Span {
    let specs = specs.into_iter().flat_map(|specs| &specs.0);
    let spec = specs.filter(|(name, _)| name.value == index.name.as_str()).find_map(|(_, spec)| spec.value());
    spec.and_then(part).unwrap_or_default()
}
