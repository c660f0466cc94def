//! What an order is, and what clients may send of it.

use std::sync::LazyLock;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use regex::Regex;
use serde::Serialize;
use serde_json::Value;
use ulid::Ulid;

use super::types::{OrderAddress, OrderLine, OrderState};
use crate::dynamodb::{Attributes, defaulted, optional, put, put_some, required};
use crate::http::{
    Change, Error, FromJson, Input, MAX_PARTITION_KEY, MAX_SORT_KEY, PathParameters, Problem,
    Problems, etag, given, is_given, members_of, regex,
};
use crate::values::{Decimal, Timestamp};

/// An order, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Order {
    pub customer: String,
    pub order_id: Ulid,
    pub state: OrderState,
    pub total: Decimal,
    pub currency: String,
    pub lines: Vec<OrderLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<OrderAddress>,
    #[serde(skip_serializing)]
    pub coupon: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    pub placed_at: Timestamp,
    pub revision: i64,
}

impl Order {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "customer", &self.customer);
        put(&mut item, "order_id", &self.order_id);
        put(&mut item, "state", &self.state);
        put(&mut item, "total", &self.total);
        put(&mut item, "currency", &self.currency);
        put(&mut item, "lines", &self.lines);
        put_some(&mut item, "address", &self.address);
        put_some(&mut item, "coupon", &self.coupon);
        put_some(&mut item, "source", &self.source);
        put(&mut item, "placed_at", &self.placed_at);
        put(&mut item, "revision", &self.revision);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            customer: required(item, "customer")?,
            order_id: required(item, "order_id")?,
            state: defaulted(item, "state", Order::default_state)?,
            total: required(item, "total")?,
            currency: required(item, "currency")?,
            lines: required(item, "lines")?,
            address: optional(item, "address")?,
            coupon: optional(item, "coupon")?,
            source: optional(item, "source")?,
            placed_at: required(item, "placed_at")?,
            revision: required(item, "revision")?,
        })
    }
}

impl IntoResponse for Order {
    fn into_response(self) -> Response {
        let etag = etag(self.revision);
        ([(header::ETAG, etag)], Json(self)).into_response()
    }
}

/// What the spec says of single values.
impl Order {
    pub(super) fn check_customer(value: &str, problems: &mut Problems) {
        const PATTERN: &str = "^[a-z0-9-]+$";
        static REGEX: LazyLock<Regex> = LazyLock::new(|| regex(PATTERN));
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 64, "characters");
        problems.pattern(value, &REGEX);
    }

    pub(super) fn check_total(value: &Decimal, problems: &mut Problems) {
        problems.minimum(value, &Decimal::new(0, 0));
        problems.maximum(value, &Decimal::new(99999999, 2));
    }

    pub(super) fn check_currency(value: &str, problems: &mut Problems) {
        const PATTERN: &str = "^[A-Z]{3}$";
        static REGEX: LazyLock<Regex> = LazyLock::new(|| regex(PATTERN));
        problems.pattern(value, &REGEX);
    }

    pub(super) fn check_lines(value: &[OrderLine], problems: &mut Problems) {
        problems.min_length(value.len(), 1, "elements");
        problems.max_length(value.len(), 100, "elements");
        problems.each(value, OrderLine::check);
    }

    pub(super) fn default_state() -> OrderState {
        OrderState::Open
    }
}

/// An order as far as the index `by_state` holds it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderByState {
    pub customer: String,
    pub order_id: Ulid,
    pub state: OrderState,
    pub total: Decimal,
    pub currency: String,
    pub placed_at: Timestamp,
}

impl OrderByState {
    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            customer: required(item, "customer")?,
            order_id: required(item, "order_id")?,
            state: defaulted(item, "state", Order::default_state)?,
            total: required(item, "total")?,
            currency: required(item, "currency")?,
            placed_at: required(item, "placed_at")?,
        })
    }
}

/// An order as far as the index `by_total` holds it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderByTotal {
    pub customer: String,
    pub order_id: Ulid,
    pub total: Decimal,
}

impl OrderByTotal {
    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            customer: required(item, "customer")?,
            order_id: required(item, "order_id")?,
            total: required(item, "total")?,
        })
    }
}

/// The primary key of an order.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderKey {
    pub customer: String,
    pub order_id: Ulid,
}

impl OrderKey {
    pub fn read(path: &PathParameters) -> Result<Self, Error> {
        Ok(Self {
            customer: path.get("customer", MAX_PARTITION_KEY)?,
            order_id: path.get("order_id", MAX_SORT_KEY)?,
        })
    }

    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "customer", &self.customer);
        put(&mut key, "order_id", &self.order_id);
        key
    }
}

