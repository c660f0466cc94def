//! `openapi.yaml`: the API as OpenAPI 3.1.
//!
//! Promises to say exactly what the generated function answers: each route, each parameter, each
//! constraint, and only the errors that can occur. User text is data here, whatever it holds.

mod body;
mod document;
mod items;
mod names;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod shape;

#[cfg(test)]
mod tests;

use indexmap::IndexMap;

use self::document::{Components, Contact, Document, Info, OperationObject, Server, ServerVariable, Tag};
pub(super) use self::security::scheme_name;
use super::yaml::to_yaml;
use crate::contract::answer::{self, Failure};
use crate::model::{Service, Stage};
use crate::text::english;

/// The document's text.
pub(super) fn openapi(service: &Service) -> String {
    let document = Document {
        openapi: "3.1.0",
        info: info(service),
        servers: servers(&service.stages),
        tags: service.resources.iter().map(tag).collect(),
        paths: paths(service),
        components: components(service),
    };
    to_yaml(&document)
}

fn info(service: &Service) -> Info {
    let resources = service.resources.iter().map(|resource| resource.name.as_str());
    let resources: Vec<&str> = resources.collect();
    Info {
        title: service.name.to_string(),
        description: service.description.clone().unwrap_or_else(|| format!("Keeps {}.", english::list(&resources))),
        version: "0.1.0",
        contact: Contact { name: format!("The owners of {}", service.name) },
    }
}

fn tag(resource: &crate::model::Resource) -> Tag {
    let description = format!("Items of the table `{}`.", resource.table.name);
    Tag { name: resource.name.to_string(), description }
}

fn servers(stages: &[Stage]) -> Vec<Server> {
    let variable =
        |default: &str, description| ServerVariable { values: Vec::new(), default: default.to_owned(), description };
    let names: Vec<String> = stages.iter().map(|stage| stage.name.clone()).collect();
    let stage = ServerVariable {
        default: names.first().expect("a service has at least one stage").clone(),
        values: names,
        description: "The stage.",
    };
    let variables = [
        ("apiId", variable("api-id", "The REST API's id, from the stack's outputs.")),
        ("region", variable("us-east-1", "The AWS Region.")),
        ("stage", stage),
    ];
    vec![
        Server { url: "http://localhost:3000", description: "cargo run --example local", variables: IndexMap::new() },
        Server {
            url: "https://{apiId}.execute-api.{region}.amazonaws.com/{stage}",
            description: "API Gateway",
            variables: variables.into(),
        },
    ]
}

fn paths(service: &Service) -> IndexMap<String, IndexMap<String, OperationObject>> {
    let mut paths: IndexMap<String, IndexMap<String, OperationObject>> = IndexMap::new();
    for resource in &service.resources {
        for route in &resource.routes {
            let operation = operation::operation(resource, route);
            let methods = paths.entry(route.path_template()).or_default();
            methods.insert(route.method.as_str().to_lowercase(), operation);
        }
    }
    paths
}

fn components(service: &Service) -> Components {
    let used = |failure: &Failure| {
        let mut resources = service.resources.iter();
        resources.any(|resource| resource.routes.iter().any(|route| answer::fails(resource, route, *failure)))
    };
    let failures = Failure::ALL.into_iter().filter(used);
    Components {
        schemas: items::schemas(service),
        responses: failures.map(|failure| (response::name(failure), response::failure(failure))).collect(),
        security_schemes: security::schemes(service),
    }
}
