//! The DynamoDB table that stores env.

use aws_sdk_dynamodb::Client;

use super::item::Env;
use crate::dynamodb::{Attributes, Expression};
use crate::http::{Error, Page, PageReader, Paging};

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct EnvTable {
    client: Client,
    name: String,
}

impl EnvTable {
    pub fn new(client: Client, name: String) -> Self {
        Self { client, name }
    }

    /// Reads a page of all env.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Env>, Error> {
        let filtered = filter.condition().is_some();
        let key = ["str"];
        let mut page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            filtered,
            Env::from_attributes,
        )?;
        while let Some(read) = page.next_read() {
            let output = self
                .client
                .scan()
                .table_name(&self.name)
                .set_filter_expression(filter.condition())
                .set_expression_attribute_names(filter.names())
                .set_expression_attribute_values(filter.values())
                .set_exclusive_start_key(read.start)
                .limit(read.size)
                .send()
                .await
                .map_err(|error| page.failed(error))?;
            let items = output.items.unwrap_or_default();
            page.add(items, output.last_evaluated_key)?;
        }
        Ok(page.finish())
    }
}
