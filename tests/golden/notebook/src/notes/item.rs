//! What a note is, and what clients may send of it.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::types::{NoteColor, NoteLayout};
use crate::dynamodb::{Attributes, defaulted, optional, put, put_some, required};
use crate::http::{
    Change, Error, FromJson, Input, MAX_PARTITION_KEY, PathParameters, Problem, Problems, etag,
    is_given, members_of,
};
use crate::values::Timestamp;

/// A note, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Note {
    pub note_id: Uuid,
    pub owner_id: Uuid,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    pub color: NoteColor,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layout: Option<NoteLayout>,
    pub pinned: bool,
    pub created_at: Timestamp,
    pub revision: i64,
}

impl Note {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "note_id", &self.note_id);
        put(&mut item, "owner_id", &self.owner_id);
        put(&mut item, "title", &self.title);
        put_some(&mut item, "text", &self.text);
        put(&mut item, "color", &self.color);
        put_some(&mut item, "layout", &self.layout);
        put(&mut item, "pinned", &self.pinned);
        put(&mut item, "created_at", &self.created_at);
        put(&mut item, "revision", &self.revision);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            note_id: required(item, "note_id")?,
            owner_id: required(item, "owner_id")?,
            title: required(item, "title")?,
            text: optional(item, "text")?,
            color: required(item, "color")?,
            layout: optional(item, "layout")?,
            pinned: defaulted(item, "pinned", Note::default_pinned)?,
            created_at: required(item, "created_at")?,
            revision: required(item, "revision")?,
        })
    }
}

impl IntoResponse for Note {
    fn into_response(self) -> Response {
        let etag = etag(self.revision);
        ([(header::ETAG, etag)], Json(self)).into_response()
    }
}

/// What the spec says of single values.
impl Note {
    pub(super) fn check_title(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 120, "characters");
    }

    pub(super) fn check_text(value: &str, problems: &mut Problems) {
        problems.max_length(value.chars().count(), 20000, "characters");
    }

    pub(super) fn default_pinned() -> bool {
        false
    }
}

/// A note as far as the index `by_color` holds it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NoteByColor {
    pub note_id: Uuid,
    pub owner_id: Uuid,
    pub title: String,
    pub color: NoteColor,
}

impl NoteByColor {
    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            note_id: required(item, "note_id")?,
            owner_id: required(item, "owner_id")?,
            title: required(item, "title")?,
            color: required(item, "color")?,
        })
    }
}

/// The primary key of a note.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteKey {
    pub note_id: Uuid,
}

impl NoteKey {
    pub fn read(path: &PathParameters) -> Result<Self, Error> {
        Ok(Self {
            note_id: path.get("note_id", MAX_PARTITION_KEY)?,
        })
    }

    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "note_id", &self.note_id);
        key
    }
}

/// The body that creates a note.
#[derive(Debug, Clone, PartialEq)]
pub struct NewNote {
    pub title: String,
    pub text: Option<String>,
    pub color: NoteColor,
    pub layout: Option<NoteLayout>,
    pub pinned: bool,
}

impl FromJson for NewNote {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            title: members.read("title")?,
            text: members.read_some("text")?,
            color: members.read("color")?,
            layout: members.read_some("layout")?,
            pinned: members.read_or("pinned", Note::default_pinned)?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewNote {
    /// Adds what clients don't give.
    pub(super) fn into_item(self, owner: Uuid) -> Note {
        Note {
            note_id: Uuid::now_v7(),
            owner_id: owner,
            title: self.title,
            text: self.text,
            color: self.color,
            layout: self.layout,
            pinned: self.pinned,
            created_at: Timestamp::now(),
            revision: 1,
        }
    }
}

impl Input for NewNote {
    fn check(&self, problems: &mut Problems) {
        problems.check("title", &self.title, Note::check_title);
        problems.check_some("text", &self.text, Note::check_text);
        problems.check_some("layout", &self.layout, NoteLayout::check);
    }
}

/// The body that replaces a note. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceNote {
    pub note_id: Option<Uuid>,
    pub owner_id: Option<Uuid>,
    pub title: String,
    pub text: Option<String>,
    pub color: NoteColor,
    pub layout: Option<NoteLayout>,
    pub pinned: bool,
    pub created_at: Option<Timestamp>,
    pub revision: Option<i64>,
}

impl FromJson for ReplaceNote {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            note_id: members.read_some("note_id")?,
            owner_id: members.read_some("owner_id")?,
            title: members.read("title")?,
            text: members.read_some("text")?,
            color: members.read("color")?,
            layout: members.read_some("layout")?,
            pinned: members.read_or("pinned", Note::default_pinned)?,
            created_at: members.read_some("created_at")?,
            revision: members.read_some("revision")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceNote {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &NoteKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("note_id", &self.note_id, &key.note_id);
        problems.into_result()
    }

    /// Tells what differs from the stored item though it can't change.
    pub(super) fn difference(&self, stored: &Note) -> Error {
        let mut problems = Problems::default();
        problems.same_if_given("owner_id", &self.owner_id, &stored.owner_id);
        problems.same_if_given("created_at", &self.created_at, &stored.created_at);
        problems.same_if_given("revision", &self.revision, &stored.revision);
        let cause = "a condition failed, though nothing differs";
        problems
            .into_result()
            .err()
            .unwrap_or_else(|| Error::internal(cause))
    }
}

impl Input for ReplaceNote {
    fn check(&self, problems: &mut Problems) {
        problems.check("title", &self.title, Note::check_title);
        problems.check_some("text", &self.text, Note::check_text);
        problems.check_some("layout", &self.layout, NoteLayout::check);
    }
}

/// The merge patch that updates a note.
#[derive(Debug, Clone, PartialEq)]
pub struct NotePatch {
    pub title: Change<String>,
    pub text: Change<String>,
    pub color: Change<NoteColor>,
    pub layout: Change<Value>,
    pub pinned: Change<bool>,
}

impl FromJson for NotePatch {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            title: members.read_change("title")?,
            text: members.read_change("text")?,
            color: members.read_change("color")?,
            layout: members.read_patch("layout"),
            pinned: members.read_change("pinned")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NotePatch {
    /// Whether the patch reaches into a value, which has to be read first.
    pub(super) fn merges(&self) -> bool {
        is_given(&self.layout)
    }
}

impl Input for NotePatch {
    const MEDIA_TYPES: &[&str] = &["application/merge-patch+json", "application/json"];

    fn check(&self, problems: &mut Problems) {
        problems.keep("title", &self.title);
        problems.check_change("title", &self.title, Note::check_title);
        problems.check_change("text", &self.text, Note::check_text);
        problems.keep("color", &self.color);
        problems.keep("pinned", &self.pinned);
    }
}
