//! What a route answers: its successes, and each failure that can occur there.

use std::sync::Arc;

use super::parameter;
use crate::model::{Attribute, Auth, Generate, Operation, Resource, Route};

/// A success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Success {
    pub(crate) status: u16,
    pub(crate) content: Content,
    /// `ETag` says the item's version.
    pub(crate) has_version: bool,
    /// `Location` says where the new item is.
    pub(crate) has_location: bool,
}

/// What an answer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Nothing,
    Item,
    Page,
}

/// The successes of a route, by status.
pub(crate) fn successes(resource: &Resource, route: &Route) -> Vec<Success> {
    let item = |status| Success {
        status,
        content: Content::Item,
        has_version: resource.version().is_some(),
        has_location: false,
    };
    let without_version = |status, content| Success { status, content, has_version: false, has_location: false };
    match route.operation {
        Operation::List { .. } | Operation::Query(_) => vec![without_version(200, Content::Page)],
        Operation::Get | Operation::Replace { upsert: false } | Operation::Update => vec![item(200)],
        Operation::Create => vec![Success { has_location: resource.get_route().is_some(), ..item(201) }],
        Operation::Replace { upsert: true } => vec![item(200), item(201)],
        Operation::Delete => vec![without_version(204, Content::Nothing)],
    }
}

/// The status for an item that is not there, or for an empty list; none where the route makes an item in any case.
pub(crate) fn status_of_nothing(resource: &Resource, route: &Route) -> Option<u16> {
    match route.operation {
        Operation::Create => None,
        _ if fails(resource, route, Failure::NotFound) => Some(Failure::NotFound.status()),
        _ => successes(resource, route).last().map(|success| success.status),
    }
}

/// Why a request fails, in the order of the statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    BadRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    Conflict,
    /// Others change the item at the same time.
    Contended,
    PreconditionFailed,
    ContentTooLarge,
    UnsupportedMediaType,
    UnprocessableContent,
    TooManyRequests,
    InternalServerError,
    ServiceUnavailable,
}

impl Failure {
    pub(crate) const ALL: [Self; 13] = [
        Self::BadRequest,
        Self::Unauthorized,
        Self::Forbidden,
        Self::NotFound,
        Self::Conflict,
        Self::Contended,
        Self::PreconditionFailed,
        Self::ContentTooLarge,
        Self::UnsupportedMediaType,
        Self::UnprocessableContent,
        Self::TooManyRequests,
        Self::InternalServerError,
        Self::ServiceUnavailable,
    ];

    pub(crate) fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::Unauthorized => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict | Self::Contended => 409,
            Self::PreconditionFailed => 412,
            Self::ContentTooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::UnprocessableContent => 422,
            Self::TooManyRequests => 429,
            Self::InternalServerError => 500,
            Self::ServiceUnavailable => 503,
        }
    }
}

/// The failures of a route, by status.
pub(crate) fn failures(resource: &Resource, route: &Route) -> impl Iterator<Item = Failure> {
    Failure::ALL.into_iter().filter(|&failure| fails(resource, route, failure))
}

/// Whether a route can fail in this way.
pub(crate) fn fails(resource: &Resource, route: &Route, failure: Failure) -> bool {
    match failure {
        Failure::BadRequest | Failure::TooManyRequests | Failure::InternalServerError | Failure::ServiceUnavailable => {
            true
        }
        Failure::Unauthorized => route.auth == Auth::Cognito,
        Failure::Forbidden => {
            let asks_who = !route.groups.is_empty() || resource.owner_of(route).is_some();
            matches!(route.auth, Auth::ApiKey | Auth::Iam) || asks_who
        }
        Failure::NotFound => match route.operation {
            Operation::Get | Operation::Update | Operation::Delete => true,
            Operation::Replace { upsert } => !upsert,
            Operation::List { .. } | Operation::Query(_) | Operation::Create => false,
        },
        Failure::Conflict => match route.operation {
            Operation::Create => !has_random_key(resource),
            Operation::Replace { upsert } => upsert,
            _ => false,
        },
        Failure::Contended => route.operation == Operation::Update && resource.patch_reads(),
        Failure::PreconditionFailed => parameter::takes_version(resource, route) || parameter::takes_absence(route),
        Failure::ContentTooLarge | Failure::UnsupportedMediaType | Failure::UnprocessableContent => route.has_body(),
    }
}

/// Whether slsgen fills a random part of the key, which makes every item a new one.
pub(crate) fn has_random_key(resource: &Resource) -> bool {
    resource.table.key.attributes().any(|attribute| is_random(attribute))
}

/// Whether slsgen fills the attribute with a random value.
pub(crate) fn is_random(attribute: &Attribute) -> bool {
    matches!(attribute.generate, Some(Generate::UuidV4 | Generate::UuidV7 | Generate::Ulid))
}

/// Whether answers show the attribute.
pub(crate) fn shows(attribute: &Attribute) -> bool {
    !attribute.private
}

/// What an answer shows of some attributes.
pub(crate) fn shown(attributes: &[Arc<Attribute>]) -> impl Iterator<Item = &Arc<Attribute>> {
    attributes.iter().filter(|attribute| shows(attribute))
}

/// What no answer shows of some attributes.
pub(crate) fn hidden(attributes: &[Arc<Attribute>]) -> impl Iterator<Item = &Arc<Attribute>> {
    attributes.iter().filter(|attribute| !shows(attribute))
}
