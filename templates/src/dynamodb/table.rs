//! A table as DynamoDB's API has it: attributes in, attributes out.

use std::error;

use aws_sdk_dynamodb::config::Builder;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::error::{DisplayErrorContext, SdkError};
use aws_sdk_dynamodb::types::{
    AttributeValue, Put, ReturnConsumedCapacity, ReturnValue, ReturnValuesOnConditionCheckFailure,
    TransactWriteItem,
};
use aws_sdk_dynamodb::{Client, Config};
use serde::Serialize;

use super::attempts::Attempts;
use super::backoff::Backoff;
use super::expression::Expression;
use super::records::{Cancelled, Records, recorded};
use super::stored::Attributes;
use crate::http::{Error, KnownRequest, Page, PageReader, log_capacity};

/// A table, by its physical name.
#[derive(Debug, Clone)]
pub struct Table {
    client: Client,
    name: String,
}

/// What became of a conditional write.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It happened; after an update, the item as it is now.
    Written(Attributes),
    /// A condition does not hold for the item that is stored, if one is.
    Refused(Option<Attributes>),
}

impl Table {
    pub fn new(client: Client, name: String) -> Self {
        Self { client, name }
    }

    /// Opens a connection by reading an item that does not exist.
    pub async fn connect_by_get_item(&self, key: &[&str]) {
        let value = AttributeValue::S("-".to_owned());
        let key = key.iter().map(|name| ((*name).to_owned(), value.clone()));
        let call = self.client.get_item().table_name(&self.name);
        let call = call.set_key(Some(key.collect()));
        note(call.customize().config_override(one_attempt()).send().await);
    }

    /// Opens a connection by reading one item, if there is one.
    pub async fn connect_by_scan(&self) {
        let call = self.client.scan().table_name(&self.name).limit(1);
        note(call.customize().config_override(one_attempt()).send().await);
    }

    /// Opens a connection by querying a partition that does not exist.
    pub async fn connect_by_query(&self, index: Option<&str>, partition_key: &str) {
        let call = self.client.query().table_name(&self.name).limit(1);
        let call = call
            .set_index_name(index.map(str::to_owned))
            .key_condition_expression("#a = :a")
            .expression_attribute_names("#a", partition_key)
            .expression_attribute_values(":a", AttributeValue::S("-".to_owned()));
        note(call.customize().config_override(one_attempt()).send().await);
    }

    /// Opens a connection by a write without an item, which DynamoDB refuses.
    pub async fn connect_by_put_item(&self) {
        let call = self.client.put_item().table_name(&self.name);
        note(call.customize().config_override(one_attempt()).send().await);
    }

    /// Opens a connection by a write without a key, which DynamoDB refuses.
    pub async fn connect_by_update_item(&self) {
        let call = self.client.update_item().table_name(&self.name);
        note(call.customize().config_override(one_attempt()).send().await);
    }

    /// Opens a connection by a write without a key, which DynamoDB refuses.
    pub async fn connect_by_delete_item(&self) {
        let call = self.client.delete_item().table_name(&self.name);
        note(call.customize().config_override(one_attempt()).send().await);
    }

    /// Reads an item, as it is after every write that was answered.
    pub async fn get_item(&self, key: Attributes) -> Result<Option<Attributes>, Error> {
        let output = self
            .client
            .get_item()
            .table_name(&self.name)
            .set_key(Some(key))
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await?;
        log_capacity(output.consumed_capacity());
        Ok(output.item)
    }

