//! What a reserved is, and what clients may send of it.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::types::{ReservedError, ReservedOption, ReservedResult, ReservedString};
use crate::dynamodb::{Attributes, defaulted, optional, put, put_some, required};
use crate::http::{
    Change, Error, FromJson, Input, MAX_PARTITION_KEY, MAX_SORT_KEY, PathParameters, Problem,
    Problems, etag, is_given, literal, members_of,
};
use crate::values::{Binary, Date, Decimal, Set, Timestamp};

/// A reserved, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reserved {
    pub name: String,
    pub status: i64,
    pub r#type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ttl: Option<Timestamp>,
    pub count: i64,
    #[serde(skip_serializing)]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i64>,
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<ReservedOption>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<ReservedResult>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub string: Option<ReservedString>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Vec<ReservedError>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<Set<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<i64>>,
    pub key: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Binary>,
    pub id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<Decimal>,
    pub value: Decimal,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    pub now: Timestamp,
}

impl Reserved {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "name", &self.name);
        put(&mut item, "status", &self.status);
        put(&mut item, "type", &self.r#type);
        put_some(&mut item, "owner", &self.owner);
        put_some(&mut item, "date", &self.date);
        put_some(&mut item, "ttl", &self.ttl);
        put(&mut item, "count", &self.count);
        put_some(&mut item, "role", &self.role);
        put_some(&mut item, "year", &self.year);
        put(&mut item, "url", &self.url);
        put_some(&mut item, "option", &self.option);
        put_some(&mut item, "result", &self.result);
        put_some(&mut item, "string", &self.string);
        put_some(&mut item, "error", &self.error);
        put_some(&mut item, "state", &self.state);
        put_some(&mut item, "item", &self.item);
        put_some(&mut item, "items", &self.items);
        put(&mut item, "key", &self.key);
        put_some(&mut item, "body", &self.body);
        put(&mut item, "id", &self.id);
        put_some(&mut item, "client", &self.client);
        put(&mut item, "value", &self.value);
        put_some(&mut item, "next_cursor", &self.next_cursor);
        put(&mut item, "now", &self.now);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            name: required(item, "name")?,
            status: required(item, "status")?,
            r#type: defaulted(item, "type", Reserved::default_type)?,
            owner: optional(item, "owner")?,
            date: optional(item, "date")?,
            ttl: optional(item, "ttl")?,
            count: required(item, "count")?,
            role: optional(item, "role")?,
            year: optional(item, "year")?,
            url: defaulted(item, "url", Reserved::default_url)?,
            option: optional(item, "option")?,
            result: optional(item, "result")?,
            string: optional(item, "string")?,
            error: optional(item, "error")?,
            state: optional(item, "state")?,
            item: optional(item, "item")?,
            items: optional(item, "items")?,
            key: defaulted(item, "key", Reserved::default_key)?,
            body: optional(item, "body")?,
            id: required(item, "id")?,
            client: optional(item, "client")?,
            value: defaulted(item, "value", Reserved::default_value)?,
            next_cursor: optional(item, "next_cursor")?,
            now: required(item, "now")?,
        })
    }
}

impl IntoResponse for Reserved {
    fn into_response(self) -> Response {
        let etag = etag(self.count);
        ([(header::ETAG, etag)], Json(self)).into_response()
    }
}

/// What the spec says of single values.
impl Reserved {
    pub(super) fn check_name(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.len(), 2048, "bytes");
        problems.unreachable(value, &[".", ".."]);
    }

    pub(super) fn check_item(value: &Value, problems: &mut Problems) {
        problems.json(value);
    }

    pub(super) fn check_key(value: &Value, problems: &mut Problems) {
        problems.json(value);
    }

    pub(super) fn default_type() -> String {
        "".to_owned()
    }

    pub(super) fn default_url() -> String {
        "https://example.com/?a={{b}}&c='d'".to_owned()
    }

    pub(super) fn default_key() -> Value {
        const JSON: &str = "{\"{{x}}\":[\"*/\",\"\\\"\",null,0.000000001]}";
        literal(JSON)
    }

    pub(super) fn default_value() -> Decimal {
        Decimal::new(-1, 38)
    }
}

