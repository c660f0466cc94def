//! What the code of a project does with stored values, and which shapes they have.

use crate::contract::operations::Operations;
use crate::model::{Operation, Resource, Service, Shape};

/// What the code does with stored values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Uses {
    /// Something reads them.
    pub(super) loads: bool,
    /// Something writes them, or looks for them.
    pub(super) stores: bool,
}

impl Uses {
    pub(super) fn of(service: &Service) -> Self {
        Self { loads: service.resources.iter().any(loads), stores: service.resources.iter().any(stores) }
    }
}

fn loads(resource: &Resource) -> bool {
    let operations = Operations::of(resource);
    let judges = operations.delete && resource.version().is_some() && resource.expires();
    resource.has(|operation| *operation != Operation::Delete) || judges
}

fn stores(resource: &Resource) -> bool {
    let is_plain = |operation: &Operation| matches!(operation, Operation::List { filters } if filters.is_empty());
    resource.has(|operation| !is_plain(operation)) || resource.expires()
}

/// The shapes in use anywhere, with those inside of others.
pub(super) fn shapes(service: &Service) -> Vec<&Shape> {
    let mut shapes: Vec<&Shape> = Vec::new();
    let top = service.resources.iter().flat_map(|resource| &resource.attributes);
    let mut left: Vec<&Shape> = top.map(|attribute| &attribute.shape).collect();
    while let Some(shape) = left.pop() {
        shapes.push(shape);
        match shape {
            Shape::List { items, .. } => left.push(items),
            Shape::Map(map) => left.extend(map.fields.iter().map(|field| &field.shape)),
            _ => {}
        }
    }
    shapes
}
