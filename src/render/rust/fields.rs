//! What stands once per attribute: its field, and what stores and reads it.

use serde::Serialize;

use crate::contract::rust_type::{held, rust_type};
use crate::contract::{answer, key};
use crate::model::{Attribute, Name, Presence, Resource, limits};
use crate::render::layout;

/// An attribute's name on the wire and in the table, as a Rust string.
pub(super) fn wire(attribute: &Attribute) -> String {
    layout::string(attribute.name.as_str())
}

/// The function that gives an attribute's default.
pub(super) fn default_function(resource: &Resource, attribute: &Attribute) -> String {
    format!("{}::default_{}", resource.item, attribute.name.suffix())
}

/// The constant of `crate::http` that bounds a key attribute of the table in a path.
pub(super) fn key_limit(resource: &Resource, attribute: &Attribute) -> &'static str {
    match key::longest_in_path(&resource.table.key, attribute) {
        limits::PARTITION_KEY_BYTES => "MAX_PARTITION_KEY",
        _ => "MAX_SORT_KEY",
    }
}

/// What `fields.rs.j2` prints: a public field after its attributes.
#[derive(Debug, Serialize)]
pub(super) struct Field {
    settings: Vec<Setting>,
    #[serde(rename = "field")]
    name: String,
    #[serde(rename = "type")]
    ty: String,
}

impl Field {
    /// A field that serde doesn't know.
    pub(super) fn inner(name: &Name, ty: String) -> Self {
        Self { settings: Vec::new(), name: name.field(), ty }
    }

    /// A field that has the value's name on the wire, and these settings besides.
    pub(super) fn new(name: &Name, settings: impl IntoIterator<Item = Setting>, ty: String) -> Self {
        Self { settings: Setting::rename(name).into_iter().chain(settings).collect(), ..Self::inner(name, ty) }
    }
}

/// A field whose value is stored under its name, in an item or in a map.
#[derive(Debug, Serialize)]
pub(super) struct Member {
    #[serde(flatten)]
    field: Field,
    wire: String,
    /// The function that puts the value into stored attributes.
    put: &'static str,
    /// The function that reads it from there.
    get: &'static str,
    /// What follows `default_` in the name of the function that `get` takes too.
    default: Option<String>,
}

impl Member {
    /// A member whose values have the type `inner`.
    pub(super) fn new(
        name: &Name,
        presence: &Presence,
        settings: impl IntoIterator<Item = Setting>,
        inner: String,
    ) -> Self {
        let is_optional = presence.is_optional();
        let has_default = presence.default().is_some();
        Self {
            field: Field::new(name, settings, held(presence, inner)),
            wire: layout::string(name.as_str()),
            put: if is_optional { "put_some" } else { "put" },
            get: match (has_default, is_optional) {
                (true, _) => "defaulted",
                (false, true) => "optional",
                (false, false) => "required",
            },
            default: has_default.then(|| name.suffix().to_owned()),
        }
    }

    /// An attribute of an item that is stored and answered.
    pub(super) fn of_item(attribute: &Attribute) -> Self {
        let Attribute { name, presence, .. } = attribute;
        let skip = if answer::shows(attribute) { Setting::skip_none(presence) } else { Some(Setting::SKIP) };
        Self::new(name, presence, skip, rust_type(&attribute.shape))
    }
}

/// How a body is read, member by member: what `from_json.rs.j2` prints.
#[derive(Debug, Serialize)]
pub(super) struct BodyMember {
    #[serde(flatten)]
    field: Field,
    wire: String,
    read: Reading,
    /// Whether the member may be refused.
    fallible: bool,
    /// What follows `default_` in the name of the function that gives what the body lacks.
    default: Option<String>,
}

/// The method that reads a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reading {
    /// It has to be there.
    Read,
    /// It has a default.
    ReadOr,
    /// It may be absent, or null.
    ReadSome,
    /// A merge patch changes it.
    ReadChange,
    /// A merge patch reaches into it.
    ReadPatch,
}

impl BodyMember {
    pub(super) fn new(name: &Name, read: Reading, ty: String) -> Self {
        Self {
            field: Field::inner(name, ty),
            wire: layout::string(name.as_str()),
            read,
            fallible: read != Reading::ReadPatch,
            default: (read == Reading::ReadOr).then(|| name.suffix().to_owned()),
        }
    }
}

impl Reading {
    /// How a member of this presence is read.
    pub(super) fn of(presence: &Presence) -> Self {
        match presence {
            Presence::Required => Self::Read,
            Presence::Default(_) => Self::ReadOr,
            Presence::Optional => Self::ReadSome,
        }
    }
}

/// An attribute of a field: `#[serde(name = value)]`.
#[derive(Debug, Serialize)]
pub(super) struct Setting {
    name: &'static str,
    /// A literal, unless the name says all.
    value: Option<String>,
}

impl Setting {
    /// No answer has the value.
    const SKIP: Self = Self { name: "skip_serializing", value: None };

    /// The name on the wire, where serde would see another one.
    fn rename(name: &Name) -> Option<Self> {
        let seen_by_serde = name.field();
        let seen_by_serde = seen_by_serde.strip_prefix("r#").unwrap_or(&seen_by_serde);
        (seen_by_serde != name.as_str()).then(|| Self::string("rename", name.as_str()))
    }

    /// What an item lacks is not answered.
    pub(super) fn skip_none(presence: &Presence) -> Option<Self> {
        presence.is_optional().then(|| Self::string("skip_serializing_if", "Option::is_none"))
    }

    fn string(name: &'static str, value: &str) -> Self {
        Self { name, value: Some(layout::string(value)) }
    }
}
