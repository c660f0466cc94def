//! What an album is, and what clients may send of it.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::types::{AlbumMedium, AlbumSleeve};
use crate::dynamodb::{
    Attributes, EarlierNames, defaulted, optional, put, put_some, required, with_present_names,
};
use crate::http::{
    Change, Error, FromJson, Input, MAX_PARTITION_KEY, PathParameters, Problem, Problems, etag,
    given_or, is_given, members_of,
};
use crate::values::{Date, Decimal, Set, Timestamp};

/// What attributes were called before: items stored then have them under those names.
pub(super) const EARLIER_NAMES: EarlierNames = &[
    ("title", "name"),
    ("label", "publisher"),
    ("medium", "format"),
    ("copies", "in_stock"),
    ("copies", "stock"),
    ("genres", "styles"),
    ("genres", "tags"),
    ("sleeve", "size"),
    ("extra", "notes"),
    ("barcode", "ean"),
    ("paid", "cost"),
    ("shelf", "place"),
    ("added_at", "created_at"),
    ("edited_at", "updated_at"),
    ("revision", "version"),
];

/// An album, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Album {
    pub id: Uuid,
    pub title: String,
    pub artist: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub released: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    pub medium: AlbumMedium,
    pub copies: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genres: Option<Set<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sleeve: Option<AlbumSleeve>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub barcode: Option<String>,
    #[serde(skip_serializing)]
    pub paid: Option<Decimal>,
    #[serde(skip_serializing)]
    pub shelf: String,
    pub added_at: Timestamp,
    pub edited_at: Timestamp,
    pub revision: i64,
}

impl Album {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "id", &self.id);
        put(&mut item, "title", &self.title);
        put(&mut item, "artist", &self.artist);
        put_some(&mut item, "released", &self.released);
        put_some(&mut item, "label", &self.label);
        put(&mut item, "medium", &self.medium);
        put(&mut item, "copies", &self.copies);
        put_some(&mut item, "genres", &self.genres);
        put_some(&mut item, "sleeve", &self.sleeve);
        put_some(&mut item, "extra", &self.extra);
        put_some(&mut item, "barcode", &self.barcode);
        put_some(&mut item, "paid", &self.paid);
        put(&mut item, "shelf", &self.shelf);
        put(&mut item, "added_at", &self.added_at);
        put(&mut item, "edited_at", &self.edited_at);
        put(&mut item, "revision", &self.revision);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        let item = &with_present_names(item, EARLIER_NAMES);
        Ok(Self {
            id: required(item, "id")?,
            title: required(item, "title")?,
            artist: required(item, "artist")?,
            released: optional(item, "released")?,
            label: optional(item, "label")?,
            medium: defaulted(item, "medium", Album::default_medium)?,
            copies: defaulted(item, "copies", Album::default_copies)?,
            genres: optional(item, "genres")?,
            sleeve: optional(item, "sleeve")?,
            extra: optional(item, "extra")?,
            barcode: optional(item, "barcode")?,
            paid: optional(item, "paid")?,
            shelf: defaulted(item, "shelf", Album::default_shelf)?,
            added_at: required(item, "added_at")?,
            edited_at: required(item, "edited_at")?,
            revision: required(item, "revision")?,
        })
    }
}

impl IntoResponse for Album {
    fn into_response(self) -> Response {
        let etag = etag(self.revision);
        ([(header::ETAG, etag)], Json(self)).into_response()
    }
}

/// What the spec says of single values.
impl Album {
    pub(super) fn check_title(value: &str, problems: &mut Problems) {
        problems.max_length(value.chars().count(), 200, "characters");
    }

    pub(super) fn check_artist(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 100, "characters");
        problems.unreachable(value, &[".", ".."]);
    }

    pub(super) fn check_label(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 80, "characters");
        problems.unreachable(value, &[".", ".."]);
    }

    pub(super) fn check_copies(value: &i64, problems: &mut Problems) {
        problems.minimum(value, &0);
    }

    pub(super) fn check_genres(value: &Set<String>, problems: &mut Problems) {
        problems.max_length(value.size(), 10, "elements");
    }

    pub(super) fn check_extra(value: &Value, problems: &mut Problems) {
        problems.json(value);
    }

    pub(super) fn check_barcode(value: &str, problems: &mut Problems) {
        problems.max_length(value.chars().count(), 20, "characters");
    }

    pub(super) fn default_medium() -> AlbumMedium {
        AlbumMedium::Vinyl
    }

    pub(super) fn default_copies() -> i64 {
        1
    }

    pub(super) fn default_shelf() -> String {
        "new".to_owned()
    }
}

