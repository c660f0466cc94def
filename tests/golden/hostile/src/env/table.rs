//! The DynamoDB table that stores env.

use aws_sdk_dynamodb::Client;

use super::item::Env;
use crate::dynamodb::{Attributes, Expression, Table};
use crate::http::{Error, Page, PageReader, Paging};

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct EnvTable {
    table: Table,
}

impl EnvTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Reads a page of all env.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Env>, Error> {
        let key = ["str"];
        let page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            &filter,
            Env::from_attributes,
        )?;
        self.table.scan_page(&filter, page).await
    }
}
