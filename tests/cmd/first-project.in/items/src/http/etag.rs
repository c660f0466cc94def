//! Versions of an item as entity tags.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};

use super::error::Error;

/// DynamoDB compares with at most this many values at once.
const MAX_TAGS: usize = 100;
/// A version that no item has, as they count up from 1.
const NO_VERSION: i64 = i64::MIN;

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

    pub fn accepts(&self, version: i64) -> bool {
        self.versions()
            .is_none_or(|versions| versions.contains(&version))
    }

    /// Whether a write of an accepted version made this one of it.
    pub fn led_to(&self, version: i64) -> bool {
        version
            .checked_sub(1)
            .is_some_and(|before| self.accepts(before))
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        let values = parts.headers.get_all(header::IF_MATCH).iter();
        let values: Vec<&[u8]> = values.map(HeaderValue::as_bytes).collect();
        if values.is_empty() {
            return Ok(Self::Absent);
        }
        let field = values.join(&b',');
        if field.trim_ascii() == b"*" {
            return Ok(Self::Any);
        }
        let refused = |detail: &str| Error::BadRequest(format!("If-Match: {detail}"));
        let versions =
            versions(&field).ok_or_else(|| refused(r#"must be * or tags such as "5""#))?;
        if versions.len() > MAX_TAGS {
            return Err(refused(&format!("has more than {MAX_TAGS} tags")));
        }
        Ok(Self::Versions(versions))
    }
}

/// The strong entity tag of a version.
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// The versions that a list of entity tags stands for; none if it is no such list.
fn versions(mut list: &[u8]) -> Option<Vec<i64>> {
    let mut versions = Vec::new();
    loop {
        list = list.trim_ascii_start();
        if let Some(rest) = list.strip_prefix(b",") {
            list = rest;
            continue;
        }
        if list.is_empty() {
            return (!versions.is_empty()).then_some(versions);
        }
        let weak = list.strip_prefix(b"W/");
        let opened = weak.unwrap_or(list).strip_prefix(b"\"")?;
        let end = opened.iter().position(|byte| *byte == b'"')?;
        let (tag, rest) = opened.split_at(end);
        list = rest[1..].trim_ascii_start();
        let is_tag = tag
            .iter()
            .all(|byte| byte.is_ascii_graphic() || !byte.is_ascii());
        if !is_tag || !(list.is_empty() || list.starts_with(b",")) {
            return None;
        }
        versions.push(if weak.is_none() {
            version(tag)
        } else {
            NO_VERSION
        });
    }
}

/// Tags are equal if their texts are: `"05"` is not the tag of version 5.
fn version(tag: &[u8]) -> i64 {
    let version = str::from_utf8(tag).ok().and_then(|tag| tag.parse().ok());
    let version = version.filter(|version: &i64| version.to_string().as_bytes() == tag);
    version.unwrap_or(NO_VERSION)
}
