//! The DynamoDB table that stores orders.

use aws_sdk_dynamodb::Client;
use ulid::Ulid;

use super::item::{Order, OrderByState, OrderByTotal, OrderKey, OrderPatch, ReplaceOrder};
use super::types::OrderState;
use crate::dynamodb::{Attributes, Expression, Outcome, Table, backoff_within, put, required};
use crate::http::{Error, IfMatch, KeyRange, Page, PageReader, Paging, merge};
use crate::values::{Decimal, Timestamp};

const PARTITION_KEY: &str = "customer";
const VERSION: &str = "revision";
/// For how many milliseconds a patch is tried again when what it reaches into changes meanwhile.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct OrderTable {
    table: Table,
}

impl OrderTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Opens the connection to DynamoDB, so that the first request does not wait for it.
    pub async fn connect(&self) {
        let key = ["customer", "order_id"];
        self.table.connect_by_get_item(&key).await;
    }

    /// Reads an order, as it is after every write that was answered.
    pub async fn get(&self, key: &OrderKey) -> Result<Order, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        Order::from_attributes(&found)
    }

    /// Stores an order, unless one is stored under its key.
    pub async fn create(&self, item: &Order) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = Order::from_attributes(found);
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
        key: &OrderKey,
        replacement: &ReplaceOrder,
        if_match: &IfMatch,
    ) -> Result<Order, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        if let Some(versions) = if_match.versions() {
            update.one_of(VERSION, versions);
        }
        update.set("state", &replacement.state);
        update.set("total", &replacement.total);
        update.set("currency", &replacement.currency);
        update.set("lines", &replacement.lines);
        update.set_or_remove("address", &replacement.address);
        update.set_if_given("coupon", &replacement.coupon);
        update.unchanged_or_absent("source", &replacement.source);
        update.unchanged_if_given("placed_at", &replacement.placed_at);
        update.unchanged_if_given("revision", &replacement.revision);
        update.increment("revision");
        let updated = match self.write(key, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let stored = accepted(found, if_match)?;
                return Err(replacement.difference(&stored));
            }
        };
        Order::from_attributes(&updated)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(
        &self,
        key: &OrderKey,
        patch: &OrderPatch,
        if_match: &IfMatch,
    ) -> Result<Order, Error> {
        let backoff = backoff_within(PATIENCE);
        loop {
            let mut update = Expression::default();
            update.exists(PARTITION_KEY);
            if let Some(versions) = if_match.versions() {
                update.one_of(VERSION, versions);
            }
            if patch.merges() {
                let found = live(self.table.get_item(key.to_attributes()).await?)?;
                let stored = Order::from_attributes(&found)?;
                merge(
                    &mut update,
                    &found,
                    "address",
                    stored.address.as_ref(),
                    &patch.address,
                    |_, _| {},
                )?;
            }
            update.change("state", &patch.state);
            update.change("total", &patch.total);
            update.change("currency", &patch.currency);
            update.change("lines", &patch.lines);
            update.change("coupon", &patch.coupon);
            update.increment("revision");
            match self.write(key, &update, if_match).await? {
                Outcome::Written(item) => {
                    return Order::from_attributes(&item);
                }
                // Another request changed what the patch reaches into, after it was read.
                Outcome::Refused(found) => {
                    accepted(found, if_match)?;
                    backoff.pause().await?;
                }
            }
        }
    }

    /// Deletes an order, if it exists.
    pub async fn delete(&self, key: &OrderKey, if_match: &IfMatch) -> Result<(), Error> {
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

    /// Reads a page of all orders.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Order>, Error> {
        let key = ["customer", "order_id"];
        let page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            &filter,
            Order::from_attributes,
        )?;
        self.table.scan_page(&filter, page).await
    }

    /// Reads a page of one partition.
    pub async fn query(
        &self,
        partition: &String,
        range: &KeyRange<Ulid>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Order>, Error> {
        let key = ["order_id"];
        let mut start = Attributes::new();
        put(&mut start, "customer", partition);
        let page = PageReader::new(paging, &key, start, &filter, Order::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.key("customer", "=", partition);
        range.select("order_id", &mut filter);
        self.table
            .query_page(None, &filter, descending, page, |item| {
                let key = &item.order_id;
                range.keeps(key)
            })
            .await
    }

    /// Reads a page of one partition from the index `by_state`.
    pub async fn query_by_state(
        &self,
        partition: &OrderState,
        range: &KeyRange<Timestamp>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<OrderByState>, Error> {
        let key = ["placed_at", "customer", "order_id"];
        let mut start = Attributes::new();
        put(&mut start, "state", partition);
        let page = PageReader::new(paging, &key, start, &filter, OrderByState::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.key("state", "=", partition);
        range.select("placed_at", &mut filter);
        let index = Some("by_state");
        self.table
            .query_page(index, &filter, descending, page, |item| {
                let key = &item.placed_at;
                range.keeps(key)
            })
            .await
    }

    /// Reads a page of one partition from the index `by_total`.
    pub async fn query_by_total(
        &self,
        partition: &String,
        range: &KeyRange<Decimal>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<OrderByTotal>, Error> {
        let key = ["total", "order_id"];
        let mut start = Attributes::new();
        put(&mut start, "customer", partition);
        let page = PageReader::new(paging, &key, start, &filter, OrderByTotal::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.key("customer", "=", partition);
        range.select("total", &mut filter);
        let index = Some("by_total");
        self.table
            .query_page(index, &filter, descending, page, |item| {
                let key = &item.total;
                range.keeps(key)
            })
            .await
    }

    async fn write(
        &self,
        key: &OrderKey,
        update: &Expression,
        if_match: &IfMatch,
    ) -> Result<Outcome, Error> {
        let read = Order::from_attributes;
        let is_done = |found: &Attributes| {
            let version = required(found, VERSION);
            version.is_ok_and(|version| if_match.led_to(version)) && update.is_done(found, read)
        };
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// The item that kept a write from happening, if there is one, and it has an accepted version.
fn accepted(found: Option<Attributes>, if_match: &IfMatch) -> Result<Order, Error> {
    let found = live(found)?;
    let version = required(&found, VERSION)?;
    if if_match.accepts(version) {
        Order::from_attributes(&found)
    } else {
        Err(Error::PreconditionFailed)
    }
}

/// What is stored, if it is.
fn live(found: Option<Attributes>) -> Result<Attributes, Error> {
    found.ok_or(Error::NotFound)
}
