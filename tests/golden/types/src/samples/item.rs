//! What a sample is, and what clients may send of it.

use std::sync::LazyLock;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use regex::Regex;
use serde::Serialize;
use serde_json::Value;
use ulid::Ulid;
use uuid::Uuid;

use super::types::{SampleBox, SampleColor, SampleKind, SampleLevel, SampleOptions, SamplePoint};
use crate::dynamodb::{Attributes, defaulted, optional, put, put_some, required};
use crate::http::{
    Change, Error, FromJson, Input, MAX_PARTITION_KEY, PathParameters, Problem, Problems, etag,
    is_given, literal, members_of, regex,
};
use crate::values::{Binary, Date, Decimal, Lists4, Lists5, Set, Timestamp};

/// A sample, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sample {
    pub id: Ulid,
    pub text: String,
    pub short_text: String,
    pub color: SampleColor,
    pub kind: SampleKind,
    pub integer: i64,
    pub small: i64,
    pub large: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<f64>,
    pub ratio: f64,
    pub decimal: Decimal,
    pub price: Decimal,
    pub flag: bool,
    pub active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moment: Option<Timestamp>,
    pub since: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    pub birthday: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<Uuid>,
    pub tenant: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<Ulid>,
    pub batch: Ulid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blob: Option<Binary>,
    pub signature: Binary,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anything: Option<Value>,
    pub settings: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Vec<String>>,
    pub scores: Vec<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<SampleLevel>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matrix: Option<Vec<Vec<f64>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depths: Option<Lists5<i64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Vec<SamplePoint>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<Set<String>>,
    pub primes: Set<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amounts: Option<Set<Decimal>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hashes: Option<Set<Binary>>,
    pub r#box: SampleBox,
    pub options: SampleOptions,
    #[serde(skip_serializing)]
    pub secret: String,
    #[serde(skip_serializing)]
    pub seal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    pub trace: Uuid,
    pub random: Uuid,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub revision: i64,
}

impl Sample {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "id", &self.id);
        put(&mut item, "text", &self.text);
        put(&mut item, "short_text", &self.short_text);
        put(&mut item, "color", &self.color);
        put(&mut item, "kind", &self.kind);
        put(&mut item, "integer", &self.integer);
        put(&mut item, "small", &self.small);
        put(&mut item, "large", &self.large);
        put_some(&mut item, "number", &self.number);
        put(&mut item, "ratio", &self.ratio);
        put(&mut item, "decimal", &self.decimal);
        put(&mut item, "price", &self.price);
        put(&mut item, "flag", &self.flag);
        put(&mut item, "active", &self.active);
        put_some(&mut item, "moment", &self.moment);
        put(&mut item, "since", &self.since);
        put_some(&mut item, "day", &self.day);
        put(&mut item, "birthday", &self.birthday);
        put_some(&mut item, "reference", &self.reference);
        put(&mut item, "tenant", &self.tenant);
        put_some(&mut item, "ticket", &self.ticket);
        put(&mut item, "batch", &self.batch);
        put_some(&mut item, "blob", &self.blob);
        put(&mut item, "signature", &self.signature);
        put_some(&mut item, "anything", &self.anything);
        put(&mut item, "settings", &self.settings);
        put_some(&mut item, "words", &self.words);
        put(&mut item, "scores", &self.scores);
        put_some(&mut item, "levels", &self.levels);
        put_some(&mut item, "matrix", &self.matrix);
        put_some(&mut item, "depths", &self.depths);
        put_some(&mut item, "points", &self.points);
        put_some(&mut item, "labels", &self.labels);
        put(&mut item, "primes", &self.primes);
        put_some(&mut item, "amounts", &self.amounts);
        put_some(&mut item, "hashes", &self.hashes);
        put(&mut item, "box", &self.r#box);
        put(&mut item, "options", &self.options);
        put(&mut item, "secret", &self.secret);
        put_some(&mut item, "seal", &self.seal);
        put_some(&mut item, "origin", &self.origin);
        put(&mut item, "trace", &self.trace);
        put(&mut item, "random", &self.random);
        put(&mut item, "created_at", &self.created_at);
        put(&mut item, "updated_at", &self.updated_at);
        put(&mut item, "revision", &self.revision);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            id: required(item, "id")?,
            text: required(item, "text")?,
            short_text: defaulted(item, "short_text", Sample::default_short_text)?,
            color: defaulted(item, "color", Sample::default_color)?,
            kind: required(item, "kind")?,
            integer: required(item, "integer")?,
            small: defaulted(item, "small", Sample::default_small)?,
            large: defaulted(item, "large", Sample::default_large)?,
            number: optional(item, "number")?,
            ratio: defaulted(item, "ratio", Sample::default_ratio)?,
            decimal: required(item, "decimal")?,
            price: defaulted(item, "price", Sample::default_price)?,
            flag: required(item, "flag")?,
            active: defaulted(item, "active", Sample::default_active)?,
            moment: optional(item, "moment")?,
            since: defaulted(item, "since", Sample::default_since)?,
            day: optional(item, "day")?,
            birthday: defaulted(item, "birthday", Sample::default_birthday)?,
            reference: optional(item, "reference")?,
            tenant: defaulted(item, "tenant", Sample::default_tenant)?,
            ticket: optional(item, "ticket")?,
            batch: defaulted(item, "batch", Sample::default_batch)?,
            blob: optional(item, "blob")?,
            signature: defaulted(item, "signature", Sample::default_signature)?,
            anything: optional(item, "anything")?,
            settings: defaulted(item, "settings", Sample::default_settings)?,
            words: optional(item, "words")?,
            scores: defaulted(item, "scores", Sample::default_scores)?,
            levels: optional(item, "levels")?,
            matrix: optional(item, "matrix")?,
            depths: optional(item, "depths")?,
            points: optional(item, "points")?,
            labels: optional(item, "labels")?,
            primes: defaulted(item, "primes", Sample::default_primes)?,
            amounts: optional(item, "amounts")?,
            hashes: optional(item, "hashes")?,
            r#box: required(item, "box")?,
            options: defaulted(item, "options", Sample::default_options)?,
            secret: required(item, "secret")?,
            seal: optional(item, "seal")?,
            origin: optional(item, "origin")?,
            trace: required(item, "trace")?,
            random: required(item, "random")?,
            created_at: required(item, "created_at")?,
            updated_at: required(item, "updated_at")?,
            revision: required(item, "revision")?,
        })
    }
}

