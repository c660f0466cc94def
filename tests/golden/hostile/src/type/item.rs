//! What a struct is, and what clients may send of it.

use std::sync::LazyLock;

use axum::Json;
use axum::response::{IntoResponse, Response};
use regex::Regex;
use serde::Serialize;
use serde_json::Value;

use super::types::{
    StructAVeryLongAttributeNameThatHasExactly64Characters000000, StructBox, StructDyn, StructEnum,
    StructMatch,
};
use crate::dynamodb::{Attributes, defaulted, optional, put, put_some, required};
use crate::http::{
    Change, Error, FromJson, Input, MAX_PARTITION_KEY, MAX_SORT_KEY, PathParameters, Problem,
    Problems, given, is_given, lies_ahead, members_of, regex,
};
use crate::values::EpochSeconds;

/// A struct, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Struct {
    #[serde(rename = "self")]
    pub self_: String,
    #[serde(rename = "Type")]
    pub r#type: String,
    #[serde(rename = "super")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub super_: Option<String>,
    #[serde(rename = "crate")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crate_: Option<EpochSeconds>,
    pub r#match: StructMatch,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#fn: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    #[serde(rename = "a-b")]
    pub a_b: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub _1: Option<String>,
    pub r#async: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#await: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#box: Option<Vec<StructBox>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#dyn: Option<StructDyn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#enum: Option<StructEnum>,
    pub a_very_long_attribute_name_that_has_exactly_64_characters_000000:
        StructAVeryLongAttributeNameThatHasExactly64Characters000000,
}

impl Struct {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "self", &self.self_);
        put(&mut item, "Type", &self.r#type);
        put_some(&mut item, "super", &self.super_);
        put_some(&mut item, "crate", &self.crate_);
        put(&mut item, "match", &self.r#match);
        put_some(&mut item, "fn", &self.r#fn);
        put_some(&mut item, "x", &self.x);
        put(&mut item, "a-b", &self.a_b);
        put_some(&mut item, "y", &self.y);
        put_some(&mut item, "_1", &self._1);
        put(&mut item, "async", &self.r#async);
        put_some(&mut item, "await", &self.r#await);
        put_some(&mut item, "box", &self.r#box);
        put_some(&mut item, "dyn", &self.r#dyn);
        put_some(&mut item, "enum", &self.r#enum);
        put(
            &mut item,
            "a_very_long_attribute_name_that_has_exactly_64_characters_000000",
            &self.a_very_long_attribute_name_that_has_exactly_64_characters_000000,
        );
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            self_: required(item, "self")?,
            r#type: required(item, "Type")?,
            super_: optional(item, "super")?,
            crate_: optional(item, "crate")?,
            r#match: defaulted(item, "match", Struct::default_match)?,
            r#fn: optional(item, "fn")?,
            x: optional(item, "x")?,
            a_b: defaulted(item, "a-b", Struct::default_a_b)?,
            y: optional(item, "y")?,
            _1: optional(item, "_1")?,
            r#async: defaulted(item, "async", Struct::default_async)?,
            r#await: optional(item, "await")?,
            r#box: optional(item, "box")?,
            r#dyn: optional(item, "dyn")?,
            r#enum: optional(item, "enum")?,
            a_very_long_attribute_name_that_has_exactly_64_characters_000000: required(
                item,
                "a_very_long_attribute_name_that_has_exactly_64_characters_000000",
            )?,
        })
    }
}

impl IntoResponse for Struct {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

/// What the spec says of single values.
impl Struct {
    pub(super) fn check_self(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.len(), 2048, "bytes");
        problems.unreachable(value, &[".", ".."]);
    }

    pub(super) fn check_type(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.len(), 1024, "bytes");
        problems.unreachable(value, &[".", ".."]);
    }

    pub(super) fn check_x(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.len(), 2048, "bytes");
        problems.unreachable(value, &[".", ".."]);
    }

    pub(super) fn check_await(value: &str, problems: &mut Problems) {
        const PATTERN: &str = "^[\"'`#{}\\\\/]*\\*\\/$";
        static REGEX: LazyLock<Regex> = LazyLock::new(|| regex(PATTERN));
        problems.pattern(value, &REGEX);
    }

    pub(super) fn default_match() -> StructMatch {
        StructMatch::CharsX20
    }

    pub(super) fn default_a_b() -> bool {
        false
    }

    pub(super) fn default_async() -> String {
        "{{ baseUrl }} \"#\"## \\n \u{202e} \u{0}".to_owned()
    }
}

/// A struct as far as the index `a_very_long_index_name_that_has_exactly_sixty_four_characters_00` holds it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00 {
    #[serde(rename = "self")]
    pub self_: String,
    #[serde(rename = "Type")]
    pub r#type: String,
    #[serde(rename = "super")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub super_: Option<String>,
    #[serde(rename = "crate")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crate_: Option<EpochSeconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    #[serde(rename = "a-b")]
    pub a_b: bool,
}

impl StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00 {
    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            self_: required(item, "self")?,
            r#type: required(item, "Type")?,
            super_: optional(item, "super")?,
            crate_: optional(item, "crate")?,
            x: optional(item, "x")?,
            a_b: defaulted(item, "a-b", Struct::default_a_b)?,
        })
    }
}

