//! What a booking is, and what clients may send of it.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

use crate::dynamodb::{Attributes, defaulted, optional, put, put_some, required};
use crate::http::{
    Change, Error, FromJson, Input, MAX_PARTITION_KEY, MAX_SORT_KEY, PathParameters, Problem,
    Problems, etag, given, members_of,
};
use crate::values::{EpochMillis, TimestampMillis, TimestampSeconds};

/// A booking, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Booking {
    pub room: String,
    pub starts_at: TimestampSeconds,
    pub ends_at: TimestampSeconds,
    pub title: String,
    pub host: String,
    pub seats: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Vec<EpochMillis>>,
    pub made_at: TimestampMillis,
    pub version: i64,
}

impl Booking {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "room", &self.room);
        put(&mut item, "starts_at", &self.starts_at);
        put(&mut item, "ends_at", &self.ends_at);
        put(&mut item, "title", &self.title);
        put(&mut item, "host", &self.host);
        put(&mut item, "seats", &self.seats);
        put_some(&mut item, "held", &self.held);
        put(&mut item, "made_at", &self.made_at);
        put(&mut item, "version", &self.version);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            room: required(item, "room")?,
            starts_at: required(item, "starts_at")?,
            ends_at: required(item, "ends_at")?,
            title: required(item, "title")?,
            host: required(item, "host")?,
            seats: defaulted(item, "seats", Booking::default_seats)?,
            held: optional(item, "held")?,
            made_at: required(item, "made_at")?,
            version: required(item, "version")?,
        })
    }
}

impl IntoResponse for Booking {
    fn into_response(self) -> Response {
        let etag = etag(self.version);
        ([(header::ETAG, etag)], Json(self)).into_response()
    }
}

/// What the spec says of single values.
impl Booking {
    pub(super) fn check_room(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 40, "characters");
        problems.unreachable(value, &[".", ".."]);
    }

    pub(super) fn check_title(value: &str, problems: &mut Problems) {
        problems.max_length(value.chars().count(), 120, "characters");
    }

    pub(super) fn check_host(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 80, "characters");
        problems.unreachable(value, &[".", ".."]);
    }

    pub(super) fn check_seats(value: &i64, problems: &mut Problems) {
        problems.minimum(value, &1);
    }

    pub(super) fn check_held(value: &[EpochMillis], problems: &mut Problems) {
        problems.max_length(value.len(), 20, "elements");
    }

    pub(super) fn default_seats() -> i64 {
        1
    }
}

/// A booking as far as the index `by_host` holds it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BookingByHost {
    pub room: String,
    pub starts_at: TimestampSeconds,
    pub title: String,
    pub host: String,
}

impl BookingByHost {
    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            room: required(item, "room")?,
            starts_at: required(item, "starts_at")?,
            title: required(item, "title")?,
            host: required(item, "host")?,
        })
    }
}

/// The primary key of a booking.
#[derive(Debug, Clone, PartialEq)]
pub struct BookingKey {
    pub room: String,
    pub starts_at: TimestampSeconds,
}

impl BookingKey {
    pub fn read(path: &PathParameters) -> Result<Self, Error> {
        Ok(Self {
            room: path.get("room", MAX_PARTITION_KEY)?,
            starts_at: path.get("starts_at", MAX_SORT_KEY)?,
        })
    }

    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "room", &self.room);
        put(&mut key, "starts_at", &self.starts_at);
        key
    }
}

/// The body that creates a booking.
#[derive(Debug, Clone, PartialEq)]
pub struct NewBooking {
    pub room: Option<String>,
    pub starts_at: TimestampSeconds,
    pub ends_at: TimestampSeconds,
    pub title: String,
    pub host: String,
    pub seats: i64,
    pub held: Option<Vec<EpochMillis>>,
}

impl FromJson for NewBooking {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            room: members.read_some("room")?,
            starts_at: members.read("starts_at")?,
            ends_at: members.read("ends_at")?,
            title: members.read("title")?,
            host: members.read("host")?,
            seats: members.read_or("seats", Booking::default_seats)?,
            held: members.read_some("held")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewBooking {
    /// Adds what clients don't give.
    pub(super) fn into_item(self) -> Result<Booking, Error> {
        let item = Booking {
            room: given("room", self.room)?,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            title: self.title,
            host: self.host,
            seats: self.seats,
            held: self.held,
            made_at: TimestampMillis::now(),
            version: 1,
        };
        Ok(item)
    }
}

impl Input for NewBooking {
    fn check(&self, problems: &mut Problems) {
        problems.check_some("room", &self.room, Booking::check_room);
        problems.check("title", &self.title, Booking::check_title);
        problems.check("host", &self.host, Booking::check_host);
        problems.check("seats", &self.seats, Booking::check_seats);
        problems.check_some("held", &self.held, Booking::check_held);
    }
}

/// The merge patch that updates a booking.
#[derive(Debug, Clone, PartialEq)]
pub struct BookingPatch {
    pub ends_at: Change<TimestampSeconds>,
    pub title: Change<String>,
    pub host: Change<String>,
    pub seats: Change<i64>,
    pub held: Change<Vec<EpochMillis>>,
}

impl FromJson for BookingPatch {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            ends_at: members.read_change("ends_at")?,
            title: members.read_change("title")?,
            host: members.read_change("host")?,
            seats: members.read_change("seats")?,
            held: members.read_change("held")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Input for BookingPatch {
    const MEDIA_TYPES: &[&str] = &["application/merge-patch+json", "application/json"];

    fn check(&self, problems: &mut Problems) {
        problems.keep("ends_at", &self.ends_at);
        problems.keep("title", &self.title);
        problems.check_change("title", &self.title, Booking::check_title);
        problems.keep("host", &self.host);
        problems.check_change("host", &self.host, Booking::check_host);
        problems.keep("seats", &self.seats);
        problems.check_change("seats", &self.seats, Booking::check_seats);
        problems.check_change("held", &self.held, Booking::check_held);
    }
}
