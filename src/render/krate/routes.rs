//! `routes.rs`: a handler per route.

use serde::Serialize;

use super::fields::wire;
use super::pages::{query_method, ranged_sort_key};
use super::scope::VALUES;
use super::words::plural;
use super::{nested, rules, table, with_imports};
use crate::contract::body::{self, Origin};
use crate::contract::operations::queried_type;
use crate::contract::rust_type::{attribute_type, set_item_type};
use crate::contract::type_name;
use crate::model::{Attribute, Filter, FilterOp, Method, Operation, Query, Resource, Route, Segment, Shape};
use crate::render::layout;

#[derive(Serialize)]
struct View {
    plural: String,
    item: String,
    field: String,
    mounts: String,
    handlers: Vec<Handler>,
    version: bool,
    before_create: String,
    before_replace: String,
    before_update: String,
    before_delete: String,
    before_send: String,
    before_send_again: String,
    new_fallible: bool,
    replacement: &'static str,
    if_match: &'static str,
}

#[derive(Serialize, Default)]
struct Handler {
    signature: String,
    get: bool,
    create: Option<Create>,
    replace: Option<Replace>,
    update: bool,
    delete: bool,
    read: Option<Read>,
}

#[derive(Serialize)]
struct Create {
    agree: Vec<String>,
    location: Vec<String>,
}

#[derive(Serialize)]
struct Replace {
    upsert: bool,
}

#[derive(Serialize)]
struct Read {
    partition: Option<String>,
    query: bool,
    range: Option<String>,
    expression: &'static str,
    filters: Vec<String>,
    call: String,
    hook: String,
}

/// Renders `routes.rs`.
pub(super) fn render(resource: &Resource) -> String {
    let items = type_name::of_items(resource);
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let nested = nested::type_names(resource);
    with_imports("src/resource/routes.rs.j2", view(resource), |scope| {
        let rest = scope.imports(&[
            ("axum", &["Json", "Router"]),
            ("axum::extract", &["State"]),
            ("axum::http", &["StatusCode", "header"]),
            ("axum::http::request", &["Parts"]),
            ("axum::response", &["IntoResponse"]),
            ("axum::routing", &["delete", "get", "patch", "post", "put"]),
            ("ulid", &["Ulid"]),
            ("uuid", &["Uuid"]),
        ]);
        let mut own = scope.imports(&[
            ("super::item", &[&items[..], &["EARLIER_NAMES"]].concat()),
            ("super::types", &nested),
            ("crate", &["App"]),
            ("crate::dynamodb", &["Expression"]),
            ("crate::http", HTTP),
            ("crate::values", VALUES),
        ]);
        // Every handler calls a hook, and hooks are the trait's methods.
        own.push("use crate::extension::Extension;".to_owned());
        vec![rest, own]
    })
}

/// What `routes.rs` may use of `crate::http`.
const HTTP: &[&str] = &[
    "Body",
    "Error",
    "Filters",
    "IfMatch",
    "KeyRange",
    "MAX_PARTITION_KEY",
    "Page",
    "Paging",
    "PathParameters",
    "QueryParameters",
    "MAX_SORT_KEY",
    "agree",
    "check_member",
    "descending",
    "push_segment",
];

fn view(resource: &Resource) -> View {
    let snake = resource.item.snake();
    let hook = |place: &str, args: &[&str]| layout::hook(4, &format!("{place}_{snake}"), args);
    View {
        plural: plural(resource),
        item: resource.item.to_string(),
        field: resource.name.field(),
        mounts: mounts(resource),
        handlers: resource.routes.iter().map(|route| handler(resource, route)).collect(),
        version: resource.version().is_some(),
        before_create: hook("before_create", &["&request", "&mut item"]),
        before_replace: hook("before_replace", &["&request", "&key", "&mut replacement"]),
        before_update: hook("before_update", &["&request", "&key", "&mut patch"]),
        before_delete: hook("before_delete", &["&request", "&key"]),
        before_send_again: layout::hook(8, &format!("before_send_{snake}"), &["&request", "&mut item"]),
        before_send: hook("before_send", &["&request", "&mut item"]),
        new_fallible: body::origins_of_new(resource).any(|(_, origin)| origin == Origin::BodyOrRefusal),
        replacement: if resource.has_more_than_keys() { ", &replacement" } else { "" },
        if_match: if resource.version().is_some() { ", &if_match" } else { "" },
    }
}

/// `Router::new().route("/items/{id}", get(get_item))`
fn mounts(resource: &Resource) -> String {
    let routes: Vec<[String; 2]> = resource.routes.iter().map(mount).collect();
    let routes: Vec<Vec<&str>> = routes.iter().map(|route| route.iter().map(String::as_str).collect()).collect();
    layout::built(4, "Router::new()", "route", &routes)
}

