//! `item.rs`: the item, its key, and the bodies that clients send.

use std::sync::Arc;

use serde::Serialize;

use super::function::Function;
use super::scope::VALUES;
use super::words::Words;
use super::{bodies, fields, nested, rules, value, with_imports};
use crate::contract::answer;
use crate::contract::body;
use crate::contract::operations::{Operations, index_type, queried_indexes};
use crate::contract::rust_type::attribute_type;
use crate::model::{Attribute, Index, Presence, Resource, Shape};
use crate::render::layout;

/// What `item.rs.j2` prints.
#[derive(Serialize)]
struct View {
    article: String,
    #[serde(rename = "Article")]
    sentence: String,
    item: String,
    /// The constant that lists them, if something is read under an earlier name.
    earlier_names: Option<String>,
    fields: Vec<String>,
    writes: bool,
    reads: bool,
    answers: bool,
    puts: Vec<String>,
    gets: Vec<String>,
    etag: Option<String>,
    functions: Vec<Function>,
    projections: Vec<Projection>,
    key: Option<Key>,
    new: Option<bodies::New>,
    replace: Option<bodies::Replace>,
    patch: Option<bodies::Patch>,
}

#[derive(Serialize)]
struct Projection {
    index: String,
    head: String,
    implementation: String,
    fields: Vec<String>,
    /// Some attribute was called otherwise before.
    renamed: bool,
    gets: Vec<String>,
}

#[derive(Serialize)]
struct Key {
    fields: Vec<String>,
    gets: Vec<String>,
    puts: Vec<String>,
}

/// Renders `item.rs`.
pub(super) fn render(resource: &Resource) -> String {
    let nested = nested::type_names(resource);
    with_imports("src/resource/item.rs.j2", view(resource), |scope| {
        let std = scope.imports(&[("std::sync", &["LazyLock"])]);
        let rest = scope.imports(&[
            ("axum", &["Json"]),
            ("axum::http", &["header"]),
            ("axum::response", &["IntoResponse", "Response"]),
            ("regex", &["Regex"]),
            ("serde", &["Deserialize", "Serialize"]),
            ("serde_json", &["Value"]),
            ("ulid", &["Ulid"]),
            ("uuid", &["Uuid"]),
        ]);
        let own = scope.imports(&[
            ("super::types", &nested),
            ("crate::dynamodb", DYNAMODB),
            ("crate::http", HTTP),
            ("crate::values", VALUES),
        ]);
        vec![std, rest, own]
    })
}

/// What `item.rs` may use of `crate::dynamodb`.
const DYNAMODB: &[&str] =
    &["Attributes", "EarlierNames", "defaulted", "optional", "put", "put_some", "required", "with_present_names"];

/// What `item.rs` may use of `crate::http`.
const HTTP: &[&str] = &[
    "Change",
    "Error",
    "Input",
    "MAX_PARTITION_KEY",
    "PathParameters",
    "Problems",
    "MAX_SORT_KEY",
    "etag",
    "given",
    "given_or",
    "is_given",
    "regex",
];

fn view(resource: &Resource) -> View {
    let words = Words::of(&resource.item);
    let operations = Operations::of(resource);
    View {
        article: words.article(),
        sentence: words.sentence(),
        item: resource.item.to_string(),
        earlier_names: earlier_names(resource),
        fields: resource.attributes.iter().flat_map(|attribute| fields::stored(resource, attribute)).collect(),
        writes: operations.creates,
        reads: operations.reads,
        answers: operations.answers,
        puts: puts(resource),
        gets: gets(resource, &resource.attributes),
        etag: resource.version().map(|version| etag(version)),
        functions: functions(resource),
        projections: projections(resource),
        key: operations.by_key.then(|| key(resource)),
        new: operations.create.then(|| bodies::new(resource)),
        replace: operations.replace.then(|| bodies::replace(resource, operations.upsert)),
        patch: operations.update.then(|| bodies::patch(resource)),
    }
}

/// `pub(super) const EARLIER_NAMES: EarlierNames = &[("now", "then")];`
fn earlier_names(resource: &Resource) -> Option<String> {
    if !Operations::of(resource).names(resource) {
        return None;
    }
    let pair = |attribute: &Arc<Attribute>| {
        let earlier = attribute.renamed_from.as_ref()?;
        Some([fields::wire(attribute), layout::string(earlier.as_str())])
    };
    let pairs: Vec<[String; 2]> = resource.attributes.iter().filter_map(pair).collect();
    (!pairs.is_empty()).then(|| layout::pairs("pub(super) const EARLIER_NAMES: EarlierNames =", &pairs))
}

fn puts(resource: &Resource) -> Vec<String> {
    let put = |attribute: &Arc<Attribute>| fields::put("item", "self", &attribute.name, &attribute.presence);
    resource.attributes.iter().map(put).collect()
}

fn gets(resource: &Resource, attributes: &[Arc<Attribute>]) -> Vec<String> {
    let owner = resource.item.as_str();
    let get = |attribute: &Arc<Attribute>| fields::get(owner, "item", &attribute.name, &attribute.presence, "?,");
    attributes.iter().map(get).collect()
}

fn etag(version: &Attribute) -> String {
    layout::call(8, "let etag = etag", &[&format!("self.{}", version.name.field())], ";")
}

/// The rules, and then the defaults.
fn functions(resource: &Resource) -> Vec<Function> {
    let rules = resource.attributes.iter().filter(|attribute| body::is_sent(resource, attribute));
    let rules = rules.filter_map(|attribute| {
        rules::of_attribute(resource, attribute).map(|rule| Function::check(&attribute.name, rule))
    });
    let defaults = resource.attributes.iter().filter_map(|attribute| {
        let literal = attribute.presence.default()?;
        let default = value::default(attribute_type(resource, attribute), &attribute.shape, literal);
        Some(Function::default(&attribute.name, default))
    });
    rules.chain(defaults).collect()
}

fn projections(resource: &Resource) -> Vec<Projection> {
    let projection = |index: &Arc<Index>| {
        let visible = answer::shown(&index.attributes).cloned().collect::<Vec<_>>();
        let name = index_type(resource, index);
        Projection {
            index: index.name.to_string(),
            head: layout::structure("struct", name.as_str()),
            implementation: layout::implementation("impl", name.as_str()),
            fields: visible.iter().flat_map(|attribute| fields::stored(resource, attribute)).collect(),
            renamed: visible.iter().any(|attribute| attribute.renamed_from.is_some()),
            gets: gets(resource, &visible),
        }
    };
    queried_indexes(resource).into_iter().filter(|index| !index.is_whole()).map(projection).collect()
}

fn key(resource: &Resource) -> Key {
    let key = &resource.table.key;
    let get = |attribute: &Arc<Attribute>| {
        let limit = if attribute.name == key.partition.name { "MAX_PARTITION_KEY" } else { "MAX_SORT_KEY" };
        let head = format!("{}: path", attribute.name.field());
        let get = if matches!(attribute.shape, Shape::Number(_)) { "get_number" } else { "get" };
        layout::method(12, &head, get, &[&layout::string(attribute.name.as_str()), limit], "?,")
    };
    Key {
        fields: key.attributes().flat_map(|attribute| fields::key(resource, attribute)).collect(),
        gets: key.attributes().map(get).collect(),
        puts: key
            .attributes()
            .map(|attribute| fields::put("key", "self", &attribute.name, &Presence::Required))
            .collect(),
    }
}