/// The body that creates an order.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOrder {
    pub customer: Option<String>,
    pub state: OrderState,
    pub total: Decimal,
    pub currency: String,
    pub lines: Vec<OrderLine>,
    pub address: Option<OrderAddress>,
    pub coupon: Option<String>,
    pub source: Option<String>,
}

impl FromJson for NewOrder {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            customer: members.read_some("customer")?,
            state: members.read_or("state", Order::default_state)?,
            total: members.read("total")?,
            currency: members.read("currency")?,
            lines: members.read("lines")?,
            address: members.read_some("address")?,
            coupon: members.read_some("coupon")?,
            source: members.read_some("source")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewOrder {
    /// Adds what clients don't give.
    pub(super) fn into_item(self) -> Result<Order, Error> {
        let item = Order {
            customer: given("customer", self.customer)?,
            order_id: Ulid::new(),
            state: self.state,
            total: self.total,
            currency: self.currency,
            lines: self.lines,
            address: self.address,
            coupon: self.coupon,
            source: self.source,
            placed_at: Timestamp::now(),
            revision: 1,
        };
        Ok(item)
    }
}

impl Input for NewOrder {
    fn check(&self, problems: &mut Problems) {
        problems.check_some("customer", &self.customer, Order::check_customer);
        problems.check("total", &self.total, Order::check_total);
        problems.check("currency", &self.currency, Order::check_currency);
        problems.check("lines", &self.lines, Order::check_lines);
    }
}

/// The body that replaces an order. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceOrder {
    pub customer: Option<String>,
    pub order_id: Option<Ulid>,
    pub state: OrderState,
    pub total: Decimal,
    pub currency: String,
    pub lines: Vec<OrderLine>,
    pub address: Option<OrderAddress>,
    pub coupon: Option<String>,
    pub source: Option<String>,
    pub placed_at: Option<Timestamp>,
    pub revision: Option<i64>,
}

impl FromJson for ReplaceOrder {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            customer: members.read_some("customer")?,
            order_id: members.read_some("order_id")?,
            state: members.read_or("state", Order::default_state)?,
            total: members.read("total")?,
            currency: members.read("currency")?,
            lines: members.read("lines")?,
            address: members.read_some("address")?,
            coupon: members.read_some("coupon")?,
            source: members.read_some("source")?,
            placed_at: members.read_some("placed_at")?,
            revision: members.read_some("revision")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceOrder {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &OrderKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("customer", &self.customer, &key.customer);
        problems.same_if_given("order_id", &self.order_id, &key.order_id);
        problems.into_result()
    }

    /// Tells what differs from the stored item though it can't change.
    pub(super) fn difference(&self, stored: &Order) -> Error {
        let mut problems = Problems::default();
        problems.same("source", &self.source, &stored.source);
        problems.same_if_given("placed_at", &self.placed_at, &stored.placed_at);
        problems.same_if_given("revision", &self.revision, &stored.revision);
        let cause = "a condition failed, though nothing differs";
        problems
            .into_result()
            .err()
            .unwrap_or_else(|| Error::internal(cause))
    }
}

impl Input for ReplaceOrder {
    fn check(&self, problems: &mut Problems) {
        problems.check("total", &self.total, Order::check_total);
        problems.check("currency", &self.currency, Order::check_currency);
        problems.check("lines", &self.lines, Order::check_lines);
    }
}

/// The merge patch that updates an order.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderPatch {
    pub state: Change<OrderState>,
    pub total: Change<Decimal>,
    pub currency: Change<String>,
    pub lines: Change<Vec<OrderLine>>,
    pub address: Change<Value>,
    pub coupon: Change<String>,
}

impl FromJson for OrderPatch {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            state: members.read_change("state")?,
            total: members.read_change("total")?,
            currency: members.read_change("currency")?,
            lines: members.read_change("lines")?,
            address: members.read_patch("address"),
            coupon: members.read_change("coupon")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl OrderPatch {
    /// Whether the patch reaches into a value, which has to be read first.
    pub(super) fn merges(&self) -> bool {
        is_given(&self.address)
    }
}

impl Input for OrderPatch {
    const MEDIA_TYPES: &[&str] = &["application/merge-patch+json", "application/json"];

    fn check(&self, problems: &mut Problems) {
        problems.keep("state", &self.state);
        problems.keep("total", &self.total);
        problems.check_change("total", &self.total, Order::check_total);
        problems.keep("currency", &self.currency);
        problems.check_change("currency", &self.currency, Order::check_currency);
        problems.keep("lines", &self.lines);
        problems.check_change("lines", &self.lines, Order::check_lines);
    }
}
