//! What a reading is, and what clients may send of it.

use std::sync::LazyLock;

use axum::Json;
use axum::response::{IntoResponse, Response};
use regex::Regex;
use serde::Serialize;
use serde_json::Value;

use super::types::ReadingQuality;
use crate::dynamodb::{Attributes, defaulted, optional, put, put_some, required};
use crate::http::{
    Error, FromJson, Input, MAX_PARTITION_KEY, MAX_SORT_KEY, PathParameters, Problem, Problems,
    given, lies_ahead, members_of, regex,
};
use crate::values::{Binary, Date, EpochSeconds, Timestamp};

/// A reading, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    pub sensor: String,
    pub taken_at: Timestamp,
    pub celsius: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub humidity: Option<i64>,
    pub quality: ReadingQuality,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw: Option<Binary>,
    pub expires_at: EpochSeconds,
    pub received_at: Timestamp,
}

impl Reading {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "sensor", &self.sensor);
        put(&mut item, "taken_at", &self.taken_at);
        put(&mut item, "celsius", &self.celsius);
        put_some(&mut item, "humidity", &self.humidity);
        put(&mut item, "quality", &self.quality);
        put_some(&mut item, "calibration", &self.calibration);
        put_some(&mut item, "raw", &self.raw);
        put(&mut item, "expires_at", &self.expires_at);
        put(&mut item, "received_at", &self.received_at);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            sensor: required(item, "sensor")?,
            taken_at: required(item, "taken_at")?,
            celsius: required(item, "celsius")?,
            humidity: optional(item, "humidity")?,
            quality: defaulted(item, "quality", Reading::default_quality)?,
            calibration: optional(item, "calibration")?,
            raw: optional(item, "raw")?,
            expires_at: required(item, "expires_at")?,
            received_at: required(item, "received_at")?,
        })
    }
}

impl IntoResponse for Reading {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

/// What the spec says of single values.
impl Reading {
    pub(super) fn check_sensor(value: &str, problems: &mut Problems) {
        const PATTERN: &str = "^[a-z]+-[0-9]{4}$";
        static REGEX: LazyLock<Regex> = LazyLock::new(|| regex(PATTERN));
        problems.min_length(value.chars().count(), 1, "characters");
        problems.pattern(value, &REGEX);
        problems.max_length(value.len(), 2048, "bytes");
    }

    pub(super) fn check_celsius(value: &f64, problems: &mut Problems) {
        problems.minimum(value, &-90.0);
        problems.maximum(value, &60.0);
    }

    pub(super) fn check_humidity(value: &i64, problems: &mut Problems) {
        problems.minimum(value, &0);
        problems.maximum(value, &100);
    }

    pub(super) fn check_raw(value: &Binary, problems: &mut Problems) {
        problems.max_length(value.0.len(), 1024, "bytes");
    }

    pub(super) fn default_quality() -> ReadingQuality {
        ReadingQuality::Good
    }
}

/// A reading as far as the index `by_quality` holds it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReadingByQuality {
    pub sensor: String,
    pub taken_at: Timestamp,
    pub quality: ReadingQuality,
    pub expires_at: EpochSeconds,
}

impl ReadingByQuality {
    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            sensor: required(item, "sensor")?,
            taken_at: required(item, "taken_at")?,
            quality: defaulted(item, "quality", Reading::default_quality)?,
            expires_at: required(item, "expires_at")?,
        })
    }
}

/// The primary key of a reading.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingKey {
    pub sensor: String,
    pub taken_at: Timestamp,
}

impl ReadingKey {
    pub fn read(path: &PathParameters) -> Result<Self, Error> {
        Ok(Self {
            sensor: path.get("sensor", MAX_PARTITION_KEY)?,
            taken_at: path.get("taken_at", MAX_SORT_KEY)?,
        })
    }

    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "sensor", &self.sensor);
        put(&mut key, "taken_at", &self.taken_at);
        key
    }
}