/// The primary key of a reserved.
#[derive(Debug, Clone, PartialEq)]
pub struct ReservedKey {
    pub name: String,
    pub status: i64,
}

impl ReservedKey {
    pub fn read(path: &PathParameters) -> Result<Self, Error> {
        Ok(Self {
            name: path.get("name", MAX_PARTITION_KEY)?,
            status: path.get("status", MAX_SORT_KEY)?,
        })
    }

    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "name", &self.name);
        put(&mut key, "status", &self.status);
        key
    }
}

/// The body that creates a reserved.
#[derive(Debug, Clone, PartialEq)]
pub struct NewReserved {
    pub name: String,
    pub status: i64,
    pub r#type: String,
    pub owner: Option<String>,
    pub date: Option<Date>,
    pub ttl: Option<Timestamp>,
    pub role: Option<String>,
    pub year: Option<i64>,
    pub url: String,
    pub option: Option<ReservedOption>,
    pub result: Option<ReservedResult>,
    pub string: Option<ReservedString>,
    pub error: Option<Vec<ReservedError>>,
    pub state: Option<Set<String>>,
    pub item: Option<Value>,
    pub items: Option<Vec<i64>>,
    pub key: Value,
    pub body: Option<Binary>,
    pub client: Option<Decimal>,
    pub value: Decimal,
    pub next_cursor: Option<String>,
}

impl FromJson for NewReserved {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            name: members.read("name")?,
            status: members.read("status")?,
            r#type: members.read_or("type", Reserved::default_type)?,
            owner: members.read_some("owner")?,
            date: members.read_some("date")?,
            ttl: members.read_some("ttl")?,
            role: members.read_some("role")?,
            year: members.read_some("year")?,
            url: members.read_or("url", Reserved::default_url)?,
            option: members.read_some("option")?,
            result: members.read_some("result")?,
            string: members.read_some("string")?,
            error: members.read_some("error")?,
            state: members.read_some("state")?,
            item: members.read_some("item")?,
            items: members.read_some("items")?,
            key: members.read_or("key", Reserved::default_key)?,
            body: members.read_some("body")?,
            client: members.read_some("client")?,
            value: members.read_or("value", Reserved::default_value)?,
            next_cursor: members.read_some("next_cursor")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewReserved {
    /// Adds what clients don't give.
    pub(super) fn into_item(self) -> Reserved {
        Reserved {
            name: self.name,
            status: self.status,
            r#type: self.r#type,
            owner: self.owner,
            date: self.date,
            ttl: self.ttl,
            count: 1,
            role: self.role,
            year: self.year,
            url: self.url,
            option: self.option,
            result: self.result,
            string: self.string,
            error: self.error,
            state: self.state,
            item: self.item,
            items: self.items,
            key: self.key,
            body: self.body,
            id: Uuid::new_v4(),
            client: self.client,
            value: self.value,
            next_cursor: self.next_cursor,
            now: Timestamp::now(),
        }
    }
}

impl Input for NewReserved {
    fn check(&self, problems: &mut Problems) {
        problems.check("name", &self.name, Reserved::check_name);
        problems.check_some("item", &self.item, Reserved::check_item);
        problems.check("key", &self.key, Reserved::check_key);
    }
}

/// The body that replaces a reserved. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceReserved {
    pub name: Option<String>,
    pub status: Option<i64>,
    pub r#type: String,
    pub owner: Option<String>,
    pub date: Option<Date>,
    pub ttl: Option<Timestamp>,
    pub count: Option<i64>,
    pub role: Option<String>,
    pub year: Option<i64>,
    pub url: String,
    pub option: Option<ReservedOption>,
    pub result: Option<ReservedResult>,
    pub string: Option<ReservedString>,
    pub error: Option<Vec<ReservedError>>,
    pub state: Option<Set<String>>,
    pub item: Option<Value>,
    pub items: Option<Vec<i64>>,
    pub key: Value,
    pub body: Option<Binary>,
    pub id: Option<Uuid>,
    pub client: Option<Decimal>,
    pub value: Decimal,
    pub next_cursor: Option<String>,
    pub now: Option<Timestamp>,
}

