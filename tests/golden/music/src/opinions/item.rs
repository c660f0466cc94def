//! What an opinion is, and what clients may send of it.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::dynamodb::{Attributes, EarlierNames, defaulted, put, required, with_present_names};
use crate::http::{
    Error, FromJson, Input, MAX_PARTITION_KEY, MAX_SORT_KEY, PathParameters, Problem, Problems,
    given, members_of,
};
use crate::values::Timestamp;

/// What attributes were called before: items stored then have them under those names.
pub(super) const EARLIER_NAMES: EarlierNames = &[("stars", "rating")];

/// An opinion, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Opinion {
    pub album: Uuid,
    pub at: Timestamp,
    pub stars: i64,
    pub author: String,
}

impl Opinion {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "album", &self.album);
        put(&mut item, "at", &self.at);
        put(&mut item, "stars", &self.stars);
        put(&mut item, "author", &self.author);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        let item = &with_present_names(item, EARLIER_NAMES);
        Ok(Self {
            album: required(item, "album")?,
            at: required(item, "at")?,
            stars: required(item, "stars")?,
            author: defaulted(item, "author", Opinion::default_author)?,
        })
    }
}

impl IntoResponse for Opinion {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

/// What the spec says of single values.
impl Opinion {
    pub(super) fn check_stars(value: &i64, problems: &mut Problems) {
        problems.minimum(value, &1);
        problems.maximum(value, &5);
    }

    pub(super) fn check_author(value: &str, problems: &mut Problems) {
        problems.max_length(value.chars().count(), 80, "characters");
    }

    pub(super) fn default_author() -> String {
        "".to_owned()
    }
}

/// The primary key of an opinion.
#[derive(Debug, Clone, PartialEq)]
pub struct OpinionKey {
    pub album: Uuid,
    pub at: Timestamp,
}

impl OpinionKey {
    pub fn read(path: &PathParameters) -> Result<Self, Error> {
        Ok(Self {
            album: path.get("album", MAX_PARTITION_KEY)?,
            at: path.get("at", MAX_SORT_KEY)?,
        })
    }

    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "album", &self.album);
        put(&mut key, "at", &self.at);
        key
    }
}

/// The body that creates an opinion.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOpinion {
    pub album: Option<Uuid>,
    pub at: Timestamp,
    pub stars: i64,
    pub author: String,
}

impl FromJson for NewOpinion {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            album: members.read_some("album")?,
            at: members.read("at")?,
            stars: members.read("stars")?,
            author: members.read_or("author", Opinion::default_author)?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewOpinion {
    /// Adds what clients don't give.
    pub(super) fn into_item(self) -> Result<Opinion, Error> {
        let item = Opinion {
            album: given("album", self.album)?,
            at: self.at,
            stars: self.stars,
            author: self.author,
        };
        Ok(item)
    }
}

impl Input for NewOpinion {
    fn check(&self, problems: &mut Problems) {
        problems.check("stars", &self.stars, Opinion::check_stars);
        problems.check("author", &self.author, Opinion::check_author);
    }
}

/// The body that replaces an opinion. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceOpinion {
    pub album: Option<Uuid>,
    pub at: Option<Timestamp>,
    pub stars: i64,
    pub author: String,
}

impl FromJson for ReplaceOpinion {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            album: members.read_some("album")?,
            at: members.read_some("at")?,
            stars: members.read("stars")?,
            author: members.read_or("author", Opinion::default_author)?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceOpinion {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &OpinionKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("album", &self.album, &key.album);
        problems.same_if_given("at", &self.at, &key.at);
        problems.into_result()
    }

    /// Tells what differs from the stored item though it can't change.
    pub(super) fn difference(&self, stored: &Opinion) -> Error {
        let mut problems = Problems::default();
        problems.same("stars", &self.stars, &stored.stars);
        problems.same("author", &self.author, &stored.author);
        let cause = "a condition failed, though nothing differs";
        problems
            .into_result()
            .err()
            .unwrap_or_else(|| Error::internal(cause))
    }

    /// Makes the item that an upsert creates.
    pub(super) fn into_item(self, key: OpinionKey) -> Result<Opinion, Error> {
        let item = Opinion {
            album: key.album,
            at: key.at,
            stars: self.stars,
            author: self.author,
        };
        Ok(item)
    }
}

impl Input for ReplaceOpinion {
    fn check(&self, problems: &mut Problems) {
        problems.check("stars", &self.stars, Opinion::check_stars);
        problems.check("author", &self.author, Opinion::check_author);
    }
}
