//! `item.rs`: the item, its key, and the bodies that clients send.

use std::sync::Arc;

use serde::Serialize;

use super::VALUES;
use super::fields::{Field, Member, key_limit, wire};
use super::function::Function;
use super::words::Words;
use super::{bodies, rules, types, value, with_imports};
use crate::contract::answer;
use crate::contract::body;
use crate::contract::operations::{Operations, index_type, queried_indexes};
use crate::contract::rust_type::rust_type;
use crate::model::{Attribute, Index, Resource};
use crate::render::layout;

/// What `item.rs.j2` prints.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether something is done with items")]
pub(super) struct View {
    article: String,
    #[serde(rename = "Article")]
    sentence: String,
    item: String,
    earlier_names: Vec<Renamed>,
    /// Whether some attribute is read under an earlier name.
    renamed: bool,
    members: Vec<Member>,
    writes: bool,
    reads: bool,
    answers: bool,
    /// The field that answers give as `ETag`.
    version: Option<String>,
    functions: Vec<Function>,
    projections: Vec<Projection>,
    key: Option<Key>,
    new: Option<bodies::New>,
    replace: Option<bodies::Replace>,
    patch: Option<bodies::Patch>,
}

/// The names of an attribute, as literals.
#[derive(Serialize)]
struct Renamed {
    present: String,
    earlier: String,
}

/// What an index holds of an item.
#[derive(Serialize)]
struct Projection {
    index: String,
    name: String,
    members: Vec<Member>,
    /// Some attribute was called otherwise before.
    renamed: bool,
}

/// What `key.rs.j2` prints.
#[derive(Serialize)]
struct Key {
    members: Vec<KeyMember>,
    /// Whether it has a part that the path gives.
    is_in_path: bool,
    /// The part that the path doesn't give.
    owner: Option<Told>,
}

/// A part of the key that the caller's token tells.
#[derive(Serialize)]
struct Told {
    field: String,
    #[serde(rename = "type")]
    ty: String,
}

#[derive(Serialize)]
struct KeyMember {
    #[serde(flatten)]
    field: Field,
    wire: String,
    /// The constant that bounds its bytes.
    limit: &'static str,
}

/// Renders `item.rs`.
pub(super) fn render(resource: &Resource) -> String {
    let nested = types::type_names(resource);
    with_imports("src/resource/item.rs.j2", view(resource), |mentions| {
        let std = mentions.imports(&[("std::sync", &["LazyLock"])]);
        let rest = mentions.imports(&[
            ("axum", &["Json"]),
            ("axum::http", &["header"]),
            ("axum::response", &["IntoResponse", "Response"]),
            ("regex", &["Regex"]),
            ("serde", &["Serialize"]),
            ("serde_json", &["Value"]),
            ("ulid", &["Ulid"]),
            ("uuid", &["Uuid"]),
        ]);
        let own = mentions.imports(&[
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
    "FromJson",
    "Input",
    "MAX_PARTITION_KEY",
    "PathParameters",
    "Problem",
    "Problems",
    "MAX_SORT_KEY",
    "etag",
    "given",
    "given_or",
    "is_given",
    "lies_ahead",
    "literal",
    "members_of",
    "regex",
];

/// Collects what an item is, and its bodies.
pub(super) fn view(resource: &Resource) -> View {
    let words = Words::of(&resource.item);
    let operations = Operations::of(resource);
    let earlier_names = earlier_names(resource);
    View {
        article: words.article(),
        sentence: words.sentence(),
        item: resource.item.to_string(),
        renamed: !earlier_names.is_empty(),
        earlier_names,
        members: members(&resource.attributes),
        writes: operations.creates,
        reads: operations.reads,
        answers: operations.answers,
        version: resource.version().map(|version| version.name.field()),
        functions: functions(resource),
        projections: projections(resource),
        key: operations.by_key.then(|| key(resource)),
        new: operations.create.then(|| bodies::new(resource)),
        replace: operations.replace.then(|| bodies::replace(resource, operations.upsert)),
        patch: operations.update.then(|| bodies::patch(resource)),
    }
}

/// What was called otherwise, if something is read under an earlier name.
fn earlier_names(resource: &Resource) -> Vec<Renamed> {
    if !Operations::of(resource).names(resource) {
        return Vec::new();
    }
    let renamed = |attribute: &Arc<Attribute>| {
        let earlier = attribute.stored_names().skip(1).map(|earlier| layout::string(earlier.as_str()));
        earlier.map(|earlier| Renamed { present: wire(attribute), earlier }).collect::<Vec<_>>()
    };
    resource.attributes.iter().flat_map(renamed).collect()
}

fn members(attributes: &[Arc<Attribute>]) -> Vec<Member> {
    attributes.iter().map(|attribute| Member::of_item(attribute)).collect()
}

/// The rules, and then the defaults.
fn functions(resource: &Resource) -> Vec<Function> {
    let rules = resource.attributes.iter().filter(|attribute| body::is_chosen(resource, attribute));
    let rules = rules.filter_map(|attribute| {
        rules::of_attribute(resource, attribute).map(|rule| Function::check(&attribute.name, rule))
    });
    let defaults = resource.attributes.iter().filter_map(|attribute| {
        let literal = attribute.presence.default()?;
        let default = value::default(rust_type(&attribute.shape), &attribute.shape, literal);
        Some(Function::default(&attribute.name, default))
    });
    rules.chain(defaults).collect()
}

fn projections(resource: &Resource) -> Vec<Projection> {
    let projection = |index: &Arc<Index>| {
        let visible = answer::shown(&index.attributes).cloned().collect::<Vec<_>>();
        Projection {
            index: index.name.to_string(),
            name: index_type(resource, index).to_string(),
            members: members(&visible),
            renamed: visible.iter().any(|attribute| attribute.is_renamed()),
        }
    };
    queried_indexes(resource).into_iter().filter(|index| !index.is_whole()).map(projection).collect()
}

fn key(resource: &Resource) -> Key {
    let member = |attribute: &Arc<Attribute>| KeyMember {
        field: Field::inner(&attribute.name, rust_type(&attribute.shape)),
        wire: wire(attribute),
        limit: key_limit(resource, attribute),
    };
    let key = &resource.table.key;
    let owner = resource.owner_in_key().map(|owner| &owner.attribute);
    Key {
        members: key.attributes().map(member).collect(),
        is_in_path: key.attributes().any(|part| owner.is_none_or(|owner| owner.name != part.name)),
        owner: owner.map(|owner| Told { field: owner.name.field(), ty: rust_type(&owner.shape) }),
    }
}
