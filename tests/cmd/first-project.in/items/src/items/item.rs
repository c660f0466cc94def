//! What an item is, and what clients may send of it.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::types::{ItemCategory, ItemSize};
use crate::dynamodb::{Attributes, optional, put, put_some, required};
use crate::http::{
    Change, Error, FromJson, Input, MAX_PARTITION_KEY, PathParameters, Problem, Problems, etag,
    is_given, members_of,
};
use crate::values::{Decimal, Timestamp};

/// An item, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    pub id: Uuid,
    pub name: String,
    pub price: Decimal,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<ItemCategory>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<ItemSize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub revision: i64,
}

impl Item {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "id", &self.id);
        put(&mut item, "name", &self.name);
        put(&mut item, "price", &self.price);
        put_some(&mut item, "category", &self.category);
        put_some(&mut item, "tags", &self.tags);
        put_some(&mut item, "size", &self.size);
        put_some(&mut item, "notes", &self.notes);
        put(&mut item, "created_at", &self.created_at);
        put(&mut item, "updated_at", &self.updated_at);
        put(&mut item, "revision", &self.revision);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            id: required(item, "id")?,
            name: required(item, "name")?,
            price: required(item, "price")?,
            category: optional(item, "category")?,
            tags: optional(item, "tags")?,
            size: optional(item, "size")?,
            notes: optional(item, "notes")?,
            created_at: required(item, "created_at")?,
            updated_at: required(item, "updated_at")?,
            revision: required(item, "revision")?,
        })
    }
}

impl IntoResponse for Item {
    fn into_response(self) -> Response {
        let etag = etag(self.revision);
        ([(header::ETAG, etag)], Json(self)).into_response()
    }
}

/// What the spec says of single values.
impl Item {
    pub(super) fn check_name(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 120, "characters");
    }

    pub(super) fn check_price(value: &Decimal, problems: &mut Problems) {
        problems.minimum(value, &Decimal::new(0, 0));
    }

    pub(super) fn check_tags(value: &[String], problems: &mut Problems) {
        problems.max_length(value.len(), 10, "elements");
    }
}

/// The primary key of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemKey {
    pub id: Uuid,
}

impl ItemKey {
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

/// The body that creates an item.
#[derive(Debug, Clone, PartialEq)]
pub struct NewItem {
    pub name: String,
    pub price: Decimal,
    pub category: Option<ItemCategory>,
    pub tags: Option<Vec<String>>,
    pub size: Option<ItemSize>,
    pub notes: Option<String>,
}

impl FromJson for NewItem {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            name: members.read("name")?,
            price: members.read("price")?,
            category: members.read_some("category")?,
            tags: members.read_some("tags")?,
            size: members.read_some("size")?,
            notes: members.read_some("notes")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewItem {
    /// Adds what clients don't give.
    pub(super) fn into_item(self) -> Item {
        let now = Timestamp::now();
        Item {
            id: Uuid::now_v7(),
            name: self.name,
            price: self.price,
            category: self.category,
            tags: self.tags,
            size: self.size,
            notes: self.notes,
            created_at: now,
            updated_at: now,
            revision: 1,
        }
    }
}

impl Input for NewItem {
    fn check(&self, problems: &mut Problems) {
        problems.check("name", &self.name, Item::check_name);
        problems.check("price", &self.price, Item::check_price);
        problems.check_some("tags", &self.tags, Item::check_tags);
    }
}

/// The body that replaces an item. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceItem {
    pub id: Option<Uuid>,
    pub name: String,
    pub price: Decimal,
    pub category: Option<ItemCategory>,
    pub tags: Option<Vec<String>>,
    pub size: Option<ItemSize>,
    pub notes: Option<String>,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
    pub revision: Option<i64>,
}

impl FromJson for ReplaceItem {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            id: members.read_some("id")?,
            name: members.read("name")?,
            price: members.read("price")?,
            category: members.read_some("category")?,
            tags: members.read_some("tags")?,
            size: members.read_some("size")?,
            notes: members.read_some("notes")?,
            created_at: members.read_some("created_at")?,
            updated_at: members.read_some("updated_at")?,
            revision: members.read_some("revision")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceItem {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &ItemKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("id", &self.id, &key.id);
        problems.into_result()
    }

    /// Tells what differs from the stored item though it can't change.
    pub(super) fn difference(&self, stored: &Item) -> Error {
        let mut problems = Problems::default();
        problems.same_if_given("created_at", &self.created_at, &stored.created_at);
        problems.same_if_given("updated_at", &self.updated_at, &stored.updated_at);
        problems.same_if_given("revision", &self.revision, &stored.revision);
        let cause = "a condition failed, though nothing differs";
        problems
            .into_result()
            .err()
            .unwrap_or_else(|| Error::internal(cause))
    }
}

impl Input for ReplaceItem {
    fn check(&self, problems: &mut Problems) {
        problems.check("name", &self.name, Item::check_name);
        problems.check("price", &self.price, Item::check_price);
        problems.check_some("tags", &self.tags, Item::check_tags);
    }
}

/// The merge patch that updates an item.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemPatch {
    pub name: Change<String>,
    pub price: Change<Decimal>,
    pub category: Change<ItemCategory>,
    pub tags: Change<Vec<String>>,
    pub size: Change<Value>,
    pub notes: Change<String>,
}

impl FromJson for ItemPatch {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            name: members.read_change("name")?,
            price: members.read_change("price")?,
            category: members.read_change("category")?,
            tags: members.read_change("tags")?,
            size: members.read_patch("size"),
            notes: members.read_change("notes")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ItemPatch {
    /// Whether the patch reaches into a value, which has to be read first.
    pub(super) fn merges(&self) -> bool {
        is_given(&self.size)
    }
}

impl Input for ItemPatch {
    const MEDIA_TYPES: &[&str] = &["application/merge-patch+json", "application/json"];

    fn check(&self, problems: &mut Problems) {
        problems.keep("name", &self.name);
        problems.check_change("name", &self.name, Item::check_name);
        problems.keep("price", &self.price);
        problems.check_change("price", &self.price, Item::check_price);
        problems.check_change("tags", &self.tags, Item::check_tags);
    }
}
