//! `extension.rs`: the trait that `hooks.rs` implements.

use serde::Serialize;

use super::with_imports;
use super::words::Words;
use crate::contract::surface::{self, Before};
use crate::contract::type_name;
use crate::model::{Resource, Service};
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
    let hooks = service
        .resources
        .iter()
        .flat_map(|resource| surface::hooks(resource).iter().map(|it| hook(resource, it)).collect::<Vec<_>>())
        .collect();
    with_imports("src/extension.rs.j2", View { hooks }, |mentions| {
        let mut lines = vec!["use crate::App;".to_owned()];
        lines.extend(mentions.imports(&[("crate::http", &["Error"])]));
        for resource in &service.resources {
            let names = type_name::of_items(resource);
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            lines.extend(mentions.imports(&[(&format!("crate::{}", resource.name.module()), &names)]));
        }
        let mut axum = vec!["use axum::Router;".to_owned()];
        axum.extend(mentions.imports(&[("axum::http::request", &["Parts"])]));
        vec![axum, lines]
    })
}

fn hook(resource: &Resource, hook: &surface::Hook) -> Hook {
    let params: Vec<&str> = std::iter::once("&self").chain(hook.params.iter().map(String::as_str)).collect();
    let output = Some("impl Future<Output = Result<(), Error>> + Send");
    let signature = layout::signature(4, &format!("fn {}", hook.name), &params, output);
    Hook { doc: doc(resource, &hook.before), signature }
}

fn doc(resource: &Resource, before: &Before) -> String {
    let article = Words::of(&resource.item).article();
    let unowned = if resource.owner_beside_key().is_some() { ", and before it is known whose it is" } else { "" };
    match before {
        Before::Create => format!("Before {article} is stored for the first time."),
        Before::Replace => format!("Before {article} is replaced{unowned}."),
        Before::Update => format!("Before {article} is updated{unowned}."),
        Before::Delete => format!("Before {article} is deleted{unowned}."),
        Before::Send => format!("Before {article} is sent to a client."),
        Before::SendProjection(index) => format!("Before {article} from the index `{index}` is sent to a client."),
    }
}
