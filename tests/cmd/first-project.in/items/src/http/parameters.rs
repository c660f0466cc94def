//! Values in the path and the query string, in the wire text of their types.

use std::borrow::Cow;
use std::fmt::Display;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::error::Error;
use crate::dynamodb::{Stored, key_bytes};
use crate::values::FromText;

/// The longest partition key, in bytes.
pub const MAX_PARTITION_KEY: usize = 2048;
/// The longest sort key, in bytes.
pub const MAX_SORT_KEY: usize = 1024;

/// The parameters of the path.
pub struct PathParameters(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for PathParameters {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let refused = || Error::BadRequest("the path is not UTF-8, or has a % too many".to_owned());
        decode(parts.uri.path()).ok_or_else(refused)?;
        let parameters = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| refused())?;
        // The router takes an empty segment for a parameter, unless it is the last.
        if parameters.iter().any(|(_, value)| value.is_empty()) {
            return Err(Error::UnknownPath);
        }
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Ok(Self(parameters.iter().map(owned).collect()))
    }
}

impl PathParameters {
    /// Reads a parameter that takes at most `max` bytes in the table.
    pub fn get<T: FromText + Stored>(&self, name: &str, max: usize) -> Result<T, Error> {
        let found = self.0.iter().find(|(parameter, _)| parameter == name);
        let (_, value) =
            found.ok_or_else(|| Error::internal(format!("the path has no `{name}`")))?;
        let value: T = parse(name, value)?;
        if key_bytes(&value).is_some_and(|bytes| bytes > max) {
            return Err(Error::BadRequest(format!(
                "{name}: longer than {max} bytes"
            )));
        }
        Ok(value)
    }
}

/// The parameters of the query string. Each is taken once; what is left at the end is refused.
pub struct QueryParameters {
    left: Vec<(String, String)>,
    taken: Vec<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for QueryParameters {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        let query = parts.uri.query().unwrap_or_default().replace('+', " ");
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(name)?, decode(value)?))
        });
        let left = pairs.collect::<Option<_>>().ok_or_else(|| {
            Error::BadRequest("the query string is not UTF-8, or has a % too many".to_owned())
        })?;
        Ok(Self {
            left,
            taken: Vec::new(),
        })
    }
}

/// Decodes what is percent-encoded, if it is UTF-8 and two digits follow each `%`.
fn decode(text: &str) -> Option<String> {
    let is_encoded =
        |rest: &str| rest.len() > 1 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    if !text.split('%').skip(1).all(is_encoded) {
        return None;
    }
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.ok().map(Cow::into_owned)
}

impl QueryParameters {
    pub fn take(&mut self, name: &str) -> Option<String> {
        let mut names = self.left.iter().map(|(parameter, _)| parameter);
        let (name, value) = self
            .left
            .remove(names.position(|parameter| parameter == name)?);
        self.taken.push(name);
        Some(value)
    }

    pub fn take_parsed<T: FromText>(&mut self, name: &str) -> Result<Option<T>, Error> {
        self.take_read(name, T::from_text)
    }

    pub fn take_read<T>(
        &mut self,
        name: &str,
        read: fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Error> {
        let read = |text: String| read(&text).map_err(|error| misread(name, &error));
        self.take(name).map(read).transpose()
    }

    /// Refuses parameters that nothing has taken: unknown ones, and the second of two alike.
    pub fn finish(self) -> Result<(), Error> {
        match self.left.first() {
            None => Ok(()),
            Some((name, _)) if self.taken.contains(name) => Err(misread(name, "is given twice")),
            Some((name, _)) => Err(misread(name, "there is no such parameter")),
        }
    }
}

fn parse<T: FromText>(name: &str, value: &str) -> Result<T, Error> {
    T::from_text(value).map_err(|error| misread(name, &error))
}

fn misread(name: &str, error: &str) -> Error {
    Error::BadRequest(format!("{name}: {error}"))
}

/// Adds a value as one segment of a path.
pub fn push_segment(path: &mut String, value: &impl Display) {
    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    path.push_str(&utf8_percent_encode(&value.to_string(), RESERVED).to_string());
}
