//! `routes.rs`: a handler per route.

mod location;
mod read;

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::Serialize;

use self::location::Location;
use self::read::{List, Query};
use super::VALUES;
use super::fields::{key_limit, wire};
use super::words::plural;
use super::{rules, types, with_imports};
use crate::contract::body::{self, Origin};
use crate::contract::rust_type::rust_type;
use crate::contract::type_name;
use crate::model::{Attribute, Method, Operation, Owner, Resource, Route};
use crate::render::layout;

/// What `routes.rs.j2` prints.
#[derive(Serialize)]
pub(super) struct View {
    plural: String,
    item: String,
    /// The item in the names of hooks.
    snake: String,
    field: String,
    version: bool,
    /// Whether what a body creates may lack something.
    new_fallible: bool,
    /// Behind the key and the owner.
    replace_arguments: Vec<&'static str>,
    caller: Option<Caller>,
    handlers: Vec<Handler>,
    restrictions: Vec<Restriction>,
}

/// The functions that tell whose items a request is about.
#[derive(Serialize)]
struct Caller {
    /// The type of an owner.
    #[serde(rename = "type")]
    ty: String,
    /// A literal.
    claim: String,
    /// Literals of the groups whose members see every item; none where nothing asks for them.
    exempt: Option<Vec<String>>,
    /// Their names, for people.
    names: Vec<String>,
}

/// The routes that only members of some groups may call.
#[derive(Serialize)]
struct Restriction {
    /// The function that gives their router.
    function: String,
    /// Each as a literal.
    groups: Vec<String>,
    /// Their names, for people.
    names: Vec<String>,
    handlers: Vec<String>,
}

/// A route and the function that answers it: of the flags and parts, one is set.
#[derive(Serialize, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says which handler the template prints")]
struct Handler {
    name: String,
    method: &'static str,
    path: String,
    /// Anyone with the credentials of the route may call it.
    open: bool,
    /// Whether the path gives something.
    has_path: bool,
    /// How the key is read, where the route is about one item.
    key: Option<KeyRead>,
    /// Whose items the caller sees, where no key says it.
    owner: Option<SeenOwner>,
    /// The owner in the path, where there is one.
    owner_in_path: Option<Parameter>,
    get: bool,
    create: Option<Create>,
    replace: bool,
    upsert: bool,
    update: bool,
    delete: bool,
    list: Option<List>,
    query: Option<Query>,
}

/// Whose items a handler is about.
#[derive(Serialize)]
struct SeenOwner {
    /// Everybody who may call sees every item.
    all: bool,
    /// Some callers see every item.
    exempts: bool,
}

#[derive(Serialize)]
struct KeyRead {
    /// Whether the owner is a part.
    is_told: bool,
    /// The field of the owner, where there is no other part.
    alone: Option<String>,
}

#[derive(Serialize)]
struct Create {
    /// Whether an item has an owner.
    is_owned: bool,
    /// A request may have an `Idempotency-Key`.
    once: bool,
    parameters: Vec<Parameter>,
    checked: Vec<Checked>,
    location: Option<Location>,
}

/// A parameter of the path.
#[derive(Serialize)]
struct Parameter {
    field: String,
    wire: String,
    /// The constant that bounds its bytes.
    limit: &'static str,
}

/// A parameter of the path with its rule.
#[derive(Serialize)]
struct Checked {
    field: String,
    wire: String,
    rule: String,
}