impl IntoResponse for Sample {
    fn into_response(self) -> Response {
        let etag = etag(self.revision);
        ([(header::ETAG, etag)], Json(self)).into_response()
    }
}

/// What the spec says of single values.
impl Sample {
    pub(super) fn check_short_text(value: &str, problems: &mut Problems) {
        const PATTERN: &str = "^[A-Za-z0-9_]+$";
        static REGEX: LazyLock<Regex> = LazyLock::new(|| regex(PATTERN));
        problems.min_length(value.chars().count(), 2, "characters");
        problems.max_length(value.chars().count(), 8, "characters");
        problems.pattern(value, &REGEX);
    }

    pub(super) fn check_small(value: &i64, problems: &mut Problems) {
        problems.minimum(value, &-5);
        problems.maximum(value, &5);
    }

    pub(super) fn check_ratio(value: &f64, problems: &mut Problems) {
        problems.minimum(value, &0.0);
        problems.maximum(value, &1.0);
    }

    pub(super) fn check_price(value: &Decimal, problems: &mut Problems) {
        problems.minimum(value, &Decimal::new(1, 2));
        problems.maximum(
            value,
            &Decimal::new(99999999999999999999999999999999999999, 0),
        );
    }

    pub(super) fn check_signature(value: &Binary, problems: &mut Problems) {
        problems.min_length(value.0.len(), 1, "bytes");
        problems.max_length(value.0.len(), 64, "bytes");
    }

    pub(super) fn check_anything(value: &Value, problems: &mut Problems) {
        problems.json(value);
    }

    pub(super) fn check_settings(value: &Value, problems: &mut Problems) {
        problems.json(value);
    }

    pub(super) fn check_scores(value: &[i64], problems: &mut Problems) {
        fn element(value: &i64, problems: &mut Problems) {
            problems.minimum(value, &0);
        }

        problems.min_length(value.len(), 1, "elements");
        problems.max_length(value.len(), 5, "elements");
        problems.each(value, element);
    }

    pub(super) fn check_depths(value: &[Lists4<i64>], problems: &mut Problems) {
        fn element(value: &[Vec<Vec<Vec<i64>>>], problems: &mut Problems) {
            problems.each(value, element_2);
        }

        fn element_2(value: &[Vec<Vec<i64>>], problems: &mut Problems) {
            problems.each(value, element_3);
        }

        fn element_3(value: &[Vec<i64>], problems: &mut Problems) {
            problems.each(value, element_4);
        }

        fn element_4(value: &[i64], problems: &mut Problems) {
            problems.max_length(value.len(), 2, "elements");
        }

        problems.each(value, element);
    }

