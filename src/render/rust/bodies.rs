//! The bodies that clients send: to create, to replace and to patch an item.

use std::sync::Arc;

use serde::Serialize;

use super::check::Check;
use super::fields::{BodyMember, Reading, wire};
use super::rules;
use crate::contract::body::{self, Absence, Choice, Member, Origin, patched_type};
use crate::contract::rust_type::{generated_value, rust_type, time_type};
use crate::contract::type_name;
use crate::contract::write::{self, Write};
use crate::model::{Attribute, Generate, Resource};
use crate::render::layout;

/// What `new.rs.j2` prints.
#[derive(Serialize)]
pub(super) struct New {
    #[serde(rename = "type")]
    ty: String,
    members: Vec<BodyMember>,
    /// The type that `into_item` returns.
    output: String,
    /// The type of the owner that `into_item` takes.
    owner: Option<String>,
    made: Made,
    checks: Vec<Check>,
}

/// What `replace.rs.j2` prints.
#[derive(Serialize)]
pub(super) struct Replace {
    #[serde(rename = "type")]
    ty: String,
    members: Vec<BodyMember>,
    fixed: Vec<Fixed>,
    upsert: Option<Upsert>,
    checks: Vec<Check>,
}

/// What a client may only send back.
#[derive(Serialize)]
struct Fixed {
    method: &'static str,
    wire: String,
    field: String,
    /// Whether the body has an `Option` of what is an `Option` in the item.
    is_option: bool,
}

/// How a body that replaces makes a new item.
#[derive(Serialize)]
struct Upsert {
    /// What a new item has from slsgen.
    ungiven: Vec<Ungiven>,
    /// Checks of the key.
    checks: Vec<Check>,
    /// Checks of the body that only a new item has to pass.
    of_new: Vec<Check>,
    /// The type of the owner that `into_item` takes beside the key.
    owner: Option<String>,
    made: Made,
}

#[derive(Serialize)]
struct Ungiven {
    wire: String,
    field: String,
}

/// What `made.rs.j2` prints: a new item.
#[derive(Serialize)]
struct Made {
    /// The type of the one time that all generated times are.
    now: Option<&'static str>,
    /// Whether the body may be refused.
    fallible: bool,
    members: Vec<MadeMember>,
}

/// What a field of a new item has: of `generated`, `given` and `default`, one is set at most.
#[derive(Serialize)]
struct MadeMember {
    field: String,
    wire: String,
    /// The expression that makes a value.
    generated: Option<String>,
    /// Whether that expression is a variable that has the field's name.
    is_shorthand: bool,
    /// Whether the body is refused that lacks it.
    given: bool,
    /// What follows `default_` in the name of the function that gives what the body lacks.
    default: Option<String>,
    /// What else has the value in a field of the same name.
    owner: &'static str,
}

/// What `patch.rs.j2` prints.
#[derive(Serialize)]
pub(super) struct Patch {
    #[serde(rename = "type")]
    ty: String,
    members: Vec<BodyMember>,
    /// The fields that reach into a value.
    merged: Vec<String>,
    /// Literals.
    media_types: Vec<String>,
    checks: Vec<Check>,
}

/// The body that creates.
pub(super) fn new(resource: &Resource) -> New {
    let members = body::new(resource);
    let item = &resource.item;
    let fallible = body::origins_of_new(resource).any(|(_, origin)| origin == Origin::BodyOrRefusal);
    New {
        ty: type_name::new(item),
        members: fields(&members),
        output: if fallible { format!("Result<{item}, Error>") } else { item.to_string() },
        owner: resource.owner.as_ref().map(|owner| rust_type(&owner.attribute.shape)),
        made: made(resource, fallible, body::origins_of_new(resource)),
        checks: members.iter().filter_map(|member| check_of_new(resource, member)).collect(),
    }
}

/// The body that replaces.
pub(super) fn replace(resource: &Resource, upsert: bool) -> Replace {
    let members = body::replacement(resource);
    let chosen = members.iter().filter(|member| member.choice != Choice::Settled);
    Replace {
        ty: type_name::replace(&resource.item),
        members: fields(&members),
        fixed: write::replacement(resource).filter_map(|write| fixed(&write)).collect(),
        upsert: upsert.then(|| self::upsert(resource)),
        checks: chosen.filter_map(|member| check(resource, member)).collect(),
    }
}

