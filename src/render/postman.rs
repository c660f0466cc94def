//! `postman/`: a collection in format 2.1 with tests, and an environment for local and each stage.
//!
//! Promises that the collection passes against the generated API as often as one likes, and that no
//! text of the spec is taken for a variable or a script.

mod auth;
mod body;
mod collection;
mod environment;
mod errors;
mod id;
mod request;
mod script;
mod unique;
mod walk;

use std::sync::Arc;

use serde::Serialize;

use self::collection::{Collection, Info, Node, Variable};
use super::{RenderedProject, example};
use crate::contract::wire;
use crate::model::{Attribute, Resource, Route, Service};
use crate::path::portable;

/// Adds the files.
pub(super) fn add(project: &mut RenderedProject, service: &Service) {
    let path = |name: &str, kind| format!("postman/{name}.postman_{kind}.json");
    project.add(path(service.name.as_str(), "collection"), json(&collection(service)));
    project.add(path("local", "environment"), json(&environment::local(service)));
    for stage in &service.stages {
        let (now, before) = (portable(&stage.name), &stage.name);
        let text = json(&environment::stage(service, stage));
        project.add_moved(&path(&now, "environment"), &path(before, "environment"), text);
    }
}

fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("the rendered types have string keys and can't fail");
    text + "\n"
}

fn collection(service: &Service) -> Collection {
    let auth = service.api.auth;
    let walks = service.resources.iter().filter_map(|resource| walk::walkthrough(resource, auth));
    let walks = Node::Folder {
        name: "Walkthrough".to_owned(),
        description: "An item's life from creation to 404.",
        item: walks.collect(),
        event: Vec::new(),
    };
    let routes = service.resources.iter().map(|resource| walk::routes(resource, auth));
    Collection {
        info: Info {
            id: id::uuid(&["collection", service.name.as_str()]),
            name: service.name.to_string(),
            description: service.description.clone(),
            schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        },
        item: std::iter::once(walks).chain(routes).chain([errors::errors(service)]).collect(),
        auth: auth::block(auth),
        variable: service.resources.iter().flat_map(variables).collect(),
    }
}

/// Values to begin with, until a request has brought real ones.
fn variables(resource: &Resource) -> Vec<Variable> {
    let kept = resource.attributes.iter().filter(|attribute| is_kept(resource, attribute));
    kept.map(|attribute| Variable { key: variable(resource, attribute), value: in_path(resource, attribute) }).collect()
}

/// The variable that keeps an attribute of the item that was created last, percent-encoded.
fn variable(resource: &Resource, attribute: &Attribute) -> String {
    // `new.` and a name is what a new item's key is in a body.
    let separator = if resource.name.as_str() == "new" { ':' } else { '.' };
    format!("{}{separator}{}", resource.name, attribute.name)
}

/// Attributes that are known only after an item was created, and that paths need.
fn saved(resource: &Resource) -> impl Iterator<Item = &Arc<Attribute>> {
    let in_path = |route: &Route, attribute: &Attribute| route.parameters().any(|p| p.name == attribute.name);
    let generated = resource.attributes.iter().filter(|attribute| attribute.generate.is_some());
    generated.filter(move |attribute| resource.routes.iter().any(|route| in_path(route, attribute)))
}

fn is_kept(resource: &Resource, attribute: &Attribute) -> bool {
    let is_new = unique::unique_keys(resource).iter().any(|key| key.name == attribute.name.as_str());
    is_new || saved(resource).any(|saved| saved.name == attribute.name)
}

/// What stands for the attribute in a path.
fn path_value(resource: &Resource, attribute: &Attribute) -> String {
    if is_kept(resource, attribute) {
        format!("{{{{{}}}}}", variable(resource, attribute))
    } else {
        in_path(resource, attribute)
    }
}

fn in_path(resource: &Resource, attribute: &Attribute) -> String {
    let value = example::attribute(resource, attribute, example::Which::Original);
    wire::in_url(&attribute.shape, &value)
}

#[cfg(test)]
mod tests;
