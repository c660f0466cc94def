//! The DynamoDB table that stores type.

use aws_sdk_dynamodb::Client;

use super::item::{
    ReplaceStruct, Struct, StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00, StructKey,
    StructPatch,
};
use super::types::StructMatch;
use crate::dynamodb::{Attributes, Expression, Outcome, Table, backoff_within, optional, put};
use crate::http::{Error, KeyRange, Page, PageReader, Paging, merge};
use crate::values::EpochSeconds;

const PARTITION_KEY: &str = "self";
const TTL: &str = "crate";
/// For how many milliseconds a patch is tried again when what it reaches into changes meanwhile.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct StructTable {
    table: Table,
}

impl StructTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Opens the connection to DynamoDB, so that the first request does not wait for it.
    pub async fn connect(&self) {
        let key = ["self", "Type"];
        self.table.connect_by_get_item(&key).await;
    }

    /// Reads a struct, as it is after every write that was answered.
    pub async fn get(&self, key: &StructKey) -> Result<Struct, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        Struct::from_attributes(&found)
    }

    /// Stores a struct, unless one is stored under its key.
    pub async fn create(&self, item: &Struct) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent_or_expired(PARTITION_KEY, TTL, &EpochSeconds::now());
        let is_own = |found: &Attributes| {
            let found = Struct::from_attributes(found);
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
        key: &StructKey,
        replacement: &ReplaceStruct,
    ) -> Result<Struct, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        update.not_expired(TTL, &EpochSeconds::now());
        update.set_or_remove("super", &replacement.super_);
        update.set_or_remove("crate", &replacement.crate_);
        update.set("match", &replacement.r#match);
        update.set_or_remove("fn", &replacement.r#fn);
        update.set_or_remove("x", &replacement.x);
        update.set("a-b", &replacement.a_b);
        update.set_or_remove("y", &replacement.y);
        update.set_or_remove("_1", &replacement._1);
        update.set("async", &replacement.r#async);
        update.set_or_remove("await", &replacement.r#await);
        update.set_or_remove("box", &replacement.r#box);
        update.set_or_remove("dyn", &replacement.r#dyn);
        update.set_or_remove("enum", &replacement.r#enum);
        update.set(
            "a_very_long_attribute_name_that_has_exactly_64_characters_000000",
            &replacement.a_very_long_attribute_name_that_has_exactly_64_characters_000000,
        );
        let updated = match self.write(key, &update).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(_) => return Err(Error::NotFound),
        };
        Struct::from_attributes(&updated)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(&self, key: &StructKey, patch: &StructPatch) -> Result<Struct, Error> {
        let backoff = backoff_within(PATIENCE);
        loop {
            let mut update = Expression::default();
            update.exists(PARTITION_KEY);
            update.not_expired(TTL, &EpochSeconds::now());
            if patch.merges() {
                let found = live(self.table.get_item(key.to_attributes()).await?)?;
                let stored = Struct::from_attributes(&found)?;
                merge(
                    &mut update,
                    &found,
                    "dyn",
                    stored.r#dyn.as_ref(),
                    &patch.r#dyn,
                    |_, _| {},
                )?;
            }
            update.change("super", &patch.super_);
            update.change("crate", &patch.crate_);
            update.change("match", &patch.r#match);
            update.change("fn", &patch.r#fn);
            update.change("x", &patch.x);
            update.change("a-b", &patch.a_b);
            update.change("y", &patch.y);
            update.change("_1", &patch._1);
            update.change("async", &patch.r#async);
            update.change("await", &patch.r#await);
            update.change("box", &patch.r#box);
            update.change("enum", &patch.r#enum);
            update.change(
                "a_very_long_attribute_name_that_has_exactly_64_characters_000000",
                &patch.a_very_long_attribute_name_that_has_exactly_64_characters_000000,
            );
            match self.write(key, &update).await? {
                Outcome::Written(item) => {
                    return Struct::from_attributes(&item);
                }
                // Another request changed what the patch reaches into, after it was read.
                Outcome::Refused(found) => {
                    live(found)?;
                    backoff.pause().await?;
                }
            }
        }
    }

    /// Deletes a struct, if it exists.
    pub async fn delete(&self, key: &StructKey) -> Result<(), Error> {
        let mut delete = Expression::default();
        delete.exists(PARTITION_KEY);
        delete.not_expired(TTL, &EpochSeconds::now());
        match self.table.delete_item(key.to_attributes(), &delete).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(_) => Err(Error::NotFound),
        }
    }

    /// Reads a page of all type.
    pub async fn list(
        &self,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Struct>, Error> {
        let key = ["self", "Type"];
        let page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            &filter,
            Struct::from_attributes,
        )?;
        filter.not_expired(TTL, &EpochSeconds::now());
        self.table.scan_page(&filter, page).await
    }

    /// Reads a page of one partition.
    pub async fn query(
        &self,
        partition: &String,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Struct>, Error> {
        let key = ["Type"];
        let mut start = Attributes::new();
        put(&mut start, "self", partition);
        let page = PageReader::new(paging, &key, start, &filter, Struct::from_attributes)?;
        filter.not_expired(TTL, &EpochSeconds::now());
        filter.key("self", "=", partition);
        self.table
            .query_page(None, &filter, descending, page, |_| true)
            .await
    }

    /// Reads a page of one partition from the index `match`.
    pub async fn query_match(
        &self,
        partition: &StructMatch,
        range: &KeyRange<i64>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Struct>, Error> {
        let key = ["fn", "self", "Type"];
        let mut start = Attributes::new();
        put(&mut start, "match", partition);
        let page = PageReader::new(paging, &key, start, &filter, Struct::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.not_expired(TTL, &EpochSeconds::now());
        filter.key("match", "=", partition);
        range.select("fn", &mut filter);
        let index = Some("match");
        self.table
            .query_page(index, &filter, descending, page, |item| {
                let key = &item.r#fn;
                key.as_ref().is_some_and(|key| range.keeps(key))
            })
            .await
    }

    /// Reads a page of one partition from the index `a_very_long_index_name_that_has_exactly_sixty_four_characters_00`.
    pub async fn query_a_very_long_index_name_that_has_exactly_sixty_four_characters_00(
        &self,
        partition: &String,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00>, Error> {
        let key = ["self", "Type"];
        let mut start = Attributes::new();
        put(&mut start, "x", partition);
        let page = PageReader::new(
            paging,
            &key,
            start,
            &filter,
            StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00::from_attributes,
        )?;
        filter.not_expired(TTL, &EpochSeconds::now());
        filter.key("x", "=", partition);
        let index = Some("a_very_long_index_name_that_has_exactly_sixty_four_characters_00");
        self.table
            .query_page(index, &filter, descending, page, |_| true)
            .await
    }

    async fn write(&self, key: &StructKey, update: &Expression) -> Result<Outcome, Error> {
        let read = Struct::from_attributes;
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
