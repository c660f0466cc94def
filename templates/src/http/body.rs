//! Reading a body: its media type, its syntax, its types, and then its constraints.

use std::borrow::Borrow;
use std::fmt::Display;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use regex::Regex;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::error::{Error, Problem};
use super::json::FromJson;
use super::parameters::PathParameters;
use super::patch::Change;
use super::pointer::push;
use super::scan::scan;
use crate::dynamodb::Stored;
use crate::values::{EpochSeconds, FromText};

/// DynamoDB's deepest nesting: an attribute is the first level of it.
#[cfg(feature = "json")]
const MAX_DEPTH: usize = 32;
/// How many problems an answer names at most, and how long their pointers may be together: it stays
/// small, whatever a body holds.
const MAX_PROBLEMS: usize = 100;
const MAX_POINTERS: usize = 10_000;

/// A body whose values meet the constraints of the spec.
pub struct Body<T>(pub T);

/// A type that bodies are read into.
pub trait Input: FromJson {
    const MEDIA_TYPES: &[&str] = &["application/json"];

    /// Reports each value that breaks a constraint.
    fn check(&self, problems: &mut Problems);
}

impl<S: Send + Sync, T: Input> FromRequest<S> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        if !is_json::<T>(&request) {
            return Err(Error::UnsupportedMediaType(T::MEDIA_TYPES[0]));
        }
        let bytes = Bytes::from_request(request, state).await;
        let value = parse(&bytes.map_err(|rejection| unread(&rejection))?)?;
        let value = T::from_json(value).map_err(|problem| Error::Invalid(vec![problem]))?;
        let mut problems = Problems::default();
        Input::check(&value, &mut problems);
        problems.into_result()?;
        Ok(Self(value))
    }
}

pub(super) fn unread(rejection: &BytesRejection) -> Error {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge
    } else {
        Error::BadRequest("the body did not arrive in full".to_owned())
    }
}

fn is_json<T: Input>(request: &Request) -> bool {
    let Some(value) = request.headers().get(header::CONTENT_TYPE) else {
        return true;
    };
    let essence = value
        .to_str()
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default();
    T::MEDIA_TYPES
        .iter()
        .any(|media_type| essence.trim().eq_ignore_ascii_case(media_type))
}

/// Parses a body, once nothing in it can mislead the parser.
fn parse(bytes: &[u8]) -> Result<Value, Error> {
    match scan(bytes)?.into_result() {
        Ok(()) => serde_json::from_slice(bytes).map_err(|error| not_json(&error)),
        Err(refused) => {
            serde_json::from_slice::<IgnoredAny>(bytes).map_err(|error| not_json(&error))?;
            Err(refused)
        }
    }
}

fn not_json(error: &serde_json::Error) -> Error {
    let (line, column) = (error.line(), error.column());
    Error::BadRequest(if error.is_eof() {
        "the body is not JSON: it ends too early".to_owned()
    } else {
        format!("the body is not JSON: see line {line}, column {column}")
    })
}

/// Reads one member of a body, once it is known in full.
#[cfg(feature = "merge")]
pub(super) fn read_member<T: FromJson>(
    name: &str,
    value: Value,
    check: fn(&T, &mut Problems),
) -> Result<T, Error> {
    let value =
        T::from_json(value).map_err(|problem| Error::Invalid(vec![problem.inside(name)]))?;
    let mut problems = Problems::default();
    problems.check(name, &value, check);
    problems.into_result()?;
    Ok(value)
}

/// The values of a body that are not allowed, each with its place.
#[derive(Default)]
pub struct Problems {
    /// The pointer of the member that is looked at.
    place: String,
    found: Vec<Problem>,
}

impl Problems {
    pub fn add(&mut self, detail: impl Into<String>) {
        if !self.are_enough() {
            self.report(self.place.clone(), detail);
        }
    }

    pub(super) fn report(&mut self, pointer: String, detail: impl Into<String>) {
        self.found.push(Problem {
            pointer,
            detail: detail.into(),
        });
    }

    /// Whether an answer has room for no more.
    pub(super) fn are_enough(&self) -> bool {
        let pointers = self.found.iter().map(|problem| problem.pointer.len());
        self.found.len() >= MAX_PROBLEMS || pointers.sum::<usize>() > MAX_POINTERS
    }