/// The path of a route and its handler, such as `get(get_item)`.
fn mount(route: &Route) -> [String; 2] {
    let function = match route.method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
    };
    [layout::string(&route.path_template()), format!("{function}({})", route.id)]
}

fn handler(resource: &Resource, route: &Route) -> Handler {
    let item = &resource.item;
    let path = "path: PathParameters".to_owned();
    let app = "State(app): State<App>".to_owned();
    let if_match = resource.version().map(|_| "if_match: IfMatch".to_owned());
    let (mut params, output): (Vec<String>, String) = match &route.operation {
        Operation::Get => (vec![app, path], format!("Result<{item}, Error>")),
        Operation::Create => {
            let path = route.parameters().next().map(|_| path);
            let mutable = if path.is_some() { "mut " } else { "" };
            let body = format!("Body({mutable}new): Body<New{item}>");
            (std::iter::once(app).chain(path).chain([body]).collect(), "Result<impl IntoResponse, Error>".to_owned())
        }
        Operation::Replace { upsert } => {
            let body = format!("Body(mut replacement): Body<Replace{item}>");
            let output = if *upsert { "impl IntoResponse" } else { item.as_str() };
            ([app, path].into_iter().chain(if_match).chain([body]).collect(), format!("Result<{output}, Error>"))
        }
        Operation::Update => {
            let body = format!("Body(mut patch): Body<{item}Patch>");
            ([app, path].into_iter().chain(if_match).chain([body]).collect(), format!("Result<{item}, Error>"))
        }
        Operation::Delete => {
            ([app, path].into_iter().chain(if_match).collect(), "Result<StatusCode, Error>".to_owned())
        }
        Operation::List { .. } => {
            (vec![app, "mut query: QueryParameters".to_owned()], format!("Result<Json<Page<{item}>>, Error>"))
        }
        Operation::Query(query) => {
            let item = queried_type(resource, query);
            let query = "mut query: QueryParameters".to_owned();
            (vec![app, path, query], format!("Result<Json<Page<{item}>>, Error>"))
        }
    };
    params.insert(1, "request: Parts".to_owned());
    let params: Vec<&str> = params.iter().map(String::as_str).collect();
    let signature = layout::signature(0, &format!("async fn {}", route.id), &params, Some(&output));
    let mut handler = Handler { signature, ..Handler::default() };
    match &route.operation {
        Operation::Get => handler.get = true,
        Operation::Create => handler.create = Some(create(resource, route)),
        Operation::Replace { upsert } => handler.replace = Some(Replace { upsert: *upsert }),
        Operation::Update => handler.update = true,
        Operation::Delete => handler.delete = true,
        Operation::List { filters } => handler.read = Some(list(resource, filters)),
        Operation::Query(query) => handler.read = Some(self::query(resource, route, query)),
    }
    handler
}

fn create(resource: &Resource, route: &Route) -> Create {
    let agree = |attribute: &std::sync::Arc<Attribute>| {
        let limit = key_limit(resource, attribute);
        let place = format!("&mut new.{}", attribute.name.field());
        layout::call(4, "agree", &["&path", &wire(attribute), limit, &place], "?;")
    };
    let numbers = route.parameters().filter(|attribute| matches!(attribute.shape, Shape::Number(_)));
    let finite = |attribute: &std::sync::Arc<Attribute>| {
        layout::method(4, "path", "get_number", &[&wire(attribute), key_limit(resource, attribute)], "?;")
    };
    let mut agree: Vec<String> = numbers.map(finite).chain(route.parameters().map(agree)).collect();
    for attribute in route.parameters() {
        if let Some(rule) = rules::rule_of(resource, resource.item.as_str(), attribute) {
            agree.push(layout::call(
                4,
                "check_member",
                &[&wire(attribute), &format!("&new.{}", attribute.name.field()), &rule],
                "?;",
            ));
        }
    }
    Create { agree, location: resource.get_route().map_or_else(Vec::new, |get| location(route, get)) }
}

fn key_limit(resource: &Resource, attribute: &Attribute) -> &'static str {
    let is_sort = resource.table.key.sort.as_ref().is_some_and(|sort| sort.name == attribute.name);
    if is_sort { "MAX_SORT_KEY" } else { "MAX_PARTITION_KEY" }
}

/// The address of a new item, relative to that of the route that made it: the stage or base path
/// that a client sees before it stays out of it.
fn location(create: &Route, get: &Route) -> Vec<String> {
    let base = &create.path[..create.path.len() - 1];
    let shared = base.iter().zip(&get.path).take_while(|(a, b)| a == b).count();
    // The address names at least the last segment.
    let common = shared.min(get.path.len() - 1);
    let mut lines = Vec::new();
    let mut literal = "../".repeat(base.len() - common);
    for (index, segment) in get.path[common..].iter().enumerate() {
        if index > 0 {
            literal.push('/');
        }
        match segment {
            Segment::Literal(text) => {
                // A colon in a first segment would read as a scheme.
                if literal.is_empty() && text.contains(':') {
                    literal.push_str("./");
                }
                literal.push_str(text);
            }
            Segment::Parameter(attribute) => {
                let begun = push_literal(&mut literal, lines.is_empty());
                lines.extend(begun);
                let value = format!("&item.{}", attribute.name.field());
                lines.push(layout::call(4, "push_segment", &["&mut location", &value], ";"));
            }
        }
    }
    let rest = push_literal(&mut literal, lines.is_empty());
    lines.extend(rest);
    lines
}

