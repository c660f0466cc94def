//! What a fn item is, and what clients may send of it.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

use crate::dynamodb::{Attributes, put, required};
use crate::http::{
    Error, FromJson, Input, MAX_PARTITION_KEY, MAX_SORT_KEY, PathParameters, Problem, Problems,
    given, members_of,
};

/// A fn item, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FnItem {
    pub r: f64,
    pub v: String,
}

impl FnItem {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "r", &self.r);
        put(&mut item, "v", &self.v);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            r: required(item, "r")?,
            v: required(item, "v")?,
        })
    }
}

impl IntoResponse for FnItem {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

/// What the spec says of single values.
impl FnItem {
    pub(super) fn check_v(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.len(), 1024, "bytes");
        problems.unreachable(value, &[".", ".."]);
    }
}

/// The primary key of a fn item.
#[derive(Debug, Clone, PartialEq)]
pub struct FnItemKey {
    pub r: f64,
    pub v: String,
}

impl FnItemKey {
    pub fn read(path: &PathParameters) -> Result<Self, Error> {
        Ok(Self {
            r: path.get("r", MAX_PARTITION_KEY)?,
            v: path.get("v", MAX_SORT_KEY)?,
        })
    }

    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "r", &self.r);
        put(&mut key, "v", &self.v);
        key
    }
}

/// The body that creates a fn item.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFnItem {
    pub r: Option<f64>,
    pub v: String,
}

impl FromJson for NewFnItem {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            r: members.read_some("r")?,
            v: members.read("v")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewFnItem {
    /// Adds what clients don't give.
    pub(super) fn into_item(self) -> Result<FnItem, Error> {
        let item = FnItem {
            r: given("r", self.r)?,
            v: self.v,
        };
        Ok(item)
    }
}

impl Input for NewFnItem {
    fn check(&self, problems: &mut Problems) {
        problems.check("v", &self.v, FnItem::check_v);
    }
}

/// The body that replaces a fn item. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceFnItem {
    pub r: Option<f64>,
    pub v: Option<String>,
}

impl FromJson for ReplaceFnItem {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            r: members.read_some("r")?,
            v: members.read_some("v")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceFnItem {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &FnItemKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("r", &self.r, &key.r);
        problems.same_if_given("v", &self.v, &key.v);
        problems.into_result()
    }

    /// Makes the item that an upsert creates.
    pub(super) fn into_item(self, key: FnItemKey) -> Result<FnItem, Error> {
        let mut problems = Problems::default();
        problems.check("v", &key.v, FnItem::check_v);
        problems.into_result()?;
        let item = FnItem { r: key.r, v: key.v };
        Ok(item)
    }
}

impl Input for ReplaceFnItem {
    fn check(&self, _problems: &mut Problems) {}
}
