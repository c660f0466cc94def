//! A resource whose table is in a state that no spec describes.

use std::sync::Arc;

use super::state::{IndexState, KeyPart, KeyState, ProjectionState, TableState, TtlState};
use crate::model::{Attribute, Index, Key, KeyType, Name, Presence, Projection, Range, Resource, Shape};

/// Gives the resource the table of the state, as far as its template says it.
pub(super) fn apply(resource: &mut Resource, state: &TableState) {
    let indexes = state.indexes.iter().map(|index| self::index(resource, index)).collect();
    let keys = std::iter::once(&state.key).chain(state.indexes.iter().map(|index| &index.key));
    let defined: Vec<Arc<Attribute>> =
        keys.flat_map(KeyState::parts).map(|part| key_attribute(resource, part)).collect();
    resource.table.key = key(resource, &state.key);
    resource.table.indexes = indexes;
    resource.table.billing = state.billing;
    resource.table.ttl = match &state.ttl {
        TtlState::Unknown => resource.table.ttl.clone(),
        TtlState::Off => None,
        TtlState::On(name) => {
            let part = KeyPart { name: name.clone(), key_type: KeyType::Number };
            Some(key_attribute(resource, &part))
        }
    };
    for attribute in defined {
        match resource.attributes.iter_mut().find(|known| known.name == attribute.name) {
            Some(known) => *known = attribute,
            None => resource.attributes.push(attribute),
        }
    }
}

/// The new spec's index where the state is the same.
fn index(resource: &Resource, state: &IndexState) -> Arc<Index> {
    let known = TableState::of(resource).index(&state.name) == Some(state);
    let declared = resource.table.indexes.iter().find(|index| known && index.name == state.name);
    declared.cloned().unwrap_or_else(|| {
        Arc::new(Index {
            name: state.name.clone(),
            kind: state.kind,
            key: key(resource, &state.key),
            projection: projection(&state.projection),
            attributes: Vec::new(),
        })
    })
}

fn key(resource: &Resource, key: &KeyState) -> Key {
    let part = |part| key_attribute(resource, part);
    Key { partition: part(&key.partition), sort: key.sort.as_ref().map(part) }
}

/// The attribute, or one of the DynamoDB type where the spec's is of another or absent.
fn key_attribute(resource: &Resource, part: &KeyPart) -> Arc<Attribute> {
    let known = resource.attributes.iter().find(|attribute| attribute.name == part.name);
    let fits = |attribute: &&Arc<Attribute>| attribute.shape.key_type() == Some(part.key_type);
    known.filter(fits).cloned().unwrap_or_else(|| {
        let shape = match part.key_type {
            KeyType::String => Shape::String { length: Range::ANY, pattern: None },
            KeyType::Number => Shape::Integer(Range::ANY),
            KeyType::Binary => Shape::Binary(Range::ANY),
        };
        attribute(&part.name, shape)
    })
}

/// The names alone matter: an attribute that the spec has may go by two.
fn projection(state: &ProjectionState) -> Projection {
    match state {
        ProjectionState::All => Projection::All,
        ProjectionState::KeysOnly => Projection::KeysOnly,
        ProjectionState::Include(names) => {
            Projection::Include(names.iter().map(|name| attribute(name, Shape::Json)).collect())
        }
    }
}

fn attribute(name: &Name, shape: Shape) -> Arc<Attribute> {
    Arc::new(Attribute::plain(name.clone(), shape, Presence::Optional))
}
