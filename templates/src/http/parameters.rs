//! Values in the path and the query string, in the wire text of their types.

use std::fmt::Display;
use std::str::FromStr;

use axum::extract::{FromRequestParts, Query, RawPathParams};
use axum::http::request::Parts;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::Error;

/// The longest partition key, in bytes.
pub const MAX_PARTITION_KEY: usize = 2048;
/// The longest sort key, in bytes.
pub const MAX_SORT_KEY: usize = 1024;

/// The parameters of the path.
pub struct PathParameters(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for PathParameters {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let parameters = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| Error::BadRequest("the path is not UTF-8".to_owned()))?;
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Ok(Self(parameters.iter().map(owned).collect()))
    }
}

impl PathParameters {
    /// Reads a parameter of at most `max` bytes.
    pub fn get<T>(&self, name: &str, max: usize) -> Result<T, Error>
    where
        T: FromStr<Err: Display>,
    {
        let found = self.0.iter().find(|(parameter, _)| parameter == name);
        let (_, value) = found.ok_or(Error::Internal)?;
        if value.len() > max {
            return Err(Error::BadRequest(format!(
                "{name}: longer than {max} bytes"
            )));
        }
        parse(name, value)
    }

    /// Reads a number that DynamoDB can hold, which NaN and infinity are not.
    pub fn get_number(&self, name: &str, max: usize) -> Result<f64, Error> {
        let value: f64 = self.get(name, max)?;
        if value.abs() <= 9.99e125 {
            Ok(value)
        } else {
            Err(Error::BadRequest(format!("{name}: not within ±9.99e125")))
        }
    }
}

/// The parameters of the query string. Each is taken once; what is left at the end is refused.
pub struct QueryParameters(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for QueryParameters {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Query(parameters) = Query::from_request_parts(parts, state)
            .await
            .map_err(|_| Error::BadRequest("the query string is malformed".to_owned()))?;
        Ok(Self(parameters))
    }
}

impl QueryParameters {
    pub fn take(&mut self, name: &str) -> Option<String> {
        let index = self.0.iter().position(|(parameter, _)| parameter == name)?;
        Some(self.0.remove(index).1)
    }

    pub fn take_parsed<T>(&mut self, name: &str) -> Result<Option<T>, Error>
    where
        T: FromStr<Err: Display>,
    {
        self.take(name).map(|value| parse(name, &value)).transpose()
    }

    /// Refuses parameters that nothing has taken: unknown ones, and the second of two alike.
    pub fn finish(self) -> Result<(), Error> {
        match self.0.first() {
            None => Ok(()),
            Some((name, _)) => Err(Error::BadRequest(format!(
                "{name}: no such parameter, or given twice"
            ))),
        }
    }
}

pub fn parse<T>(name: &str, value: &str) -> Result<T, Error>
where
    T: FromStr<Err: Display>,
{
    value
        .parse()
        .map_err(|error| Error::BadRequest(format!("{name}: {error}")))
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

#[cfg(test)]
mod tests;
