//! The DynamoDB table that stores products.

use aws_sdk_dynamodb::Client;

use super::item::{Product, ProductKey, ProductPatch, ReplaceProduct};
use crate::dynamodb::{Attributes, Expression, Outcome, Table, put, required};
use crate::http::{Error, IfMatch, KeyRange, Page, PageReader, Paging};

const PARTITION_KEY: &str = "sku";
const VERSION: &str = "revision";

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct ProductTable {
    table: Table,
}

impl ProductTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Opens the connection to DynamoDB, so that the first request does not wait for it.
    pub async fn connect(&self) {
        let key = ["sku"];
        self.table.connect_by_get_item(&key).await;
    }

    /// Reads a product, as it is after every write that was answered.
    pub async fn get(&self, key: &ProductKey) -> Result<Product, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        Product::from_attributes(&found)
    }

    /// Stores a product, unless one is stored under its key.
    pub async fn create(&self, item: &Product) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = Product::from_attributes(found);
            found.is_ok_and(|found| found == *item)
        };
        let item = item.to_attributes();
        match self.table.put_item(item, &guard, is_own).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(_) => Err(Error::Conflict("there is an item with this key already")),
        }
    }

    /// Sets what is given and removes what is not, if the item exists and nothing differs that
    /// can't change.
    pub async fn replace(
        &self,
        key: &ProductKey,
        replacement: &ReplaceProduct,
        if_match: &IfMatch,
    ) -> Result<Product, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        if let Some(versions) = if_match.versions() {
            update.one_of(VERSION, versions);
        }
        update.set("title", &replacement.title);
        update.set("brand", &replacement.brand);
        update.set("price", &replacement.price);
        update.set("stock", &replacement.stock);
        update.set_or_remove("labels", &replacement.labels);
        update.unchanged_if_given("revision", &replacement.revision);
        update.increment("revision");
        let updated = match self.write(key, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let stored = accepted(found, if_match)?;
                return Err(replacement.difference(&stored));
            }
        };
        Product::from_attributes(&updated)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(
        &self,
        key: &ProductKey,
        patch: &ProductPatch,
        if_match: &IfMatch,
    ) -> Result<Product, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        if let Some(versions) = if_match.versions() {
            update.one_of(VERSION, versions);
        }
        update.change("title", &patch.title);
        update.change("brand", &patch.brand);
        update.change("price", &patch.price);
        update.change("stock", &patch.stock);
        update.change("labels", &patch.labels);
        update.increment("revision");
        let updated = match self.write(key, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                live(found)?;
                return Err(Error::PreconditionFailed);
            }
        };
        Product::from_attributes(&updated)
    }

    /// Deletes a product, if it exists.
    pub async fn delete(&self, key: &ProductKey, if_match: &IfMatch) -> Result<(), Error> {
        let mut delete = Expression::default();
        delete.exists(PARTITION_KEY);
        if let Some(versions) = if_match.versions() {
            delete.one_of(VERSION, versions);
        }
        match self.table.delete_item(key.to_attributes(), &delete).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(found) => {
                live(found)?;
                Err(Error::PreconditionFailed)
            }
        }
    }

    /// Reads a page of all products.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Product>, Error> {
        let key = ["sku"];
        let page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            &filter,
            Product::from_attributes,
        )?;
        self.table.scan_page(&filter, page).await
    }

    /// Reads a page of one partition from the index `by_brand`.
    pub async fn query_by_brand(
        &self,
        partition: &String,
        range: &KeyRange<String>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Product>, Error> {
        let key = ["title", "sku"];
        let mut start = Attributes::new();
        put(&mut start, "brand", partition);
        let page = PageReader::new(paging, &key, start, &filter, Product::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.key("brand", "=", partition);
        range.select("title", &mut filter);
        let index = Some("by_brand");
        self.table
            .query_page(index, &filter, descending, page, |item| {
                let key = &item.title;
                range.keeps(key)
            })
            .await
    }

    async fn write(
        &self,
        key: &ProductKey,
        update: &Expression,
        if_match: &IfMatch,
    ) -> Result<Outcome, Error> {
        let read = Product::from_attributes;
        let is_done = |found: &Attributes| {
            let version = required(found, VERSION);
            version.is_ok_and(|version| if_match.led_to(version)) && update.is_done(found, read)
        };
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// The item that kept a write from happening, if there is one, and it has an accepted version.
fn accepted(found: Option<Attributes>, if_match: &IfMatch) -> Result<Product, Error> {
    let found = live(found)?;
    let version = required(&found, VERSION)?;
    if if_match.accepts(version) {
        Product::from_attributes(&found)
    } else {
        Err(Error::PreconditionFailed)
    }
}

/// What is stored, if it is.
fn live(found: Option<Attributes>) -> Result<Attributes, Error> {
    found.ok_or(Error::NotFound)
}