/// The primary key of a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct StructKey {
    pub self_: String,
    pub r#type: String,
}

impl StructKey {
    pub fn read(path: &PathParameters) -> Result<Self, Error> {
        Ok(Self {
            self_: path.get("self", MAX_PARTITION_KEY)?,
            r#type: path.get("Type", MAX_SORT_KEY)?,
        })
    }

    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "self", &self.self_);
        put(&mut key, "Type", &self.r#type);
        key
    }
}

/// The body that creates a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct NewStruct {
    pub self_: Option<String>,
    pub r#type: String,
    pub super_: Option<String>,
    pub crate_: Option<EpochSeconds>,
    pub r#match: StructMatch,
    pub r#fn: Option<i64>,
    pub x: Option<String>,
    pub a_b: bool,
    pub y: Option<String>,
    pub _1: Option<String>,
    pub r#async: String,
    pub r#await: Option<String>,
    pub r#box: Option<Vec<StructBox>>,
    pub r#dyn: Option<StructDyn>,
    pub r#enum: Option<StructEnum>,
    pub a_very_long_attribute_name_that_has_exactly_64_characters_000000:
        StructAVeryLongAttributeNameThatHasExactly64Characters000000,
}

impl FromJson for NewStruct {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            self_: members.read_some("self")?,
            r#type: members.read("Type")?,
            super_: members.read_some("super")?,
            crate_: members.read_some("crate")?,
            r#match: members.read_or("match", Struct::default_match)?,
            r#fn: members.read_some("fn")?,
            x: members.read_some("x")?,
            a_b: members.read_or("a-b", Struct::default_a_b)?,
            y: members.read_some("y")?,
            _1: members.read_some("_1")?,
            r#async: members.read_or("async", Struct::default_async)?,
            r#await: members.read_some("await")?,
            r#box: members.read_some("box")?,
            r#dyn: members.read_some("dyn")?,
            r#enum: members.read_some("enum")?,
            a_very_long_attribute_name_that_has_exactly_64_characters_000000: members
                .read("a_very_long_attribute_name_that_has_exactly_64_characters_000000")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewStruct {
    /// Adds what clients don't give.
    pub(super) fn into_item(self) -> Result<Struct, Error> {
        let item = Struct {
            self_: given("self", self.self_)?,
            r#type: self.r#type,
            super_: self.super_,
            crate_: self.crate_,
            r#match: self.r#match,
            r#fn: self.r#fn,
            x: self.x,
            a_b: self.a_b,
            y: self.y,
            _1: self._1,
            r#async: self.r#async,
            r#await: self.r#await,
            r#box: self.r#box,
            r#dyn: self.r#dyn,
            r#enum: self.r#enum,
            a_very_long_attribute_name_that_has_exactly_64_characters_000000: self
                .a_very_long_attribute_name_that_has_exactly_64_characters_000000,
        };
        Ok(item)
    }
}

impl Input for NewStruct {
    fn check(&self, problems: &mut Problems) {
        problems.check_some("self", &self.self_, Struct::check_self);
        problems.check("Type", &self.r#type, Struct::check_type);
        problems.check_some("crate", &self.crate_, lies_ahead);
        problems.check_some("x", &self.x, Struct::check_x);
        problems.check_some("await", &self.r#await, Struct::check_await);
    }
}

/// The body that replaces a struct. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceStruct {
    pub self_: Option<String>,
    pub r#type: Option<String>,
    pub super_: Option<String>,
    pub crate_: Option<EpochSeconds>,
    pub r#match: StructMatch,
    pub r#fn: Option<i64>,
    pub x: Option<String>,
    pub a_b: bool,
    pub y: Option<String>,
    pub _1: Option<String>,
    pub r#async: String,
    pub r#await: Option<String>,
    pub r#box: Option<Vec<StructBox>>,
    pub r#dyn: Option<StructDyn>,
    pub r#enum: Option<StructEnum>,
    pub a_very_long_attribute_name_that_has_exactly_64_characters_000000:
        StructAVeryLongAttributeNameThatHasExactly64Characters000000,
}

impl FromJson for ReplaceStruct {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            self_: members.read_some("self")?,
            r#type: members.read_some("Type")?,
            super_: members.read_some("super")?,
            crate_: members.read_some("crate")?,
            r#match: members.read_or("match", Struct::default_match)?,
            r#fn: members.read_some("fn")?,
            x: members.read_some("x")?,
            a_b: members.read_or("a-b", Struct::default_a_b)?,
            y: members.read_some("y")?,
            _1: members.read_some("_1")?,
            r#async: members.read_or("async", Struct::default_async)?,
            r#await: members.read_some("await")?,
            r#box: members.read_some("box")?,
            r#dyn: members.read_some("dyn")?,
            r#enum: members.read_some("enum")?,
            a_very_long_attribute_name_that_has_exactly_64_characters_000000: members
                .read("a_very_long_attribute_name_that_has_exactly_64_characters_000000")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceStruct {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &StructKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("self", &self.self_, &key.self_);
        problems.same_if_given("Type", &self.r#type, &key.r#type);
        problems.into_result()
    }

    /// Makes the item that an upsert creates.
    pub(super) fn into_item(self, key: StructKey) -> Result<Struct, Error> {
        let mut problems = Problems::default();
        problems.check("self", &key.self_, Struct::check_self);
        problems.check("Type", &key.r#type, Struct::check_type);
        problems.check_some("crate", &self.crate_, lies_ahead);
        problems.into_result()?;
        let item = Struct {
            self_: key.self_,
            r#type: key.r#type,
            super_: self.super_,
            crate_: self.crate_,
            r#match: self.r#match,
            r#fn: self.r#fn,
            x: self.x,
            a_b: self.a_b,
            y: self.y,
            _1: self._1,
            r#async: self.r#async,
            r#await: self.r#await,
            r#box: self.r#box,
            r#dyn: self.r#dyn,
            r#enum: self.r#enum,
            a_very_long_attribute_name_that_has_exactly_64_characters_000000: self
                .a_very_long_attribute_name_that_has_exactly_64_characters_000000,
        };
        Ok(item)
    }
}

impl Input for ReplaceStruct {
    fn check(&self, problems: &mut Problems) {
        problems.check_some("x", &self.x, Struct::check_x);
        problems.check_some("await", &self.r#await, Struct::check_await);
    }
}

/// The merge patch that updates a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct StructPatch {
    pub super_: Change<String>,
    pub crate_: Change<EpochSeconds>,
    pub r#match: Change<StructMatch>,
    pub r#fn: Change<i64>,
    pub x: Change<String>,
    pub a_b: Change<bool>,
    pub y: Change<String>,
    pub _1: Change<String>,
    pub r#async: Change<String>,
    pub r#await: Change<String>,
    pub r#box: Change<Vec<StructBox>>,
    pub r#dyn: Change<Value>,
    pub r#enum: Change<StructEnum>,
    pub a_very_long_attribute_name_that_has_exactly_64_characters_000000:
        Change<StructAVeryLongAttributeNameThatHasExactly64Characters000000>,
}

impl FromJson for StructPatch {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            super_: members.read_change("super")?,
            crate_: members.read_change("crate")?,
            r#match: members.read_change("match")?,
            r#fn: members.read_change("fn")?,
            x: members.read_change("x")?,
            a_b: members.read_change("a-b")?,
            y: members.read_change("y")?,
            _1: members.read_change("_1")?,
            r#async: members.read_change("async")?,
            r#await: members.read_change("await")?,
            r#box: members.read_change("box")?,
            r#dyn: members.read_patch("dyn"),
            r#enum: members.read_change("enum")?,
            a_very_long_attribute_name_that_has_exactly_64_characters_000000: members
                .read_change("a_very_long_attribute_name_that_has_exactly_64_characters_000000")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl StructPatch {
    /// Whether the patch reaches into a value, which has to be read first.
    pub(super) fn merges(&self) -> bool {
        is_given(&self.r#dyn)
    }
}

impl Input for StructPatch {
    const MEDIA_TYPES: &[&str] = &["application/merge-patch+json", "application/json"];

    fn check(&self, problems: &mut Problems) {
        problems.keep("match", &self.r#match);
        problems.check_change("x", &self.x, Struct::check_x);
        problems.keep("a-b", &self.a_b);
        problems.keep("async", &self.r#async);
        problems.check_change("await", &self.r#await, Struct::check_await);
        problems.keep(
            "a_very_long_attribute_name_that_has_exactly_64_characters_000000",
            &self.a_very_long_attribute_name_that_has_exactly_64_characters_000000,
        );
    }
}
