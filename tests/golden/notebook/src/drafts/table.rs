//! The DynamoDB table that stores drafts.

use aws_sdk_dynamodb::Client;
use uuid::Uuid;

use super::item::{Draft, DraftKey, ReplaceDraft};
use crate::IDEMPOTENCY;
use crate::dynamodb::{
    Attributes, Expression, Outcome, Records, Table, backoff_within, optional, put,
};
use crate::http::{Error, KnownRequest, Page, PageReader, Paging};
use crate::values::EpochSeconds;

const PARTITION_KEY: &str = "owner_id";
const TTL: &str = "expires_at";
/// For how many milliseconds a write is tried again when others get in its way.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct DraftTable {
    table: Table,
    records: Records,
}

impl DraftTable {
    pub fn new(client: Client, name: String, records: String) -> Self {
        Self {
            table: Table::new(client, name),
            records: Records::new(records, IDEMPOTENCY),
        }
    }

    /// Reads a draft, as it is after every write that was answered.
    pub async fn get(&self, key: &DraftKey) -> Result<Draft, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        Draft::from_attributes(&found)
    }

    /// Stores a draft, unless one is stored under its key.
    pub async fn create(&self, item: &Draft) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent_or_expired(PARTITION_KEY, TTL, &EpochSeconds::now());
        let is_own = |found: &Attributes| {
            let found = Draft::from_attributes(found);
            found.is_ok_and(|found| found == *item)
        };
        let item = item.to_attributes();
        match self.table.put_item(item, &guard, is_own).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(_) => Err(Error::Conflict("there is an item with this key already")),
        }
    }

    /// Stores a draft as [`create`](Self::create) does, unless the request did so before. Gives what is created,
    /// now or then.
    pub async fn create_once(&self, item: &Draft, request: &KnownRequest) -> Result<Draft, Error> {
        let mut guard = Expression::default();
        guard.absent_or_expired(PARTITION_KEY, TTL, &EpochSeconds::now());
        let item = item.to_attributes();
        let backoff = backoff_within(PATIENCE);
        let (table, records) = (&self.table, &self.records);
        let stored = table.put_item_once(item, &guard, records, request, &backoff);
        let Outcome::Written(stored) = stored.await? else {
            return Err(Error::Conflict("there is an item with this key already"));
        };
        Draft::from_attributes(&stored)
    }

    /// Sets what is given and removes what is not, if the item exists and nothing differs that
    /// can't change.
    pub async fn replace(
        &self,
        key: &DraftKey,
        replacement: &ReplaceDraft,
    ) -> Result<Draft, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        update.not_expired(TTL, &EpochSeconds::now());
        update.set("text", &replacement.text);
        update.set_or_remove("expires_at", &replacement.expires_at);
        let updated = match self.write(key, &update).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(_) => return Err(Error::NotFound),
        };
        Draft::from_attributes(&updated)
    }

    /// Deletes a draft, if it exists.
    pub async fn delete(&self, key: &DraftKey) -> Result<(), Error> {
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
        partition: &Uuid,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Draft>, Error> {
        let key = ["slug"];
        let mut start = Attributes::new();
        put(&mut start, "owner_id", partition);
        let page = PageReader::new(paging, &key, start, &filter, Draft::from_attributes)?;
        filter.not_expired(TTL, &EpochSeconds::now());
        filter.key("owner_id", "=", partition);
        self.table
            .query_page(None, &filter, descending, page, |_| true)
            .await
    }

    /// Reads a page of all drafts.
    pub async fn list(
        &self,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Draft>, Error> {
        let key = ["owner_id", "slug"];
        let page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            &filter,
            Draft::from_attributes,
        )?;
        filter.not_expired(TTL, &EpochSeconds::now());
        self.table.scan_page(&filter, page).await
    }

    async fn write(&self, key: &DraftKey, update: &Expression) -> Result<Outcome, Error> {
        let read = Draft::from_attributes;
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
