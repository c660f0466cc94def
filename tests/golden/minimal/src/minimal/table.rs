//! The DynamoDB table that stores minimal.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::put_item::PutItemError;

use super::item::Minimal;
use crate::dynamodb::{Attributes, Expression};
use crate::http::{Error, Page, PageReader, Paging};

const PARTITION_KEY: &str = "id";

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct MinimalTable {
    client: Client,
    name: String,
}

impl MinimalTable {
    pub fn new(client: Client, name: String) -> Self {
        Self { client, name }
    }

    /// Stores a minimal, unless one is stored under its key.
    pub async fn create(&self, item: &Minimal) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let sent = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(item.to_attributes()))
            .set_condition_expression(guard.condition())
            .set_expression_attribute_names(guard.names())
            .send()
            .await;
        match sent {
            Ok(_) => Ok(()),
            Err(error) => match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(_)) => {
                    Err(Error::Conflict("there is an item with this key already"))
                }
                _ => Err(error.into()),
            },
        }
    }

    /// Reads a page of all minimal.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Minimal>, Error> {
        let filtered = filter.condition().is_some();
        let key = ["id"];
        let mut page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            filtered,
            Minimal::from_attributes,
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
