//! What a route answers: its success, and each error that can occur there.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::document::{Header, Media, Referable, Response};
use super::names;
use super::schema::{Kind, Schema};
use crate::model::{Auth, Generate, Operation, Resource, Route, Shape};

/// The errors, in the order of their status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    BadRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    Conflict,
    PreconditionFailed,
    ContentTooLarge,
    UnsupportedMediaType,
    UnprocessableContent,
    TooManyRequests,
    InternalServerError,
    ServiceUnavailable,
}

use Failure::{
    BadRequest, Conflict, ContentTooLarge, Forbidden, InternalServerError, NotFound, PreconditionFailed,
    ServiceUnavailable, TooManyRequests, Unauthorized, UnprocessableContent, UnsupportedMediaType,
};

impl Failure {
    pub(super) const ALL: [Self; 12] = [
        BadRequest,
        Unauthorized,
        Forbidden,
        NotFound,
        Conflict,
        PreconditionFailed,
        ContentTooLarge,
        UnsupportedMediaType,
        UnprocessableContent,
        TooManyRequests,
        InternalServerError,
        ServiceUnavailable,
    ];

    /// Its status, its name among the components, and when it occurs.
    fn facts(self) -> (u16, &'static str, &'static str) {
        match self {
            BadRequest => (400, "BadRequest", "The body is not JSON, or a parameter is malformed or unknown."),
            Unauthorized => (401, "Unauthorized", "No valid token."),
            Forbidden => (403, "Forbidden", "No valid API key or signature."),
            NotFound => (404, "NotFound", "There is no such item."),
            Conflict => (409, "Conflict", "The item exists already, or is being changed by others."),
            PreconditionFailed => (412, "PreconditionFailed", "The item's version is not the one in `If-Match`."),
            ContentTooLarge => (413, "ContentTooLarge", "The body, or the item that it makes, is too large."),
            UnsupportedMediaType => (415, "UnsupportedMediaType", "The body's type is not JSON."),
            UnprocessableContent => (422, "UnprocessableContent", "A value is not as the schema says."),
            TooManyRequests => (429, "TooManyRequests", "More requests than the limits allow."),
            InternalServerError => (500, "InternalServerError", "The service failed."),
            ServiceUnavailable => (503, "ServiceUnavailable", "The table is throttled. Try again later."),
        }
    }

    pub(super) fn name(self) -> &'static str {
        self.facts().1
    }

    pub(super) fn response(self) -> Response {
        let mut headers = IndexMap::new();
        if self == ServiceUnavailable {
            let schema = Schema { minimum: Some(0.into()), ..Schema::of(Kind::Integer) };
            headers.insert("Retry-After", Header { description: "In how many seconds.", required: true, schema });
        }
        let content = [("application/problem+json", Media { schema: Schema::component(names::PROBLEM) })];
        Response { description: self.facts().2, headers, content: content.into() }
    }
}

pub(super) fn responses(resource: &Resource, route: &Route) -> BTreeMap<u16, Referable<Response>> {
    let failures = Failure::ALL.into_iter().filter(|&failure| fails(resource, route, failure)).map(|failure| {
        let (status, name, _) = failure.facts();
        (status, Referable::Reference { reference: format!("#/components/responses/{name}") })
    });
    let successes = successes(resource, route).into_iter();
    successes.map(|(status, response)| (status, Referable::Here(response))).chain(failures).collect()
}

fn successes(resource: &Resource, route: &Route) -> Vec<(u16, Response)> {
    let item = |description| one(resource, &names::item(resource), description);
    match &route.operation {
        Operation::List { .. } => vec![(200, page("A page of items.", &names::page(&names::item(resource))))],
        Operation::Query(query) => {
            vec![(200, page("A page of items.", &names::page(&names::queried(resource, query))))]
        }
        Operation::Get => vec![(200, item("The item."))],
        Operation::Create => vec![(201, located(resource, item("The item that was created.")))],
        Operation::Replace { upsert: false } | Operation::Update => vec![(200, item("The item as it is now."))],
        Operation::Replace { upsert: true } => {
            vec![(200, item("The item as it is now.")), (201, item("The item that was created."))]
        }
        Operation::Delete => {
            let description = "The item is gone.";
            vec![(204, Response { description, headers: IndexMap::new(), content: IndexMap::new() })]
        }
    }
}

fn page(description: &'static str, schema: &str) -> Response {
    let content = [("application/json", Media { schema: Schema::component(schema) })];
    Response { description, headers: IndexMap::new(), content: content.into() }
}

/// One item, and its version where it has one.
fn one(resource: &Resource, schema: &str, description: &'static str) -> Response {
    let mut response = page(description, schema);
    if resource.version().is_some() {
        let schema = Schema { pattern: Some("^\"[0-9]+\"$".to_owned()), ..Schema::of(Kind::String) };
        let description = "The item's version, for `If-Match`.";
        response.headers.insert("ETag", Header { description, required: true, schema });
    }
    response
}

fn located(resource: &Resource, mut response: Response) -> Response {
    if resource.get_route().is_some() {
        let schema = Schema::string("uri-reference");
        let description = "Where the item is, relative to this request.";
        response.headers.insert("Location", Header { description, required: true, schema });
    }
    response
}

/// Whether this route can fail in this way.
pub(super) fn fails(resource: &Resource, route: &Route, failure: Failure) -> bool {
    let writes_body = matches!(route.operation, Operation::Create | Operation::Replace { .. } | Operation::Update);
    match failure {
        BadRequest | TooManyRequests | InternalServerError | ServiceUnavailable => true,
        Unauthorized => route.auth == Auth::Cognito,
        Forbidden => matches!(route.auth, Auth::ApiKey | Auth::Iam),
        NotFound => match route.operation {
            Operation::Get | Operation::Update | Operation::Delete => true,
            Operation::Replace { upsert } => !upsert,
            Operation::List { .. } | Operation::Query(_) | Operation::Create => false,
        },
        Conflict => match route.operation {
            Operation::Create => can_collide(resource),
            Operation::Update => merges_deeply(resource),
            Operation::Replace { upsert } => upsert,
            _ => false,
        },
        PreconditionFailed => match route.operation {
            Operation::Replace { .. } | Operation::Update | Operation::Delete => resource.version().is_some(),
            _ => false,
        },
        ContentTooLarge | UnsupportedMediaType | UnprocessableContent => writes_body,
    }
}

/// A random part of the key makes every item a new one.
fn can_collide(resource: &Resource) -> bool {
    let random = |generate| matches!(generate, Some(Generate::UuidV4 | Generate::UuidV7 | Generate::Ulid));
    !resource.table.key.attributes().any(|attribute| random(attribute.generate))
}

/// A patch that reaches into an attribute reads it first, and can lose the race to write it.
fn merges_deeply(resource: &Resource) -> bool {
    resource
        .attributes
        .iter()
        .any(|a| !a.immutable && !resource.is_key(a) && matches!(a.shape, Shape::Map(_) | Shape::Json))
}