    pub(super) fn check_labels(value: &Set<String>, problems: &mut Problems) {
        problems.min_length(value.size(), 1, "elements");
        problems.max_length(value.size(), 10, "elements");
    }

    pub(super) fn default_short_text() -> String {
        "none".to_owned()
    }

    pub(super) fn default_color() -> SampleColor {
        SampleColor::DarkBlue
    }

    pub(super) fn default_small() -> i64 {
        0
    }

    pub(super) fn default_large() -> i64 {
        9223372036854775807
    }

    pub(super) fn default_ratio() -> f64 {
        0.25
    }

    pub(super) fn default_price() -> Decimal {
        Decimal::new(125, 1)
    }

    pub(super) fn default_active() -> bool {
        true
    }

    pub(super) fn default_since() -> Timestamp {
        const JSON: &str = "\"2026-01-01T00:00:00Z\"";
        literal(JSON)
    }

    pub(super) fn default_birthday() -> Date {
        const JSON: &str = "\"2024-02-29\"";
        literal(JSON)
    }

    pub(super) fn default_tenant() -> Uuid {
        const JSON: &str = "\"00000000-0000-4000-8000-00000000000a\"";
        literal(JSON)
    }

    pub(super) fn default_batch() -> Ulid {
        const JSON: &str = "\"01ARZ3NDEKTSV4RRFFQ69G5FAV\"";
        literal(JSON)
    }

    pub(super) fn default_signature() -> Binary {
        const JSON: &str = "\"aGVsbG8=\"";
        literal(JSON)
    }

    pub(super) fn default_settings() -> Value {
        const JSON: &str = "{\"theme\":\"dark\",\"sizes\":[1,2.5],\"nothing\":null,\"on\":true}";
        literal(JSON)
    }

    pub(super) fn default_scores() -> Vec<i64> {
        const JSON: &str = "[1,2,3]";
        literal(JSON)
    }

    pub(super) fn default_primes() -> Set<i64> {
        const JSON: &str = "[2,3,5]";
        literal(JSON)
    }

    pub(super) fn default_options() -> SampleOptions {
        const JSON: &str = "{\"level\":3,\"verbose\":false}";
        literal(JSON)
    }
}

/// The primary key of a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleKey {
    pub id: Ulid,
}

impl SampleKey {
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

/// The body that creates a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSample {
    pub text: String,
    pub short_text: String,
    pub color: SampleColor,
    pub kind: SampleKind,
    pub integer: i64,
    pub small: i64,
    pub large: i64,
    pub number: Option<f64>,
    pub ratio: f64,
    pub decimal: Decimal,
    pub price: Decimal,
    pub flag: bool,
    pub active: bool,
    pub moment: Option<Timestamp>,
    pub since: Timestamp,
    pub day: Option<Date>,
    pub birthday: Date,
    pub reference: Option<Uuid>,
    pub tenant: Uuid,
    pub ticket: Option<Ulid>,
    pub batch: Ulid,
    pub blob: Option<Binary>,
    pub signature: Binary,
    pub anything: Option<Value>,
    pub settings: Value,
    pub words: Option<Vec<String>>,
    pub scores: Vec<i64>,
    pub levels: Option<Vec<SampleLevel>>,
    pub matrix: Option<Vec<Vec<f64>>>,
    pub depths: Option<Lists5<i64>>,
    pub points: Option<Vec<SamplePoint>>,
    pub labels: Option<Set<String>>,
    pub primes: Set<i64>,
    pub amounts: Option<Set<Decimal>>,
    pub hashes: Option<Set<Binary>>,
    pub r#box: SampleBox,
    pub options: SampleOptions,
    pub secret: String,
    pub seal: Option<String>,
    pub origin: Option<String>,
}

