//! What a review is, and what clients may send of it.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::dynamodb::{Attributes, optional, put, put_some, required};
use crate::http::{
    Change, Error, FromJson, Input, MAX_PARTITION_KEY, MAX_SORT_KEY, PathParameters, Problem,
    Problems, given, members_of,
};
use crate::values::Timestamp;

/// A review, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Review {
    pub sku: String,
    pub review_id: Uuid,
    pub stars: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    pub author: String,
    pub posted_at: Timestamp,
}

impl Review {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "sku", &self.sku);
        put(&mut item, "review_id", &self.review_id);
        put(&mut item, "stars", &self.stars);
        put_some(&mut item, "text", &self.text);
        put(&mut item, "author", &self.author);
        put(&mut item, "posted_at", &self.posted_at);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            sku: required(item, "sku")?,
            review_id: required(item, "review_id")?,
            stars: required(item, "stars")?,
            text: optional(item, "text")?,
            author: required(item, "author")?,
            posted_at: required(item, "posted_at")?,
        })
    }
}

impl IntoResponse for Review {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

/// What the spec says of single values.
impl Review {
    pub(super) fn check_sku(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 40, "characters");
        problems.unreachable(value, &[".", ".."]);
    }

    pub(super) fn check_stars(value: &i64, problems: &mut Problems) {
        problems.minimum(value, &1);
        problems.maximum(value, &5);
    }

    pub(super) fn check_text(value: &str, problems: &mut Problems) {
        problems.max_length(value.chars().count(), 4000, "characters");
    }

    pub(super) fn check_author(value: &str, problems: &mut Problems) {
        problems.max_length(value.chars().count(), 80, "characters");
    }
}

/// The primary key of a review.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewKey {
    pub sku: String,
    pub review_id: Uuid,
}

impl ReviewKey {
    pub fn read(path: &PathParameters) -> Result<Self, Error> {
        Ok(Self {
            sku: path.get("sku", MAX_PARTITION_KEY)?,
            review_id: path.get("review_id", MAX_SORT_KEY)?,
        })
    }

    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "sku", &self.sku);
        put(&mut key, "review_id", &self.review_id);
        key
    }
}

/// The body that creates a review.
#[derive(Debug, Clone, PartialEq)]
pub struct NewReview {
    pub sku: Option<String>,
    pub stars: i64,
    pub text: Option<String>,
    pub author: String,
}

impl FromJson for NewReview {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            sku: members.read_some("sku")?,
            stars: members.read("stars")?,
            text: members.read_some("text")?,
            author: members.read("author")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewReview {
    /// Adds what clients don't give.
    pub(super) fn into_item(self) -> Result<Review, Error> {
        let item = Review {
            sku: given("sku", self.sku)?,
            review_id: Uuid::now_v7(),
            stars: self.stars,
            text: self.text,
            author: self.author,
            posted_at: Timestamp::now(),
        };
        Ok(item)
    }
}

impl Input for NewReview {
    fn check(&self, problems: &mut Problems) {
        problems.check_some("sku", &self.sku, Review::check_sku);
        problems.check("stars", &self.stars, Review::check_stars);
        problems.check_some("text", &self.text, Review::check_text);
        problems.check("author", &self.author, Review::check_author);
    }
}

/// The merge patch that updates a review.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewPatch {
    pub stars: Change<i64>,
    pub text: Change<String>,
}

impl FromJson for ReviewPatch {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            stars: members.read_change("stars")?,
            text: members.read_change("text")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Input for ReviewPatch {
    const MEDIA_TYPES: &[&str] = &["application/merge-patch+json", "application/json"];

    fn check(&self, problems: &mut Problems) {
        problems.keep("stars", &self.stars);
        problems.check_change("stars", &self.stars, Review::check_stars);
        problems.check_change("text", &self.text, Review::check_text);
    }
}
