//! The bodies that clients send: to create, to replace and to patch an item.

use std::sync::Arc;

use serde::Serialize;

use super::fields::wire;
use super::{fields, rules};
use crate::contract::body::{may_lack, patched_type};
use crate::contract::operations::is_in_create_path;
use crate::model::{Attribute, Generate, Presence, Resource};
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
    let given: Vec<_> = resource.attributes.iter().filter(|attribute| attribute.generate.is_none()).collect();
    let in_path = |attribute: &Attribute| is_in_create_path(resource, attribute);
    let fallible = given.iter().any(|attribute| in_path(attribute) && attribute.presence == Presence::Required);
    let item = &resource.item;
    let inits = resource.attributes.iter().map(|attribute| {
        if let Some(generate) = attribute.generate {
            return generated(attribute, generate);
        }
        let field = attribute.name.field();
        let value = format!("self.{field}");
        match &attribute.presence {
            Presence::Required if in_path(attribute) => {
                layout::call(12, &format!("{field}: given"), &[&wire(attribute), &value], "?,")
            }
            Presence::Default(_) if in_path(attribute) => {
                let default = format!("{item}::default_{}", attribute.name.suffix());
                layout::call(12, &format!("{field}: given_or"), &[&value, &default], ",")
            }
            _ => init(&field, &value),
        }
    });
    let output = if fallible { format!("Result<{item}, Error>") } else { item.to_string() };
    New {
        fields: given.iter().flat_map(|attribute| fields::input(resource, attribute, in_path(attribute))).collect(),
        signature: layout::signature(4, "pub(super) fn into_item", &["self"], Some(&output)),
        now: takes_now(resource),
        fallible,
        made: made(resource, fallible, &inits.collect::<Vec<_>>()),
        check: check(given.iter().filter_map(|attribute| {
            let optional = in_path(attribute) || attribute.presence == Presence::Optional;
            let method = if optional { "check_some" } else { "check" };
            check_line(resource, attribute, method)
        })),
    }
}

/// The body that replaces.
pub(super) fn replace(resource: &Resource, upsert: bool) -> Replace {
    let item = &resource.item;
    let key = &resource.table.key;
    let optional = |attribute: &Attribute| may_lack(resource, attribute);
    let same_key = |attribute: &Arc<Attribute>| {
        let field = attribute.name.field();
        let args = [wire(attribute), format!("&self.{field}"), format!("&key.{field}")];
        layout::call(8, "problems.same_if_given", &args.each_ref().map(String::as_str), ";")
    };
    let same = resource.attributes.iter().filter(|attribute| !key.contains(attribute)).filter_map(|attribute| {
        let field = attribute.name.field();
        let may_be_kept = attribute.generate.is_some() || (attribute.immutable && attribute.private);
        let stored = if may_be_kept && attribute.presence == Presence::Optional {
            format!("stored.{field}.as_ref()")
        } else {
            format!("&stored.{field}")
        };
        let args = [wire(attribute), format!("&self.{field}"), stored];
        let args = args.each_ref().map(String::as_str);
        if may_be_kept {
            Some(layout::call(8, "problems.same_if_given", &args, ";"))
        } else if attribute.immutable {
            Some(layout::call(8, "problems.same", &args, ";"))
        } else {
            None
        }
    });
    let ungiven =
        resource.attributes.iter().filter(|attribute| attribute.generate.is_some() && !key.contains(attribute));
    let new_key = |attribute: &Arc<Attribute>| {
        let rule = rules::rule_of(resource, item.as_str(), attribute)?;
        let value = format!("&key.{}", attribute.name.field());
        Some(layout::call(8, "problems.check", &[&wire(attribute), &value, &rule], ";"))
    };
    Replace {
        fields: resource
            .attributes
            .iter()
            .flat_map(|attribute| fields::input(resource, attribute, optional(attribute)))
            .collect(),
        check_key: layout::signature(
            4,
            "pub(super) fn check_key",
            &["&self", &format!("key: &{item}Key")],
            Some("Result<(), Error>"),
        ),
        same_key: key.attributes().map(same_key).collect(),
        difference: layout::signature(
            4,
            "pub(super) fn difference",
            &["&self", &format!("stored: &{item}")],
            Some("Error"),
        ),
        same: same.collect(),
        into_item: layout::signature(
            4,
            "pub(super) fn into_item",
            &["self", &format!("key: {item}Key")],
            Some(&format!("Result<{item}, Error>")),
        ),
        ungiven: ungiven
            .map(|attribute| {
                let args = [wire(attribute), format!("&self.{}", attribute.name.field())];
                layout::call(8, "problems.not_given", &args.each_ref().map(String::as_str), ";")
            })
            .chain(key.attributes().filter_map(new_key))
            .collect(),
        now: takes_now(resource),
        made: upsert.then(|| made(resource, true, &replace_inits(resource))),
        check: check(resource.attributes.iter().filter(|attribute| attribute.generate.is_none()).filter_map(
            |attribute| check_line(resource, attribute, if optional(attribute) { "check_some" } else { "check" }),
        )),
    }
}