impl FromJson for NewSample {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            text: members.read("text")?,
            short_text: members.read_or("short_text", Sample::default_short_text)?,
            color: members.read_or("color", Sample::default_color)?,
            kind: members.read("kind")?,
            integer: members.read("integer")?,
            small: members.read_or("small", Sample::default_small)?,
            large: members.read_or("large", Sample::default_large)?,
            number: members.read_some("number")?,
            ratio: members.read_or("ratio", Sample::default_ratio)?,
            decimal: members.read("decimal")?,
            price: members.read_or("price", Sample::default_price)?,
            flag: members.read("flag")?,
            active: members.read_or("active", Sample::default_active)?,
            moment: members.read_some("moment")?,
            since: members.read_or("since", Sample::default_since)?,
            day: members.read_some("day")?,
            birthday: members.read_or("birthday", Sample::default_birthday)?,
            reference: members.read_some("reference")?,
            tenant: members.read_or("tenant", Sample::default_tenant)?,
            ticket: members.read_some("ticket")?,
            batch: members.read_or("batch", Sample::default_batch)?,
            blob: members.read_some("blob")?,
            signature: members.read_or("signature", Sample::default_signature)?,
            anything: members.read_some("anything")?,
            settings: members.read_or("settings", Sample::default_settings)?,
            words: members.read_some("words")?,
            scores: members.read_or("scores", Sample::default_scores)?,
            levels: members.read_some("levels")?,
            matrix: members.read_some("matrix")?,
            depths: members.read_some("depths")?,
            points: members.read_some("points")?,
            labels: members.read_some("labels")?,
            primes: members.read_or("primes", Sample::default_primes)?,
            amounts: members.read_some("amounts")?,
            hashes: members.read_some("hashes")?,
            r#box: members.read("box")?,
            options: members.read_or("options", Sample::default_options)?,
            secret: members.read("secret")?,
            seal: members.read_some("seal")?,
            origin: members.read_some("origin")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewSample {
    /// Adds what clients don't give.
    pub(super) fn into_item(self) -> Sample {
        let now = Timestamp::now();
        Sample {
            id: Ulid::new(),
            text: self.text,
            short_text: self.short_text,
            color: self.color,
            kind: self.kind,
            integer: self.integer,
            small: self.small,
            large: self.large,
            number: self.number,
            ratio: self.ratio,
            decimal: self.decimal,
            price: self.price,
            flag: self.flag,
            active: self.active,
            moment: self.moment,
            since: self.since,
            day: self.day,
            birthday: self.birthday,
            reference: self.reference,
            tenant: self.tenant,
            ticket: self.ticket,
            batch: self.batch,
            blob: self.blob,
            signature: self.signature,
            anything: self.anything,
            settings: self.settings,
            words: self.words,
            scores: self.scores,
            levels: self.levels,
            matrix: self.matrix,
            depths: self.depths,
            points: self.points,
            labels: self.labels,
            primes: self.primes,
            amounts: self.amounts,
            hashes: self.hashes,
            r#box: self.r#box,
            options: self.options,
            secret: self.secret,
            seal: self.seal,
            origin: self.origin,
            trace: Uuid::now_v7(),
            random: Uuid::new_v4(),
            created_at: now,
            updated_at: now,
            revision: 1,
        }
    }
}

impl Input for NewSample {
    fn check(&self, problems: &mut Problems) {
        problems.check("short_text", &self.short_text, Sample::check_short_text);
        problems.check("small", &self.small, Sample::check_small);
        problems.check("ratio", &self.ratio, Sample::check_ratio);
        problems.check("price", &self.price, Sample::check_price);
        problems.check("signature", &self.signature, Sample::check_signature);
        problems.check_some("anything", &self.anything, Sample::check_anything);
        problems.check("settings", &self.settings, Sample::check_settings);
        problems.check("scores", &self.scores, Sample::check_scores);
        problems.check_some("depths", &self.depths, Sample::check_depths);
        problems.check_some("labels", &self.labels, Sample::check_labels);
    }
}

/// The body that replaces a sample. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceSample {
    pub id: Option<Ulid>,
    pub text: String,
    pub short_text: String,
    pub color: SampleColor,
    pub kind: SampleKind,
    pub integer: i64,
    pub small: i64,
    pub large: i64,
    pub number: Option<f64>,
    pub ratio: f64,
    pub decimal: Decimal,
    pub price: Decimal,
    pub flag: bool,
    pub active: bool,
    pub moment: Option<Timestamp>,
    pub since: Timestamp,
    pub day: Option<Date>,
    pub birthday: Date,
    pub reference: Option<Uuid>,
    pub tenant: Uuid,
    pub ticket: Option<Ulid>,
    pub batch: Ulid,
    pub blob: Option<Binary>,
    pub signature: Binary,
    pub anything: Option<Value>,
    pub settings: Value,
    pub words: Option<Vec<String>>,
    pub scores: Vec<i64>,
    pub levels: Option<Vec<SampleLevel>>,
    pub matrix: Option<Vec<Vec<f64>>>,
    pub depths: Option<Lists5<i64>>,
    pub points: Option<Vec<SamplePoint>>,
    pub labels: Option<Set<String>>,
    pub primes: Set<i64>,
    pub amounts: Option<Set<Decimal>>,
    pub hashes: Option<Set<Binary>>,
    pub r#box: SampleBox,
    pub options: SampleOptions,
    pub secret: Option<String>,
    pub seal: Option<String>,
    pub origin: Option<String>,
    pub trace: Option<Uuid>,
    pub random: Option<Uuid>,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
    pub revision: Option<i64>,
}

