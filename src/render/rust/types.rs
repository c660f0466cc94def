//! `types.rs`: the enums and maps that attributes have of their own.

use serde::Serialize;

use super::VALUES;
use super::check::Check;
use super::fields::{Member, Reading, Setting};
use super::function::Function;
use super::stored::Uses;
use super::{rules, value, with_imports};
use crate::contract::body;
use crate::contract::operations::Operations;
use crate::contract::rust_type::rust_type;
use crate::model::{EnumValue, Field, MapShape, Presence, Resource, Shape, TypeName};
use crate::render::layout;

/// What `types.rs.j2` prints.
#[derive(Serialize)]
pub(super) struct View {
    loads: bool,
    stores: bool,
    /// Whether these types are read from JSON: from a body, or from a default.
    reads: bool,
    enums: Vec<Enum>,
    maps: Vec<Map>,
}

#[derive(Serialize)]
struct Enum {
    attribute: String,
    name: String,
    variants: Vec<Variant>,
    /// Whether a path names one of its values.
    is_parameter: bool,
}

#[derive(Serialize)]
struct Variant {
    name: String,
    wire: String,
}

#[derive(Serialize)]
struct Map {
    attribute: String,
    name: String,
    members: Vec<MapMember>,
    /// Whether there are checks or functions.
    says: bool,
    checks: Vec<Check>,
    functions: Vec<Function>,
}

/// A member that is stored, and read from JSON.
#[derive(Serialize)]
struct MapMember {
    #[serde(flatten)]
    stored: Member,
    read: Reading,
    fallible: bool,
}

/// Renders `types.rs`; none if no attribute has a type of its own.
pub(super) fn render(resource: &Resource, uses: Uses) -> Option<String> {
    let view = view(resource, uses);
    (!view.enums.is_empty() || !view.maps.is_empty()).then(|| {
        with_imports("src/resource/types.rs.j2", view, |mentions| {
            let std = mentions.imports(&[("std", &["fmt"]), ("std::sync", &["LazyLock"])]);
            let rest = mentions.imports(&[
                ("aws_sdk_dynamodb::types", &["AttributeValue"]),
                ("regex", &["Regex"]),
                ("serde", &["Serialize"]),
                ("serde_json", &["Value"]),
                ("ulid", &["Ulid"]),
                ("uuid", &["Uuid"]),
            ]);
            let own = mentions.imports(&[
                ("crate::dynamodb", &["Attributes", "Stored", "defaulted", "optional", "put", "put_some", "required"]),
                ("crate::http", &["Error", "FromJson", "Problem", "Problems", "literal", "members_of", "regex"]),
                ("crate::values", VALUES),
            ]);
            vec![std, rest, own]
        })
    })
}

/// The names of the types in `types.rs`.
pub(super) fn type_names(resource: &Resource) -> Vec<&str> {
    let mut names = Vec::new();
    let mut left: Vec<&Shape> = resource.attributes.iter().map(|attribute| &attribute.shape).collect();
    while let Some(shape) = left.pop() {
        match shape {
            Shape::Enum { type_name, .. } => names.push(type_name.as_str()),
            Shape::List { items, .. } => left.push(items),
            Shape::Map(map) => {
                names.push(map.type_name.as_str());
                left.extend(map.fields.iter().map(|field| &field.shape));
            }
            _ => {}
        }
    }
    names
}

/// Collects the types of a resource's attributes, and of what these hold.
pub(super) fn view(resource: &Resource, uses: Uses) -> View {
    let operations = Operations::of(resource);
    let reads = operations.create || operations.replace || operations.update || has_map_in_default(resource);
    let mut view = View { loads: uses.loads, stores: uses.stores, reads, enums: Vec::new(), maps: Vec::new() };
    for attribute in &resource.attributes {
        let is_parameter = resource.routes.iter().any(|route| route.has_in_path(attribute));
        let checks = body::is_chosen(resource, attribute);
        match &attribute.shape {
            Shape::Enum { type_name, values } => {
                view.enums.push(enumeration(attribute.name.as_str(), type_name, values, is_parameter));
            }
            shape => collect(attribute.name.as_str(), shape, checks, &mut view),
        }
    }
    view
}

/// Adds the types of a shape. Only an attribute itself is named in paths, nothing that its value holds. Where no body
/// holds the attribute, nothing checks it.
fn collect(attribute: &str, shape: &Shape, checks: bool, view: &mut View) {
    match shape {
        Shape::Enum { type_name, values } => view.enums.push(enumeration(attribute, type_name, values, false)),
        Shape::List { items, .. } => collect(attribute, items, checks, view),
        Shape::Map(map) => {
            view.maps.push(self::map(attribute, map, checks));
            for field in &map.fields {
                collect(&format!("{attribute}.{}", field.name), &field.shape, checks, view);
            }
        }
        _ => {}
    }
}

fn enumeration(attribute: &str, name: &TypeName, values: &[EnumValue], is_parameter: bool) -> Enum {
    let variant = |value: &EnumValue| Variant { name: value.variant.clone(), wire: layout::string(&value.wire) };
    Enum {
        attribute: attribute.to_owned(),
        name: name.to_string(),
        variants: values.iter().map(variant).collect(),
        is_parameter,
    }
}

fn map(attribute: &str, map: &MapShape, checks: bool) -> Map {
    let owner = map.type_name.as_str();
    let mut checked = Vec::new();
    let mut functions = Vec::new();
    for field in &map.fields {
        if checks && let Some((path, rule)) = rules::of_member("Self", &field.name, &field.shape) {
            let method = if field.presence.is_optional() { "check_some" } else { "check" };
            checked.push(Check::new(method, &field.name, Some(path)));
            functions.extend(rule.map(|rule| Function::check(&field.name, rule)));
        }
        if let Some(literal) = field.presence.default() {
            let default = value::default(rust_type(&field.shape), &field.shape, literal);
            functions.push(Function::default(&field.name, default));
        }
    }
    Map {
        attribute: attribute.to_owned(),
        name: owner.to_owned(),
        members: map.fields.iter().map(member).collect(),
        says: !(checked.is_empty() && functions.is_empty()),
        checks: checked,
        functions,
    }
}

fn member(field: &Field) -> MapMember {
    let Field { name, presence, shape, .. } = field;
    MapMember {
        stored: Member::new(name, presence, Setting::skip_none(presence), rust_type(shape)),
        read: Reading::of(presence),
        fallible: true,
    }
}

/// Whether the default of an attribute, or of what one holds, has a map in it.
fn has_map_in_default(resource: &Resource) -> bool {
    let mut left: Vec<(&Presence, &Shape)> =
        resource.attributes.iter().map(|attribute| (&attribute.presence, &attribute.shape)).collect();
    while let Some((presence, shape)) = left.pop() {
        match shape {
            Shape::Map(_) if presence.default().is_some() => return true,
            Shape::Map(map) => left.extend(map.fields.iter().map(|field| (&field.presence, &field.shape))),
            Shape::List { items, .. } => left.push((presence, items)),
            _ => {}
        }
    }
    false
}
