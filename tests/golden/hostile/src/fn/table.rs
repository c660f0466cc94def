//! The DynamoDB table that stores fn.

use aws_sdk_dynamodb::Client;

use super::item::{FnItem, FnItemKey};
use crate::dynamodb::{Attributes, Expression, Outcome, Table, put};
use crate::http::{Error, Page, PageReader, Paging};

const PARTITION_KEY: &str = "r";

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct FnItemTable {
    table: Table,
}

impl FnItemTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Reads a fn item, as it is after every write that was answered.
    pub async fn get(&self, key: &FnItemKey) -> Result<FnItem, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        FnItem::from_attributes(&found)
    }

    /// Stores a fn item, unless one is stored under its key.
    pub async fn create(&self, item: &FnItem) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = FnItem::from_attributes(found);
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
    pub async fn replace(&self, key: &FnItemKey) -> Result<FnItem, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        let updated = match self.write(key, &update).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(_) => return Err(Error::NotFound),
        };
        FnItem::from_attributes(&updated)
    }

    /// Deletes a fn item, if it exists.
    pub async fn delete(&self, key: &FnItemKey) -> Result<(), Error> {
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
        partition: &f64,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<FnItem>, Error> {
        let key = ["v"];
        let mut start = Attributes::new();
        put(&mut start, "r", partition);
        let page = PageReader::new(paging, &key, start, &filter, FnItem::from_attributes)?;
        filter.key("r", "=", partition);
        self.table
            .query_page(None, &filter, descending, page, |_| true)
            .await
    }

    async fn write(&self, key: &FnItemKey, update: &Expression) -> Result<Outcome, Error> {
        let read = FnItem::from_attributes;
        let is_done = |found: &Attributes| update.is_done(found, read);
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// What is stored, if it is.
fn live(found: Option<Attributes>) -> Result<Attributes, Error> {
    found.ok_or(Error::NotFound)
}