/// The body that creates a reading.
#[derive(Debug, Clone, PartialEq)]
pub struct NewReading {
    pub sensor: Option<String>,
    pub taken_at: Timestamp,
    pub celsius: f64,
    pub humidity: Option<i64>,
    pub quality: ReadingQuality,
    pub calibration: Option<Date>,
    pub raw: Option<Binary>,
    pub expires_at: EpochSeconds,
}

impl FromJson for NewReading {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            sensor: members.read_some("sensor")?,
            taken_at: members.read("taken_at")?,
            celsius: members.read("celsius")?,
            humidity: members.read_some("humidity")?,
            quality: members.read_or("quality", Reading::default_quality)?,
            calibration: members.read_some("calibration")?,
            raw: members.read_some("raw")?,
            expires_at: members.read("expires_at")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewReading {
    /// Adds what clients don't give.
    pub(super) fn into_item(self) -> Result<Reading, Error> {
        let item = Reading {
            sensor: given("sensor", self.sensor)?,
            taken_at: self.taken_at,
            celsius: self.celsius,
            humidity: self.humidity,
            quality: self.quality,
            calibration: self.calibration,
            raw: self.raw,
            expires_at: self.expires_at,
            received_at: Timestamp::now(),
        };
        Ok(item)
    }
}

impl Input for NewReading {
    fn check(&self, problems: &mut Problems) {
        problems.check_some("sensor", &self.sensor, Reading::check_sensor);
        problems.check("celsius", &self.celsius, Reading::check_celsius);
        problems.check_some("humidity", &self.humidity, Reading::check_humidity);
        problems.check_some("raw", &self.raw, Reading::check_raw);
        problems.check("expires_at", &self.expires_at, lies_ahead);
    }
}

/// The body that replaces a reading. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceReading {
    pub sensor: Option<String>,
    pub taken_at: Option<Timestamp>,
    pub celsius: f64,
    pub humidity: Option<i64>,
    pub quality: ReadingQuality,
    pub calibration: Option<Date>,
    pub raw: Option<Binary>,
    pub expires_at: EpochSeconds,
    pub received_at: Option<Timestamp>,
}

impl FromJson for ReplaceReading {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            sensor: members.read_some("sensor")?,
            taken_at: members.read_some("taken_at")?,
            celsius: members.read("celsius")?,
            humidity: members.read_some("humidity")?,
            quality: members.read_or("quality", Reading::default_quality)?,
            calibration: members.read_some("calibration")?,
            raw: members.read_some("raw")?,
            expires_at: members.read("expires_at")?,
            received_at: members.read_some("received_at")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceReading {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &ReadingKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("sensor", &self.sensor, &key.sensor);
        problems.same_if_given("taken_at", &self.taken_at, &key.taken_at);
        problems.into_result()
    }

    /// Tells what differs from the stored item though it can't change.
    pub(super) fn difference(&self, stored: &Reading) -> Error {
        let mut problems = Problems::default();
        problems.same_if_given("received_at", &self.received_at, &stored.received_at);
        let cause = "a condition failed, though nothing differs";
        problems
            .into_result()
            .err()
            .unwrap_or_else(|| Error::internal(cause))
    }

    /// Makes the item that an upsert creates.
    pub(super) fn into_item(self, key: ReadingKey) -> Result<Reading, Error> {
        let mut problems = Problems::default();
        problems.not_given("received_at", &self.received_at);
        problems.check("sensor", &key.sensor, Reading::check_sensor);
        problems.check("expires_at", &self.expires_at, lies_ahead);
        problems.into_result()?;
        let item = Reading {
            sensor: key.sensor,
            taken_at: key.taken_at,
            celsius: self.celsius,
            humidity: self.humidity,
            quality: self.quality,
            calibration: self.calibration,
            raw: self.raw,
            expires_at: self.expires_at,
            received_at: Timestamp::now(),
        };
        Ok(item)
    }
}

impl Input for ReplaceReading {
    fn check(&self, problems: &mut Problems) {
        problems.check("celsius", &self.celsius, Reading::check_celsius);
        problems.check_some("humidity", &self.humidity, Reading::check_humidity);
        problems.check_some("raw", &self.raw, Reading::check_raw);
    }
}
