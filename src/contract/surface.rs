//! What hooks can name of a resource: the trait's methods, and what the types that these take hold.

use super::answer;
use super::body::{self, Absence, Member};
use super::operations::{Operations, index_type, queried_indexes};
use super::rust_type::{held, rust_type};
use super::type_name;
use crate::model::{Attribute, Resource, Shape, TypeName};

/// The methods and types of a resource that code in `hooks.rs` can name.
#[derive(Debug)]
pub(crate) struct Surface {
    pub(crate) hooks: Vec<Hook>,
    pub(crate) types: Vec<Type>,
}

/// A method that takes part in a request.
#[derive(Debug)]
pub(crate) struct Hook {
    pub(crate) before: Before,
    pub(crate) name: String,
    /// After `&self`.
    pub(crate) params: Vec<String>,
}

/// What a hook runs before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Before {
    Create,
    Replace,
    Update,
    Delete,
    Send,
    /// Before what the index of this name holds of an item is sent.
    SendProjection(String),
}

/// A type, which keeps its role whatever it is called.
#[derive(Debug)]
pub(crate) struct Type {
    pub(crate) role: TypeRole,
    pub(crate) name: String,
    pub(crate) members: Vec<Field>,
}

/// What a type is there for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum TypeRole {
    /// The item itself.
    Item,
    /// Its key.
    Key,
    /// The body that creates it.
    New,
    /// The body that replaces it.
    Replacement,
    /// The body that updates it.
    Patch,
    /// What the index of this name holds of it.
    Projection(String),
    /// A map or an enum: the names of the attribute and the members that lead to it.
    Nested(Vec<String>),
}

/// A field or a variant.
#[derive(Debug)]
pub(crate) struct Field {
    /// The attribute's or the value's name on the wire.
    pub(crate) wire: String,
    pub(crate) name: String,
    /// Empty for a variant.
    pub(crate) ty: String,
}

/// The surface of a resource.
pub(crate) fn surface(resource: &Resource) -> Surface {
    Surface { hooks: hooks(resource), types: types(resource) }
}

/// The methods that concern a resource.
pub(crate) fn hooks(resource: &Resource) -> Vec<Hook> {
    let operations = Operations::of(resource);
    let item = &resource.item;
    let hook = |before: Before, name: String, params: &[String]| {
        let params = std::iter::once("_request: &Parts".to_owned()).chain(params.iter().cloned());
        Hook { before, name, params: params.collect() }
    };
    let of_item =
        |before: Before, verb: &str, params: &[String]| hook(before, format!("before_{verb}_{}", item.snake()), params);
    let key = format!("_key: &{}", type_name::key(item));
    let mut hooks = Vec::new();
    if operations.creates {
        hooks.push(of_item(Before::Create, "create", &[format!("_item: &mut {item}")]));
    }
    if operations.replace {
        let replacement = format!("_replacement: &mut {}", type_name::replace(item));
        hooks.push(of_item(Before::Replace, "replace", &[key.clone(), replacement]));
    }
    if operations.update {
        let patch = format!("_patch: &mut {}", type_name::patch(item));
        hooks.push(of_item(Before::Update, "update", &[key.clone(), patch]));
    }
    if operations.delete {
        hooks.push(of_item(Before::Delete, "delete", &[key]));
    }
    if operations.answers || operations.reads {
        hooks.push(of_item(Before::Send, "send", &[format!("_item: &mut {item}")]));
    }
    for index in queried_indexes(resource).into_iter().filter(|index| !index.is_whole()) {
        let ty = index_type(resource, index);
        let before = Before::SendProjection(index.name.to_string());
        hooks.push(hook(before, format!("before_send_{}", ty.snake()), &[format!("_item: &mut {ty}")]));
    }
    hooks
}

fn types(resource: &Resource) -> Vec<Type> {
    let operations = Operations::of(resource);
    let item = &resource.item;
    let all = || resource.attributes.iter().map(AsRef::as_ref);
    let stored = |attribute: &Attribute| held(&attribute.presence, rust_type(&attribute.shape));
    let mut types = vec![fields(TypeRole::Item, item.to_string(), all(), stored)];
    if operations.by_key {
        let key = resource.table.key.attributes().map(AsRef::as_ref);
        types.push(fields(TypeRole::Key, type_name::key(item), key, |attribute| rust_type(&attribute.shape)));
    }
    let given = |member: &Member<'_>| {
        let inner = rust_type(&member.attribute.shape);
        if member.absence == Absence::Allowed { format!("Option<{inner}>") } else { inner }
    };
    if operations.create {
        types.push(of_members(TypeRole::New, type_name::new(item), &body::new(resource), given));
    }
    if operations.replace {
        let members = body::replacement(resource);
        types.push(of_members(TypeRole::Replacement, type_name::replace(item), &members, given));
    }
    if operations.update {
        let member = |member: &Member<'_>| format!("Change<{}>", body::patched_type(member.attribute));
        types.push(of_members(TypeRole::Patch, type_name::patch(item), &body::patch(resource), member));
    }
    for index in queried_indexes(resource).into_iter().filter(|index| !index.is_whole()) {
        let visible = answer::shown(&index.attributes).map(AsRef::as_ref);
        let role = TypeRole::Projection(index.name.to_string());
        types.push(fields(role, index_type(resource, index).to_string(), visible, stored));
    }
    for attribute in &resource.attributes {
        nested(&mut types, &[attribute.name.to_string()], &attribute.shape);
    }
    types
}

fn of_members(role: TypeRole, name: String, members: &[Member<'_>], ty: impl Fn(&Member<'_>) -> String) -> Type {
    let field = |member: &Member<'_>| Field {
        wire: member.attribute.name.to_string(),
        name: member.attribute.name.field(),
        ty: ty(member),
    };
    Type { role, name, members: members.iter().map(field).collect() }
}

fn fields<'a>(
    role: TypeRole,
    name: String,
    attributes: impl Iterator<Item = &'a Attribute>,
    ty: impl Fn(&Attribute) -> String,
) -> Type {
    let field = |attribute: &Attribute| Field {
        wire: attribute.name.to_string(),
        name: attribute.name.field(),
        ty: ty(attribute),
    };
    Type { role, name, members: attributes.map(field).collect() }
}

fn nested(types: &mut Vec<Type>, path: &[String], shape: &Shape) {
    let mut add = |name: &TypeName, members: Vec<Field>| {
        types.push(Type { role: TypeRole::Nested(path.to_vec()), name: name.to_string(), members });
    };
    match shape {
        Shape::Enum { type_name, values } => {
            let variant = |value: &crate::model::EnumValue| Field {
                wire: value.wire.clone(),
                name: value.variant.clone(),
                ty: String::new(),
            };
            add(type_name, values.iter().map(variant).collect());
        }
        Shape::List { items, .. } => nested(types, path, items),
        Shape::Map(map) => {
            let field = |field: &crate::model::Field| Field {
                wire: field.name.to_string(),
                name: field.name.field(),
                ty: held(&field.presence, rust_type(&field.shape)),
            };
            add(&map.type_name, map.fields.iter().map(field).collect());
            for field in &map.fields {
                nested(types, &[path, &[field.name.to_string()]].concat(), &field.shape);
            }
        }
        _ => {}
    }
}
