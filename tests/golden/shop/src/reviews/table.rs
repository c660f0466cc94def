//! The DynamoDB table that stores reviews.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnValue;

use super::item::{Review, ReviewKey, ReviewPatch};
use crate::dynamodb::{Attributes, Expression, put};
use crate::http::{Error, Page, PageReader, Paging};

const PARTITION_KEY: &str = "sku";

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct ReviewTable {
    client: Client,
    name: String,
}

impl ReviewTable {
    pub fn new(client: Client, name: String) -> Self {
        Self { client, name }
    }

    /// Reads a review, as it is after every write that was answered.
    pub async fn get(&self, key: &ReviewKey) -> Result<Review, Error> {
        let output = self
            .client
            .get_item()
            .table_name(&self.name)
            .set_key(Some(key.to_attributes()))
            .consistent_read(true)
            .send()
            .await?;
        let found = output.item.ok_or(Error::NotFound)?;
        Review::from_attributes(&found)
    }

    /// Stores a review, unless one is stored under its key.
    pub async fn create(&self, item: &Review) -> Result<(), Error> {
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

    /// Changes what the patch names, if the item exists.
    pub async fn update(&self, key: &ReviewKey, patch: &ReviewPatch) -> Result<Review, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        update.change("stars", &patch.stars);
        update.change("text", &patch.text);
        let updated = self.send_update(key, &update).await?;
        Review::from_attributes(&updated)
    }

    /// Deletes a review, if it exists.
    pub async fn delete(&self, key: &ReviewKey) -> Result<(), Error> {
        let mut delete = Expression::default();
        delete.exists(PARTITION_KEY);
        let sent = self
            .client
            .delete_item()
            .table_name(&self.name)
            .set_key(Some(key.to_attributes()))
            .set_condition_expression(delete.condition())
            .set_expression_attribute_names(delete.names())
            .send()
            .await;
        match sent {
            Ok(_) => Ok(()),
            Err(error) => match error.as_service_error() {
                Some(DeleteItemError::ConditionalCheckFailedException(_)) => Err(Error::NotFound),
                _ => Err(error.into()),
            },
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
        let filtered = filter.condition().is_some();
        let mut start = Attributes::new();
        put(&mut start, "sku", partition);
        filter.key("sku", "=", partition);
        let key = ["review_id"];
        let mut page = PageReader::new(paging, &key, start, filtered, Review::from_attributes)?;
        while let Some(read) = page.next_read() {
            let output = self
                .client
                .query()
                .table_name(&self.name)
                .key_condition_expression(filter.key_condition())
                .scan_index_forward(!descending)
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

    async fn send_update(&self, key: &ReviewKey, update: &Expression) -> Result<Attributes, Error> {
        let sent = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key.to_attributes()))
            .set_update_expression(update.update())
            .set_condition_expression(update.condition())
            .set_expression_attribute_names(update.names())
            .set_expression_attribute_values(update.values())
            .return_values(ReturnValue::AllNew)
            .send()
            .await;
        let error = match sent {
            Ok(output) => return Ok(output.attributes.unwrap_or_default()),
            Err(error) => error,
        };
        match error.as_service_error() {
            Some(UpdateItemError::ConditionalCheckFailedException(_)) => Err(Error::NotFound),
            _ => Err(error.into()),
        }
    }
}