fn fixed(write: &Write<'_>) -> Option<Fixed> {
    let Write { attribute, condition, .. } = write;
    let if_given = condition.as_ref()?.is_if_given();
    Some(Fixed {
        method: if if_given { "same_if_given" } else { "same" },
        wire: wire(attribute),
        field: attribute.name.field(),
        is_option: if_given && attribute.presence.is_optional(),
    })
}

fn upsert(resource: &Resource) -> Upsert {
    let origins = || body::origins_of_replacement(resource);
    let generated = origins().filter(|(_, origin)| matches!(origin, Origin::Generated(_)));
    let keys = resource.table.key.attributes();
    let members = body::replacement(resource);
    let of_new = members.iter().filter(|member| body::lies_ahead(resource, member.attribute));
    Upsert {
        ungiven: generated
            .map(|(attribute, _)| Ungiven { wire: wire(attribute), field: attribute.name.field() })
            .collect(),
        checks: keys.filter_map(|attribute| Check::of_attribute("check", resource, attribute)).collect(),
        of_new: of_new.filter_map(|member| check_of_new(resource, member)).collect(),
        owner: resource.owner_beside_key().map(|owner| rust_type(&owner.attribute.shape)),
        made: made(resource, true, origins()),
    }
}

fn made<'a>(resource: &Resource, fallible: bool, origins: impl Iterator<Item = (&'a Arc<Attribute>, Origin)>) -> Made {
    let now = body::common_time(resource).map(time_type);
    let member = |(attribute, origin): (&Arc<Attribute>, Origin)| made_member(attribute, origin, now.is_some());
    Made { now, fallible, members: origins.map(member).collect() }
}

fn made_member(attribute: &Attribute, origin: Origin, has_now: bool) -> MadeMember {
    let field = attribute.name.field();
    let generated = match origin {
        Origin::Generated(Generate::Created | Generate::Updated) if has_now => Some("now".to_owned()),
        Origin::Generated(generate) => Some(generated_value(attribute, generate)),
        _ => None,
    };
    MadeMember {
        wire: wire(attribute),
        is_shorthand: generated.as_ref() == Some(&field),
        field,
        generated,
        given: origin == Origin::BodyOrRefusal,
        default: (origin == Origin::BodyOrDefault).then(|| attribute.name.suffix().to_owned()),
        owner: if origin == Origin::Key { "key" } else { "self" },
    }
}

/// The merge patch.
pub(super) fn patch(resource: &Resource) -> Patch {
    let members = body::patch(resource);
    let change = |attribute: &Attribute| {
        let read = if attribute.shape.is_merged() { Reading::ReadPatch } else { Reading::ReadChange };
        BodyMember::new(&attribute.name, read, format!("Change<{}>", patched_type(attribute)))
    };
    let merged = members.iter().filter(|member| member.attribute.shape.is_merged());
    let checks = |member: &Member<'_>| {
        let attribute = member.attribute;
        let keep = (!attribute.presence.is_optional()).then(|| Check::new("keep", &attribute.name, None));
        let is_merged = attribute.shape.is_merged();
        let rule = (!is_merged).then(|| Check::of_attribute("check_change", resource, attribute)).flatten();
        keep.into_iter().chain(rule)
    };
    Patch {
        ty: type_name::patch(&resource.item),
        members: members.iter().map(|member| change(member.attribute)).collect(),
        merged: merged.map(|member| member.attribute.name.field()).collect(),
        media_types: body::PATCHES.iter().map(|media_type| layout::string(media_type)).collect(),
        checks: members.iter().flat_map(checks).collect(),
    }
}

/// The members of a body that creates or replaces.
fn fields(members: &[Member<'_>]) -> Vec<BodyMember> {
    let field = |member: &Member<'_>| {
        let Attribute { name, presence, .. } = &**member.attribute;
        let inner = rust_type(&member.attribute.shape);
        if member.absence == Absence::Allowed {
            return BodyMember::new(name, Reading::ReadSome, format!("Option<{inner}>"));
        }
        BodyMember::new(name, Reading::of(presence), inner)
    };
    members.iter().map(field).collect()
}

fn check(resource: &Resource, member: &Member<'_>) -> Option<Check> {
    Check::of_attribute(method(member), resource, member.attribute)
}

/// The check of a member of the body that creates.
fn check_of_new(resource: &Resource, member: &Member<'_>) -> Option<Check> {
    let rule = rules::of_new(resource, member.attribute)?;
    Some(Check::new(method(member), &member.attribute.name, Some(rule)))
}

fn method(member: &Member<'_>) -> &'static str {
    if member.absence == Absence::Allowed { "check_some" } else { "check" }
}
