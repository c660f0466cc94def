//! What hooks can name of a resource: the trait's methods, and what the types that these take hold.

use super::operations::{Operations, index_type, queried_indexes};
use super::types::{attribute_type, held, rust_type};
use super::{bodies, extension};
use crate::model::{Attribute, Resource, Shape, TypeName};

/// The methods and types of a resource that code in `hooks.rs` can name.
#[derive(Debug)]
pub(crate) struct Surface {
    /// Name, and the types of its arguments after `&self`.
    pub(crate) hooks: Vec<(String, Vec<String>)>,
    pub(crate) types: Vec<Type>,
}

/// A type, which keeps its role whatever it is called.
#[derive(Debug)]
pub(crate) struct Type {
    pub(crate) role: TypeRole,
    pub(crate) name: String,
    pub(crate) members: Vec<Member>,
}

/// What a type is there for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum TypeRole {
    /// The item itself.
    Item,
    /// Its key.
    Key,
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
pub(crate) struct Member {
    /// The attribute's or the value's name on the wire.
    pub(crate) wire: String,
    pub(crate) name: String,
    /// Empty for a variant.
    pub(crate) ty: String,
}

/// The surface of a resource.
pub(crate) fn surface(resource: &Resource) -> Surface {
    let hooks = extension::hooks(resource).into_iter().map(|hook| (hook.name, hook.params)).collect();
    Surface { hooks, types: types(resource) }
}

fn types(resource: &Resource) -> Vec<Type> {
    let operations = Operations::of(resource);
    let item = &resource.item;
    let all = || resource.attributes.iter().map(AsRef::as_ref);
    let stored = |attribute: &Attribute| held(&attribute.presence, attribute_type(resource, attribute));
    let mut types = vec![fields(TypeRole::Item, item.to_string(), all(), stored)];
    if operations.by_key {
        let key = resource.table.key.attributes().map(AsRef::as_ref);
        types.push(fields(TypeRole::Key, format!("{item}Key"), key, |attribute| attribute_type(resource, attribute)));
    }
    if operations.replace {
        types.push(fields(TypeRole::Replacement, format!("Replace{item}"), all(), |attribute| {
            let inner = attribute_type(resource, attribute);
            if bodies::may_lack(resource, attribute) { format!("Option<{inner}>") } else { inner }
        }));
    }
    if operations.update {
        let changeable = resource.changeable().map(AsRef::as_ref);
        types.push(fields(TypeRole::Patch, format!("{item}Patch"), changeable, |attribute| {
            format!("Change<{}>", bodies::patched_type(resource, attribute))
        }));
    }
    for index in queried_indexes(resource).into_iter().filter(|index| !index.is_whole()) {
        let visible = index.attributes.iter().map(AsRef::as_ref).filter(|attribute: &&Attribute| !attribute.private);
        let role = TypeRole::Projection(index.name.to_string());
        types.push(fields(role, index_type(resource, index).to_string(), visible, stored));
    }
    for attribute in &resource.attributes {
        nested(&mut types, &[attribute.name.to_string()], &attribute.shape);
    }
    types
}

fn fields<'a>(
    role: TypeRole,
    name: String,
    attributes: impl Iterator<Item = &'a Attribute>,
    ty: impl Fn(&Attribute) -> String,
) -> Type {
    let field = |attribute: &Attribute| Member {
        wire: attribute.name.to_string(),
        name: attribute.name.field(),
        ty: ty(attribute),
    };
    Type { role, name, members: attributes.map(field).collect() }
}

fn nested(types: &mut Vec<Type>, path: &[String], shape: &Shape) {
    let mut add = |name: &TypeName, members: Vec<Member>| {
        types.push(Type { role: TypeRole::Nested(path.to_vec()), name: name.to_string(), members });
    };
    match shape {
        Shape::Enum { type_name, values } => {
            let variant = |value: &crate::model::EnumValue| Member {
                wire: value.wire.clone(),
                name: value.variant.clone(),
                ty: String::new(),
            };
            add(type_name, values.iter().map(variant).collect());
        }
        Shape::List { items, .. } => nested(types, path, items),
        Shape::Map(map) => {
            let field = |field: &crate::model::Field| Member {
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
