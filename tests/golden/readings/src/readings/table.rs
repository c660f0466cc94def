//! The DynamoDB table that stores readings.

use aws_sdk_dynamodb::Client;

use super::item::{Reading, ReadingByQuality, ReadingKey, ReplaceReading};
use super::types::ReadingQuality;
use crate::dynamodb::{Attributes, Expression, Outcome, Table, optional, put};
use crate::http::{Error, KeyRange, Page, PageReader, Paging};
use crate::values::{EpochSeconds, Timestamp};

const PARTITION_KEY: &str = "sensor";
const TTL: &str = "expires_at";

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct ReadingTable {
    table: Table,
}

impl ReadingTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Opens the connection to DynamoDB, so that the first request does not wait for it.
    pub async fn connect(&self) {
        let key = ["sensor", "taken_at"];
        self.table.connect_by_get_item(&key).await;
    }

    /// Reads a reading, as it is after every write that was answered.
    pub async fn get(&self, key: &ReadingKey) -> Result<Reading, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        Reading::from_attributes(&found)
    }

    /// Stores a reading, unless one is stored under its key.
    pub async fn create(&self, item: &Reading) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent_or_expired(PARTITION_KEY, TTL, &EpochSeconds::now());
        let is_own = |found: &Attributes| {
            let found = Reading::from_attributes(found);
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
        key: &ReadingKey,
        replacement: &ReplaceReading,
    ) -> Result<Reading, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        update.not_expired(TTL, &EpochSeconds::now());
        update.set("celsius", &replacement.celsius);
        update.set_or_remove("humidity", &replacement.humidity);
        update.set("quality", &replacement.quality);
        update.set_or_remove("calibration", &replacement.calibration);
        update.set_or_remove("raw", &replacement.raw);
        update.set("expires_at", &replacement.expires_at);
        update.unchanged_if_given("received_at", &replacement.received_at);
        let updated = match self.write(key, &update).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let found = live(found)?;
                let stored = Reading::from_attributes(&found)?;
                return Err(replacement.difference(&stored));
            }
        };
        Reading::from_attributes(&updated)
    }

    /// Deletes a reading, if it exists.
    pub async fn delete(&self, key: &ReadingKey) -> Result<(), Error> {
        let mut delete = Expression::default();
        delete.exists(PARTITION_KEY);
        delete.not_expired(TTL, &EpochSeconds::now());
        match self.table.delete_item(key.to_attributes(), &delete).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(_) => Err(Error::NotFound),
        }
    }

    /// Reads a page of one partition.
    pub async fn query(
        &self,
        partition: &String,
        range: &KeyRange<Timestamp>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Reading>, Error> {
        let key = ["taken_at"];
        let mut start = Attributes::new();
        put(&mut start, "sensor", partition);
        let page = PageReader::new(paging, &key, start, &filter, Reading::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.not_expired(TTL, &EpochSeconds::now());
        filter.key("sensor", "=", partition);
        range.select("taken_at", &mut filter);
        self.table
            .query_page(None, &filter, descending, page, |item| {
                let key = &item.taken_at;
                range.keeps(key)
            })
            .await
    }

    /// Reads a page of one partition from the index `by_quality`.
    pub async fn query_by_quality(
        &self,
        partition: &ReadingQuality,
        range: &KeyRange<Timestamp>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<ReadingByQuality>, Error> {
        let key = ["taken_at", "sensor"];
        let mut start = Attributes::new();
        put(&mut start, "quality", partition);
        let page = PageReader::new(
            paging,
            &key,
            start,
            &filter,
            ReadingByQuality::from_attributes,
        )?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.not_expired(TTL, &EpochSeconds::now());
        filter.key("quality", "=", partition);
        range.select("taken_at", &mut filter);
        let index = Some("by_quality");
        self.table
            .query_page(index, &filter, descending, page, |item| {
                let key = &item.taken_at;
                range.keeps(key)
            })
            .await
    }

    async fn write(&self, key: &ReadingKey, update: &Expression) -> Result<Outcome, Error> {
        let read = Reading::from_attributes;
        let is_done = |found: &Attributes| update.is_done(found, read);
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// What is stored, if it is.
fn live(found: Option<Attributes>) -> Result<Attributes, Error> {
    found
        .filter(|item| !has_expired(item))
        .ok_or(Error::NotFound)
}

/// DynamoDB removes expired items late, and until then they are read like any other.
fn has_expired(item: &Attributes) -> bool {
    matches!(optional::<EpochSeconds>(item, TTL), Ok(Some(expiry)) if expiry <= EpochSeconds::now())
}
