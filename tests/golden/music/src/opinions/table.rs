//! The DynamoDB table that stores opinions.

use aws_sdk_dynamodb::Client;
use uuid::Uuid;

use super::item::{EARLIER_NAMES, Opinion, OpinionKey, ReplaceOpinion};
use crate::dynamodb::{Attributes, Expression, Outcome, Table, put};
use crate::http::{Error, Page, PageReader, Paging};

const PARTITION_KEY: &str = "album";

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct OpinionTable {
    table: Table,
}

impl OpinionTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Stores an opinion, unless one is stored under its key.
    pub async fn create(&self, item: &Opinion) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = Opinion::from_attributes(found);
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
        key: &OpinionKey,
        replacement: &ReplaceOpinion,
    ) -> Result<Opinion, Error> {
        let mut update = Expression::with_earlier_names(EARLIER_NAMES);
        update.exists(PARTITION_KEY);
        update.unchanged("stars", &replacement.stars);
        update.set("stars", &replacement.stars);
        update.unchanged_or_default("author", &replacement.author, Opinion::default_author);
        update.set("author", &replacement.author);
        let updated = match self.write(key, &update).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let found = live(found)?;
                let stored = Opinion::from_attributes(&found)?;
                return Err(replacement.difference(&stored));
            }
        };
        Opinion::from_attributes(&updated)
    }

    /// Deletes an opinion, if it exists.
    pub async fn delete(&self, key: &OpinionKey) -> Result<(), Error> {
        let mut delete = Expression::default();
        delete.exists(PARTITION_KEY);
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
    ) -> Result<Page<Opinion>, Error> {
        let key = ["at"];
        let mut start = Attributes::new();
        put(&mut start, "album", partition);
        let page = PageReader::new(paging, &key, start, &filter, Opinion::from_attributes)?;
        filter.key("album", "=", partition);
        self.table
            .query_page(None, &filter, descending, page, |_| true)
            .await
    }

    async fn write(&self, key: &OpinionKey, update: &Expression) -> Result<Outcome, Error> {
        let read = Opinion::from_attributes;
        let is_done = |found: &Attributes| update.is_done(found, read);
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// What is stored, if it is.
fn live(found: Option<Attributes>) -> Result<Attributes, Error> {
    found.ok_or(Error::NotFound)
}
