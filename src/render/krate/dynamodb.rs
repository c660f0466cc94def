//! `dynamodb/`: expressions, and how values are stored, as far as the tables need it.

use std::collections::BTreeMap;

use minijinja::{Value, context};
use serde::Serialize;

use super::operations::Operations;
use super::scope::{Scope, VALUES, flags};
use crate::model::{Operation, Resource, Service, SetItem, Shape};
use crate::render::{RenderedProject, layout, templates};

/// Adds `src/dynamodb/`.
pub(super) fn add(service: &Service, scope: &Scope, project: &mut RenderedProject) {
    const METHODS: &[&str] = &[
        "absent",
        "absent_or_expired",
        "call",
        "change",
        "compare",
        "exists",
        "increment",
        "key",
        "key_begins_with",
        "key_between",
        "not_expired",
        "one_of",
        "presence",
        "set",
        "set_if_given",
        "set_or_remove",
        "unchanged",
        "unchanged_if_given",
        "unchanged_or_absent",
        "unchanged_or_default",
        "unchanged_or_default_if_given",
        "remove",
        "with_earlier_names",
    ];
    let mut flags = flags(scope, METHODS);
    let any = |flags: &BTreeMap<&str, bool>, names: &[&str]| names.iter().any(|name| flags[name]);
    flags.insert("query", flags["key"]);
    flags.insert("range", flags["key_between"]);
    flags.insert("update", scope.calls("update_item"));
    flags.insert("presence", any(&flags, &["presence", "unchanged_or_absent"]));
    flags.insert("unchanged_or_default", any(&flags, &["unchanged_or_default", "unchanged_or_default_if_given"]));
    let unchanged = ["unchanged", "unchanged_if_given", "unchanged_or_absent", "unchanged_or_default"];
    flags.insert("unchanged", any(&flags, &unchanged));
    flags.insert("compare", any(&flags, &["compare", "unchanged"]));
    flags.insert("remove", any(&flags, &["set_or_remove", "change"]) || scope.names("merge"));
    flags.insert("set", any(&flags, &["set", "set_or_remove", "set_if_given", "change"]));
    let renames = flags["with_earlier_names"];
    let conditions = ["call", "compare", "one_of", "presence"];
    flags.insert("on_attribute", renames && any(&flags, &conditions));
    flags.insert("remove_earlier", renames && any(&flags, &["increment", "remove", "set"]));
    let with_value =
        ["absent_or_expired", "call", "compare", "increment", "key", "not_expired", "one_of", "set", "unchanged"];
    flags.insert("value", any(&flags, &with_value));
    let with_name = ["absent", "exists", "remove", "presence", "value"];
    flags.insert("name", any(&flags, &with_name));
    flags.insert("values", scope.calls("values"));
    let values = [("Attributes", flags["values"]), ("EarlierNames", renames), ("Stored", flags["value"])];
    let values: Vec<&str> = values.into_iter().filter(|(_, used)| *used).map(|(name, _)| name).collect();
    let stored = if values.is_empty() { String::new() } else { layout::imports("use", "super::stored", &values) };
    let view = context! { stored, ..Value::from_serialize(&flags) };
    let expressions = scope.names("Expression");
    if expressions {
        project.add("src/dynamodb/expression.rs", templates::render("src/dynamodb/expression.rs.j2", view));
    }

    let functions = [
        "Attributes",
        "EarlierNames",
        "Stored",
        "defaulted",
        "optional",
        "put",
        "put_some",
        "required",
        "with_present_names",
    ];
    let used: Vec<&str> =
        functions.into_iter().filter(|name| scope.names(name) || matches!(*name, "Attributes")).collect();
    let stored = layout::imports("pub use", "stored", &used);
    project.add("src/dynamodb/mod.rs", templates::render("src/dynamodb/mod.rs.j2", context! { expressions, stored }));
    project.add("src/dynamodb/stored.rs", stored_file(service, scope));
}

