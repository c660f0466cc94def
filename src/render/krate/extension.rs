//! `extension.rs`: the trait that `hooks.rs` implements.

use serde::Serialize;

use super::operations::{Operations, index_type, item_types, queried_indexes};
use super::with_imports;
use super::words::Words;
use crate::model::{Operation, Resource, Service};
use crate::render::layout;

#[derive(Serialize)]
struct View {
    hooks: Vec<Hook>,
}

#[derive(Serialize)]
struct Hook {
    doc: String,
    signature: String,
}

/// Renders `extension.rs`.
pub(super) fn render(service: &Service) -> String {
    let hooks = service.resources.iter().flat_map(hooks).collect();
    with_imports("src/extension.rs.j2", View { hooks }, |scope| {
        let mut lines = vec!["use crate::App;".to_owned()];
        lines.extend(scope.imports(&[("crate::http", &["Error"])]));
        for resource in &service.resources {
            let names = item_types(resource);
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            lines.extend(scope.imports(&[(&format!("crate::{}", resource.name.field()), &names)]));
        }
        vec![vec!["use axum::Router;".to_owned()], lines]
    })
}

fn hooks(resource: &Resource) -> Vec<Hook> {
    let operations = Operations::of(resource);
    let item = &resource.item;
    let article = Words::of(item).article();
    let mut hooks = Vec::new();
    let mut add = |name: String, params: &[String], doc: String| {
        let params: Vec<&str> = std::iter::once("&self").chain(params.iter().map(String::as_str)).collect();
        let output = Some("impl Future<Output = Result<(), Error>> + Send");
        hooks.push(Hook { doc, signature: layout::signature(4, &format!("fn {name}"), &params, output) });
    };
    let key = format!("_key: &{item}Key");
    if operations.creates {
        let name = format!("before_create_{}", item.snake());
        add(name, &[format!("_item: &mut {item}")], format!("Before {article} is stored for the first time."));
    }
    if operations.replace {
        let name = format!("before_replace_{}", item.snake());
        let params = [key.clone(), format!("_replacement: &mut Replace{item}")];
        add(name, &params, format!("Before {article} is replaced."));
    }
    if operations.update {
        let name = format!("before_update_{}", item.snake());
        add(name, &[key.clone(), format!("_patch: &mut {item}Patch")], format!("Before {article} is updated."));
    }
    if operations.delete {
        add(format!("before_delete_{}", item.snake()), &[key], format!("Before {article} is deleted."));
    }
    if answers_reads(resource) {
        let name = format!("after_read_{}", item.snake());
        add(name, &[format!("_item: &mut {item}")], format!("After {article} was read, before it is sent."));
    }
    for index in queried_indexes(resource).into_iter().filter(|index| !index.is_whole()) {
        let ty = index_type(resource, index);
        let doc = format!("After {article} was read from the index `{}`, before it is sent.", index.name);
        add(format!("after_read_{}", ty.snake()), &[format!("_item: &mut {ty}")], doc);
    }
    hooks
}

/// Whether some route reads whole items for a client.
fn answers_reads(resource: &Resource) -> bool {
    resource.has(|operation| match operation {
        Operation::Get | Operation::List { .. } => true,
        Operation::Query(query) => query.index.as_ref().is_none_or(|index| index.is_whole()),
        _ => false,
    })
}
