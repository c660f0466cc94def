//! `table.rs`: the DynamoDB table.

use std::sync::Arc;

use serde::Serialize;

use super::operations::{Operations, index_type, item_types};
use super::scope::VALUES;
use super::types::{attribute_type, rust_type};
use super::words::{Words, plural};
use super::{nested, rules, with_imports};
use crate::model::{Attribute, FilterOp, Generate, Key, Operation, Presence, Query, Resource, Route};
use crate::render::layout;

/// How often a patch is tried again when what it reaches into changes meanwhile.
const MAX_ATTEMPTS: &str = "const MAX_ATTEMPTS: usize = 5;";

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether a part of the template is printed")]
struct View {
    article: String,
    plural: String,
    item: String,
    consts: Vec<String>,
    ttl: bool,
    version: bool,
    outcome: bool,
    differs: bool,
    refused: &'static str,
    live: bool,
    has_expired: bool,
    send: &'static str,
    send_update: Option<String>,
    get: Option<String>,
    find: Option<String>,
    create: Option<String>,
    replace: Option<Replace>,
    update: Option<Update>,
    delete: Option<String>,
    page_reads: Vec<PageRead>,
    written: Written,
}

/// The lines that turn what an update returned into an item.
#[derive(Serialize)]
struct Written {
    direct: String,
    returned: String,
    refused: String,
}

#[derive(Serialize)]
struct Replace {
    signature: String,
    statements: Vec<String>,
    #[serde(skip)]
    differs: bool,
}

#[derive(Serialize)]
struct Update {
    signature: String,
    statements: Vec<String>,
    merges: bool,
    merge_statements: Vec<String>,
}