    /// Stores an item. `is_own` says whether the stored item is the one that is sent, in case an
    /// attempt stored it and its answer got lost.
    pub async fn put_item(
        &self,
        item: Attributes,
        guard: &Expression,
        is_own: impl Fn(&Attributes) -> bool,
    ) -> Result<Outcome, Error> {
        let attempts = Attempts::default();
        let sent = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(item))
            .set_condition_expression(guard.condition())
            .set_expression_attribute_names(guard.names())
            .set_expression_attribute_values(guard.values())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .customize()
            .interceptor(attempts.clone())
            .send()
            .await;
        match sent {
            Ok(output) => {
                log_capacity(output.consumed_capacity());
                Ok(Outcome::Written(Attributes::new()))
            }
            Err(error) => attempts.outcome(error, |found| found.is_some_and(&is_own)),
        }
    }

    /// Stores an item and a record of the request that makes it, or neither. Gives the item that the request
    /// has made, now or before.
    pub async fn put_item_once(
        &self,
        item: Attributes,
        guard: &Expression,
        records: &Records,
        request: &KnownRequest,
        backoff: &Backoff,
    ) -> Result<Outcome, Error> {
        let (record, absent) = records.record(request, &item);
        let puts = vec![
            put_in(&records.name, record, &absent)?,
            put_in(&self.name, item.clone(), guard)?,
        ];
        loop {
            let sent = self
                .client
                .transact_write_items()
                .set_transact_items(Some(puts.clone()))
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await;
            let cancelled = match sent {
                Ok(output) => {
                    for consumed in output.consumed_capacity() {
                        log_capacity(Some(consumed));
                    }
                    return Ok(Outcome::Written(item));
                }
                Err(error) => Cancelled::from(error),
            };
            match cancelled {
                Cancelled::Recorded(record) => {
                    return recorded(record, request).map(Outcome::Written);
                }
                Cancelled::Refused => return Ok(Outcome::Refused(None)),
                Cancelled::Passing(error) => backoff.pause().await.map_err(|_| error)?,
                Cancelled::Failed(error) => return Err(error),
            }
        }
    }

    /// Changes an item. `is_done` says whether the stored item is as the update leaves it, in case an
    /// attempt changed it and its answer got lost.
    pub async fn update_item(
        &self,
        key: Attributes,
        update: &Expression,
        is_done: impl Fn(&Attributes) -> bool,
    ) -> Result<Outcome, Error> {
        let attempts = Attempts::default();
        let sent = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key))
            .set_update_expression(update.update())
            .set_condition_expression(update.condition())
            .set_expression_attribute_names(update.names())
            .set_expression_attribute_values(update.values())
            .return_values(ReturnValue::AllNew)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .customize()
            .interceptor(attempts.clone())
            .send()
            .await;
        match sent {
            Ok(output) => {
                log_capacity(output.consumed_capacity());
                Ok(Outcome::Written(output.attributes.unwrap_or_default()))
            }
            Err(error) => attempts.outcome(error, |found| found.is_some_and(&is_done)),
        }
    }

    /// Deletes an item.
    pub async fn delete_item(&self, key: Attributes, guard: &Expression) -> Result<Outcome, Error> {
        let attempts = Attempts::default();
        let sent = self
            .client
            .delete_item()
            .table_name(&self.name)
            .set_key(Some(key))
            .set_condition_expression(guard.condition())
            .set_expression_attribute_names(guard.names())
            .set_expression_attribute_values(guard.values())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .customize()
            .interceptor(attempts.clone())
            .send()
            .await;
        match sent {
            Ok(output) => {
                log_capacity(output.consumed_capacity());
                Ok(Outcome::Written(Attributes::new()))
            }
            Err(error) => attempts.outcome(error, |found| found.is_none()),
        }
    }

    /// Reads a page of all items.
    pub async fn scan_page<T: Serialize>(
        &self,
        filter: &Expression,
        mut page: PageReader<'_, T>,
    ) -> Result<Page<T>, Error> {
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
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await
                .map_err(|error| page.failed(error))?;
            log_capacity(output.consumed_capacity());
            page.add(output.items, output.last_evaluated_key, |_| true);
        }
        Ok(page.finish())
    }

    /// Reads a page of one partition of the table or of an index, as far as `keeps` holds.
    pub async fn query_page<T: Serialize>(
        &self,
        index: Option<&str>,
        selection: &Expression,
        descending: bool,
        mut page: PageReader<'_, T>,
        keeps: impl Fn(&T) -> bool,
    ) -> Result<Page<T>, Error> {
        while let Some(read) = page.next_read() {
            let output = self
                .client
                .query()
                .table_name(&self.name)
                .set_index_name(index.map(str::to_owned))
                .key_condition_expression(selection.key_condition())
                .scan_index_forward(!descending)
                .set_filter_expression(selection.condition())
                .set_expression_attribute_names(selection.names())
                .set_expression_attribute_values(selection.values())
                .set_exclusive_start_key(read.start)
                .limit(read.size)
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await
                .map_err(|error| page.failed(error))?;
            log_capacity(output.consumed_capacity());
            page.add(output.items, output.last_evaluated_key, &keeps);
        }
        Ok(page.finish())
    }
}

/// A write that is part of a transaction.
fn put_in(table: &str, item: Attributes, guard: &Expression) -> Result<TransactWriteItem, Error> {
    let put = Put::builder()
        .table_name(table)
        .set_item(Some(item))
        .set_condition_expression(guard.condition())
        .set_expression_attribute_names(guard.names())
        .set_expression_attribute_values(guard.values())
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
    let put = put.build().map_err(Error::internal)?;
    Ok(TransactWriteItem::builder().put(put).build())
}

fn one_attempt() -> Builder {
    Config::builder().retry_config(RetryConfig::disabled())
}

/// Logs that no connection was opened: then the first request opens one. Any answer will do, also that
/// the key has another type.
fn note<T, E>(answer: Result<T, SdkError<E>>)
where
    E: error::Error + 'static,
{
    if let Err(error) = answer
        && error.as_service_error().is_none()
    {
        tracing::warn!("DynamoDB: {}", DisplayErrorContext(error));
    }
}