/// Renders `routes.rs`.
pub(super) fn render(resource: &Resource) -> String {
    let items = type_name::of_items(resource);
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let nested = types::type_names(resource);
    with_imports("src/resource/routes.rs.j2", view(resource), |mentions| {
        let rest = mentions.imports(&[
            ("axum", &["Json", "Router"]),
            ("axum::extract", &["State"]),
            ("axum::middleware", &["from_fn_with_state"]),
            ("axum::http", &["StatusCode", "header"]),
            ("axum::http::request", &["Parts"]),
            ("axum::response", &["IntoResponse"]),
            ("axum::routing", &["delete", "get", "patch", "post", "put"]),
            ("ulid", &["Ulid"]),
            ("uuid", &["Uuid"]),
        ]);
        let mut own = mentions.imports(&[
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
    "Idempotent",
    "IfMatch",
    "IfNoneMatch",
    "KeyRange",
    "MAX_PARTITION_KEY",
    "Page",
    "Paging",
    "PathParameters",
    "QueryParameters",
    "MAX_SORT_KEY",
    "require_same_as_path",
    "is_in_group",
    "require_group",
    "token_owner",
    "allow_replacing",
    "check_member",
    "descending",
    "lies_ahead",
    "push_segment",
];

/// Collects the handlers of a resource's routes.
pub(super) fn view(resource: &Resource) -> View {
    let given = resource.has_more_than_keys().then_some("&replacement");
    let if_match = resource.version().map(|_| "&if_match");
    View {
        plural: plural(resource),
        item: resource.item.to_string(),
        snake: resource.item.snake(),
        field: resource.name.field(),
        version: resource.version().is_some(),
        new_fallible: body::origins_of_new(resource).any(|(_, origin)| origin == Origin::BodyOrRefusal),
        replace_arguments: given.into_iter().chain(if_match).collect(),
        caller: resource.owner.as_ref().filter(|_| asks_who_calls(resource)).map(|owner| caller(resource, owner)),
        handlers: resource.routes.iter().map(|route| handler(resource, route)).collect(),
        restrictions: restrictions(resource),
    }
}

/// One for each list of groups, in the order of the routes.
fn restrictions(resource: &Resource) -> Vec<Restriction> {
    let mut by_groups: IndexMap<&[String], Vec<String>> = IndexMap::new();
    for route in resource.routes.iter().filter(|route| !route.groups.is_empty()) {
        by_groups.entry(&route.groups).or_default().push(route.handler.clone());
    }
    let mut functions = BTreeSet::new();
    let restriction = |(groups, handlers): (&[String], Vec<String>)| Restriction {
        function: function_for(groups, &mut functions),
        groups: groups.iter().map(|group| layout::string(group)).collect(),
        names: groups.to_vec(),
        handlers,
    };
    by_groups.into_iter().map(restriction).collect()
}

/// `for_admins`, or a number where that is too long or taken.
fn function_for(groups: &[String], taken: &mut BTreeSet<String>) -> String {
    let plain = |group: &String| -> String {
        group.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect()
    };
    let names: Vec<String> = groups.iter().map(plain).collect();
    let wanted = format!("for_{}", names.join("_or_"));
    let numbered = (1..).map(|number| format!("for_groups_{number}"));
    let mut candidates = Some(wanted).into_iter().filter(|name| name.len() <= LONGEST_NAME).chain(numbered);
    let name = candidates.find(|name| !taken.contains(name)).expect("there is no end of numbers");
    taken.insert(name.clone());
    name
}

/// Of a function whose signature stays on a line.
const LONGEST_NAME: usize = 60;

fn handler(resource: &Resource, route: &Route) -> Handler {
    let mut handler = Handler {
        name: route.handler.clone(),
        method: routing(route.method),
        path: layout::string(&route.path_template()),
        open: route.groups.is_empty(),
        has_path: route.parameters().next().is_some(),
        key: is_by_key(route).then(|| key_read(resource)),
        owner: seen_owner(resource, route),
        owner_in_path: owner_in_path(resource, route),
        ..Handler::default()
    };
    match &route.operation {
        Operation::Get => handler.get = true,
        Operation::Create => handler.create = Some(create(resource, route)),
        Operation::Replace { upsert: false } => handler.replace = true,
        Operation::Replace { upsert: true } => handler.upsert = true,
        Operation::Update => handler.update = true,
        Operation::Delete => handler.delete = true,
        Operation::List { filters } => handler.list = Some(read::list(resource, route, filters)),
        Operation::Query(query) => handler.query = Some(read::query(resource, route, query)),
    }
    handler
}

/// Whether some route is about the caller's own items, or makes one.
fn asks_who_calls(resource: &Resource) -> bool {
    let creates = |route: &Route| match route.operation {
        Operation::Create => resource.owner.as_ref().is_some_and(|owner| !route.has_in_path(&owner.attribute)),
        Operation::Replace { upsert } => upsert && resource.owner_beside_key().is_some(),
        _ => false,
    };
    resource.routes.iter().any(|route| resource.owner_of(route).is_some() || creates(route))
}

fn caller(resource: &Resource, owner: &Owner) -> Caller {
    let asks = |route: &Route| seen_owner(resource, route).is_some_and(|seen| seen.exempts);
    let literals = |groups: &[String]| groups.iter().map(|group| layout::string(group)).collect();
    Caller {
        ty: rust_type(&owner.attribute.shape),
        claim: layout::string(&owner.claim),
        exempt: resource.routes.iter().any(asks).then(|| literals(&owner.except_groups)),
        names: owner.except_groups.clone(),
    }
}

fn is_by_key(route: &Route) -> bool {
    !matches!(route.operation, Operation::List { .. } | Operation::Query(_) | Operation::Create)
}

/// How a handler learns whose items the caller sees: none where the key says it, or where nobody asks.
fn seen_owner(resource: &Resource, route: &Route) -> Option<SeenOwner> {
    let owner = resource.owner.as_ref()?;
    let is_own = resource.owner_of(route).is_some();
    let is_asked = match route.operation {
        Operation::List { .. } => is_own,
        Operation::Query(_) | Operation::Create => false,
        _ => resource.owner_beside_key().is_some(),
    };
    is_asked.then_some(SeenOwner { all: !is_own, exempts: is_own && !owner.except_groups.is_empty() })
}

/// The owner in the path of a route for those who see every item.
fn owner_in_path(resource: &Resource, route: &Route) -> Option<Parameter> {
    let attribute = &resource.owner.as_ref()?.attribute;
    route.has_in_path(attribute).then(|| parameter(resource, attribute))
}

fn key_read(resource: &Resource) -> KeyRead {
    let told = resource.owner_in_key().map(|owner| &owner.attribute);
    let alone = told.filter(|_| resource.table.key.sort.is_none());
    KeyRead { is_told: told.is_some(), alone: alone.map(|attribute| attribute.name.field()) }
}

fn parameter(resource: &Resource, attribute: &Attribute) -> Parameter {
    Parameter { field: attribute.name.field(), wire: wire(attribute), limit: key_limit(resource, attribute) }
}

/// The function of `axum::routing`.
pub(super) fn routing(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
    }
}

fn create(resource: &Resource, route: &Route) -> Create {
    let checked = |attribute: &Arc<Attribute>| {
        let rule = rules::of_new(resource, attribute)?;
        Some(Checked { field: attribute.name.field(), wire: wire(attribute), rule })
    };
    let given = || route.parameters().filter(|attribute| attribute.generate.is_none());
    Create {
        is_owned: resource.owner.is_some(),
        once: route.takes_idempotency_key,
        parameters: given().map(|attribute| parameter(resource, attribute)).collect(),
        checked: given().filter_map(checked).collect(),
        location: resource.get_route().map(|get| location::location(route, get)),
    }
}
