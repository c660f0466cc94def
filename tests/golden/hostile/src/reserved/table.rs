//! The DynamoDB table that stores reserved.

use aws_sdk_dynamodb::Client;

use super::item::{ReplaceReserved, Reserved, ReservedKey, ReservedPatch};
use crate::dynamodb::{Attributes, Expression, Outcome, Table, backoff_within, put, required};
use crate::http::{Error, IfMatch, KeyRange, Page, PageReader, Paging, merge};

const PARTITION_KEY: &str = "name";
const VERSION: &str = "count";
/// For how many milliseconds a patch is tried again when what it reaches into changes meanwhile.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct ReservedTable {
    table: Table,
}

impl ReservedTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Reads a reserved, as it is after every write that was answered.
    pub async fn get(&self, key: &ReservedKey) -> Result<Reserved, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        Reserved::from_attributes(&found)
    }

    /// Stores a reserved, unless one is stored under its key.
    pub async fn create(&self, item: &Reserved) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = Reserved::from_attributes(found);
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
        key: &ReservedKey,
        replacement: &ReplaceReserved,
        if_match: &IfMatch,
    ) -> Result<Reserved, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        if let Some(versions) = if_match.versions() {
            update.one_of(VERSION, versions);
        }
        update.set("type", &replacement.r#type);
        update.unchanged_or_absent("owner", &replacement.owner);
        update.set_or_remove("date", &replacement.date);
        update.set_or_remove("ttl", &replacement.ttl);
        update.unchanged_if_given("count", &replacement.count);
        update.increment("count");
        update.set_if_given("role", &replacement.role);
        update.set_or_remove("year", &replacement.year);
        update.set("url", &replacement.url);
        update.set_or_remove("option", &replacement.option);
        update.set_or_remove("result", &replacement.result);
        update.set_or_remove("string", &replacement.string);
        update.set_or_remove("error", &replacement.error);
        update.set_or_remove("state", &replacement.state);
        update.set_or_remove("item", &replacement.item);
        update.set_or_remove("items", &replacement.items);
        update.set("key", &replacement.key);
        update.set_or_remove("body", &replacement.body);
        update.unchanged_if_given("id", &replacement.id);
        update.set_or_remove("client", &replacement.client);
        update.set("value", &replacement.value);
        update.set_or_remove("next_cursor", &replacement.next_cursor);
        update.unchanged_if_given("now", &replacement.now);
        let updated = match self.write(key, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let stored = accepted(found, if_match)?;
                return Err(replacement.difference(&stored));
            }
        };
        Reserved::from_attributes(&updated)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(
        &self,
        key: &ReservedKey,
        patch: &ReservedPatch,
        if_match: &IfMatch,
    ) -> Result<Reserved, Error> {
        let backoff = backoff_within(PATIENCE);
        loop {
            let mut update = Expression::default();
            update.exists(PARTITION_KEY);
            if let Some(versions) = if_match.versions() {
                update.one_of(VERSION, versions);
            }
            if patch.merges() {
                let found = live(self.table.get_item(key.to_attributes()).await?)?;
                let stored = Reserved::from_attributes(&found)?;
                merge(
                    &mut update,
                    &found,
                    "string",
                    stored.string.as_ref(),
                    &patch.string,
                    |_, _| {},
                )?;
                merge(
                    &mut update,
                    &found,
                    "item",
                    stored.item.as_ref(),
                    &patch.item,
                    Reserved::check_item,
                )?;
                merge(
                    &mut update,
                    &found,
                    "key",
                    Some(&stored.key),
                    &patch.key,
                    Reserved::check_key,
                )?;
            }
            update.change("type", &patch.r#type);
            update.change("date", &patch.date);
            update.change("ttl", &patch.ttl);
            update.change("role", &patch.role);
            update.change("year", &patch.year);
            update.change("url", &patch.url);
            update.change("option", &patch.option);
            update.change("result", &patch.result);
            update.change("error", &patch.error);
            update.change("state", &patch.state);
            update.change("items", &patch.items);
            update.change("body", &patch.body);
            update.change("client", &patch.client);
            update.change("value", &patch.value);
            update.change("next_cursor", &patch.next_cursor);
            update.increment("count");
            match self.write(key, &update, if_match).await? {
                Outcome::Written(item) => {
                    return Reserved::from_attributes(&item);
                }
                // Another request changed what the patch reaches into, after it was read.
                Outcome::Refused(found) => {
                    accepted(found, if_match)?;
                    backoff.pause().await?;
                }
            }
        }
    }

    /// Deletes a reserved, if it exists.
    pub async fn delete(&self, key: &ReservedKey, if_match: &IfMatch) -> Result<(), Error> {
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
        range: &KeyRange<i64>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Reserved>, Error> {
        let key = ["status"];
        let mut start = Attributes::new();
        put(&mut start, "name", partition);
        let page = PageReader::new(paging, &key, start, &filter, Reserved::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.key("name", "=", partition);
        range.select("status", &mut filter);
        self.table
            .query_page(None, &filter, descending, page, |item| {
                let key = &item.status;
                range.keeps(key)
            })
            .await
    }

    /// Reads a page of all reserved.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Reserved>, Error> {
        let key = ["name", "status"];
        let page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            &filter,
            Reserved::from_attributes,
        )?;
        self.table.scan_page(&filter, page).await
    }

    async fn write(
        &self,
        key: &ReservedKey,
        update: &Expression,
        if_match: &IfMatch,
    ) -> Result<Outcome, Error> {
        let read = Reserved::from_attributes;
        let is_done = |found: &Attributes| {
            let version = required(found, VERSION);
            version.is_ok_and(|version| if_match.led_to(version)) && update.is_done(found, read)
        };
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// The item that kept a write from happening, if there is one, and it has an accepted version.
fn accepted(found: Option<Attributes>, if_match: &IfMatch) -> Result<Reserved, Error> {
    let found = live(found)?;
    let version = required(&found, VERSION)?;
    if if_match.accepts(version) {
        Reserved::from_attributes(&found)
    } else {
        Err(Error::PreconditionFailed)
    }
}

/// What is stored, if it is.
fn live(found: Option<Attributes>) -> Result<Attributes, Error> {
    found.ok_or(Error::NotFound)
}
