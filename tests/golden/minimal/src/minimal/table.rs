//! The DynamoDB table that stores minimal.

use aws_sdk_dynamodb::Client;

use super::item::Minimal;
use crate::dynamodb::{Attributes, Expression, Outcome, Table};
use crate::http::{Error, Page, PageReader, Paging};

const PARTITION_KEY: &str = "id";

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct MinimalTable {
    table: Table,
}

impl MinimalTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Opens the connection to DynamoDB, so that the first request does not wait for it.
    pub async fn connect(&self) {
        self.table.connect_by_scan().await;
    }

    /// Stores a minimal, unless one is stored under its key.
    pub async fn create(&self, item: &Minimal) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = Minimal::from_attributes(found);
            found.is_ok_and(|found| found == *item)
        };
        let item = item.to_attributes();
        match self.table.put_item(item, &guard, is_own).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(_) => Err(Error::Conflict("there is an item with this key already")),
        }
    }

    /// Reads a page of all minimal.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Minimal>, Error> {
        let key = ["id"];
        let page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            &filter,
            Minimal::from_attributes,
        )?;
        self.table.scan_page(&filter, page).await
    }
}
