//! `extension.rs`: the trait that `hooks.rs` implements.

use serde::Serialize;

use super::operations::{Operations, index_type, item_types, queried_indexes};
use super::with_imports;
use super::words::Words;
use crate::model::{Resource, Service};
use crate::render::layout;

#[derive(Serialize)]
struct View {
    hooks: Vec<Hook>,
}

#[derive(Serialize)]
pub(super) struct Hook {
    #[serde(skip)]
    pub(super) name: String,
    /// After `&self`.
    #[serde(skip)]
    pub(super) params: Vec<String>,
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
        let mut axum = vec!["use axum::Router;".to_owned()];
        axum.extend(scope.imports(&[("axum::http::request", &["Parts"])]));
        vec![axum, lines]
    })
}

/// The methods of the trait that concern a resource.
pub(super) fn hooks(resource: &Resource) -> Vec<Hook> {
    let operations = Operations::of(resource);
    let item = &resource.item;
    let article = Words::of(item).article();
    let mut hooks = Vec::new();
    let mut add = |name: String, params: &[String], doc: String| {
        let all: Vec<&str> = std::iter::once("&self").chain(params.iter().map(String::as_str)).collect();
        let output = Some("impl Future<Output = Result<(), Error>> + Send");
        let signature = layout::signature(4, &format!("fn {name}"), &all, output);
        hooks.push(Hook { name, params: params.to_vec(), doc, signature });
    };
    let request = "_request: &Parts".to_owned();
    let key = format!("_key: &{item}Key");
    if operations.creates {
        let name = format!("before_create_{}", item.snake());
        let params = [request.clone(), format!("_item: &mut {item}")];
        add(name, &params, format!("Before {article} is stored for the first time."));
    }
    if operations.replace {
        let name = format!("before_replace_{}", item.snake());
        let params = [request.clone(), key.clone(), format!("_replacement: &mut Replace{item}")];
        add(name, &params, format!("Before {article} is replaced."));
    }
    if operations.update {
        let name = format!("before_update_{}", item.snake());
        let params = [request.clone(), key.clone(), format!("_patch: &mut {item}Patch")];
        add(name, &params, format!("Before {article} is updated."));
    }
    if operations.delete {
        let params = [request.clone(), key];
        add(format!("before_delete_{}", item.snake()), &params, format!("Before {article} is deleted."));
    }
    if operations.answers || operations.reads {
        let params = [request.clone(), format!("_item: &mut {item}")];
        add(format!("before_send_{}", item.snake()), &params, format!("Before {article} is sent to a client."));
    }
    for index in queried_indexes(resource).into_iter().filter(|index| !index.is_whole()) {
        let ty = index_type(resource, index);
        let params = [request.clone(), format!("_item: &mut {ty}")];
        let doc = format!("Before {article} from the index `{}` is sent to a client.", index.name);
        add(format!("before_send_{}", ty.snake()), &params, doc);
    }
    hooks
}