/// An album as far as the index `by_artist` holds it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlbumByArtist {
    pub id: Uuid,
    pub title: String,
    pub artist: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub released: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

impl AlbumByArtist {
    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        let item = &with_present_names(item, EARLIER_NAMES);
        Ok(Self {
            id: required(item, "id")?,
            title: required(item, "title")?,
            artist: required(item, "artist")?,
            released: optional(item, "released")?,
            label: optional(item, "label")?,
        })
    }
}

/// The primary key of an album.
#[derive(Debug, Clone, PartialEq)]
pub struct AlbumKey {
    pub id: Uuid,
}

impl AlbumKey {
    pub fn read(path: &PathParameters) -> Result<Self, Error> {
        Ok(Self {
            id: path.get("id", MAX_PARTITION_KEY)?,
        })
    }

    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "id", &self.id);
        key
    }
}

/// The body that creates an album.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAlbum {
    pub title: String,
    pub artist: String,
    pub released: Option<Date>,
    pub label: Option<String>,
    pub medium: AlbumMedium,
    pub copies: i64,
    pub genres: Option<Set<String>>,
    pub sleeve: Option<AlbumSleeve>,
    pub extra: Option<Value>,
    pub barcode: Option<String>,
    pub paid: Option<Decimal>,
    pub shelf: String,
}

impl FromJson for NewAlbum {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            title: members.read("title")?,
            artist: members.read("artist")?,
            released: members.read_some("released")?,
            label: members.read_some("label")?,
            medium: members.read_or("medium", Album::default_medium)?,
            copies: members.read_or("copies", Album::default_copies)?,
            genres: members.read_some("genres")?,
            sleeve: members.read_some("sleeve")?,
            extra: members.read_some("extra")?,
            barcode: members.read_some("barcode")?,
            paid: members.read_some("paid")?,
            shelf: members.read_or("shelf", Album::default_shelf)?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewAlbum {
    /// Adds what clients don't give.
    pub(super) fn into_item(self) -> Album {
        let now = Timestamp::now();
        Album {
            id: Uuid::now_v7(),
            title: self.title,
            artist: self.artist,
            released: self.released,
            label: self.label,
            medium: self.medium,
            copies: self.copies,
            genres: self.genres,
            sleeve: self.sleeve,
            extra: self.extra,
            barcode: self.barcode,
            paid: self.paid,
            shelf: self.shelf,
            added_at: now,
            edited_at: now,
            revision: 1,
        }
    }
}

impl Input for NewAlbum {
    fn check(&self, problems: &mut Problems) {
        problems.check("title", &self.title, Album::check_title);
        problems.check("artist", &self.artist, Album::check_artist);
        problems.check_some("label", &self.label, Album::check_label);
        problems.check("copies", &self.copies, Album::check_copies);
        problems.check_some("genres", &self.genres, Album::check_genres);
        problems.check_some("extra", &self.extra, Album::check_extra);
        problems.check_some("barcode", &self.barcode, Album::check_barcode);
    }
}

/// The body that replaces an album. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceAlbum {
    pub id: Option<Uuid>,
    pub title: String,
    pub artist: String,
    pub released: Option<Date>,
    pub label: Option<String>,
    pub medium: AlbumMedium,
    pub copies: i64,
    pub genres: Option<Set<String>>,
    pub sleeve: Option<AlbumSleeve>,
    pub extra: Option<Value>,
    pub barcode: Option<String>,
    pub paid: Option<Decimal>,
    pub shelf: Option<String>,
    pub added_at: Option<Timestamp>,
    pub edited_at: Option<Timestamp>,
    pub revision: Option<i64>,
}

