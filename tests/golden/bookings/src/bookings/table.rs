//! The DynamoDB table that stores bookings.

use aws_sdk_dynamodb::Client;

use super::item::{Booking, BookingByHost, BookingKey, BookingPatch};
use crate::IDEMPOTENCY;
use crate::dynamodb::{
    Attributes, Expression, Outcome, Records, Table, backoff_within, put, required,
};
use crate::http::{Error, IfMatch, KeyRange, KnownRequest, Page, PageReader, Paging};
use crate::values::TimestampSeconds;

const PARTITION_KEY: &str = "room";
const VERSION: &str = "version";
/// For how many milliseconds a write is tried again when others get in its way.
const PATIENCE: u64 = 2500;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct BookingTable {
    table: Table,
    records: Records,
}

impl BookingTable {
    pub fn new(client: Client, name: String, records: String) -> Self {
        Self {
            table: Table::new(client, name),
            records: Records::new(records, IDEMPOTENCY),
        }
    }

    /// Opens the connection to DynamoDB, so that the first request does not wait for it.
    pub async fn connect(&self) {
        let key = ["room", "starts_at"];
        self.table.connect_by_get_item(&key).await;
    }

    /// Reads a booking, as it is after every write that was answered.
    pub async fn get(&self, key: &BookingKey) -> Result<Booking, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        Booking::from_attributes(&found)
    }

    /// Stores a booking, unless one is stored under its key.
    pub async fn create(&self, item: &Booking) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = Booking::from_attributes(found);
            found.is_ok_and(|found| found == *item)
        };
        let item = item.to_attributes();
        match self.table.put_item(item, &guard, is_own).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(_) => Err(Error::Conflict("there is an item with this key already")),
        }
    }

    /// Stores a booking as [`create`](Self::create) does, unless the request did so before. Gives what is created,
    /// now or then.
    pub async fn create_once(
        &self,
        item: &Booking,
        request: &KnownRequest,
    ) -> Result<Booking, Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let item = item.to_attributes();
        let backoff = backoff_within(PATIENCE);
        let (table, records) = (&self.table, &self.records);
        let stored = table.put_item_once(item, &guard, records, request, &backoff);
        let Outcome::Written(stored) = stored.await? else {
            return Err(Error::Conflict("there is an item with this key already"));
        };
        Booking::from_attributes(&stored)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(
        &self,
        key: &BookingKey,
        patch: &BookingPatch,
        if_match: &IfMatch,
    ) -> Result<Booking, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        if let Some(versions) = if_match.versions() {
            update.one_of(VERSION, versions);
        }
        update.change("ends_at", &patch.ends_at);
        update.change("title", &patch.title);
        update.change("host", &patch.host);
        update.change("seats", &patch.seats);
        update.change("held", &patch.held);
        update.increment("version");
        let updated = match self.write(key, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                live(found)?;
                return Err(Error::PreconditionFailed);
            }
        };
        Booking::from_attributes(&updated)
    }

    /// Deletes a booking, if it exists.
    pub async fn delete(&self, key: &BookingKey, if_match: &IfMatch) -> Result<(), Error> {
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

    /// Reads a page of one partition.
    pub async fn query(
        &self,
        partition: &String,
        range: &KeyRange<TimestampSeconds>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Booking>, Error> {
        let key = ["starts_at"];
        let mut start = Attributes::new();
        put(&mut start, "room", partition);
        let page = PageReader::new(paging, &key, start, &filter, Booking::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.key("room", "=", partition);
        range.select("starts_at", &mut filter);
        self.table
            .query_page(None, &filter, descending, page, |item| {
                let key = &item.starts_at;
                range.keeps(key)
            })
            .await
    }

    /// Reads a page of one partition from the index `by_host`.
    pub async fn query_by_host(
        &self,
        partition: &String,
        range: &KeyRange<TimestampSeconds>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<BookingByHost>, Error> {
        let key = ["starts_at", "room"];
        let mut start = Attributes::new();
        put(&mut start, "host", partition);
        let page = PageReader::new(paging, &key, start, &filter, BookingByHost::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.key("host", "=", partition);
        range.select("starts_at", &mut filter);
        let index = Some("by_host");
        self.table
            .query_page(index, &filter, descending, page, |item| {
                let key = &item.starts_at;
                range.keeps(key)
            })
            .await
    }

    async fn write(
        &self,
        key: &BookingKey,
        update: &Expression,
        if_match: &IfMatch,
    ) -> Result<Outcome, Error> {
        let read = Booking::from_attributes;
        let is_done = |found: &Attributes| {
            let version = required(found, VERSION);
            version.is_ok_and(|version| if_match.led_to(version)) && update.is_done(found, read)
        };
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// What is stored, if it is.
fn live(found: Option<Attributes>) -> Result<Attributes, Error> {
    found.ok_or(Error::NotFound)
}