/// The item that is made of a body: named where it is wrapped.
fn made(resource: &Resource, fallible: bool, inits: &[String]) -> String {
    layout::record(8, fallible.then_some("item"), resource.item.as_str(), inits)
}

fn replace_inits(resource: &Resource) -> Vec<String> {
    let key = &resource.table.key;
    let init = |attribute: &Arc<Attribute>| {
        let field = attribute.name.field();
        if key.contains(attribute) {
            init(&field, &format!("key.{field}"))
        } else if let Some(generate) = attribute.generate {
            generated(attribute, generate)
        } else if attribute.private && attribute.presence != Presence::Optional {
            layout::call(12, &format!("{field}: given"), &[&wire(attribute), &format!("self.{field}")], "?,")
        } else {
            init(&field, &format!("self.{field}"))
        }
    };
    resource.attributes.iter().map(init).collect()
}

/// The merge patch.
pub(super) fn patch(resource: &Resource) -> Patch {
    let changeable: Vec<_> = resource.changeable().collect();
    let merged: Vec<_> = changeable.iter().filter(|attribute| attribute.shape.is_merged()).collect();
    let lines = changeable.iter().flat_map(|attribute| {
        let keep = attribute.presence != Presence::Optional;
        let keep = keep.then(|| {
            let args = [wire(attribute), format!("&self.{}", attribute.name.field())];
            layout::call(8, "problems.keep", &args.each_ref().map(String::as_str), ";")
        });
        let rule = (!attribute.shape.is_merged()).then(|| check_line(resource, attribute, "check_change")).flatten();
        keep.into_iter().chain(rule)
    });
    Patch {
        fields: changeable
            .iter()
            .flat_map(|attribute| fields::change(attribute, &patched_type(resource, attribute)))
            .collect(),
        merges: merges_body(&merged),
        check: check(lines),
    }
}

fn merges_body(merged: &[&&Arc<Attribute>]) -> Option<String> {
    let call = |attribute: &&&Arc<Attribute>| format!("is_given(&self.{})", attribute.name.field());
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

/// The field of a new item that the function fills.
fn generated(attribute: &Attribute, generate: Generate) -> String {
    let value = match generate {
        Generate::UuidV4 => "Uuid::new_v4()",
        Generate::UuidV7 => "Uuid::now_v7()",
        Generate::Ulid => "Ulid::new()",
        Generate::Created | Generate::Updated => "now",
        Generate::Version => "1",
    };
    init(&attribute.name.field(), value)
}

fn takes_now(resource: &Resource) -> bool {
    [Generate::Created, Generate::Updated].iter().any(|generate| resource.generated(*generate).is_some())
}

/// `problems.check("name", &self.name, Item::check_name);`
fn check_line(resource: &Resource, attribute: &Attribute, method: &str) -> Option<String> {
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