    pub fn into_result(self) -> Result<(), Error> {
        if self.found.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self.found))
        }
    }

    /// Reports what is wrong with a member of the object that is being checked.
    pub fn refuse(&mut self, name: &str, detail: &str) {
        self.within(name, |problems| problems.add(detail));
    }

    /// Checks a member of the object that is being checked.
    pub fn check<T: Borrow<B>, B: ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        rule: fn(&B, &mut Self),
    ) {
        self.within(name, |problems| rule(value.borrow(), problems));
    }

    /// Checks a member that may be absent.
    pub fn check_some<T: Borrow<B>, B: ?Sized>(
        &mut self,
        name: &str,
        value: &Option<T>,
        rule: fn(&B, &mut Self),
    ) {
        if let Some(value) = value {
            self.check(name, value, rule);
        }
    }

    /// Checks a member of a merge patch.
    pub fn check_change<T: Borrow<B>, B: ?Sized>(
        &mut self,
        name: &str,
        change: &Change<T>,
        rule: fn(&B, &mut Self),
    ) {
        if let Change::Set(value) = change {
            self.check(name, value, rule);
        }
    }

    /// Refuses null for an attribute that every item holds.
    pub fn keep<T>(&mut self, name: &str, change: &Change<T>) {
        if matches!(change, Change::Remove) {
            self.refuse(name, "can't be removed");
        }
    }

    /// Checks each element of a list.
    pub fn each<'a, T: Borrow<B> + 'a, B: ?Sized>(
        &mut self,
        values: impl IntoIterator<Item = &'a T>,
        rule: fn(&B, &mut Self),
    ) {
        for (index, value) in values.into_iter().enumerate() {
            self.within(&index.to_string(), |problems| {
                rule(value.borrow(), problems)
            });
        }
    }

    pub fn min_length(&mut self, length: usize, min: usize, unit: &str) {
        if length < min {
            self.add(format!("has {length} {unit}, at least {min} are needed"));
        }
    }

    pub fn max_length(&mut self, length: usize, max: usize, unit: &str) {
        if length > max {
            self.add(format!("has {length} {unit}, at most {max} are allowed"));
        }
    }

    pub fn minimum<T: PartialOrd + Display>(&mut self, value: &T, min: &T) {
        if value < min {
            self.add(format!("must be at least {min}"));
        }
    }

    pub fn maximum<T: PartialOrd + Display>(&mut self, value: &T, max: &T) {
        if value > max {
            self.add(format!("must be at most {max}"));
        }
    }

    pub fn pattern(&mut self, value: &str, pattern: &Regex) {
        if !pattern.is_match(value) {
            self.add(format!("must match {pattern}"));
        }
    }

    /// Reports a key that a path can't hold, as it would lead elsewhere.
    pub fn unreachable(&mut self, value: &(impl Display + ?Sized), unreachable: &[&str]) {
        let value = value.to_string();
        if unreachable.contains(&value.as_str()) {
            self.add(format!("no path can hold {value} as a key"));
        }
    }

    /// Reports a member that differs from what it has to be.
    pub fn same<T: PartialEq>(&mut self, name: &str, value: &T, expected: &T) {
        if value != expected {
            self.refuse(name, "can't be changed");
        }
    }

    /// Reports a member that is given and differs from what it has to be.
    pub fn same_if_given<'a, T: PartialEq + 'a>(
        &mut self,
        name: &str,
        value: &Option<T>,
        expected: impl Into<Option<&'a T>>,
    ) {
        if value.is_some() && value.as_ref() != expected.into() {
            self.refuse(name, "can't be changed");
        }
    }

    /// Reports a member that clients can't set.
    pub fn not_given<T>(&mut self, name: &str, value: &Option<T>) {
        if value.is_some() {
            self.refuse(name, "can't be set");
        }
    }

    /// Checks that DynamoDB can store a JSON value: how deep it is nested, and the names of members.
    #[cfg(feature = "json")]
    pub fn json(&mut self, value: &Value) {
        // A slash for each level: those within names are escaped.
        let depth = self.place.matches('/').count();
        if depth > MAX_DEPTH || (depth == MAX_DEPTH && (value.is_array() || value.is_object())) {
            self.add(format!("is nested more than {MAX_DEPTH} levels deep"));
            return;
        }
        match value {
            Value::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    self.within(&index.to_string(), |problems| problems.json(value));
                }
            }
            Value::Object(members) => {
                for (name, value) in members {
                    if name.is_empty() {
                        self.add("has a member without a name");
                    }
                    self.within(name, |problems| problems.json(value));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn within(&mut self, name: &str, check: impl FnOnce(&mut Self)) {
        let length = self.place.len();
        push(&mut self.place, name);
        check(self);
        self.place.truncate(length);
    }
}

/// The value of a member that has to be there.
pub fn given<T>(name: &str, value: Option<T>) -> Result<T, Error> {
    value.ok_or_else(|| Error::Invalid(vec![Problem::new("is missing").inside(name)]))
}

/// The value of a member, or its default.
pub fn given_or<T>(value: Option<T>, default: fn() -> T) -> T {
    value.unwrap_or_else(default)
}

/// Takes a member from the path. The body leaves it out, or has the same value.
pub fn require_same_as_path<T>(
    path: &PathParameters,
    name: &str,
    max: usize,
    member: &mut Option<T>,
) -> Result<(), Error>
where
    T: FromText + Stored + PartialEq,
{
    let value = path.get(name, max)?;
    let mut problems = Problems::default();
    problems.same_if_given(name, member, &value);
    *member = Some(value);
    problems.into_result()
}

/// Checks a member that is not in the body alone.
pub fn check_member<T: Borrow<B>, B: ?Sized>(
    name: &str,
    value: &Option<T>,
    rule: fn(&B, &mut Problems),
) -> Result<(), Error> {
    let mut problems = Problems::default();
    problems.check_some(name, value, rule);
    problems.into_result()
}

/// Refuses to create an item after its time.
pub fn lies_ahead(time: &EpochSeconds, problems: &mut Problems) {
    if *time <= EpochSeconds::now() {
        problems.add("must lie in the future");
    }
}

/// Compiles a pattern of the spec, which was checked when this code was generated.
pub fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is valid")
}

#[cfg(test)]
mod tests;