/// Begins the address, or adds to it.
fn push_literal(literal: &mut String, first: bool) -> Option<String> {
    let text = std::mem::take(literal);
    match text.as_str() {
        "" if first => Some("    let mut location = String::new();".to_owned()),
        "" => None,
        _ if first => Some(layout::binding(4, "let mut location =", "String::from", &[&layout::string(&text)], ";")),
        "/" => Some("    location.push('/');".to_owned()),
        _ => Some(layout::method(4, "location", "push_str", &[&layout::string(&text)], ";")),
    }
}

fn list(resource: &Resource, filters: &[Filter]) -> Read {
    Read {
        partition: None,
        query: false,
        range: None,
        expression: filter_expression(filters),
        filters: filter_lines(resource, filters),
        call: read_call("list", &[]),
        hook: layout::hook(8, &format!("before_send_{}", resource.item.snake()), &["&request", "item"]),
    }
}

fn query(resource: &Resource, route: &Route, query: &Query) -> Read {
    let key = query.key(&resource.table);
    let filters: Vec<Filter> = query.filters.iter().filter(|filter| !filter.sort_key).cloned().collect();
    let range = ranged_sort_key(resource, query).map(|sort| range_line(resource, route, query, sort));
    let partition = &key.partition;
    let ty = attribute_type(resource, partition);
    let item = queried_type(resource, query);
    let more: &[&str] =
        if range.is_some() { &["&partition", "&range", "descending"] } else { &["&partition", "descending"] };
    Read {
        partition: Some({
            let head = format!("let partition: {ty} =");
            layout::binding(4, &head, "path.get", &[&wire(partition), "MAX_PARTITION_KEY"], "?;")
        }),
        query: true,
        range,
        expression: filter_expression(&filters),
        filters: filter_lines(resource, &filters),
        call: read_call(&query_method(query), more),
        hook: layout::hook(8, &format!("before_send_{}", item.snake()), &["&request", "item"]),
    }
}

/// `let range = KeyRange::<Decimal>::from_query(&mut query, "price")?;`
fn range_line(resource: &Resource, route: &Route, query: &Query, sort: &Attribute) -> String {
    let ty = attribute_type(resource, sort);
    if route.parameters().any(|parameter| parameter.name == sort.name) {
        let head = format!("let sort_key: {ty} =");
        let read = layout::binding(4, &head, "path.get", &[&wire(sort), "MAX_SORT_KEY"], "?;");
        return format!("{read}\n    let range = KeyRange::Equal(sort_key);");
    }
    let filter = query.filters.iter().find(|filter| filter.sort_key);
    let function = match filter.map(|filter| filter.operators.as_slice()) {
        None => return layout::assignment(4, "let range =", &format!("KeyRange::<{ty}>::Everything;")),
        Some([FilterOp::Eq]) => "equal_to",
        Some(operators) if operators.contains(&FilterOp::BeginsWith) => "or_prefix",
        Some(_) => "from_query",
    };
    layout::binding(4, "let range =", &format!("KeyRange::<{ty}>::{function}"), &["&mut query", &wire(sort)], "?;")
}

fn read_call(method: &str, more: &[&str]) -> String {
    let args: Vec<&str> = more.iter().copied().chain(["filter", "&paging"]).collect();
    layout::chain(4, "let mut page = table", method, &args, ".await?")
}

fn filter_expression(filters: &[Filter]) -> &'static str {
    table::expression(filters.iter().any(|filter| filter.attribute.renamed_from.is_some()))
}

fn filter_lines(resource: &Resource, filters: &[Filter]) -> Vec<String> {
    filters.iter().flat_map(|filter| filter_calls(resource, filter)).collect()
}

fn filter_calls(resource: &Resource, filter: &Filter) -> Vec<String> {
    let name = wire(&filter.attribute);
    let has = |operator: FilterOp| filter.operators.contains(&operator);
    let ty = attribute_type(resource, &filter.attribute);
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
    let call = |method: &str| layout::method(4, "filters", method, &[&name], "?;");
    let exists = has(FilterOp::Exists).then(|| call("existence"));
    method.map(|method| call(&method)).into_iter().chain(exists).collect()
}

fn element_type(shape: &Shape) -> String {
    match shape {
        Shape::Set { items, .. } => set_item_type(*items).to_owned(),
        Shape::List { items, .. } => crate::contract::rust_type::rust_type(items),
        _ => String::new(),
    }
}
