//! What a settings is, and what clients may send of it.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::types::SettingsLanguage;
use crate::dynamodb::{Attributes, defaulted, put, required};
use crate::http::{Change, Error, FromJson, Input, Problem, Problems, members_of};

/// A settings, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Settings {
    pub owner_id: Uuid,
    pub language: SettingsLanguage,
    pub size: i64,
}

impl Settings {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "owner_id", &self.owner_id);
        put(&mut item, "language", &self.language);
        put(&mut item, "size", &self.size);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            owner_id: required(item, "owner_id")?,
            language: defaulted(item, "language", Settings::default_language)?,
            size: defaulted(item, "size", Settings::default_size)?,
        })
    }
}

impl IntoResponse for Settings {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

/// What the spec says of single values.
impl Settings {
    pub(super) fn check_size(value: &i64, problems: &mut Problems) {
        problems.minimum(value, &6);
        problems.maximum(value, &72);
    }

    pub(super) fn default_language() -> SettingsLanguage {
        SettingsLanguage::En
    }

    pub(super) fn default_size() -> i64 {
        12
    }
}

/// The primary key of a settings.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingsKey {
    pub owner_id: Uuid,
}

impl SettingsKey {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "owner_id", &self.owner_id);
        key
    }
}

/// The body that replaces a settings. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceSettings {
    pub owner_id: Option<Uuid>,
    pub language: SettingsLanguage,
    pub size: i64,
}

impl FromJson for ReplaceSettings {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            owner_id: members.read_some("owner_id")?,
            language: members.read_or("language", Settings::default_language)?,
            size: members.read_or("size", Settings::default_size)?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceSettings {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &SettingsKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("owner_id", &self.owner_id, &key.owner_id);
        problems.into_result()
    }

    /// Makes the item that an upsert creates.
    pub(super) fn into_item(self, key: SettingsKey) -> Result<Settings, Error> {
        let item = Settings {
            owner_id: key.owner_id,
            language: self.language,
            size: self.size,
        };
        Ok(item)
    }
}

impl Input for ReplaceSettings {
    fn check(&self, problems: &mut Problems) {
        problems.check("size", &self.size, Settings::check_size);
    }
}

/// The merge patch that updates a settings.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingsPatch {
    pub language: Change<SettingsLanguage>,
    pub size: Change<i64>,
}

impl FromJson for SettingsPatch {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            language: members.read_change("language")?,
            size: members.read_change("size")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Input for SettingsPatch {
    const MEDIA_TYPES: &[&str] = &["application/merge-patch+json", "application/json"];

    fn check(&self, problems: &mut Problems) {
        problems.keep("language", &self.language);
        problems.keep("size", &self.size);
        problems.check_change("size", &self.size, Settings::check_size);
    }
}