impl FromJson for ReplaceSample {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            id: members.read_some("id")?,
            text: members.read("text")?,
            short_text: members.read_or("short_text", Sample::default_short_text)?,
            color: members.read_or("color", Sample::default_color)?,
            kind: members.read("kind")?,
            integer: members.read("integer")?,
            small: members.read_or("small", Sample::default_small)?,
            large: members.read_or("large", Sample::default_large)?,
            number: members.read_some("number")?,
            ratio: members.read_or("ratio", Sample::default_ratio)?,
            decimal: members.read("decimal")?,
            price: members.read_or("price", Sample::default_price)?,
            flag: members.read("flag")?,
            active: members.read_or("active", Sample::default_active)?,
            moment: members.read_some("moment")?,
            since: members.read_or("since", Sample::default_since)?,
            day: members.read_some("day")?,
            birthday: members.read_or("birthday", Sample::default_birthday)?,
            reference: members.read_some("reference")?,
            tenant: members.read_or("tenant", Sample::default_tenant)?,
            ticket: members.read_some("ticket")?,
            batch: members.read_or("batch", Sample::default_batch)?,
            blob: members.read_some("blob")?,
            signature: members.read_or("signature", Sample::default_signature)?,
            anything: members.read_some("anything")?,
            settings: members.read_or("settings", Sample::default_settings)?,
            words: members.read_some("words")?,
            scores: members.read_or("scores", Sample::default_scores)?,
            levels: members.read_some("levels")?,
            matrix: members.read_some("matrix")?,
            depths: members.read_some("depths")?,
            points: members.read_some("points")?,
            labels: members.read_some("labels")?,
            primes: members.read_or("primes", Sample::default_primes)?,
            amounts: members.read_some("amounts")?,
            hashes: members.read_some("hashes")?,
            r#box: members.read("box")?,
            options: members.read_or("options", Sample::default_options)?,
            secret: members.read_some("secret")?,
            seal: members.read_some("seal")?,
            origin: members.read_some("origin")?,
            trace: members.read_some("trace")?,
            random: members.read_some("random")?,
            created_at: members.read_some("created_at")?,
            updated_at: members.read_some("updated_at")?,
            revision: members.read_some("revision")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceSample {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &SampleKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("id", &self.id, &key.id);
        problems.into_result()
    }