impl FromJson for ReplaceReserved {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            name: members.read_some("name")?,
            status: members.read_some("status")?,
            r#type: members.read_or("type", Reserved::default_type)?,
            owner: members.read_some("owner")?,
            date: members.read_some("date")?,
            ttl: members.read_some("ttl")?,
            count: members.read_some("count")?,
            role: members.read_some("role")?,
            year: members.read_some("year")?,
            url: members.read_or("url", Reserved::default_url)?,
            option: members.read_some("option")?,
            result: members.read_some("result")?,
            string: members.read_some("string")?,
            error: members.read_some("error")?,
            state: members.read_some("state")?,
            item: members.read_some("item")?,
            items: members.read_some("items")?,
            key: members.read_or("key", Reserved::default_key)?,
            body: members.read_some("body")?,
            id: members.read_some("id")?,
            client: members.read_some("client")?,
            value: members.read_or("value", Reserved::default_value)?,
            next_cursor: members.read_some("next_cursor")?,
            now: members.read_some("now")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceReserved {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &ReservedKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("name", &self.name, &key.name);
        problems.same_if_given("status", &self.status, &key.status);
        problems.into_result()
    }

    /// Tells what differs from the stored item though it can't change.
    pub(super) fn difference(&self, stored: &Reserved) -> Error {
        let mut problems = Problems::default();
        problems.same("owner", &self.owner, &stored.owner);
        problems.same_if_given("count", &self.count, &stored.count);
        problems.same_if_given("id", &self.id, &stored.id);
        problems.same_if_given("now", &self.now, &stored.now);
        let cause = "a condition failed, though nothing differs";
        problems
            .into_result()
            .err()
            .unwrap_or_else(|| Error::internal(cause))
    }
}

impl Input for ReplaceReserved {
    fn check(&self, problems: &mut Problems) {
        problems.check_some("item", &self.item, Reserved::check_item);
        problems.check("key", &self.key, Reserved::check_key);
    }
}

/// The merge patch that updates a reserved.
#[derive(Debug, Clone, PartialEq)]
pub struct ReservedPatch {
    pub r#type: Change<String>,
    pub date: Change<Date>,
    pub ttl: Change<Timestamp>,
    pub role: Change<String>,
    pub year: Change<i64>,
    pub url: Change<String>,
    pub option: Change<ReservedOption>,
    pub result: Change<ReservedResult>,
    pub string: Change<Value>,
    pub error: Change<Vec<ReservedError>>,
    pub state: Change<Set<String>>,
    pub item: Change<Value>,
    pub items: Change<Vec<i64>>,
    pub key: Change<Value>,
    pub body: Change<Binary>,
    pub client: Change<Decimal>,
    pub value: Change<Decimal>,
    pub next_cursor: Change<String>,
}

impl FromJson for ReservedPatch {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            r#type: members.read_change("type")?,
            date: members.read_change("date")?,
            ttl: members.read_change("ttl")?,
            role: members.read_change("role")?,
            year: members.read_change("year")?,
            url: members.read_change("url")?,
            option: members.read_change("option")?,
            result: members.read_change("result")?,
            string: members.read_patch("string"),
            error: members.read_change("error")?,
            state: members.read_change("state")?,
            item: members.read_patch("item"),
            items: members.read_change("items")?,
            key: members.read_patch("key"),
            body: members.read_change("body")?,
            client: members.read_change("client")?,
            value: members.read_change("value")?,
            next_cursor: members.read_change("next_cursor")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReservedPatch {
    /// Whether the patch reaches into a value, which has to be read first.
    pub(super) fn merges(&self) -> bool {
        is_given(&self.string) || is_given(&self.item) || is_given(&self.key)
    }
}

impl Input for ReservedPatch {
    const MEDIA_TYPES: &[&str] = &["application/merge-patch+json", "application/json"];

    fn check(&self, problems: &mut Problems) {
        problems.keep("type", &self.r#type);
        problems.keep("url", &self.url);
        problems.keep("key", &self.key);
        problems.keep("value", &self.value);
    }
}
