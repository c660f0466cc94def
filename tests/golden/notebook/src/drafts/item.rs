//! What a draft is, and what clients may send of it.

use std::sync::LazyLock;

use axum::Json;
use axum::response::{IntoResponse, Response};
use regex::Regex;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::dynamodb::{Attributes, optional, put, put_some, required};
use crate::http::{
    Error, FromJson, Input, MAX_SORT_KEY, PathParameters, Problem, Problems, lies_ahead,
    members_of, regex,
};
use crate::values::EpochSeconds;

/// A draft, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Draft {
    pub owner_id: Uuid,
    pub slug: String,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<EpochSeconds>,
}

impl Draft {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "owner_id", &self.owner_id);
        put(&mut item, "slug", &self.slug);
        put(&mut item, "text", &self.text);
        put_some(&mut item, "expires_at", &self.expires_at);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            owner_id: required(item, "owner_id")?,
            slug: required(item, "slug")?,
            text: required(item, "text")?,
            expires_at: optional(item, "expires_at")?,
        })
    }
}

impl IntoResponse for Draft {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

/// What the spec says of single values.
impl Draft {
    pub(super) fn check_slug(value: &str, problems: &mut Problems) {
        const PATTERN: &str = "^[a-z0-9-]+$";
        static REGEX: LazyLock<Regex> = LazyLock::new(|| regex(PATTERN));
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 60, "characters");
        problems.pattern(value, &REGEX);
    }

    pub(super) fn check_text(value: &str, problems: &mut Problems) {
        problems.max_length(value.chars().count(), 20000, "characters");
    }
}

/// The primary key of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftKey {
    pub owner_id: Uuid,
    pub slug: String,
}

impl DraftKey {
    pub fn read(path: &PathParameters, owner_id: Uuid) -> Result<Self, Error> {
        Ok(Self {
            owner_id,
            slug: path.get("slug", MAX_SORT_KEY)?,
        })
    }

    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "owner_id", &self.owner_id);
        put(&mut key, "slug", &self.slug);
        key
    }
}

/// The body that creates a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct NewDraft {
    pub slug: String,
    pub text: String,
    pub expires_at: Option<EpochSeconds>,
}

impl FromJson for NewDraft {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            slug: members.read("slug")?,
            text: members.read("text")?,
            expires_at: members.read_some("expires_at")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewDraft {
    /// Adds what clients don't give.
    pub(super) fn into_item(self, owner: Uuid) -> Draft {
        Draft {
            owner_id: owner,
            slug: self.slug,
            text: self.text,
            expires_at: self.expires_at,
        }
    }
}

impl Input for NewDraft {
    fn check(&self, problems: &mut Problems) {
        problems.check("slug", &self.slug, Draft::check_slug);
        problems.check("text", &self.text, Draft::check_text);
        problems.check_some("expires_at", &self.expires_at, lies_ahead);
    }
}

/// The body that replaces a draft. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceDraft {
    pub owner_id: Option<Uuid>,
    pub slug: Option<String>,
    pub text: String,
    pub expires_at: Option<EpochSeconds>,
}

impl FromJson for ReplaceDraft {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            owner_id: members.read_some("owner_id")?,
            slug: members.read_some("slug")?,
            text: members.read("text")?,
            expires_at: members.read_some("expires_at")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceDraft {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &DraftKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("owner_id", &self.owner_id, &key.owner_id);
        problems.same_if_given("slug", &self.slug, &key.slug);
        problems.into_result()
    }

    /// Makes the item that an upsert creates.
    pub(super) fn into_item(self, key: DraftKey) -> Result<Draft, Error> {
        let mut problems = Problems::default();
        problems.check("slug", &key.slug, Draft::check_slug);
        problems.check_some("expires_at", &self.expires_at, lies_ahead);
        problems.into_result()?;
        let item = Draft {
            owner_id: key.owner_id,
            slug: key.slug,
            text: self.text,
            expires_at: self.expires_at,
        };
        Ok(item)
    }
}

impl Input for ReplaceDraft {
    fn check(&self, problems: &mut Problems) {
        problems.check("text", &self.text, Draft::check_text);
    }
}