    /// Tells what differs from the stored item though it can't change.
    pub(super) fn difference(&self, stored: &Sample) -> Error {
        let mut problems = Problems::default();
        problems.same_if_given("seal", &self.seal, stored.seal.as_ref());
        problems.same("origin", &self.origin, &stored.origin);
        problems.same_if_given("trace", &self.trace, &stored.trace);
        problems.same_if_given("random", &self.random, &stored.random);
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

impl Input for ReplaceSample {
    fn check(&self, problems: &mut Problems) {
        problems.check("short_text", &self.short_text, Sample::check_short_text);
        problems.check("small", &self.small, Sample::check_small);
        problems.check("ratio", &self.ratio, Sample::check_ratio);
        problems.check("price", &self.price, Sample::check_price);
        problems.check("signature", &self.signature, Sample::check_signature);
        problems.check_some("anything", &self.anything, Sample::check_anything);
        problems.check("settings", &self.settings, Sample::check_settings);
        problems.check("scores", &self.scores, Sample::check_scores);
        problems.check_some("depths", &self.depths, Sample::check_depths);
        problems.check_some("labels", &self.labels, Sample::check_labels);
    }
}

/// The merge patch that updates a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct SamplePatch {
    pub text: Change<String>,
    pub short_text: Change<String>,
    pub color: Change<SampleColor>,
    pub kind: Change<SampleKind>,
    pub integer: Change<i64>,
    pub small: Change<i64>,
    pub large: Change<i64>,
    pub number: Change<f64>,
    pub ratio: Change<f64>,
    pub decimal: Change<Decimal>,
    pub price: Change<Decimal>,
    pub flag: Change<bool>,
    pub active: Change<bool>,
    pub moment: Change<Timestamp>,
    pub since: Change<Timestamp>,
    pub day: Change<Date>,
    pub birthday: Change<Date>,
    pub reference: Change<Uuid>,
    pub tenant: Change<Uuid>,
    pub ticket: Change<Ulid>,
    pub batch: Change<Ulid>,
    pub blob: Change<Binary>,
    pub signature: Change<Binary>,
    pub anything: Change<Value>,
    pub settings: Change<Value>,
    pub words: Change<Vec<String>>,
    pub scores: Change<Vec<i64>>,
    pub levels: Change<Vec<SampleLevel>>,
    pub matrix: Change<Vec<Vec<f64>>>,
    pub depths: Change<Lists5<i64>>,
    pub points: Change<Vec<SamplePoint>>,
    pub labels: Change<Set<String>>,
    pub primes: Change<Set<i64>>,
    pub amounts: Change<Set<Decimal>>,
    pub hashes: Change<Set<Binary>>,
    pub r#box: Change<Value>,
    pub options: Change<Value>,
    pub secret: Change<String>,
}

impl FromJson for SamplePatch {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            text: members.read_change("text")?,
            short_text: members.read_change("short_text")?,
            color: members.read_change("color")?,
            kind: members.read_change("kind")?,
            integer: members.read_change("integer")?,
            small: members.read_change("small")?,
            large: members.read_change("large")?,
            number: members.read_change("number")?,
            ratio: members.read_change("ratio")?,
            decimal: members.read_change("decimal")?,
            price: members.read_change("price")?,
            flag: members.read_change("flag")?,
            active: members.read_change("active")?,
            moment: members.read_change("moment")?,
            since: members.read_change("since")?,
            day: members.read_change("day")?,
            birthday: members.read_change("birthday")?,
            reference: members.read_change("reference")?,
            tenant: members.read_change("tenant")?,
            ticket: members.read_change("ticket")?,
            batch: members.read_change("batch")?,
            blob: members.read_change("blob")?,
            signature: members.read_change("signature")?,
            anything: members.read_patch("anything"),
            settings: members.read_patch("settings"),
            words: members.read_change("words")?,
            scores: members.read_change("scores")?,
            levels: members.read_change("levels")?,
            matrix: members.read_change("matrix")?,
            depths: members.read_change("depths")?,
            points: members.read_change("points")?,
            labels: members.read_change("labels")?,
            primes: members.read_change("primes")?,
            amounts: members.read_change("amounts")?,
            hashes: members.read_change("hashes")?,
            r#box: members.read_patch("box"),
            options: members.read_patch("options"),
            secret: members.read_change("secret")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl SamplePatch {
    /// Whether the patch reaches into a value, which has to be read first.
    pub(super) fn merges(&self) -> bool {
        is_given(&self.anything)
            || is_given(&self.settings)
            || is_given(&self.r#box)
            || is_given(&self.options)
    }
}

impl Input for SamplePatch {
    const MEDIA_TYPES: &[&str] = &["application/merge-patch+json", "application/json"];

    fn check(&self, problems: &mut Problems) {
        problems.keep("text", &self.text);
        problems.keep("short_text", &self.short_text);
        problems.check_change("short_text", &self.short_text, Sample::check_short_text);
        problems.keep("color", &self.color);
        problems.keep("kind", &self.kind);
        problems.keep("integer", &self.integer);
        problems.keep("small", &self.small);
        problems.check_change("small", &self.small, Sample::check_small);
        problems.keep("large", &self.large);
        problems.keep("ratio", &self.ratio);
        problems.check_change("ratio", &self.ratio, Sample::check_ratio);
        problems.keep("decimal", &self.decimal);
        problems.keep("price", &self.price);
        problems.check_change("price", &self.price, Sample::check_price);
        problems.keep("flag", &self.flag);
        problems.keep("active", &self.active);
        problems.keep("since", &self.since);
        problems.keep("birthday", &self.birthday);
        problems.keep("tenant", &self.tenant);
        problems.keep("batch", &self.batch);
        problems.keep("signature", &self.signature);
        problems.check_change("signature", &self.signature, Sample::check_signature);
        problems.keep("settings", &self.settings);
        problems.keep("scores", &self.scores);
        problems.check_change("scores", &self.scores, Sample::check_scores);
        problems.check_change("depths", &self.depths, Sample::check_depths);
        problems.check_change("labels", &self.labels, Sample::check_labels);
        problems.keep("primes", &self.primes);
        problems.keep("box", &self.r#box);
        problems.keep("options", &self.options);
        problems.keep("secret", &self.secret);
    }
}