#[derive(Serialize)]
struct PageRead {
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

/// Renders `table.rs`.
pub(super) fn render(resource: &Resource) -> String {
    let items = item_types(resource);
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let nested = nested::type_names(resource);
    let nested: Vec<&str> = nested.iter().map(String::as_str).collect();
    with_imports("src/resource/table.rs.j2", view(resource), |scope| {
        let rest = scope.imports(&[
            ("aws_sdk_dynamodb", &["Client"]),
            ("aws_sdk_dynamodb::operation::delete_item", &["DeleteItemError"]),
            ("aws_sdk_dynamodb::operation::put_item", &["PutItemError"]),
            ("aws_sdk_dynamodb::operation::update_item", &["UpdateItemError"]),
            ("aws_sdk_dynamodb::types", &["ReturnValue", "ReturnValuesOnConditionCheckFailure"]),
            ("ulid", &["Ulid"]),
            ("uuid", &["Uuid"]),
        ]);
        let own = scope.imports(&[
            ("super::item", &items),
            ("super::types", &nested),
            ("crate::dynamodb", &["Attributes", "Expression", "optional", "put", "required"]),
            ("crate::http", &["Error", "IfMatch", "KeyRange", "Page", "PageReader", "Paging", "merge"]),
            ("crate::values", VALUES),
        ]);
        vec![rest, own]
    })
}

fn view(resource: &Resource) -> View {
    let operations = Operations::of(resource);
    let words = Words::of(&resource.item);
    let ttl = resource.table.ttl.is_some();
    let version = resource.version().is_some();
    let replace = operations.replace.then(|| replace(resource));
    let update = operations.update.then(|| update(resource));
    let differs = replace.as_ref().is_some_and(|replace| replace.differs);
    let outcome =
        replace.as_ref().is_some_and(|replace| replace.differs) || update.as_ref().is_some_and(|update| update.merges);
    let send_update = operations.replace || operations.update;
    let live = (send_update && (outcome || version)) || (operations.delete && version);
    let gets = needs_get(resource);
    View {
        article: words.article(),
        plural: plural(resource),
        item: resource.item.to_string(),
        consts: consts(resource),
        ttl,
        version,
        outcome,
        differs,
        refused: if differs { "Outcome::Refused(_)" } else { "Outcome::Refused" },
        live,
        has_expired: ttl && (live || gets),
        send: if outcome && version { "key, &update, if_match" } else { "key, &update" },
        send_update: send_update.then(|| send_update_signature(resource, outcome)),
        get: resource.get_route().map(|_| method(resource, "get", &[], &format!("Result<{}, Error>", resource.item))),
        find: resource.patch_reads().then(|| {
            let key = format!("key: &{}Key", resource.item);
            layout::signature(4, "async fn find", &["&self", &key], Some("Result<Attributes, Error>"))
        }),
        create: operations.creates.then(|| {
            layout::signature(
                4,
                "pub async fn create",
                &["&self", &format!("item: &{}", resource.item)],
                Some("Result<(), Error>"),
            )
        }),
        replace,
        update,
        delete: operations.delete.then(|| method(resource, "delete", &condition(resource), "Result<(), Error>")),
        page_reads: page_reads(resource),
        written: Written {
            direct: layout::call(8, &format!("{}::from_attributes", resource.item), &["&updated"], ""),
            returned: layout::returned(20, &format!("{}::from_attributes", resource.item), "&item"),
            refused: layout::binding(
                16,
                "let stored =",
                &format!("{}::from_attributes", resource.item),
                &["&found"],
                "?;",
            ),
        },
    }
}

fn send_update_signature(resource: &Resource, outcome: bool) -> String {
    let key = format!("key: &{}Key", resource.item);
    let mut params = vec!["&self", &key, "update: &Expression"];
    params.extend(condition(resource).into_iter().filter(|_| outcome));
    let output = if outcome { "Result<Outcome, Error>" } else { "Result<Attributes, Error>" };
    layout::signature(4, "async fn send_update", &params, Some(output))
}

/// Whether something reads a single item.
fn needs_get(resource: &Resource) -> bool {
    resource.get_route().is_some() || resource.patch_reads()
}

/// `pub async fn name(&self, key: &ItemKey, …) -> output {`
fn method(resource: &Resource, name: &str, more: &[&str], output: &str) -> String {
    let key = format!("key: &{}Key", resource.item);
    let params: Vec<&str> = ["&self", &key].into_iter().chain(more.iter().copied()).collect();
    layout::signature(4, &format!("pub async fn {name}"), &params, Some(output))
}

fn condition(resource: &Resource) -> Vec<&'static str> {
    resource.version().map(|_| "if_match: &IfMatch").into_iter().collect()
}

fn consts(resource: &Resource) -> Vec<String> {
    let operations = Operations::of(resource);
    let writes = operations.creates || operations.replace || operations.update || operations.delete;
    let name = |constant: &str, attribute: &Attribute| {
        layout::assignment(0, &format!("const {constant}: &str ="), &format!("{};", wire(attribute)))
    };
    let mut lines = Vec::new();
    if writes {
        lines.push(name("PARTITION_KEY", &resource.table.key.partition));
    }
    if let Some(ttl) = &resource.table.ttl {
        lines.push(name("TTL", ttl));
    }
    if let Some(version) = resource.version()
        && (operations.replace || operations.update || operations.delete)
    {
        lines.push(name("VERSION", version));
    }
    if resource.patch_reads() {
        lines.push("/// How often a patch is tried again when what it reaches into changes meanwhile.".to_owned());
        lines.push(MAX_ATTEMPTS.to_owned());
    }
    lines
}

fn replace(resource: &Resource) -> Replace {
    let item = &resource.item;
    let replacement = format!("replacement: &Replace{item}");
    let given = resource.has_more_than_keys().then_some(replacement.as_str());
    let params: Vec<&str> = given.into_iter().chain(condition(resource)).collect();
    let statement = |attribute: &Arc<Attribute>| replace_statements(attribute);
    let changes = resource.attributes.iter().filter(|attribute| !resource.is_key(attribute));
    Replace {
        signature: method(resource, "replace", &params, &format!("Result<{item}, Error>")),
        statements: changes.clone().flat_map(statement).collect(),
        differs: changes.clone().any(|attribute| attribute.generate.is_some() || attribute.immutable),
    }
}

