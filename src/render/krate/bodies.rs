//! The bodies that clients send: to create, to replace and to patch an item.

use std::sync::Arc;

use serde::Serialize;

use super::fields::wire;
use super::{fields, rules};
use crate::contract::body::{self, Absence, Member, Origin, patched_type};
use crate::contract::rust_type::generated_value;
use crate::contract::type_name;
use crate::contract::write::{self, Write};
use crate::model::{Attribute, Resource};
use crate::render::layout;

#[derive(Serialize)]
pub(super) struct New {
    fields: Vec<String>,
    signature: String,
    now: bool,
    fallible: bool,
    made: String,
    check: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Replace {
    fields: Vec<String>,
    check_key: String,
    same_key: Vec<String>,
    difference: String,
    same: Vec<String>,
    into_item: String,
    ungiven: Vec<String>,
    now: bool,
    made: Option<String>,
    check: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Patch {
    fields: Vec<String>,
    merges: Option<String>,
    check: Vec<String>,
}

/// The body that creates.
pub(super) fn new(resource: &Resource) -> New {
    let members = body::new(resource);
    let item = &resource.item;
    let origins = || body::origins_of_new(resource);
    let fallible = origins().any(|(_, origin)| origin == Origin::BodyOrRefusal);
    let inits: Vec<String> = origins().map(|(attribute, origin)| initialiser(resource, attribute, origin)).collect();
    let output = if fallible { format!("Result<{item}, Error>") } else { item.to_string() };
    New {
        fields: members.iter().flat_map(|member| fields::input(resource, member)).collect(),
        signature: layout::signature(4, "pub(super) fn into_item", &["self"], Some(&output)),
        now: body::takes_now(resource),
        fallible,
        made: made(resource, fallible, &inits),
        check: check(members.iter().filter_map(|member| check_line(resource, member))),
    }
}

/// The body that replaces.
pub(super) fn replace(resource: &Resource, upsert: bool) -> Replace {
    let item = &resource.item;
    let key = &resource.table.key;
    let members = body::replacement(resource);
    let same_key = |attribute: &Arc<Attribute>| {
        let field = attribute.name.field();
        let args = [wire(attribute), format!("&self.{field}"), format!("&key.{field}")];
        layout::call(8, "problems.same_if_given", &args.each_ref().map(String::as_str), ";")
    };
    let ungiven = body::origins_of_replacement(resource).filter(|(_, origin)| matches!(origin, Origin::Generated(_)));
    let new_key = |attribute: &Arc<Attribute>| {
        let rule = rules::rule_of(resource, item.as_str(), attribute)?;
        let value = format!("&key.{}", attribute.name.field());
        Some(layout::call(8, "problems.check", &[&wire(attribute), &value, &rule], ";"))
    };
    let inits = body::origins_of_replacement(resource);
    let inits: Vec<String> = inits.map(|(attribute, origin)| initialiser(resource, attribute, origin)).collect();
    Replace {
        fields: members.iter().flat_map(|member| fields::input(resource, member)).collect(),
        check_key: layout::signature(
            4,
            "pub(super) fn check_key",
            &["&self", &format!("key: &{}", type_name::key(item))],
            Some("Result<(), Error>"),
        ),
        same_key: key.attributes().map(same_key).collect(),
        difference: layout::signature(
            4,
            "pub(super) fn difference",
            &["&self", &format!("stored: &{item}")],
            Some("Error"),
        ),
        same: write::replacement(resource).filter_map(|write| same(&write)).collect(),
        into_item: layout::signature(
            4,
            "pub(super) fn into_item",
            &["self", &format!("key: {}", type_name::key(item))],
            Some(&format!("Result<{item}, Error>")),
        ),
        ungiven: ungiven
            .map(|(attribute, _)| {
                let args = [wire(attribute), format!("&self.{}", attribute.name.field())];
                layout::call(8, "problems.not_given", &args.each_ref().map(String::as_str), ";")
            })
            .chain(key.attributes().filter_map(new_key))
            .collect(),
        now: body::takes_now(resource),
        made: upsert.then(|| made(resource, true, &inits)),
        check: check(
            members
                .iter()
                .filter(|member| member.attribute.generate.is_none())
                .filter_map(|member| check_line(resource, member)),
        ),
    }
}

/// What tells that a body differs from what is stored: `problems.same("name", &self.name, &stored.name);`
fn same(write: &Write<'_>) -> Option<String> {
    let condition = write.condition?;
    let field = write.attribute.name.field();
    let is_option = condition.is_if_given() && write.attribute.presence.is_optional();
    let stored = if is_option { format!("stored.{field}.as_ref()") } else { format!("&stored.{field}") };
    let method = if condition.is_if_given() { "problems.same_if_given" } else { "problems.same" };
    Some(layout::call(8, method, &[&wire(write.attribute), &format!("&self.{field}"), &stored], ";"))
}

/// The field of a new item.
fn initialiser(resource: &Resource, attribute: &Attribute, origin: Origin) -> String {
    let field = attribute.name.field();
    let value = format!("self.{field}");
    match origin {
        Origin::Key => init(&field, &format!("key.{field}")),
        Origin::Generated(generate) => init(&field, generated_value(generate)),
        Origin::Body => init(&field, &value),
        Origin::BodyOrRefusal => layout::call(12, &format!("{field}: given"), &[&wire(attribute), &value], "?,"),
        Origin::BodyOrDefault => {
            let default = format!("{}::default_{}", resource.item, attribute.name.suffix());
            layout::call(12, &format!("{field}: given_or"), &[&value, &default], ",")
        }
    }
}

/// The item that is made of a body: named where it is wrapped.
fn made(resource: &Resource, fallible: bool, inits: &[String]) -> String {
    layout::record(8, fallible.then_some("item"), resource.item.as_str(), inits)
}

/// The merge patch.
pub(super) fn patch(resource: &Resource) -> Patch {
    let members = body::patch(resource);
    let merged: Vec<&Member<'_>> = members.iter().filter(|member| member.attribute.shape.is_merged()).collect();
    let lines = members.iter().flat_map(|member| {
        let attribute = member.attribute;
        let keep = (!attribute.presence.is_optional()).then(|| {
            let args = [wire(attribute), format!("&self.{}", attribute.name.field())];
            layout::call(8, "problems.keep", &args.each_ref().map(String::as_str), ";")
        });
        let is_merged = attribute.shape.is_merged();
        let rule = (!is_merged).then(|| check_line_with(resource, attribute, "check_change")).flatten();
        keep.into_iter().chain(rule)
    });
    Patch {
        fields: members
            .iter()
            .flat_map(|member| fields::change(member.attribute, &patched_type(resource, member.attribute)))
            .collect(),
        merges: merges_body(&merged),
        check: check(lines),
    }
}

fn merges_body(merged: &[&Member<'_>]) -> Option<String> {
    let call = |member: &&Member<'_>| format!("is_given(&self.{})", member.attribute.name.field());
    let calls: Vec<String> = merged.iter().map(call).collect();
    (!calls.is_empty()).then(|| layout::any(8, &calls))
}

/// `field: value,`
fn init(field: &str, value: &str) -> String {
    match value.split_once('.') {
        Some((owner, place)) => layout::initialiser(12, field, owner, place),
        None => layout::assignment(12, &format!("{field}:"), &format!("{value},")),
    }
}

/// `problems.check("name", &self.name, Item::check_name);`
fn check_line(resource: &Resource, member: &Member<'_>) -> Option<String> {
    let method = if member.absence == Absence::Allowed { "check_some" } else { "check" };
    check_line_with(resource, member.attribute, method)
}

fn check_line_with(resource: &Resource, attribute: &Attribute, method: &str) -> Option<String> {
    let rule = rules::rule_of(resource, resource.item.as_str(), attribute)?;
    let args = [wire(attribute), format!("&self.{}", attribute.name.field()), rule];
    Some(layout::call(8, &format!("problems.{method}"), &args.each_ref().map(String::as_str), ";"))
}

/// The method that checks a body, from its statements.
fn check(statements: impl Iterator<Item = String>) -> Vec<String> {
    let statements: Vec<String> = statements.collect();
    if statements.is_empty() {
        return vec!["    fn check(&self, _problems: &mut Problems) {}".to_owned()];
    }
    let mut lines = vec!["    fn check(&self, problems: &mut Problems) {".to_owned()];
    lines.extend(statements);
    lines.push("    }".to_owned());
    lines
}
