//! `table.rs`: the DynamoDB table.

use std::sync::Arc;

use serde::Serialize;

use super::VALUES;
use super::fields::{default_function, wire};
use super::pages::{PageRead, page_reads};
use super::words::{Words, plural};
use super::{rules, types, with_imports};
use crate::contract::connection::{Connection, FirstCall};
use crate::contract::operations::Operations;
use crate::contract::rust_type::rust_type;
use crate::contract::type_name;
use crate::contract::write::{self, Action, Condition, Write};
use crate::model::{self, Attribute, Resource, Service};
use crate::render::layout;

/// What `table.rs.j2` prints.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether a part of the template is printed")]
pub(super) struct View {
    article: String,
    plural: String,
    item: String,
    constants: Vec<Constant>,
    /// Items end at a time.
    ttl: bool,
    /// Whose an item is, where its key doesn't say it.
    owner: Option<Owner>,
    /// Items have versions.
    version: bool,
    version_renamed: bool,
    /// This table opens the connection.
    connect: Option<Connect>,
    get: bool,
    create: bool,
    /// A request that creates may have an `Idempotency-Key`.
    once: bool,
    replace: Option<Replace>,
    update: Option<Update>,
    /// A patch reaches into values, which are read first.
    merges: bool,
    /// How long a write is tried again, in milliseconds.
    patience: u32,
    delete: bool,
    /// Something updates items.
    writes: bool,
    /// A replacement may differ from what can't change.
    differs: bool,
    /// A refused update can have other reasons than the item's version.
    accepted: bool,
    /// Something looks at what is stored.
    live: bool,
    write_arguments: Vec<&'static str>,
    update_expression: &'static str,
    delete_expression: &'static str,
    page_reads: Vec<PageRead>,
}

/// How methods take the owner of the items that a caller sees.
#[derive(Serialize)]
struct Owner {
    /// The type of the argument, without the reference.
    #[serde(rename = "type")]
    ty: String,
    /// The type of an owner.
    inner: String,
    /// Without one, a caller sees every item.
    is_option: bool,
    /// Items may be stored with it under an earlier name.
    renamed: bool,
}

/// A name that the methods share.
#[derive(Serialize)]
struct Constant {
    name: &'static str,
    wire: String,
}

#[derive(Serialize)]
struct Replace {
    takes_body: bool,
    writes: Vec<Call>,
}

#[derive(Serialize)]
struct Update {
    takes_body: bool,
    writes: Vec<Call>,
    merged: Vec<Merged>,
    /// What a patch reaches into may be stored under an earlier name.
    renamed: bool,
}

/// The call that opens the connection to DynamoDB.
#[derive(Default, Serialize)]
struct Connect {
    method: &'static str,
    /// The key attributes of the item that it reads, if it reads one.
    key: Vec<String>,
    /// The partition key that it queries by, if it does.
    partition: Option<String>,
    index: Option<String>,
}

/// A method of `Expression`, with its arguments.
#[derive(Serialize)]
struct Call {
    method: &'static str,
    arguments: Vec<String>,
}

/// A value that a patch reaches into.
#[derive(Serialize)]
struct Merged {
    wire: String,
    field: String,
    /// The value as it was read.
    stored: String,
    rule: Option<String>,
}

/// Renders `table.rs`.
pub(super) fn render(resource: &Resource, service: &Service) -> String {
    let items = type_name::of_items(resource);
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let nested = types::type_names(resource);
    with_imports("src/resource/table.rs.j2", view(resource, service), |mentions| {
        let std = mentions.imports(&[("std::time", &["Duration"])]);
        let rest = mentions.imports(&[("aws_sdk_dynamodb", &["Client"]), ("ulid", &["Ulid"]), ("uuid", &["Uuid"])]);
        let own = mentions.imports(&[
            ("super::item", &[&items[..], &["EARLIER_NAMES"]].concat()),
            ("super::types", &nested),
            (
                "crate::dynamodb",
                &[
                    "Attributes",
                    "Expression",
                    "Outcome",
                    "Records",
                    "Table",
                    "backoff_within",
                    "optional",
                    "put",
                    "required",
                    "with_present_names",
                ],
            ),
            ("crate", &["IDEMPOTENCY"]),
            ("crate::http", &["Error", "IfMatch", "KeyRange", "KnownRequest", "Page", "PageReader", "Paging", "merge"]),
            ("crate::values", VALUES),
        ]);
        vec![std, rest, own]
    })
}

/// Collects the methods that a resource's routes need.
pub(super) fn view(resource: &Resource, service: &Service) -> View {
    let operations = Operations::of(resource);
    let ttl = resource.expires();
    let version = resource.version().is_some();
    let version_renamed = resource.version().is_some_and(|version| version.is_renamed());
    let merges = resource.patch_reads();
    let differs = operations.replace && write::replacement(resource).any(|write| write.condition.is_some());
    let writes = operations.replace || operations.update;
    let accepted = version && (differs || merges);
    let get = resource.get_route().is_some();
    let live = get || merges || differs || (version && (writes || operations.delete));
    let if_match = version.then_some("if_match");
    let owner = resource.owner_beside_key();
    let owner_renamed = owner.is_some_and(|owner| owner.attribute.is_renamed());
    View {
        article: Words::of(&resource.item).article(),
        plural: plural(resource),
        item: resource.item.to_string(),
        constants: constants(resource),
        ttl,
        owner: owner.map(|owner| Owner {
            ty: held_by_caller(owner),
            inner: rust_type(&owner.attribute.shape),
            is_option: !owner.except_groups.is_empty(),
            renamed: owner.attribute.is_renamed(),
        }),
        version,
        version_renamed,
        connect: connect(resource, service),
        get,
        create: operations.creates,
        once: resource.takes_idempotency_keys(),
        replace: operations.replace.then(|| replace(resource)),
        update: operations.update.then(|| update(resource)),
        merges,
        patience: write::patience(&service.function),
        delete: operations.delete,
        writes,
        differs,
        accepted,
        live,
        write_arguments: ["key"].into_iter().chain(owner.map(|_| "owner")).chain(["&update"]).chain(if_match).collect(),
        update_expression: expression(resource.attributes.iter().any(|attribute| attribute.is_renamed())),
        delete_expression: expression(version_renamed || owner_renamed),
        page_reads: page_reads(resource),
    }
}

