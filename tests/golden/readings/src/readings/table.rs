//! The DynamoDB table that stores readings.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};

use super::item::{Reading, ReadingByQuality, ReadingKey, ReplaceReading};
use super::types::ReadingQuality;
use crate::dynamodb::{Attributes, Expression, optional, put, required};
use crate::http::{Error, KeyRange, Page, PageReader, Paging};
use crate::values::{Expiry, Timestamp};

const PARTITION_KEY: &str = "sensor";
const TTL: &str = "expires_at";

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct ReadingTable {
    client: Client,
    name: String,
}

impl ReadingTable {
    pub fn new(client: Client, name: String) -> Self {
        Self { client, name }
    }

    /// Reads a reading, as it is after every write that was answered.
    pub async fn get(&self, key: &ReadingKey) -> Result<Reading, Error> {
        let output = self
            .client
            .get_item()
            .table_name(&self.name)
            .set_key(Some(key.to_attributes()))
            .consistent_read(true)
            .send()
            .await?;
        let found = output
            .item
            .filter(|item| !has_expired(item))
            .ok_or(Error::NotFound)?;
        Reading::from_attributes(&found)
    }

    /// Stores a reading, unless one is stored under its key.
    pub async fn create(&self, item: &Reading) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent_or_expired(PARTITION_KEY, TTL, &Expiry::now());
        let sent = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(item.to_attributes()))
            .set_condition_expression(guard.condition())
            .set_expression_attribute_names(guard.names())
            .set_expression_attribute_values(guard.values())
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
        key: &ReadingKey,
        replacement: &ReplaceReading,
    ) -> Result<Reading, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        update.not_expired(TTL, &Expiry::now());
        update.set("celsius", &replacement.celsius);
        update.set_or_remove("humidity", &replacement.humidity);
        update.set("quality", &replacement.quality);
        update.set_or_remove("calibration", &replacement.calibration);
        update.set_or_remove("raw", &replacement.raw);
        update.set("expires_at", &replacement.expires_at);
        update.unchanged_if_given("received_at", &replacement.received_at);
        let updated = match self.send_update(key, &update).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let stored = Reading::from_attributes(&found)?;
                return Err(replacement.difference(&stored));
            }
        };
        Reading::from_attributes(&updated)
    }

    /// Deletes a reading, if it exists.
    pub async fn delete(&self, key: &ReadingKey) -> Result<(), Error> {
        let mut delete = Expression::default();
        delete.exists(PARTITION_KEY);
        delete.not_expired(TTL, &Expiry::now());
        let sent = self
            .client
            .delete_item()
            .table_name(&self.name)
            .set_key(Some(key.to_attributes()))
            .set_condition_expression(delete.condition())
            .set_expression_attribute_names(delete.names())
            .set_expression_attribute_values(delete.values())
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
        range: &KeyRange<Timestamp>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Reading>, Error> {
        const SORT_KEY: &str = "taken_at";
        let filtered = filter.condition().is_some();
        filter.not_expired(TTL, &Expiry::now());
        let mut start = Attributes::new();
        put(&mut start, "sensor", partition);
        filter.key("sensor", "=", partition);
        range.select(SORT_KEY, &mut filter);
        let kept = |item: &Attributes| required(item, SORT_KEY).is_ok_and(|key| range.keeps(&key));
        let key = ["taken_at"];
        let mut page = PageReader::new(paging, &key, start, filtered, Reading::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
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
            page.add(items.into_iter().filter(&kept), output.last_evaluated_key)?;
        }
        Ok(page.finish())
    }

    /// Reads a page of one partition from the index `by_quality`.
    pub async fn query_by_quality(
        &self,
        partition: &ReadingQuality,
        range: &KeyRange<Timestamp>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<ReadingByQuality>, Error> {
        const SORT_KEY: &str = "taken_at";
        let filtered = filter.condition().is_some();
        filter.not_expired(TTL, &Expiry::now());
        let mut start = Attributes::new();
        put(&mut start, "quality", partition);
        filter.key("quality", "=", partition);
        range.select(SORT_KEY, &mut filter);
        let kept = |item: &Attributes| required(item, SORT_KEY).is_ok_and(|key| range.keeps(&key));
        let key = ["taken_at", "sensor"];
        let mut page = PageReader::new(
            paging,
            &key,
            start,
            filtered,
            ReadingByQuality::from_attributes,
        )?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        while let Some(read) = page.next_read() {
            let output = self
                .client
                .query()
                .table_name(&self.name)
                .index_name("by_quality")
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
            page.add(items.into_iter().filter(&kept), output.last_evaluated_key)?;
        }
        Ok(page.finish())
    }

    async fn send_update(&self, key: &ReadingKey, update: &Expression) -> Result<Outcome, Error> {
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
    found
        .filter(|item| !has_expired(item))
        .ok_or(Error::NotFound)
}

/// DynamoDB removes expired items late, and until then they are read like any other.
fn has_expired(item: &Attributes) -> bool {
    matches!(optional::<Expiry>(item, TTL), Ok(Some(expiry)) if expiry <= Expiry::now())
}
