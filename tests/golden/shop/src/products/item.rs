//! What a product is, and what clients may send of it.

use std::sync::LazyLock;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use regex::Regex;
use serde::Serialize;
use serde_json::Value;

use crate::dynamodb::{Attributes, defaulted, optional, put, put_some, required};
use crate::http::{
    Change, Error, FromJson, Input, MAX_PARTITION_KEY, PathParameters, Problem, Problems, etag,
    members_of, regex,
};
use crate::values::{Decimal, Set};

/// A product, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Product {
    pub sku: String,
    pub title: String,
    pub brand: String,
    pub price: Decimal,
    pub stock: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<Set<String>>,
    pub revision: i64,
}

impl Product {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "sku", &self.sku);
        put(&mut item, "title", &self.title);
        put(&mut item, "brand", &self.brand);
        put(&mut item, "price", &self.price);
        put(&mut item, "stock", &self.stock);
        put_some(&mut item, "labels", &self.labels);
        put(&mut item, "revision", &self.revision);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            sku: required(item, "sku")?,
            title: required(item, "title")?,
            brand: required(item, "brand")?,
            price: required(item, "price")?,
            stock: defaulted(item, "stock", Product::default_stock)?,
            labels: optional(item, "labels")?,
            revision: required(item, "revision")?,
        })
    }
}

impl IntoResponse for Product {
    fn into_response(self) -> Response {
        let etag = etag(self.revision);
        ([(header::ETAG, etag)], Json(self)).into_response()
    }
}

/// What the spec says of single values.
impl Product {
    pub(super) fn check_sku(value: &str, problems: &mut Problems) {
        const PATTERN: &str = "^[A-Z0-9-]+$";
        static REGEX: LazyLock<Regex> = LazyLock::new(|| regex(PATTERN));
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 40, "characters");
        problems.pattern(value, &REGEX);
    }

    pub(super) fn check_title(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 200, "characters");
    }

    pub(super) fn check_brand(value: &str, problems: &mut Problems) {
        problems.min_length(value.chars().count(), 1, "characters");
        problems.max_length(value.chars().count(), 80, "characters");
        problems.unreachable(value, &[".", ".."]);
    }

    pub(super) fn check_price(value: &Decimal, problems: &mut Problems) {
        problems.minimum(value, &Decimal::new(0, 0));
    }

    pub(super) fn check_stock(value: &i64, problems: &mut Problems) {
        problems.minimum(value, &0);
    }

    pub(super) fn check_labels(value: &Set<String>, problems: &mut Problems) {
        problems.max_length(value.size(), 20, "elements");
    }

    pub(super) fn default_stock() -> i64 {
        0
    }
}

/// The primary key of a product.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductKey {
    pub sku: String,
}

impl ProductKey {
    pub fn read(path: &PathParameters) -> Result<Self, Error> {
        Ok(Self {
            sku: path.get("sku", MAX_PARTITION_KEY)?,
        })
    }

    pub(super) fn to_attributes(&self) -> Attributes {
        let mut key = Attributes::new();
        put(&mut key, "sku", &self.sku);
        key
    }
}

/// The body that replaces a product. What clients can't change they may leave out, or give as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceProduct {
    pub sku: Option<String>,
    pub title: String,
    pub brand: String,
    pub price: Decimal,
    pub stock: i64,
    pub labels: Option<Set<String>>,
    pub revision: Option<i64>,
}

impl FromJson for ReplaceProduct {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            sku: members.read_some("sku")?,
            title: members.read("title")?,
            brand: members.read("brand")?,
            price: members.read("price")?,
            stock: members.read_or("stock", Product::default_stock)?,
            labels: members.read_some("labels")?,
            revision: members.read_some("revision")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl ReplaceProduct {
    /// Refuses a key other than that of the path.
    pub(super) fn check_key(&self, key: &ProductKey) -> Result<(), Error> {
        let mut problems = Problems::default();
        problems.same_if_given("sku", &self.sku, &key.sku);
        problems.into_result()
    }

    /// Tells what differs from the stored item though it can't change.
    pub(super) fn difference(&self, stored: &Product) -> Error {
        let mut problems = Problems::default();
        problems.same_if_given("revision", &self.revision, &stored.revision);
        let cause = "a condition failed, though nothing differs";
        problems
            .into_result()
            .err()
            .unwrap_or_else(|| Error::internal(cause))
    }

    /// Makes the item that an upsert creates.
    pub(super) fn into_item(self, key: ProductKey) -> Result<Product, Error> {
        let mut problems = Problems::default();
        problems.not_given("revision", &self.revision);
        problems.check("sku", &key.sku, Product::check_sku);
        problems.into_result()?;
        let item = Product {
            sku: key.sku,
            title: self.title,
            brand: self.brand,
            price: self.price,
            stock: self.stock,
            labels: self.labels,
            revision: 1,
        };
        Ok(item)
    }
}

impl Input for ReplaceProduct {
    fn check(&self, problems: &mut Problems) {
        problems.check("title", &self.title, Product::check_title);
        problems.check("brand", &self.brand, Product::check_brand);
        problems.check("price", &self.price, Product::check_price);
        problems.check("stock", &self.stock, Product::check_stock);
        problems.check_some("labels", &self.labels, Product::check_labels);
    }
}

/// The merge patch that updates a product.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductPatch {
    pub title: Change<String>,
    pub brand: Change<String>,
    pub price: Change<Decimal>,
    pub stock: Change<i64>,
    pub labels: Change<Set<String>>,
}

impl FromJson for ProductPatch {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            title: members.read_change("title")?,
            brand: members.read_change("brand")?,
            price: members.read_change("price")?,
            stock: members.read_change("stock")?,
            labels: members.read_change("labels")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl Input for ProductPatch {
    const MEDIA_TYPES: &[&str] = &["application/merge-patch+json", "application/json"];

    fn check(&self, problems: &mut Problems) {
        problems.keep("title", &self.title);
        problems.check_change("title", &self.title, Product::check_title);
        problems.keep("brand", &self.brand);
        problems.check_change("brand", &self.brand, Product::check_brand);
        problems.keep("price", &self.price);
        problems.check_change("price", &self.price, Product::check_price);
        problems.keep("stock", &self.stock);
        problems.check_change("stock", &self.stock, Product::check_stock);
        problems.check_change("labels", &self.labels, Product::check_labels);
    }
}
