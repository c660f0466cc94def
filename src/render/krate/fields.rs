//! Lines that stand once per attribute: fields, and what stores and reads them.

use serde::Serialize;

use crate::contract::answer;
use crate::contract::body::{self, Absence};
use crate::contract::rust_type::{attribute_type, held};
use crate::model::{Attribute, Name, Presence, Resource};
use crate::render::layout;

/// An attribute's name on the wire and in the table, as a Rust string.
pub(super) fn wire(attribute: &Attribute) -> String {
    layout::string(attribute.name.as_str())
}

/// An attribute of a field: `#[serde(name = value)]`.
#[derive(Debug, Serialize)]
pub(super) struct Setting {
    name: &'static str,
    /// A literal.
    value: String,
}

impl Setting {
    /// The name on the wire, where serde would see another one.
    pub(super) fn rename(name: &Name) -> Option<Self> {
        let seen_by_serde = name.field();
        let seen_by_serde = seen_by_serde.strip_prefix("r#").unwrap_or(&seen_by_serde);
        (seen_by_serde != name.as_str()).then(|| Self { name: "rename", value: layout::string(name.as_str()) })
    }

    /// What an item lacks is not answered.
    pub(super) fn skip_none(presence: &Presence) -> Option<Self> {
        presence.is_optional().then(|| Self { name: "skip_serializing_if", value: layout::string("Option::is_none") })
    }

    /// The function that gives what a body lacks, where something does.
    pub(super) fn default(owner: &str, name: &Name, presence: &Presence) -> Option<Self> {
        let function = || layout::string(&format!("{owner}::default_{}", name.suffix()));
        presence.default().map(|_| Self { name: "default", value: function() })
    }

    fn line(&self) -> String {
        layout::attribute(4, "serde", &format!("{} = {}", self.name, self.value))
    }
}

/// A public field, after its attributes.
fn field(name: &Name, attributes: impl IntoIterator<Item = String>, ty: &str) -> Vec<String> {
    let mut lines: Vec<String> = Setting::rename(name).map(|setting| setting.line()).into_iter().collect();
    lines.extend(attributes);
    lines.push(layout::field(4, &format!("pub {}", name.field()), ty));
    lines
}

/// A field of an item that is stored and answered.
pub(super) fn stored(resource: &Resource, attribute: &Attribute) -> Vec<String> {
    let skip = if answer::shows(attribute) {
        Setting::skip_none(&attribute.presence).map(|setting| setting.line())
    } else {
        Some("    #[serde(skip_serializing)]".to_owned())
    };
    field(&attribute.name, skip, &held(&attribute.presence, attribute_type(resource, attribute)))
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
    if member.absence == Absence::Allowed {
        return field(&attribute.name, None, &format!("Option<{inner}>"));
    }
    let default = Setting::default(resource.item.as_str(), &attribute.name, &attribute.presence);
    field(&attribute.name, default.map(|setting| setting.line()), &inner)
}

/// A field of a merge patch.
pub(super) fn change(attribute: &Attribute, ty: &str) -> Vec<String> {
    field(&attribute.name, None, &format!("Change<{ty}>"))
}

/// The function that puts a value into stored attributes.
pub(super) fn put_function(presence: &Presence) -> &'static str {
    if presence.is_optional() { "put_some" } else { "put" }
}

/// The function that reads a value from stored attributes. The last one takes the function of the default too.
pub(super) fn get_function(presence: &Presence) -> &'static str {
    match presence.default() {
        Some(_) => "defaulted",
        None if presence.is_optional() => "optional",
        None => "required",
    }
}

/// `put(&mut target, "name", &value.name);`
pub(super) fn put(target: &str, value: &str, name: &Name, presence: &Presence) -> String {
    let wire = layout::string(name.as_str());
    let args = [&format!("&mut {target}"), &wire, &format!("&{value}.{}", name.field())];
    layout::call(8, put_function(presence), &args.map(String::as_str), ";")
}

/// `name: required(source, "name")?,`
pub(super) fn get(owner: &str, source: &str, name: &Name, presence: &Presence, tail: &str) -> String {
    let wire = layout::string(name.as_str());
    let head = format!("{}: {}", name.field(), get_function(presence));
    let default = format!("{owner}::default_{}", name.suffix());
    let args = [source, &wire, &default];
    let takes_default = presence.default().is_some();
    layout::call(12, &head, if takes_default { &args } else { &args[..2] }, tail)
}
