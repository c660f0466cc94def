//! What a route answers, as OpenAPI says it.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::document::{Header, Media, Referable, Response};
use super::names;
use super::schema::{Kind, Schema};
use crate::contract::answer::{self, Content, Failure, Success};
use crate::contract::operations::queried_type;
use crate::model::{Operation, Resource, Route};

/// The name of a failure among the components, and when it occurs.
fn facts(failure: Failure) -> (&'static str, &'static str) {
    match failure {
        Failure::BadRequest => ("BadRequest", "The body is not JSON, or a parameter is malformed or unknown."),
        Failure::Unauthorized => ("Unauthorized", "No valid token."),
        Failure::Forbidden => ("Forbidden", "No valid API key or signature, or the caller may not do this."),
        Failure::NotFound => ("NotFound", "There is no such item."),
        Failure::Conflict => ("Conflict", "The item exists already."),
        Failure::Contended => ("Contended", "The item is being changed by others. Try again later."),
        Failure::PreconditionFailed => {
            ("PreconditionFailed", "The item is not as `If-Match` or `If-None-Match` asks for.")
        }
        Failure::ContentTooLarge => ("ContentTooLarge", "The body, or the item that it makes, is too large."),
        Failure::UnsupportedMediaType => ("UnsupportedMediaType", "The body's type is not JSON."),
        Failure::UnprocessableContent => ("UnprocessableContent", "A value is not as the schema says."),
        Failure::TooManyRequests => ("TooManyRequests", "More requests than the limits allow."),
        Failure::InternalServerError => ("InternalServerError", "The service failed."),
        Failure::ServiceUnavailable => ("ServiceUnavailable", "The table can't answer now. Try again later."),
    }
}

pub(super) fn name(failure: Failure) -> &'static str {
    facts(failure).0
}

pub(super) fn failure(failure: Failure) -> Response {
    let mut headers = IndexMap::new();
    if matches!(failure, Failure::Contended | Failure::ServiceUnavailable) {
        let schema = Schema { minimum: Some(0.into()), ..Schema::of(Kind::Integer) };
        headers.insert("Retry-After", header("In how many seconds.", schema));
    }
    let content = [("application/problem+json", Media { schema: Schema::component(names::PROBLEM) })];
    Response { description: facts(failure).1, headers, content: content.into() }
}

pub(super) fn responses(resource: &Resource, route: &Route) -> BTreeMap<u16, Referable<Response>> {
    let failures = answer::failures(resource, route).map(|failure| {
        let reference = format!("#/components/responses/{}", name(failure));
        (failure.status(), Referable::Reference { reference })
    });
    let successes = answer::successes(resource, route).into_iter();
    let successes = successes.map(|success| (success.status, Referable::Here(self::success(resource, route, success))));
    successes.chain(failures).collect()
}

fn success(resource: &Resource, route: &Route, success: Success) -> Response {
    let schema = match (success.content, &route.operation) {
        (Content::Nothing, _) => None,
        (Content::Item, _) => Some(resource.item.to_string()),
        (Content::Page, Operation::Query(query)) => Some(names::page(&queried_type(resource, query).to_string())),
        (Content::Page, _) => Some(names::page(resource.item.as_str())),
    };
    let media = schema.map(|schema| ("application/json", Media { schema: Schema::component(&schema) }));
    let mut headers = IndexMap::new();
    if success.has_version {
        let schema = Schema { pattern: Some("^\"[0-9]+\"$".to_owned()), ..Schema::of(Kind::String) };
        headers.insert("ETag", header("The item's version, for `If-Match`.", schema));
    }
    if success.has_location {
        let schema = Schema::string("uri-reference");
        headers.insert("Location", header("Where the item is, relative to this request.", schema));
    }
    Response { description: description(success, route), headers, content: media.into_iter().collect() }
}

fn header(description: &'static str, schema: Schema) -> Header {
    Header { description, required: true, schema }
}

fn description(success: Success, route: &Route) -> &'static str {
    match success.content {
        Content::Nothing => "The item is gone.",
        Content::Page => "A page of items.",
        Content::Item if success.status == 201 => "The item that was created.",
        Content::Item if route.operation == Operation::Get => "The item.",
        Content::Item => "The item as it is now.",
    }
}
