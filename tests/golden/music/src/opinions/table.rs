//! The DynamoDB table that stores opinions.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};
use uuid::Uuid;

use super::item::{EARLIER_NAMES, Opinion, OpinionKey, ReplaceOpinion};
use crate::dynamodb::{Attributes, Expression, put};
use crate::http::{Error, Page, PageReader, Paging};

const PARTITION_KEY: &str = "album";

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct OpinionTable {
    client: Client,
    name: String,
}

impl OpinionTable {
    pub fn new(client: Client, name: String) -> Self {
        Self { client, name }
    }

    /// Stores an opinion, unless one is stored under its key.
    pub async fn create(&self, item: &Opinion) -> Result<(), Error> {
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
        let updated = match self.send_update(key, &update).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
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
        partition: &Uuid,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Opinion>, Error> {
        let filtered = filter.condition().is_some();
        let mut start = Attributes::new();
        put(&mut start, "album", partition);
        filter.key("album", "=", partition);
        let key = ["at"];
        let mut page = PageReader::new(paging, &key, start, filtered, Opinion::from_attributes)?;
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

    async fn send_update(&self, key: &OpinionKey, update: &Expression) -> Result<Outcome, Error> {
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
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        let error = match sent {
            Ok(output) => return Ok(Outcome::Written(output.attributes.unwrap_or_default())),
            Err(error) => error,
        };
        match error.as_service_error() {
            Some(UpdateItemError::ConditionalCheckFailedException(failed)) => {
                let found = live(failed.item())?;
                Ok(Outcome::Refused(found.clone()))
            }
            _ => Err(error.into()),
        }
    }
}

/// What became of a conditional update.
enum Outcome {
    /// The item as it is now.
    Written(Attributes),
    /// The item as it is, which does not meet the conditions.
    Refused(Attributes),
}

/// The item that kept a write from happening, if there is one.
fn live(found: Option<&Attributes>) -> Result<&Attributes, Error> {
    found.ok_or(Error::NotFound)
}