fn replace_statements(attribute: &Attribute) -> Vec<String> {
    let wire = wire(attribute);
    let given = format!("replacement.{}", attribute.name.field());
    let call = |method: &str, args: &[&str]| layout::call(8, &format!("update.{method}"), args, ";");
    let unchanged = || call("unchanged_if_given", &[&wire, &format!("&{given}")]);
    match attribute.generate {
        Some(Generate::Updated) => vec![unchanged(), call("set", &[&wire, "&Timestamp::now()"])],
        Some(Generate::Version) => vec![unchanged(), call("increment", &[&wire])],
        Some(_) => vec![unchanged()],
        None if attribute.immutable => match (&attribute.presence, attribute.private) {
            (_, true) => vec![unchanged()],
            (Presence::Optional, false) => vec![call("unchanged_or_absent", &[&wire, &format!("&{given}")])],
            (_, false) => vec![call("unchanged", &[&wire, &format!("&{given}")])],
        },
        None if attribute.private => vec![call("set_if_given", &[&wire, &format!("&{given}")])],
        None if attribute.presence == Presence::Optional => {
            vec![call("set_or_remove", &[&wire, &format!("&{given}")])]
        }
        None => vec![call("set", &[&wire, &format!("&{given}")])],
    }
}

fn update(resource: &Resource) -> Update {
    let item = &resource.item;
    let name = if resource.changeable().next().is_some() { "patch" } else { "_patch" };
    let patch = format!("{name}: &{item}Patch");
    let params: Vec<&str> = std::iter::once(patch.as_str()).chain(condition(resource)).collect();
    let merged: Vec<_> = resource.changeable().filter(|attribute| attribute.shape.is_merged()).collect();
    let indent = if merged.is_empty() { 8 } else { 12 };
    let call = |method: &str, args: &[&str]| layout::call(indent, &format!("update.{method}"), args, ";");
    let mut statements: Vec<String> = resource
        .changeable()
        .filter(|attribute| !attribute.shape.is_merged())
        .map(|attribute| call("change", &[&wire(attribute), &format!("&patch.{}", attribute.name.field())]))
        .collect();
    if let Some(updated) = resource.generated(Generate::Updated) {
        statements.push(call("set", &[&wire(updated), "&Timestamp::now()"]));
    }
    if let Some(version) = resource.version() {
        statements.push(call("increment", &[&wire(version)]));
    }
    Update {
        signature: method(resource, "update", &params, &format!("Result<{item}, Error>")),
        statements,
        merges: !merged.is_empty(),
        merge_statements: merged.into_iter().map(|attribute| merge_statement(resource, attribute)).collect(),
    }
}

fn merge_statement(resource: &Resource, attribute: &Attribute) -> String {
    let field = attribute.name.field();
    let stored = match attribute.presence {
        Presence::Optional => format!("stored.{field}.as_ref()"),
        Presence::Required | Presence::Default(_) => format!("Some(&stored.{field})"),
    };
    let rule = rules::rule_of(resource, resource.item.as_str(), attribute).unwrap_or_else(|| "|_, _| {}".to_owned());
    let args = ["&mut update", "&found", &wire(attribute), &stored, &format!("&patch.{field}"), &rule];
    layout::call(16, "merge", &args, "?;")
}

fn page_reads(resource: &Resource) -> Vec<PageRead> {
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
        signature: page_signature("list", &["&self"], item.as_str(), resource.table.ttl.is_some()),
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
    let sort = query.index.as_ref().map_or(&resource.table.key, |index| &index.key).sort.as_ref()?;
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
    let key: &Key = query.index.as_ref().map_or(&resource.table.key, |index| &index.key);
    let item = query.index.as_ref().map_or_else(|| resource.item.clone(), |index| index_type(resource, index));
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

fn wire(attribute: &Attribute) -> String {
    layout::string(attribute.name.as_str())
}
