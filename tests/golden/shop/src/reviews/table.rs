//! The DynamoDB table that stores reviews.

use aws_sdk_dynamodb::Client;

use super::item::{Review, ReviewKey, ReviewPatch};
use crate::dynamodb::{Attributes, Expression, Outcome, Table, put};
use crate::http::{Error, Page, PageReader, Paging};

const PARTITION_KEY: &str = "sku";

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct ReviewTable {
    table: Table,
}

impl ReviewTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Reads a review, as it is after every write that was answered.
    pub async fn get(&self, key: &ReviewKey) -> Result<Review, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        Review::from_attributes(&found)
    }

    /// Stores a review, unless one is stored under its key.
    pub async fn create(&self, item: &Review) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = Review::from_attributes(found);
            found.is_ok_and(|found| found == *item)
        };
        let item = item.to_attributes();
        match self.table.put_item(item, &guard, is_own).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(_) => Err(Error::Conflict("there is an item with this key already")),
        }
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(&self, key: &ReviewKey, patch: &ReviewPatch) -> Result<Review, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        update.change("stars", &patch.stars);
        update.change("text", &patch.text);
        let updated = match self.write(key, &update).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(_) => return Err(Error::NotFound),
        };
        Review::from_attributes(&updated)
    }

    /// Deletes a review, if it exists.
    pub async fn delete(&self, key: &ReviewKey) -> Result<(), Error> {
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
        partition: &String,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Review>, Error> {
        let key = ["review_id"];
        let mut start = Attributes::new();
        put(&mut start, "sku", partition);
        let page = PageReader::new(paging, &key, start, &filter, Review::from_attributes)?;
        filter.key("sku", "=", partition);
        self.table
            .query_page(None, &filter, descending, page, |_| true)
            .await
    }

    async fn write(&self, key: &ReviewKey, update: &Expression) -> Result<Outcome, Error> {
        let read = Review::from_attributes;
        let is_done = |found: &Attributes| update.is_done(found, read);
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// What is stored, if it is.
fn live(found: Option<Attributes>) -> Result<Attributes, Error> {
    found.ok_or(Error::NotFound)
}