/// An empty expression; `renamed` says whether it is about attributes with earlier names.
pub(super) fn expression(renamed: bool) -> &'static str {
    if renamed { "Expression::with_earlier_names(EARLIER_NAMES)" } else { "Expression::default()" }
}

fn connect(resource: &Resource, service: &Service) -> Option<Connect> {
    let connection = Connection::of(service).filter(|connection| connection.resource.name == resource.name)?;
    let mut connect = Connect::default();
    match connection.call {
        FirstCall::GetItem(key) => connect.key = key.attributes().map(|attribute| wire(attribute)).collect(),
        FirstCall::Query(key, index) => {
            connect.partition = Some(wire(&key.partition));
            connect.index = index.map(|index| layout::string(index.name.as_str()));
        }
        FirstCall::Scan => connect.method = "connect_by_scan",
        FirstCall::PutItem => connect.method = "connect_by_put_item",
        FirstCall::UpdateItem => connect.method = "connect_by_update_item",
        FirstCall::DeleteItem => connect.method = "connect_by_delete_item",
    }
    Some(connect)
}

fn constants(resource: &Resource) -> Vec<Constant> {
    let operations = Operations::of(resource);
    let conditional = operations.replace || operations.update || operations.delete;
    let key = &resource.table.key.partition;
    let owner = resource.owner_beside_key().map(|owner| &owner.attribute);
    let get = resource.get_route().is_some();
    let constants = [
        ("PARTITION_KEY", (operations.creates || conditional).then_some(key)),
        ("OWNER", owner.filter(|_| get || conditional)),
        ("TTL", resource.time_to_live()),
        ("VERSION", resource.version().filter(|_| conditional)),
    ];
    let constant = |(name, attribute): (_, Option<&Arc<Attribute>>)| Some(Constant { name, wire: wire(attribute?) });
    constants.into_iter().filter_map(constant).collect()
}

/// The type of the owner of the items that a caller sees: none where some callers see every item.
fn held_by_caller(owner: &model::Owner) -> String {
    let inner = rust_type(&owner.attribute.shape);
    if owner.except_groups.is_empty() { inner } else { format!("Option<{inner}>") }
}

fn replace(resource: &Resource) -> Replace {
    let writes = write::replacement(resource).flat_map(|write| calls(resource, "replacement", &write));
    Replace { takes_body: resource.has_more_than_keys(), writes: writes.collect() }
}

fn update(resource: &Resource) -> Update {
    let (merged, plain): (Vec<_>, Vec<_>) =
        write::patch(resource).partition(|write| write.action == Some(Action::Merge));
    Update {
        takes_body: resource.changeable().next().is_some(),
        writes: plain.iter().flat_map(|write| calls(resource, "patch", write)).collect(),
        renamed: merged.iter().any(|write| write.attribute.is_renamed()),
        merged: merged.iter().map(|write| self::merged(resource, write.attribute)).collect(),
    }
}

/// What a write does to the expression.
fn calls(resource: &Resource, body: &str, write: &Write<'_>) -> Vec<Call> {
    let given = || format!("&{body}.{}", write.attribute.name.field());
    let default = || default_function(resource, write.attribute);
    let condition = write.condition.map(|condition| match condition {
        Condition::Unchanged => ("unchanged", vec![given()]),
        Condition::UnchangedIfGiven => ("unchanged_if_given", vec![given()]),
        Condition::UnchangedOrAbsent => ("unchanged_or_absent", vec![given()]),
        Condition::UnchangedOrDefault => ("unchanged_or_default", vec![given(), default()]),
        Condition::UnchangedOrDefaultIfGiven => ("unchanged_or_default_if_given", vec![given(), default()]),
    });
    let action = write.action.and_then(|action| match action {
        Action::Set => Some(("set", vec![given()])),
        Action::SetIfGiven => Some(("set_if_given", vec![given()])),
        Action::SetOrRemove => Some(("set_or_remove", vec![given()])),
        Action::Change => Some(("change", vec![given()])),
        Action::Merge => None,
        Action::SetNow => Some(("set", vec![format!("&{}::now()", rust_type(&write.attribute.shape))])),
        Action::Increment => Some(("increment", Vec::new())),
    });
    let call = |(method, arguments): (_, Vec<String>)| Call {
        method,
        arguments: std::iter::once(wire(write.attribute)).chain(arguments).collect(),
    };
    condition.into_iter().chain(action).map(call).collect()
}

fn merged(resource: &Resource, attribute: &Attribute) -> Merged {
    let field = attribute.name.field();
    let is_option = attribute.presence.is_optional();
    Merged {
        wire: wire(attribute),
        stored: if is_option { format!("stored.{field}.as_ref()") } else { format!("Some(&stored.{field})") },
        rule: rules::rule_of(resource, resource.item.as_str(), attribute),
        field,
    }
}
