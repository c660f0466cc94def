//! `table.rs`: the DynamoDB table.

use serde::Serialize;

use super::fields::wire;
use super::pages::{PageRead, page_reads};
use super::scope::VALUES;
use super::words::{Words, plural};
use super::{nested, rules, with_imports};
use crate::contract::operations::Operations;
use crate::contract::type_name;
use crate::contract::write::{self, Action, Condition, Write};
use crate::model::{Attribute, Resource};
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
    version_renamed: bool,
    outcome: bool,
    differs: bool,
    refused: &'static str,
    live: bool,
    has_expired: bool,
    send: &'static str,
    send_update: Option<String>,
    update_expression: &'static str,
    delete_expression: &'static str,
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
    stored: String,
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
    /// What a patch reaches into may be stored under an earlier name.
    renamed: bool,
    merge_statements: Vec<String>,
}

/// Renders `table.rs`.
pub(super) fn render(resource: &Resource) -> String {
    let items = type_name::of_items(resource);
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let nested = nested::type_names(resource);
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
            ("super::item", &[&items[..], &["EARLIER_NAMES"]].concat()),
            ("super::types", &nested),
            ("crate::dynamodb", &["Attributes", "Expression", "optional", "put", "required", "with_present_names"]),
            ("crate::http", &["Error", "IfMatch", "KeyRange", "Page", "PageReader", "Paging", "merge"]),
            ("crate::values", VALUES),
        ]);
        vec![rest, own]
    })
}

fn view(resource: &Resource) -> View {
    let operations = Operations::of(resource);
    let words = Words::of(&resource.item);
    let ttl = resource.expires();
    let version = resource.version().is_some();
    let replace = operations.replace.then(|| replace(resource));
    let update = operations.update.then(|| update(resource));
    let differs = replace.as_ref().is_some_and(|replace| replace.differs);
    let outcome =
        replace.as_ref().is_some_and(|replace| replace.differs) || update.as_ref().is_some_and(|update| update.merges);
    let send_update = operations.replace || operations.update;
    let live = (send_update && (outcome || version)) || (operations.delete && version);
    let gets = needs_get(resource);
    let version_renamed = resource.version().is_some_and(|version| version.renamed_from.is_some());
    View {
        article: words.article(),
        plural: plural(resource),
        item: resource.item.to_string(),
        consts: consts(resource),
        ttl,
        version,
        version_renamed,
        outcome,
        differs,
        refused: if differs { "Outcome::Refused(_)" } else { "Outcome::Refused" },
        live,
        has_expired: ttl && (live || gets),
        send: if outcome && version { "key, &update, if_match" } else { "key, &update" },
        send_update: send_update.then(|| send_update_signature(resource, outcome)),
        update_expression: expression(resource.attributes.iter().any(|attribute| attribute.renamed_from.is_some())),
        delete_expression: expression(version_renamed),
        get: resource.get_route().map(|_| method(resource, "get", &[], &format!("Result<{}, Error>", resource.item))),
        find: resource.patch_reads().then(|| {
            let key = format!("key: &{}", type_name::key(&resource.item));
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
            stored: layout::binding(
                16,
                "let stored =",
                &format!("{}::from_attributes", resource.item),
                &["&found"],
                "?;",
            ),
        },
    }
}

/// An empty expression; `renamed` says whether it is about attributes with earlier names.
pub(super) fn expression(renamed: bool) -> &'static str {
    if renamed { "Expression::with_earlier_names(EARLIER_NAMES)" } else { "Expression::default()" }
}

fn send_update_signature(resource: &Resource, outcome: bool) -> String {
    let key = format!("key: &{}", type_name::key(&resource.item));
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
    let key = format!("key: &{}", type_name::key(&resource.item));
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
    if let Some(ttl) = resource.time_to_live() {
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
    let replacement = format!("replacement: &{}", type_name::replace(item));
    let given = resource.has_more_than_keys().then_some(replacement.as_str());
    let params: Vec<&str> = given.into_iter().chain(condition(resource)).collect();
    let writes = || write::replacement(resource);
    Replace {
        signature: method(resource, "replace", &params, &format!("Result<{item}, Error>")),
        statements: writes().flat_map(|write| statements(resource, 8, "replacement", &write)).collect(),
        differs: writes().any(|write| write.condition.is_some()),
    }
}

/// What a write does to the expression: `update.set("name", &replacement.name);`
fn statements(resource: &Resource, indent: usize, body: &str, write: &Write<'_>) -> Vec<String> {
    let wire = wire(write.attribute);
    let given = format!("&{body}.{}", write.attribute.name.field());
    let default = format!("{}::default_{}", resource.item, write.attribute.name.suffix());
    let call = |method: &str, args: &[&str]| {
        let args: Vec<&str> = std::iter::once(wire.as_str()).chain(args.iter().copied()).collect();
        layout::call(indent, &format!("update.{method}"), &args, ";")
    };
    let condition = write.condition.map(|condition| match condition {
        Condition::Unchanged => call("unchanged", &[&given]),
        Condition::UnchangedIfGiven => call("unchanged_if_given", &[&given]),
        Condition::UnchangedOrAbsent => call("unchanged_or_absent", &[&given]),
        Condition::UnchangedOrDefault => call("unchanged_or_default", &[&given, &default]),
        Condition::UnchangedOrDefaultIfGiven => call("unchanged_or_default_if_given", &[&given, &default]),
    });
    let action = write.action.map(|action| match action {
        Action::Set => call("set", &[&given]),
        Action::SetIfGiven => call("set_if_given", &[&given]),
        Action::SetOrRemove => call("set_or_remove", &[&given]),
        Action::Change => call("change", &[&given]),
        Action::Merge => merge_statement(resource, write.attribute),
        Action::SetNow => call("set", &["&Timestamp::now()"]),
        Action::Increment => call("increment", &[]),
    });
    condition.into_iter().chain(action).collect()
}

fn update(resource: &Resource) -> Update {
    let item = &resource.item;
    let name = if resource.changeable().next().is_some() { "patch" } else { "_patch" };
    let patch = format!("{name}: &{}", type_name::patch(item));
    let params: Vec<&str> = std::iter::once(patch.as_str()).chain(condition(resource)).collect();
    let (merged, plain): (Vec<_>, Vec<_>) =
        write::patch(resource).partition(|write| write.action == Some(Action::Merge));
    let indent = if merged.is_empty() { 8 } else { 12 };
    let lines = |writes: &[Write<'_>]| writes.iter().flat_map(|it| statements(resource, indent, "patch", it)).collect();
    Update {
        signature: method(resource, "update", &params, &format!("Result<{item}, Error>")),
        statements: lines(&plain),
        merges: !merged.is_empty(),
        renamed: merged.iter().any(|write| write.attribute.renamed_from.is_some()),
        merge_statements: lines(&merged),
    }
}

fn merge_statement(resource: &Resource, attribute: &Attribute) -> String {
    let field = attribute.name.field();
    let is_option = attribute.presence.is_optional();
    let stored = if is_option { format!("stored.{field}.as_ref()") } else { format!("Some(&stored.{field})") };
    let rule = rules::rule_of(resource, resource.item.as_str(), attribute).unwrap_or_else(|| "|_, _| {}".to_owned());
    let args = ["&mut update", "&found", &wire(attribute), &stored, &format!("&patch.{field}"), &rule];
    layout::call(16, "merge", &args, "?;")
}
