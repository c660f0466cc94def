//! Lines that stand once per attribute: fields, and what stores and reads them.

use crate::contract::answer;
use crate::contract::body::{self, Absence};
use crate::contract::rust_type::{attribute_type, held, rust_type};
use crate::model::{Attribute, Field, Name, Presence, Resource};
use crate::render::layout;

/// An attribute's name on the wire and in the table, as a Rust string.
pub(super) fn wire(attribute: &Attribute) -> String {
    layout::string(attribute.name.as_str())
}

/// `#[serde(rename = …)]` where the field's name is not the name on the wire.
fn rename(name: &Name) -> Option<String> {
    let seen_by_serde = name.field();
    let seen_by_serde = seen_by_serde.strip_prefix("r#").unwrap_or(&seen_by_serde);
    (seen_by_serde != name.as_str())
        .then(|| layout::attribute(4, "serde", &format!("rename = {}", layout::string(name.as_str()))))
}

/// A public field, after its attributes.
fn field(name: &Name, attributes: Vec<String>, ty: &str) -> Vec<String> {
    let mut lines: Vec<String> = rename(name).into_iter().chain(attributes).collect();
    lines.push(layout::field(4, &format!("pub {}", name.field()), ty));
    lines
}

fn skip_none(presence: &Presence) -> Vec<String> {
    let skip = "    #[serde(skip_serializing_if = \"Option::is_none\")]";
    presence.is_optional().then(|| skip.to_owned()).into_iter().collect()
}

/// A field of an item that is stored and answered.
pub(super) fn stored(resource: &Resource, attribute: &Attribute) -> Vec<String> {
    let attributes = if answer::shows(attribute) {
        skip_none(&attribute.presence)
    } else {
        vec!["    #[serde(skip_serializing)]".to_owned()]
    };
    field(&attribute.name, attributes, &held(&attribute.presence, attribute_type(resource, attribute)))
}

/// A field of a key.
pub(super) fn key(resource: &Resource, attribute: &Attribute) -> Vec<String> {
    let ty = attribute_type(resource, attribute);
    vec![layout::field(4, &format!("pub {}", attribute.name.field()), &ty)]
}

/// A field of a body that creates or replaces.
pub(super) fn input(resource: &Resource, member: &body::Member<'_>) -> Vec<String> {
    let attribute = member.attribute;
    let inner = attribute_type(resource, attribute);
    match member.absence {
        Absence::Refused => field(&attribute.name, Vec::new(), &inner),
        Absence::Default(_) => {
            let function = format!("{}::default_{}", resource.item, attribute.name.suffix());
            let default = layout::attribute(4, "serde", &format!("default = {}", layout::string(&function)));
            field(&attribute.name, vec![default], &inner)
        }
        Absence::Allowed => field(&attribute.name, Vec::new(), &format!("Option<{inner}>")),
    }
}

/// A field of a merge patch.
pub(super) fn change(attribute: &Attribute, ty: &str) -> Vec<String> {
    field(&attribute.name, Vec::new(), &format!("Change<{ty}>"))
}

/// A field of a map.
pub(super) fn member(owner: &str, member: &Field) -> Vec<String> {
    let mut attributes = skip_none(&member.presence);
    if member.presence.default().is_some() {
        let function = format!("{owner}::default_{}", member.name.suffix());
        attributes.push(layout::attribute(4, "serde", &format!("default = {}", layout::string(&function))));
    }
    field(&member.name, attributes, &held(&member.presence, rust_type(&member.shape)))
}

/// `put(&mut target, "name", &value.name);`
pub(super) fn put(target: &str, value: &str, name: &Name, is_optional: bool) -> String {
    let function = if is_optional { "put_some" } else { "put" };
    let wire = layout::string(name.as_str());
    layout::call(8, function, &[&format!("&mut {target}"), &wire, &format!("&{value}.{}", name.field())], ";")
}

/// `name: required(source, "name")?,`
pub(super) fn get(owner: &str, source: &str, name: &Name, presence: &Presence, tail: &str) -> String {
    let wire = layout::string(name.as_str());
    let head = |function: &str| format!("{}: {function}", name.field());
    if presence.default().is_some() {
        let default = format!("{owner}::default_{}", name.suffix());
        return layout::call(12, &head("defaulted"), &[source, &wire, &default], tail);
    }
    let function = if presence.is_optional() { "optional" } else { "required" };
    layout::call(12, &head(function), &[source, &wire], tail)
}