/// What the code does with stored values.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Uses {
    /// Something reads them.
    loads: bool,
    /// Something writes them, or looks for them.
    stores: bool,
}

impl Uses {
    pub(super) fn of(service: &Service) -> Self {
        Self { loads: service.resources.iter().any(loads), stores: service.resources.iter().any(stores) }
    }
}

fn loads(resource: &Resource) -> bool {
    let operations = Operations::of(resource);
    let judges = operations.delete && resource.version().is_some() && resource.table.ttl.is_some();
    resource.has(|operation| !matches!(operation, Operation::Create | Operation::Delete)) || judges
}

fn stores(resource: &Resource) -> bool {
    let is_plain = |operation: &Operation| matches!(operation, Operation::List { filters } if filters.is_empty());
    resource.has(|operation| !is_plain(operation)) || resource.table.ttl.is_some()
}

/// The shapes in use anywhere, with those inside of others.
pub(super) fn shapes(service: &Service) -> Vec<&Shape> {
    let mut shapes: Vec<&Shape> = Vec::new();
    let top = service.resources.iter().flat_map(|resource| {
        let ttl = resource.table.ttl.as_ref().map(|ttl| &ttl.name);
        resource.attributes.iter().filter(move |attribute| Some(&attribute.name) != ttl)
    });
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

fn stored_file(service: &Service, scope: &Scope) -> String {
    let shapes = shapes(service);
    let has = |test: fn(&Shape) -> bool| shapes.iter().any(|shape| test(shape));
    let set_of =
        |wanted: SetItem| shapes.iter().any(|shape| matches!(shape, Shape::Set { items, .. } if *items == wanted));
    let decimal = has(|shape| matches!(shape, Shape::Decimal(_)));
    let text = [
        ("Date", has(|shape| *shape == Shape::Date)),
        ("Ulid", has(|shape| *shape == Shape::Ulid)),
        ("Uuid", has(|shape| *shape == Shape::Uuid)),
    ];
    let number_sets = [("Decimal", set_of(SetItem::Decimal)), ("i64", set_of(SetItem::Integer))];
    let used = |pairs: &[(&'static str, bool)]| -> Vec<&'static str> {
        pairs.iter().filter(|(_, is_used)| *is_used).map(|(name, _)| *name).collect()
    };
    let view = context! {
        merge => scope.names("merge"),
        put => scope.names("put") || scope.names("put_some"),
        required => scope.names("required"),
        put_some => scope.names("put_some"),
        defaulted => scope.names("defaulted"),
        earlier_names => scope.names("EarlierNames"),
        with_present_names => scope.names("with_present_names"),
        string => has(|shape| matches!(shape, Shape::String { .. })),
        integer => has(|shape| matches!(shape, Shape::Integer(_))),
        number => has(|shape| matches!(shape, Shape::Number(_))),
        boolean => has(|shape| *shape == Shape::Boolean),
        timestamp => has(|shape| *shape == Shape::Timestamp),
        expiry => service.resources.iter().any(|resource| resource.table.ttl.is_some()),
        binary => has(|shape| matches!(shape, Shape::Binary(_))),
        list => has(|shape| matches!(shape, Shape::List { .. })),
        json => has(|shape| *shape == Shape::Json),
        ulid => has(|shape| *shape == Shape::Ulid),
        uuid => has(|shape| *shape == Shape::Uuid),
        number_text => used(&[("Decimal", decimal)]),
        text => used(&text),
        string_set => set_of(SetItem::String),
        number_sets => used(&number_sets),
        binary_set => set_of(SetItem::Binary),
        values => "",
        ..Value::from_serialize(Uses::of(service))
    };
    let draft = templates::render("src/dynamodb/stored.rs.j2", view.clone());
    let values = Scope::of(&draft).imports(&[("crate::values", VALUES)]).join("\n");
    templates::render("src/dynamodb/stored.rs.j2", context! { values, ..view })
}
