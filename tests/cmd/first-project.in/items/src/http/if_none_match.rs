//! Writes that ask for a new item.

use axum::http::{HeaderMap, header};

use super::error::Error;

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
