//! What runs without AWS: the tables in an embedded DynamoDB, and the server that plays API Gateway.

use minijinja::{Value, context};

use super::fields::wire;
use crate::model::{Attribute, IndexKind, Key, KeyType, Projection, Resource, Service};
use crate::render::{layout, templates};
use crate::text::mentions::Mentions;

/// Renders `tests/api/dynamodb.rs`.
pub(super) fn dynamodb(service: &Service) -> String {
    let kinds = |kind: IndexKind| {
        let mut indexes = service.resources.iter().flat_map(|resource| &resource.table.indexes);
        indexes.any(|index| index.kind == kind)
    };
    let included = |index: &Projection| matches!(index, Projection::Include(_));
    let mut projections =
        service.resources.iter().flat_map(|resource| &resource.table.indexes).map(|index| &index.projection);
    let include = projections.clone().any(included);
    let simple = projections.any(|projection| !included(projection));
    let own: Vec<String> = service
        .resources
        .iter()
        .map(|resource| {
            layout::imports(
                "use",
                &format!("{}::{}", service.name.crate_name(), resource.name.module()),
                &[&format!("{}Table", resource.item)],
            )
        })
        .chain([
            format!("use {}::App;", service.name.crate_name()),
            format!("use {}::hooks::Hooks;", service.name.crate_name()),
        ])
        .collect();
    let view = context! {
        crate_name => service.name.crate_name(),
        tables => service.resources.iter().map(table).collect::<Vec<_>>(),
        global => kinds(IndexKind::Global),
        local => kinds(IndexKind::Local),
        include,
        simple,
        records => service.idempotency().map(|_| layout::string(&service.local_idempotency_table())),
        own => "",
        types => "",
    };
    let draft = templates::render("tests/api/dynamodb.rs.j2", view.clone());
    let types = Mentions::of(&draft).imports(&[(
        "aws_sdk_dynamodb::types",
        &[
            "AttributeDefinition",
            "BillingMode",
            "GlobalSecondaryIndex",
            "KeySchemaElement",
            "KeyType",
            "LocalSecondaryIndex",
            "Projection",
            "ProjectionType",
            "ScalarAttributeType",
        ],
    )]);
    let mut uses = own;
    uses.extend(["use dynoxide::Database;", "use tokio::net::TcpListener;"].map(str::to_owned));
    let own = layout::in_order(uses).join("\n");
    templates::render("tests/api/dynamodb.rs.j2", context! { types => types.join("\n"), own, ..view })
}

fn table(resource: &Resource) -> Value {
    let constant = resource.name.snake().to_uppercase();
    let name = layout::string(&resource.table.local_name());
    let mut lines: Vec<String> = key_attributes(resource).into_iter().map(definition).collect();
    for index in &resource.table.indexes {
        let method = match index.kind {
            IndexKind::Global => "global_index",
            IndexKind::Local => "local_index",
        };
        let projection = match &index.projection {
            Projection::All => "projection(ProjectionType::All)".to_owned(),
            Projection::KeysOnly => "projection(ProjectionType::KeysOnly)".to_owned(),
            Projection::Include(attributes) => {
                let names = attributes.iter().flat_map(|attribute| attribute.stored_names());
                let names: Vec<String> = names.map(|name| layout::string(name.as_str())).collect();
                lines.push(layout::array(4, "let included =", &names));
                "including(&included)".to_owned()
            }
        };
        lines.push(layout::binding(4, "let index =", "key", &key_args(&index.key).each_ref().map(String::as_str), ";"));
        let args = [layout::string(index.name.as_str()), "index".to_owned(), projection];
        lines.push(layout::call(4, &format!("table.{method}"), &args.each_ref().map(String::as_str), ";"));
    }
    lines.push(layout::binding(
        4,
        "let schema =",
        "key",
        &key_args(&resource.table.key).each_ref().map(String::as_str),
        ";",
    ));
    let field = resource.name.field();
    let owned = format!("{constant}.to_owned()");
    let arguments =
        ["client.clone()", &owned].into_iter().chain(resource.takes_idempotency_keys().then_some("records()"));
    let arguments: Vec<&str> = arguments.collect();
    context! {
        lines,
        constant => layout::assignment(0, &format!("const {constant}: &str ="), &format!("{name};")),
        create => layout::chain(4, "table", "create", &["client", &constant, "schema"], ".await"),
        field => layout::call(8, &format!("{field}: {}Table::new", resource.item), &arguments, ","),
    }
}

/// The attributes of all keys, each once, as `AttributeDefinitions` must hold them.
fn key_attributes(resource: &Resource) -> Vec<&Attribute> {
    let mut found: Vec<&Attribute> = Vec::new();
    for attribute in resource.keys().flat_map(Key::attributes) {
        if !found.iter().any(|known| known.name == attribute.name) {
            found.push(attribute);
        }
    }
    found
}

fn definition(attribute: &Attribute) -> String {
    let kind = attribute.shape.key_type().map_or("S", KeyType::as_str);
    let kind = format!("ScalarAttributeType::{kind}");
    layout::method(4, "", "table", "attribute", &[&wire(attribute), &kind], ";")
}

fn key_args(key: &Key) -> [String; 2] {
    let sort = key.sort.as_ref().map_or_else(|| "None".to_owned(), |sort| format!("Some({})", wire(sort)));
    [wire(&key.partition), sort]
}
