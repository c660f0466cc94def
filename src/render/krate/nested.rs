//! `types.rs`: the enums and maps that attributes have of their own.

use minijinja::{Value, context};
use serde::Serialize;

use super::rules::{self, Function};
use super::scope::VALUES;
use super::stored::Uses;
use super::{fields, value, with_imports};
use crate::contract::body;
use crate::contract::operations::Operations;
use crate::contract::rust_type::rust_type;
use crate::model::{EnumValue, Field, MapShape, Resource, Shape, TypeName};
use crate::render::layout;

#[derive(Serialize)]
struct View {
    /// Whether clients send values of these types.
    bodies: bool,
    /// Whether they send values of the attribute whose types are collected.
    #[serde(skip)]
    checks: bool,
    enums: Vec<Enum>,
    maps: Vec<Map>,
}

#[derive(Serialize)]
struct Enum {
    #[serde(skip)]
    name: String,
    attribute: String,
    head: String,
    own: String,
    stored: String,
    parsed: String,
    variants: Vec<String>,
    arms: Vec<String>,
    display: Option<String>,
}

#[derive(Serialize)]
struct Map {
    #[serde(skip)]
    name: String,
    attribute: String,
    head: String,
    own: String,
    stored: String,
    serialize: String,
    deserialize: String,
    fields: Vec<String>,
    check: Vec<String>,
    functions: Vec<Function>,
    puts: Vec<String>,
    gets: Vec<String>,
}

impl View {
    fn of(resource: &Resource) -> Self {
        let operations = Operations::of(resource);
        let bodies = operations.create || operations.replace || operations.update;
        let mut view = Self { bodies, checks: false, enums: Vec::new(), maps: Vec::new() };
        for attribute in &resource.attributes {
            view.checks = body::is_sent(resource, attribute);
            collect(attribute.name.as_str(), &attribute.shape, &mut view);
        }
        view
    }
}

/// Renders `types.rs`; none if no attribute has a type of its own.
pub(super) fn render(resource: &Resource, uses: Uses) -> Option<String> {
    let mut view = View::of(resource);
    for attribute in &resource.attributes {
        if resource.routes.iter().any(|route| route.parameters().any(|parameter| parameter.name == attribute.name))
            && let Shape::Enum { type_name, .. } = &attribute.shape
            && let Some(found) = view.enums.iter_mut().find(|found| found.name == type_name.as_str())
        {
            found.display = Some(layout::implementation("impl fmt::Display", &format!("for {}", found.name)));
        }
    }
    let has_enums = !view.enums.is_empty();
    (has_enums || !view.maps.is_empty()).then(|| {
        let view = context! { ..Value::from_serialize(uses), ..Value::from_serialize(view) };
        with_imports("src/resource/types.rs.j2", view, |scope| {
            let std = scope.imports(&[("std", &["fmt"]), ("std::str", &["FromStr"]), ("std::sync", &["LazyLock"])]);
            let mut rest = scope.imports(&[
                ("aws_sdk_dynamodb::types", &["AttributeValue"]),
                ("regex", &["Regex"]),
                ("serde", &["Deserialize", "Deserializer", "Serialize", "Serializer"]),
                ("serde_json", &["Value"]),
                ("ulid", &["Ulid"]),
                ("uuid", &["Uuid"]),
            ]);
            if scope.calls("into_deserializer") {
                rest.push("use serde::de::IntoDeserializer;".to_owned());
            }
            let own = scope.imports(&[
                ("crate::dynamodb", &["Attributes", "Stored", "defaulted", "optional", "put", "put_some", "required"]),
                ("crate::http", &["Error", "Object", "Problems", "regex"]),
                ("crate::values", VALUES),
            ]);
            vec![std, rest, own]
        })
    })
}

/// The names of the types in `types.rs`.
pub(super) fn type_names(resource: &Resource) -> Vec<String> {
    let view = View::of(resource);
    view.enums.into_iter().map(|found| found.name).chain(view.maps.into_iter().map(|found| found.name)).collect()
}

fn collect(attribute: &str, shape: &Shape, view: &mut View) {
    match shape {
        Shape::Enum { type_name, values } => view.enums.push(enumeration(attribute, type_name, values)),
        Shape::List { items, .. } => collect(attribute, items, view),
        Shape::Map(map) => {
            view.maps.push(self::map(attribute, map, view.checks));
            for field in &map.fields {
                collect(&format!("{attribute}.{}", field.name), &field.shape, view);
            }
        }
        _ => {}
    }
}

fn enumeration(attribute: &str, name: &TypeName, values: &[EnumValue]) -> Enum {
    let variant = |value: &EnumValue| {
        let rename = layout::string(&value.wire);
        [layout::attribute(4, "serde", &format!("rename = {rename}")), format!("    {},", value.variant)]
    };
    let arm = |value: &EnumValue| layout::arm(12, &format!("Self::{}", value.variant), &layout::string(&value.wire));
    let name = name.as_str();
    Enum {
        name: name.to_owned(),
        attribute: attribute.to_owned(),
        head: layout::structure("enum", name),
        own: layout::implementation("impl", name),
        stored: layout::implementation("impl Stored", &format!("for {name}")),
        parsed: layout::implementation("impl FromStr", &format!("for {name}")),
        variants: values.iter().flat_map(variant).collect(),
        arms: values.iter().map(arm).collect(),
        display: None,
    }
}

fn map(attribute: &str, map: &MapShape, checks: bool) -> Map {
    let owner = map.type_name.as_str();
    let mut check = Vec::new();
    let mut functions = Vec::new();
    for field in &map.fields {
        if checks && let Some((rule, function)) = rules::member("Self", field.name.suffix(), &field.shape) {
            let method = if field.presence.is_optional() { "check_some" } else { "check" };
            let wire = layout::string(field.name.as_str());
            let place = format!("&self.{}", field.name.field());
            check.push(layout::call(8, &format!("problems.{method}"), &[&wire, &place, &rule], ";"));
            functions.extend(function);
        }
        if let Some(literal) = field.presence.default() {
            functions.push(value::default_function(&field.name, &rust_type(&field.shape), &field.shape, literal));
        }
    }
    Map {
        name: owner.to_owned(),
        attribute: attribute.to_owned(),
        head: layout::structure("struct", owner),
        own: layout::implementation("impl", owner),
        stored: layout::implementation("impl Stored", &format!("for {owner}")),
        serialize: layout::implementation("impl Serialize", &format!("for {owner}")),
        deserialize: layout::implementation("impl<'de> Deserialize<'de>", &format!("for {owner}")),
        fields: map.fields.iter().flat_map(|field| fields::member(owner, field)).collect(),
        check,
        functions,
        puts: map
            .fields
            .iter()
            .map(|field| fields::put("members", "self", &field.name, field.presence.is_optional()))
            .collect(),
        gets: map.fields.iter().map(get).collect(),
    }
}

fn get(field: &Field) -> String {
    fields::get("Self", "members", &field.name, &field.presence, "?,")
}
