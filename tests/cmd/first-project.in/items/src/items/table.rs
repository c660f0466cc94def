//! The DynamoDB table that stores items.

use aws_sdk_dynamodb::Client;

use super::item::{Item, ItemKey, ItemPatch, ReplaceItem};
use super::types::ItemCategory;
use crate::dynamodb::{Attributes, Expression, Outcome, Table, backoff_within, put, required};
use crate::http::{Error, IfMatch, KeyRange, Page, PageReader, Paging, merge};
use crate::values::{Decimal, Timestamp};

const PARTITION_KEY: &str = "id";
const VERSION: &str = "revision";
/// For how many milliseconds a patch is tried again when what it reaches into changes meanwhile.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct ItemTable {
    table: Table,
}

impl ItemTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Opens the connection to DynamoDB, so that the first request does not wait for it.
    pub async fn connect(&self) {
        let key = ["id"];
        self.table.connect_by_get_item(&key).await;
    }

    /// Reads an item, as it is after every write that was answered.
    pub async fn get(&self, key: &ItemKey) -> Result<Item, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        Item::from_attributes(&found)
    }

    /// Stores an item, unless one is stored under its key.
    pub async fn create(&self, item: &Item) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = Item::from_attributes(found);
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
        key: &ItemKey,
        replacement: &ReplaceItem,
        if_match: &IfMatch,
    ) -> Result<Item, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        if let Some(versions) = if_match.versions() {
            update.one_of(VERSION, versions);
        }
        update.set("name", &replacement.name);
        update.set("price", &replacement.price);
        update.set_or_remove("category", &replacement.category);
        update.set_or_remove("tags", &replacement.tags);
        update.set_or_remove("size", &replacement.size);
        update.set_or_remove("notes", &replacement.notes);
        update.unchanged_if_given("created_at", &replacement.created_at);
        update.unchanged_if_given("updated_at", &replacement.updated_at);
        update.set("updated_at", &Timestamp::now());
        update.unchanged_if_given("revision", &replacement.revision);
        update.increment("revision");
        let updated = match self.write(key, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let stored = accepted(found, if_match)?;
                return Err(replacement.difference(&stored));
            }
        };
        Item::from_attributes(&updated)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(
        &self,
        key: &ItemKey,
        patch: &ItemPatch,
        if_match: &IfMatch,
    ) -> Result<Item, Error> {
        let backoff = backoff_within(PATIENCE);
        loop {
            let mut update = Expression::default();
            update.exists(PARTITION_KEY);
            if let Some(versions) = if_match.versions() {
                update.one_of(VERSION, versions);
            }
            if patch.merges() {
                let found = live(self.table.get_item(key.to_attributes()).await?)?;
                let stored = Item::from_attributes(&found)?;
                merge(
                    &mut update,
                    &found,
                    "size",
                    stored.size.as_ref(),
                    &patch.size,
                    |_, _| {},
                )?;
            }
            update.change("name", &patch.name);
            update.change("price", &patch.price);
            update.change("category", &patch.category);
            update.change("tags", &patch.tags);
            update.change("notes", &patch.notes);
            update.set("updated_at", &Timestamp::now());
            update.increment("revision");
            match self.write(key, &update, if_match).await? {
                Outcome::Written(item) => {
                    return Item::from_attributes(&item);
                }
                // Another request changed what the patch reaches into, after it was read.
                Outcome::Refused(found) => {
                    accepted(found, if_match)?;
                    backoff.pause().await?;
                }
            }
        }
    }

    /// Deletes an item, if it exists.
    pub async fn delete(&self, key: &ItemKey, if_match: &IfMatch) -> Result<(), Error> {
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

    /// Reads a page of all items.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Item>, Error> {
        let key = ["id"];
        let page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            &filter,
            Item::from_attributes,
        )?;
        self.table.scan_page(&filter, page).await
    }

    /// Reads a page of one partition from the index `by_category`.
    pub async fn query_by_category(
        &self,
        partition: &ItemCategory,
        range: &KeyRange<Decimal>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Item>, Error> {
        let key = ["price", "id"];
        let mut start = Attributes::new();
        put(&mut start, "category", partition);
        let page = PageReader::new(paging, &key, start, &filter, Item::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.key("category", "=", partition);
        range.select("price", &mut filter);
        let index = Some("by_category");
        self.table
            .query_page(index, &filter, descending, page, |item| {
                let key = &item.price;
                range.keeps(key)
            })
            .await
    }

    async fn write(
        &self,
        key: &ItemKey,
        update: &Expression,
        if_match: &IfMatch,
    ) -> Result<Outcome, Error> {
        let read = Item::from_attributes;
        let is_done = |found: &Attributes| {
            let version = required(found, VERSION);
            version.is_ok_and(|version| if_match.led_to(version)) && update.is_done(found, read)
        };
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// The item that kept a write from happening, if there is one, and it has an accepted version.
fn accepted(found: Option<Attributes>, if_match: &IfMatch) -> Result<Item, Error> {
    let found = live(found)?;
    let version = required(&found, VERSION)?;
    if if_match.accepts(version) {
        Item::from_attributes(&found)
    } else {
        Err(Error::PreconditionFailed)
    }
}

/// What is stored, if it is.
fn live(found: Option<Attributes>) -> Result<Attributes, Error> {
    found.ok_or(Error::NotFound)
}
