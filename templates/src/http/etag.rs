//! Versions of an item as entity tags.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use super::error::Error;

/// DynamoDB compares with at most this many values at once.
const MAX_TAGS: usize = 100;

/// Which versions of the item a request accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IfMatch {
    /// The request says nothing.
    Absent,
    /// Any version, as long as the item exists.
    Any,
    /// One of these.
    Versions(Vec<i64>),
}

impl IfMatch {
    pub fn versions(&self) -> Option<&[i64]> {
        match self {
            Self::Absent | Self::Any => None,
            Self::Versions(versions) => Some(versions),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        let mut versions = Vec::new();
        for value in parts.headers.get_all(header::IF_MATCH) {
            for tag in value.to_str().unwrap_or_default().split(',').map(str::trim) {
                if tag == "*" {
                    return Ok(Self::Any);
                }
                versions.push(version(tag));
            }
        }
        match versions.len() {
            0 => Ok(Self::Absent),
            1..=MAX_TAGS => Ok(Self::Versions(versions)),
            _ => Err(Error::BadRequest(format!(
                "If-Match: more than {MAX_TAGS} entity tags"
            ))),
        }
    }
}

/// The strong entity tag of a version.
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// A tag of another form stands for version 0, which no item has.
fn version(tag: &str) -> i64 {
    let digits = tag
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests;
