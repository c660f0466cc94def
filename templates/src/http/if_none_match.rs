//! Writes that ask for a new item.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use super::error::Error;

/// What a request says of an item that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfNoneMatch {
    /// Nothing.
    Absent,
    /// That there must be none: `If-None-Match: *`.
    Any,
}

impl<S: Sync> FromRequestParts<S> for IfNoneMatch {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        let mut values = parts.headers.get_all(header::IF_NONE_MATCH).iter();
        match (values.next(), values.next()) {
            (None, _) => Ok(Self::Absent),
            (Some(value), None) if value.as_bytes().trim_ascii() == b"*" => Ok(Self::Any),
            _ => Err(Error::BadRequest("If-None-Match: must be *".to_owned())),
        }
    }
}

/// Refuses a write that asks for a new item, where it only replaces.
pub fn allow_replacing(headers: &HeaderMap) -> Result<(), Error> {
    match headers.get(header::IF_NONE_MATCH) {
        None => Ok(()),
        Some(value) if value.as_bytes().trim_ascii() == b"*" => Err(Error::Unmet(
            "If-None-Match: * asks for a new item, and this PUT only replaces",
        )),
        Some(_) => Err(Error::BadRequest("If-None-Match: must be *".to_owned())),
    }
}

#[cfg(test)]
mod tests;
