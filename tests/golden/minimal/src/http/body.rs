//! Reading a JSON body: its media type, its syntax, its types, and then its constraints.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

use super::error::{Error, Problem};

/// A body whose values meet the constraints of the spec.
pub struct Body<T>(pub T);

/// A type that bodies are read into.
pub trait Input: DeserializeOwned {
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
        let bytes = Bytes::from_request(request, state).await.map_err(unread)?;
        let value: T = parse(&bytes)?;
        let mut problems = Problems::default();
        Input::check(&value, &mut problems);
        problems.into_result()?;
        Ok(Self(value))
    }
}

fn unread(rejection: BytesRejection) -> Error {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge
    } else {
        Error::BadRequest(rejection.body_text())
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

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(Object(&mut deserializer));
    let value = read.map_err(|error| match error.inner().classify() {
        Category::Data => misfit("", &error),
        _ => not_json(error.inner()),
    })?;
    deserializer.end().map_err(|error| not_json(&error))?;
    Ok(value)
}

fn not_json(error: &serde_json::Error) -> Error {
    Error::BadRequest(format!("the body is not JSON: {error}"))
}

fn misfit(base: &str, error: &serde_path_to_error::Error<serde_json::Error>) -> Error {
    let mut detail = error.inner().to_string();
    if let Some(place) = detail.rfind(" at line ") {
        detail.truncate(place);
    }
    let pointer = format!("{base}{}", pointer(error.path()));
    Error::Invalid(vec![Problem { pointer, detail }])
}

/// Reads a struct from an object alone: what serde derives for one would also take an array.
pub struct Object<D>(pub D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Object<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => push(&mut pointer, key),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

fn push(pointer: &mut String, name: &str) {
    pointer.push('/');
    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
}

/// The values of a body that are not allowed, each with its place.
#[derive(Default)]
pub struct Problems {
    pointer: String,
    found: Vec<Problem>,
}

impl Problems {
    pub fn add(&mut self, detail: impl Into<String>) {
        let pointer = self.pointer.clone();
        self.found.push(Problem {
            pointer,
            detail: detail.into(),
        });
    }

    pub fn into_result(self) -> Result<(), Error> {
        if self.found.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self.found))
        }
    }
}