impl FromJson for ReplaceAlbum {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            id: members.read_some("id")?,
            title: members.read("title")?,
            artist: members.read("artist")?,
            released: members.read_some("released")?,
            label: members.read_some("label")?,
            medium: members.read_or("medium", Album::default_medium)?,
            copies: members.read_or("copies", Album::default_copies)?,
            genres: members.read_some("genres")?,
            sleeve: members.read_some("sleeve")?,
            extra: members.read_some("extra")?,
            barcode: members.read_some("barcode")?,
            paid: members.read_some("paid")?,
            shelf: members.read_some("shelf")?,
            added_at: members.read_some("added_at")?,
            edited_at: members.read_some("edited_at")?,
            revision: members.read_some("revision")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceAlbum {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &AlbumKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("id", &self.id, &key.id);
        problems.into_result()
    }

    /// Tells what differs from the stored item though it can't change.
    pub(super) fn difference(&self, stored: &Album) -> Error {
        let mut problems = Problems::default();
        problems.same("medium", &self.medium, &stored.medium);
        problems.same("barcode", &self.barcode, &stored.barcode);
        problems.same_if_given("shelf", &self.shelf, &stored.shelf);
        problems.same_if_given("added_at", &self.added_at, &stored.added_at);
        problems.same_if_given("edited_at", &self.edited_at, &stored.edited_at);
        problems.same_if_given("revision", &self.revision, &stored.revision);
        let cause = "a condition failed, though nothing differs";
        problems
            .into_result()
            .err()
            .unwrap_or_else(|| Error::internal(cause))
    }

    /// Makes the item that an upsert creates.
    pub(super) fn into_item(self, key: AlbumKey) -> Result<Album, Error> {
        let mut problems = Problems::default();
        problems.not_given("added_at", &self.added_at);
        problems.not_given("edited_at", &self.edited_at);
        problems.not_given("revision", &self.revision);
        problems.into_result()?;
        let now = Timestamp::now();
        let item = Album {
            id: key.id,
            title: self.title,
            artist: self.artist,
            released: self.released,
            label: self.label,
            medium: self.medium,
            copies: self.copies,
            genres: self.genres,
            sleeve: self.sleeve,
            extra: self.extra,
            barcode: self.barcode,
            paid: self.paid,
            shelf: given_or(self.shelf, Album::default_shelf),
            added_at: now,
            edited_at: now,
            revision: 1,
        };
        Ok(item)
    }
}

impl Input for ReplaceAlbum {
    fn check(&self, problems: &mut Problems) {
        problems.check("title", &self.title, Album::check_title);
        problems.check("artist", &self.artist, Album::check_artist);
        problems.check_some("label", &self.label, Album::check_label);
        problems.check("copies", &self.copies, Album::check_copies);
        problems.check_some("genres", &self.genres, Album::check_genres);
        problems.check_some("extra", &self.extra, Album::check_extra);
        problems.check_some("barcode", &self.barcode, Album::check_barcode);
    }
}

/// The merge patch that updates an album.
#[derive(Debug, Clone, PartialEq)]
pub struct AlbumPatch {
    pub title: Change<String>,
    pub artist: Change<String>,
    pub released: Change<Date>,
    pub label: Change<String>,
    pub copies: Change<i64>,
    pub genres: Change<Set<String>>,
    pub sleeve: Change<Value>,
    pub extra: Change<Value>,
    pub paid: Change<Decimal>,
}

impl FromJson for AlbumPatch {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            title: members.read_change("title")?,
            artist: members.read_change("artist")?,
            released: members.read_change("released")?,
            label: members.read_change("label")?,
            copies: members.read_change("copies")?,
            genres: members.read_change("genres")?,
            sleeve: members.read_patch("sleeve"),
            extra: members.read_patch("extra"),
            paid: members.read_change("paid")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl AlbumPatch {
    /// Whether the patch reaches into a value, which has to be read first.
    pub(super) fn merges(&self) -> bool {
        is_given(&self.sleeve) || is_given(&self.extra)
    }
}

impl Input for AlbumPatch {
    const MEDIA_TYPES: &[&str] = &["application/merge-patch+json", "application/json"];

    fn check(&self, problems: &mut Problems) {
        problems.keep("title", &self.title);
        problems.check_change("title", &self.title, Album::check_title);
        problems.keep("artist", &self.artist);
        problems.check_change("artist", &self.artist, Album::check_artist);
        problems.check_change("label", &self.label, Album::check_label);
        problems.keep("copies", &self.copies);
        problems.check_change("copies", &self.copies, Album::check_copies);
        problems.check_change("genres", &self.genres, Album::check_genres);
    }
}
